"""Comparison of two documents, measured on pairs that were compared by hand, and on published versions of terms."""
