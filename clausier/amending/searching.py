"""Finding in the text in force: what no longer holds is not found, and what is not in force yet neither."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausier.amending.standing import Standing
from clausier.domain.documents import ClauseId, Definition, DocumentId, Passage, PassageId, Reference, Row
from clausier.domain.questions import Hit, Query, Scope
from clausier.domain.text import Span
from clausier.ports import Passages, Retriever

_SPARE = 2  # times as many are asked for: an article that was replaced is found beside the one that replaced it


@dataclass(frozen=True, slots=True)
class RetrieverInForce:
    """A retriever that finds what is in force."""

    inner: Retriever
    standing: Standing

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        hits = self.inner.find(query, scope, _SPARE * limit)
        return [hit for hit in hits if self.standing.holds(hit.passage)][:limit]


@dataclass(frozen=True, slots=True)
class PassagesInForce:
    """The passages of the record that are in force. One that is asked for by its name is given as it stands."""

    inner: Passages
    standing: Standing

    def passages(self, scope: Scope) -> list[Passage]:
        return self._held(self.inner.passages(scope))

    def passage(self, passage: PassageId) -> Passage:
        return self.inner.passage(passage)

    def of_clause(self, clause: ClauseId) -> list[Passage]:
        return self._held(self.inner.of_clause(clause))

    def siblings(self, passage: Passage) -> list[Passage]:
        return self._held(self.inner.siblings(passage))

    def definitions(self, document: DocumentId) -> list[Definition]:
        return [one for one in self.inner.definitions(document) if not self._gone(document, one.span)]

    def references(self, passage: Passage) -> list[Reference]:
        return self.inner.references(passage)

    def rows(self, document: DocumentId) -> list[Row]:
        return [row for row in self.inner.rows(document) if not self._gone(document, row.span)]

    def _held(self, passages: Iterable[Passage]) -> list[Passage]:
        return [passage for passage in passages if self.standing.holds(passage)]

    def _gone(self, document: DocumentId, span: Span) -> bool:
        return any(span.within(one) for one in self._hidden(document))

    def _hidden(self, document: DocumentId) -> Sequence[Span]:
        return self.standing.hidden.get(document, ())
