"""Contracts held against checklists."""
