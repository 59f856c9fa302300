"""From lines to clauses: marks, headings, sequences, the clause tree, definitions, cross-references."""
