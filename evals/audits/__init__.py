"""Audits, measured on contracts that were held against the general checklist by hand."""
