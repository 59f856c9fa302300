"""The nouns of the product. Standard library only, and nothing here can be changed once made."""
