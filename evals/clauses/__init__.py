"""Clauses made plain without a model: a sample of them, read by somebody, statement by statement."""
