"""The tables that are drawn on the pages of a PDF: cells from the rules, words into the cells, rows from both."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypedDict

from clausier.domain.text import Box
from ingest.layout import lines_of
from ingest.raw import CELL_BREAK, RawLine, RawWord
from ingest.readers.engine import Rule, SeenPage, SeenWord
from ingest.readers.grids import Cell, Row, header_rows, is_data, raw_row, repeats, stands_out
from ingest.readers.open_tables import sides
from ingest.segments import Segment

# In points.
_NEAR = 3.0  # borders drawn so close are one, and meet one another
_SAME_EDGES = 4.0  # how far a table may stand from its place on the page before
_SAME_COLUMNS = 24.0  # and its columns, which white space alone may tell

_FEWEST = 3  # rules across, and down, of a table of two rows and two columns
_MOST = 1_500  # rules, or places where they cross: more is a drawing, and would take seconds
_SPOKEN = 200  # characters: a cell over all columns that says more is a text, not a row
_HYPHENS = ("-", "\u2010", "\u2011", "\u00ad")


class _Edge(TypedDict):
    """A rule, in the words of pdfplumber."""

    x0: float
    x1: float
    top: float
    bottom: float
    width: float
    height: float
    orientation: str


@dataclass(frozen=True, slots=True)
class _SetRow:
    """A row of a table on its page: a slot a column, and the words of each cell, in the order of reading."""

    slots: Row
    lines: tuple[tuple[RawLine, ...], ...]  # of each cell that is not empty, from the left
    words: tuple[SeenWord, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of one that stands on a page. `columns` are the places of the rules down."""

    columns: tuple[float, ...]
    box: Box
    rows: tuple[_SetRow, ...]

    @property
    def slots(self) -> list[Row]:
        return [row.slots for row in self.rows]

    @property
    def words(self) -> frozenset[SeenWord]:
        return frozenset(word for row in self.rows for word in row.words)

    @property
    def area(self) -> float:
        return (self.box.right - self.box.left) * (self.box.bottom - self.box.top)


def rows_by_page(pages: Sequence[SeenPage]) -> list[tuple[Segment, ...]]:
    """For each page, the rows of its tables. What may be one table that goes on over the page has one number: whether
    nothing but running heads stands in between is seen when the text is composed."""
    found = [tables_of(page.words, page.rules) for page in pages]
    number = count()
    rows: list[list[Segment]] = [[] for _ in pages]
    for parts in _chained(found):
        if not is_data([row for _, table in parts for row in table.slots]):
            continue
        table_number = next(number)
        for page, table in parts:
            headers = header_rows(table.slots)
            rows[page] += (_segment(row, table_number, at in headers) for at, row in enumerate(table.rows) if row.words)
    return [tuple(page) for page in rows]


def tables_of(words: Sequence[SeenWord], rules: Sequence[Rule]) -> tuple[Table, ...]:
    """What is drawn as a table on a page, data or not, from the top. A table within a table of data is not told apart:
    its words are those of the cell that it stands in."""
    level = [word for word in words if not word.turned]
    grounds = [rule.box for rule in rules if rule.area]
    drawn = [_table(cells, level, grounds) for cells in _cells(rules, level)]
    tables = [table for table in drawn if len(table.columns) > 2 and table.words]
    kept: list[Table] = []
    taken: set[SeenWord] = set()
    for table in sorted(tables, key=lambda table: (not is_data(table.slots), -table.area)):
        if taken.isdisjoint(table.words):
            kept.append(table)
            taken |= table.words
    return tuple(sorted(kept, key=lambda table: (table.box.top, table.box.left)))


def _chained(found: Sequence[Sequence[Table]]) -> Iterator[list[tuple[int, Table]]]:
    """Tables with the index of their page; the last of a page with the first of the next where it goes on there."""
    waiting: list[tuple[int, Table]] = []
    for page, tables in enumerate(found):
        for at, table in enumerate(tables):
            if waiting and at == 0 and waiting[-1][0] == page - 1 and _goes_on(waiting[0][1], waiting[-1][1], table):
                waiting.append((page, table))
                continue
            if waiting:
                yield waiting
            waiting = [(page, table)]
    if waiting:
        yield waiting


def _goes_on(first: Table, above: Table, below: Table) -> bool:
    """Whether a table takes up the columns of one on the page before, without naming them otherwise."""
    if len(above.columns) != len(below.columns):
        return False
    apart = [abs(a - b) for a, b in zip(above.columns, below.columns, strict=True)]
    if max(apart[0], apart[-1]) > _SAME_EDGES or max(apart) > _SAME_COLUMNS:
        return False
    return any(repeats(below.slots[0], row) for row in first.slots[:2]) or not stands_out(below.slots)


def _cells(rules: Sequence[Rule], words: Sequence[SeenWord]) -> list[list[Box]]:
    """The cells that rules enclose, table by table. Grounds within a table of lines are no cells of their own, and
    rows between rules have their columns from the words."""
    lines = [rule for rule in rules if not rule.area]
    drawn = [_around(cells) for cells in _enclosed(lines)]
    others = [rule for rule in rules if not any(_inside(rule.box, box) for box in drawn)]
    down = sides(others, words)
    return _enclosed([*lines, *down, *(rule for rule in others if rule.area and not down)])


