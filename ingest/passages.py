"""Clauses to passages: short enough to be embedded whole, never across two clauses, and nothing left out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from clausier.domain.documents import Clause, ClauseId, DocumentId, Page, Passage, PassageId, Row
from clausier.domain.text import Span
from ingest.structure.places import Places

LIMIT = 350  # tokens of text: long enough for a paragraph of law, short enough to be quoted whole
WINDOW = 480  # tokens of path and text together; the encoder reads 510 and no more
_LEAST = 80  # tokens left for the text however long its path
# Where a text may be cut, best first: between paragraphs, sentences, items, lines, words.
_CUTS = tuple(
    re.compile(cut)
    for cut in (
        r"\n\s*\n",
        r"(?<=[.!?…])\s+(?=[«“\"(•–-]*\s*[A-ZÀ-ÝŒ])",
        r"(?<=[;:])\s+(?=\S)|\n(?=\s*[•◦▪*●–—|-])",
        r"\n",
        r"\s+",
    )
)
_BETWEEN_HEADERS = " | "
_WORD = 40  # characters at which a text without any space is cut


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the text that belongs to one clause and to none below it but the pieces of its own sentence."""

    clause: Clause
    span: Span


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts the clauses of one document. `count` is the encoder's own count of tokens.

    A row of a table is cut only where it alone is too long; a long table is cut between its rows.
    """

    text: str
    pages: Sequence[Page]
    clauses: Sequence[Clause]
    fragments: Collection[ClauseId]
    count: Callable[[str], int]
    rows: Sequence[Row] = ()  # in the order of the text
    places: Places = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", Places(self.clauses))

    def passages(self, document: DocumentId) -> tuple[Passage, ...]:
        """In the order of the text; together they hold every character that is not white space."""
        cut = [(stretch.clause, span) for stretch in self._stretches() for span in self._pieces(stretch)]
        return tuple(self._passage(document, number, clause, span) for number, (clause, span) in enumerate(cut, 1))

    def _passage(self, document: DocumentId, number: int, clause: Clause, span: Span) -> Passage:
        return Passage(
            id=PassageId(f"{document}#{number}"),
            document_id=document,
            clause_id=clause.id,
            path=self.places.path(clause),
            article=self.places.number(clause),
            span=span,
            pages=(self._page(span.start), self._page(span.end - 1)),
            text=span.of(self.text),
            headers=self._headers(self._row(span.start), span.start),
        )

    def _row(self, at: int) -> Row | None:
        """The row that stands at a place of the text."""
        index = bisect_right(self.rows, at, key=lambda row: row.span.start) - 1
        return self.rows[index] if index >= 0 and at < self.rows[index].span.end else None

    def _headers(self, row: Row | None, start: int) -> str:
        """The names of the columns that a row is read under, where they stand before a place."""
        names = sorted({name for name in row.headers if len(name)}) if row is not None else []
        return _BETWEEN_HEADERS.join(name.of(self.text) for name in names if name.end <= start)

    def _page(self, at: int) -> int:
        return next((page.number for page in self.pages if page.span.start <= at < page.span.end), self._nearest(at))

    def _nearest(self, at: int) -> int:
        return max((page.number for page in self.pages if page.span.start <= at), default=1)

    def _stretches(self) -> Iterator[_Stretch]:
        """The text clause by clause, where each one's own words are; pieces of a sentence stay in the sentence."""
        children: dict[ClauseId | None, list[Clause]] = {}
        for clause in self.clauses:
            children.setdefault(clause.parent, []).append(clause)
        for clause in children.get(None, []):
            yield from self._own(clause, children)

    def _own(self, clause: Clause, children: dict[ClauseId | None, list[Clause]]) -> Iterator[_Stretch]:
        start = clause.span.start
        for child in children.get(clause.id, []):
            if child.id in self.fragments:
                continue
            yield _Stretch(clause, Span(start, child.span.start))
            yield from self._own(child, children)
            start = child.span.end
        yield _Stretch(clause, Span(start, clause.span.end))

    def _pieces(self, stretch: _Stretch) -> Iterator[Span]:
        span = _stripped(self.text, stretch.span)
        if not len(span):
            return
        path = " › ".join(self.places.path(stretch.clause))
        limit = min(LIMIT, max(_LEAST, WINDOW - self.count(path) - self._longest_headers(span)))
        yield from self._cut(span, limit, 0)

    def _longest_headers(self, span: Span) -> int:
        """Tokens that the names of columns take, of the tables in a stretch."""
        first, last = (bisect_left(self.rows, at, key=lambda row: row.span.start) for at in (span.start, span.end))
        return max(map(self.count, {self._headers(row, span.end) for row in self.rows[first:last]}), default=0)

    def _cut(self, span: Span, limit: int, finest: int) -> Iterator[Span]:
        """Pieces within the limit, each as long as it can be, cut at the best places that do."""
        if self.count(span.of(self.text)) <= limit or len(span) <= 1:
            yield span
            return
        parts = self._parts(span, finest)
        held: Span | None = None
        for part in parts:
            joined = part if held is None else Span(held.start, part.end)
            if self.count(joined.of(self.text)) <= limit:
                held = joined
                continue
            if held is not None:
                yield held
            held = None
            if self.count(part.of(self.text)) <= limit:
                held = part
            else:
                yield from self._cut(part, limit, finest + 1)
        if held is not None:
            yield held

    def _parts(self, span: Span, finest: int) -> list[Span]:
        if finest >= len(_CUTS):
            step = min(_WORD, max(1, len(span) // 2))
            cuts = [(at, at) for at in range(span.start + step, span.end, step)]
        else:
            found = (cut.span() for cut in _CUTS[finest].finditer(self.text, span.start, span.end))
            cuts = [(start, end) for start, end in found if not self._divides(start, span)]
        starts = [span.start, *(end for _, end in cuts)]
        stops = [*(start for start, _ in cuts), span.end]
        return [Span(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]

    def _divides(self, at: int, span: Span) -> bool:
        """Whether a cut would divide a row, in a stretch that is more than this row."""
        row = self._row(at)
        return row is not None and not span.within(row.span)


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
