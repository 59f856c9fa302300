"""Where a clause stands in its tree."""

from collections.abc import Mapping

from clausier.domain.documents import Clause, ClauseId, Role

_NUMBERED = (Role.ARTICLE, Role.ITEM)


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
