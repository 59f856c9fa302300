"""How much of a document is read, and how right: measured on texts that are known, beside the plain alternative."""