def _enclosed(rules: Sequence[Rule]) -> list[list[Box]]:
    """The method is that of A. Nurminen's thesis, 2013, as pdfplumber has it."""
    edges = [edge for rule in rules for edge in _edges(rule)]
    across = sum(edge["orientation"] == "h" for edge in edges)
    if min(across, len(edges) - across) < _FEWEST:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges([{**edge} for edge in edges], _NEAR, _NEAR, _NEAR, _NEAR)
    if len(merged) > _MOST:
        return []
    crossings = edges_to_intersections(merged, _NEAR, _NEAR)
    if len(crossings) > _MOST:
        return []
    tables = cells_to_tables(intersections_to_cells(crossings))
    return [[Box(*map(float, cell)) for cell in table] for table in tables]


def _edges(rule: Rule) -> Iterator[_Edge]:
    """The middle of a line, the sides of an area."""
    box = rule.box
    if rule.area:
        yield _edge(box.left, box.right, box.top, box.top)
        yield _edge(box.left, box.right, box.bottom, box.bottom)
        yield _edge(box.left, box.left, box.top, box.bottom)
        yield _edge(box.right, box.right, box.top, box.bottom)
    elif box.right - box.left >= box.bottom - box.top:
        middle = (box.top + box.bottom) / 2
        yield _edge(box.left, box.right, middle, middle)
    else:
        middle = (box.left + box.right) / 2
        yield _edge(middle, middle, box.top, box.bottom)


def _edge(left: float, right: float, top: float, bottom: float) -> _Edge:
    level = top == bottom
    return _Edge(
        x0=left, x1=right, top=top, bottom=bottom, width=right - left, height=bottom - top, orientation="vh"[level]
    )


def _around(cells: Sequence[Box]) -> Box:
    return Box(
        min(cell.left for cell in cells),
        min(cell.top for cell in cells),
        max(cell.right for cell in cells),
        max(cell.bottom for cell in cells),
    )


def _inside(inner: Box, outer: Box) -> bool:
    return (
        outer.left - _NEAR <= inner.left
        and inner.right <= outer.right + _NEAR
        and outer.top - _NEAR <= inner.top
        and inner.bottom <= outer.bottom + _NEAR
    )


def _table(cells: Sequence[Box], words: Sequence[SeenWord], grounds: Sequence[Box]) -> Table:
    columns = sorted({place for cell in cells for place in (cell.left, cell.right)})
    levels = sorted({place for cell in cells for place in (cell.top, cell.bottom)})
    held: dict[Box, list[SeenWord]] = {cell: [] for cell in cells}
    for word in words:
        if (home := _home(word, cells)) is not None:
            held[home].append(word)
    box = _around(cells)
    own = [ground for ground in grounds if not _inside(box, ground)]
    made = {cell: _cell(held[cell], any(_inside(cell, ground) for ground in own)) for cell in cells}
    rows = []
    for top in levels[:-1]:
        slots = [_slot(cells, left, top) for left in columns[:-1]]
        here = [cell for cell in dict.fromkeys(slots) if cell is not None and cell.top == top]
        rows.append(
            _SetRow(
                slots=[None if cell is not None and cell.top < top else _filled(made, cell) for cell in slots],
                lines=tuple(made[cell][1] for cell in here if made[cell][1]),
                words=tuple(word for cell in here for word in held[cell]),
            )
        )
    return Table(tuple(columns), box, tuple(map(_without_texts, rows)))


def _slot(cells: Sequence[Box], left: float, top: float) -> Box | None:
    """The cell that covers a place of the grid; the smallest, where one is drawn within another."""
    covering = [cell for cell in cells if cell.left <= left < cell.right and cell.top <= top < cell.bottom]
    return min(covering, key=lambda cell: (cell.right - cell.left) * (cell.bottom - cell.top), default=None)


def _filled(made: dict[Box, tuple[Cell, tuple[RawLine, ...]]], cell: Box | None) -> Cell:
    return Cell("") if cell is None else made[cell][0]


def _home(word: SeenWord, cells: Sequence[Box]) -> Box | None:
    """The cell that a word's middle stands in."""
    x, y = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
    homes = [cell for cell in cells if cell.left <= x < cell.right and cell.top <= y < cell.bottom]
    return min(homes, key=lambda cell: (cell.right - cell.left) * (cell.bottom - cell.top), default=None)


def _cell(words: Sequence[SeenWord], grounded: bool) -> tuple[Cell, tuple[RawLine, ...]]:
    lines = lines_of(words)
    text = _run_on([line.text for line in lines])
    return Cell(text, strong=bool(lines) and (grounded or all(line.bold for line in lines))), lines


def _run_on(texts: Sequence[str]) -> str:
    """The lines of a cell in one; where a hyphen ends a line, the break stays, so that the word can be joined."""
    text = ""
    for line in texts:
        text += ("\n" if text.endswith(_HYPHENS) else " ") if text else ""
        text += line
    return text


def _without_texts(row: _SetRow) -> _SetRow:
    """A row that is one text over all columns is left to be read as text."""
    cells = {id(cell): cell for cell in row.slots if cell is not None}
    only = next(iter(cells.values()), None)
    if len(cells) == 1 and only is not None and len(only.text) > _SPOKEN:
        return replace(row, slots=[Cell("") for _ in row.slots], lines=(), words=())
    return row


def _segment(row: _SetRow, table: int, header: bool) -> Segment:
    """The row as one piece of its page."""
    text, raw = raw_row(table, row.slots, CELL_BREAK, header)
    lines = [line for cell in row.lines for line in cell]
    sizes = Counter(line.size for line in lines)
    words: tuple[RawWord, ...] = tuple(word for line in lines for word in line.words)
    line = RawLine(
        text=text,
        words=words,
        box=_around([word.box for word in words if word.box is not None]),
        size=sizes.most_common(1)[0][0],
        bold=all(line.bold for line in lines),
        row=raw,
    )
    return Segment(row.words, line)
