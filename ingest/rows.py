"""The rows of a document's tables: each cell under the header of its column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausier.domain.documents import Row
from clausier.domain.folding import fold
from clausier.domain.text import Span
from ingest.raw import RawLine


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the body, and where it stands in the text."""

    line: RawLine
    page: int  # index
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.line.text))


def tables_of(placed: Sequence[PlacedLine]) -> list[list[Row]]:
    """The rows of each table, in the order of the text."""
    return [list(_rows(table)) for table in _tables(placed)]


def goes_on(above: RawLine, below: RawLine) -> bool:
    """Whether two lines that follow one another are rows of one table."""
    return above.row is not None and below.row is not None and above.row.table == below.row.table


def _tables(placed: Sequence[PlacedLine]) -> Iterator[list[PlacedLine]]:
    """The lines of each table. What stands between two of its rows on one page is a note; over a page, its end."""
    waiting: dict[int, list[PlacedLine]] = {}
    before: PlacedLine | None = None
    ended: list[list[PlacedLine]] = []
    for at in placed:
        row = at.line.row
        if row is not None:
            lines = waiting.setdefault(row.table, [])
            if lines and lines[-1].page != at.page and lines[-1] is not before:
                ended.append(lines)
                waiting[row.table] = lines = []
            lines.append(at)
        before = at
    yield from sorted([*ended, *waiting.values()], key=lambda lines: lines[0].start)


def _rows(lines: Sequence[PlacedLine]) -> Iterator[Row]:
    names: list[tuple[Span, ...]] = []  # the rows that name the columns, while they last
    told: list[str] = []  # what they say
    above: tuple[Span, ...] = ()
    naming = False
    for at in lines:
        cells = _cells(at, above)
        header = _is_header(at, lines[0].page, told)
        if header:
            names = [*names, cells] if naming else [cells]
            told.append(_told(at))
        none = Span(at.start, at.start)
        headers = tuple(none if header else _name(names, column, none) for column in range(len(cells)))
        yield Row(at.span, cells, headers, header)
        naming, above = header, cells


def _is_header(at: PlacedLine, first: int, told: Sequence[str]) -> bool:
    """Whether a row names the columns: as its reader says, but over a page only where it says the same again."""
    row = at.line.row
    if row is None or not told or at.page == first:
        return row is not None and row.header
    return _told(at) in told


def _told(at: PlacedLine) -> str:
    return " ".join(fold(at.line.text).split())


def _cells(at: PlacedLine, above: tuple[Span, ...]) -> tuple[Span, ...]:
    """The cells of a row; one that is merged with the cell above has that one's place."""
    spans = at.line.row.cells if at.line.row is not None else ()
    none = Span(at.start, at.start)
    return tuple(
        (above[column] if column < len(above) else none)
        if span is None
        else Span(at.start + span.start, at.start + span.end)
        for column, span in enumerate(spans)
    )


def _name(names: Sequence[tuple[Span, ...]], column: int, none: Span) -> Span:
    """The name of a column: the lowest, where several levels name it."""
    levels = [row[column] for row in names if column < len(row) and len(row[column])]
    return levels[-1] if levels else none
