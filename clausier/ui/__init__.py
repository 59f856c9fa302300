"""The page: Streamlit views over an opened Clausier. Nothing here decides anything about a contract."""
