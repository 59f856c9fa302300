"""Texts to vectors: the bundled recipe over onnxruntime, and any other sentence-transformers model."""
