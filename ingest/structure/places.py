"""Which clause a place of the text belongs to."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from clausier.domain.documents import Clause, ClauseId, Role


class Places:
    """The clause tree of one document, asked by position and by number."""

    def __init__(self, clauses: Sequence[Clause], fragments: Collection[ClauseId] = ()) -> None:
        """`fragments` are pieces of a sentence: their text is in the passages of the clause around them."""
        self._fragments = frozenset(fragments)
        self._clauses = tuple(clauses)
        self._starts = [clause.span.start for clause in clauses]
        self._by_id = {clause.id: clause for clause in clauses}
        self._by_number: dict[str, Clause] = {}
        for clause in clauses:
            if clause.number:
                self._by_number.setdefault(clause.number, clause)

    def innermost(self, at: int) -> Clause:
        """The deepest clause that holds the character at this position."""
        index = max(0, bisect_right(self._starts, at) - 1)
        clause = self._clauses[index]
        while at >= clause.span.end and clause.parent is not None:
            clause = self._by_id[clause.parent]
        return clause

    def holder(self, clause: Clause) -> Clause:
        """The clause whose passages hold this one's text: itself, or the one that its sentence is in."""
        return next(above for above in self.line(clause) if above.id not in self._fragments)

    def line(self, clause: Clause) -> Iterator[Clause]:
        """The clause, then every clause it stands in, the outermost last."""
        here: Clause | None = clause
        while here is not None:
            yield here
            here = self._by_id[here.parent] if here.parent is not None else None

    def path(self, clause: Clause) -> tuple[str, ...]:
        """Labels from the outermost clause to this one; clauses without a name are left out."""
        return tuple(label for label in reversed([above.label for above in self.line(clause)]) if label)

    def number(self, clause: Clause) -> str:
        """The finest number that the clause stands under, its own first."""
        return next((above.number for above in self.line(clause) if above.number), "")

    def annex(self, clause: Clause) -> str:
        """The annex that the clause belongs to, "" in the contract's body."""
        return next((above.number for above in self.line(clause) if above.role is Role.ANNEX), "")

    def numbered(self, number: str) -> Clause | None:
        return self._by_number.get(number)

    def clause(self, identity: ClauseId) -> Clause:
        return self._by_id[identity]
