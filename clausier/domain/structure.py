"""Where a clause stands in its tree."""

import re
from collections.abc import Mapping

from clausier.domain.documents import Clause, ClauseId, DocumentId, Passage, Role

_NUMBERED = (Role.ARTICLE, Role.ITEM)
_ARTICLE = re.compile(r"(?:.+, a|A)rticle \S")  # as `Clause.label` names one

Article = tuple[DocumentId, tuple[str, ...]]
"""An article as its passages know it: their document, and the headings down to its own."""


def enclosing_article(clause: Clause, clauses: Mapping[ClauseId, Clause]) -> Clause:
    """The article a clause belongs to: itself, or the nearest above it.

    Where there is none, as in many annexes, it is the highest numbered stretch below the annex or the part:
    an annex is never taken whole.
    """
    while clause.role is Role.ITEM and clause.parent is not None:
        parent = clauses[clause.parent]
        if parent.role not in _NUMBERED:
            break
        clause = parent
    return clause


def article_of(passage: Passage) -> Article:
    """The article that a passage stands in; where no heading names one, the clause that it is of."""
    depth = next((depth for depth, label in enumerate(passage.path, 1) if _ARTICLE.match(label)), len(passage.path))
    return passage.document_id, passage.path[:depth]
