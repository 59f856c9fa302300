"""Stretches of a document, quoted: cut where a page or a passage ends, so that each quotation stands in one place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausier.answering.quoting import cite, quoted
from clausier.answering.tabled import TableReader
from clausier.domain.answers import Citation
from clausier.domain.documents import Clause, ClauseId, Page, Passage, Reading
from clausier.domain.text import Span


@dataclass(frozen=True, slots=True)
class Quoter:
    """Quotes one document. `tables` names the cells of a quotation that is a row."""

    reading: Reading
    tables: TableReader

    def quote(self, span: Span) -> tuple[Citation, ...]:
        """A stretch of the text, all of it, in order."""
        return tuple(self._pieces(span))

    def opening(self, clause: Clause) -> Citation | None:
        """The words that a clause begins with, as many as are read at a glance."""
        for passage in self.within(clause.span):
            span = quoted(passage, lambda sentence: 0.0)
            return next(iter(self.quote(span)), None)
        return None

    def within(self, span: Span) -> list[Passage]:
        """The passages that a stretch holds, or that hold it."""
        return [passage for passage in self.reading.passages if passage.span.overlaps(span)]

    def clause(self, identity: ClauseId) -> Clause:
        return next(clause for clause in self.reading.clauses if clause.id == identity)

    def _pieces(self, span: Span) -> Iterator[Citation]:
        for passage in self.within(span):
            part = span.clipped(passage.span)
            for page in self._pages(passage):
                piece = part.clipped(page.span)
                if piece.of(self.reading.text).strip():
                    yield self.tables.named(cite(self.reading.document, passage, piece, [page]))

    def _pages(self, passage: Passage) -> Sequence[Page]:
        first, last = passage.pages
        return [page for page in self.reading.pages if first <= page.number <= last]
