"""Files to readings: text, pages, clauses, passages. Knows nothing of questions."""
