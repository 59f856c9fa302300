"""The tables of a document, put together again from their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from clausier.answering.words import content_stems
from clausier.domain.documents import Document, DocumentId, Passage, Row
from clausier.domain.text import Span, mend
from clausier.ports import Library, Passages

_LEAD = 300  # characters before a table, that may say what it is of
_LEVELS = " – "


@dataclass(frozen=True)
class Line:
    """A row of a table that is not one of those that name the columns. `cells` are mended, one a column."""

    row: Row
    cells: tuple[str, ...]

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """What each cell speaks of."""
        return tuple(map(content_stems, self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """`titles` name the columns, "" where the table does not; `about` is what is said right before it."""

    document: DocumentId
    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    span: Span
    about: str

    def title(self, column: int) -> str:
        return self.titles[column] if column < len(self.titles) else ""


class Tables:
    """The tables of each document met, read once."""

    def __init__(self, passages: Passages, library: Library) -> None:
        self._passages, self._library = passages, library
        self._known: dict[DocumentId, list[Table]] = {}

    def of(self, document: DocumentId) -> list[Table]:
        """In the order of the text."""
        if document not in self._known:
            rows = self._passages.rows(document)
            text = self._library.text(document) if rows else ""
            self._known[document] = [_table(document, group, text) for group in _grouped(rows)]
        return self._known[document]

    def within(self, passages: Sequence[Passage]) -> list[Table]:
        """Those that stand, at least in part, in some passages; each once."""
        found: dict[tuple[DocumentId, Span], Table] = {}
        for passage in passages:
            for table in self.of(passage.document_id):
                if table.span.overlaps(passage.span):
                    found.setdefault((table.document, table.span), table)
        return list(found.values())

    def line(self, document: Document, span: Span) -> tuple[Table, Line] | None:
        """The one row that a stretch of a document is in, if it is in one."""
        for table in self.of(document.id):
            if span.within(table.span):
                return next(((table, line) for line in table.lines if span.within(line.row.span)), None)
        return None


def named_cells(table: Table, line: Line) -> tuple[tuple[str, str], ...]:
    """The cells of a row that say something, each under the name of its column; one over several columns once."""
    seen: set[Span] = set()
    named = []
    for column, (cell, text) in enumerate(zip(line.row.cells, line.cells, strict=True)):
        if text and cell not in seen:
            seen.add(cell)
            named.append((table.title(column), text))
    return tuple(named)


def _grouped(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that follow one another, or are read under the same headers, are of one table."""
    group: list[Row] = []
    for row in rows:
        if group and not _together(group[-1], row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _together(above: Row, below: Row) -> bool:
    # Rows of one table are on lines that follow one another; two tables have an empty line between them.
    if below.span.start - above.span.end <= 1:
        return True
    return not below.header and below.headers == above.headers and any(len(name) for name in below.headers)


def _table(document: DocumentId, rows: Sequence[Row], text: str) -> Table:
    named = [row for row in rows if row.header]
    first = [row for at, row in enumerate(rows) if row.header and all(above.header for above in rows[:at])]
    columns = max(len(row.cells) for row in rows)
    span = Span(rows[0].span.start, rows[-1].span.end)
    return Table(
        document=document,
        titles=tuple(_title(first or named[:1], column, text) for column in range(columns)),
        lines=tuple(Line(row, tuple(_plain(cell, text) for cell in row.cells)) for row in rows if not row.header),
        span=span,
        about=mend(text[max(0, span.start - _LEAD) : span.start].rstrip().rpartition("\n\n")[2]).text,
    )


def _title(headers: Sequence[Row], column: int, text: str) -> str:
    """The name of a column, the higher level before the lower."""
    levels = [_plain(row.cells[column], text) for row in headers if column < len(row.cells)]
    return _LEVELS.join(dict.fromkeys(level for level in levels if level))


def _plain(span: Span, text: str) -> str:
    return mend(span.of(text)).text.strip()
