"""The formats of questionnaires, each read and written back."""
