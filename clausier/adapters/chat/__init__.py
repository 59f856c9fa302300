"""Chat models: LangChain's on the outside, port ChatModel on the inside."""
