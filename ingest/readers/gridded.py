"""Cells that say how many columns and rows they cover (OpenDocument, web pages) become the lines of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.raw import CELL_BREAK, RawLine
from ingest.readers.grids import Cell, Row, header_rows, is_data, raw_row

_WIDEST = 200
"""Columns. A browser allows a thousand; no contract has a table of two hundred."""
_COVERED = 4
"""Columns for each cell of the fullest row: where cells cover one another more than this, the file is a trap."""


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """A cell as its format declares it, its lines read."""

    lines: Sequence[RawLine]
    across: int = 1
    down: int = 1
    names: bool = False  # the format itself says that it names a column


def table_lines(rows: Sequence[Sequence[GridCell]], number: int, declared: frozenset[int]) -> tuple[RawLine, ...]:
    """A table of data row by row; a page laid out in boxes cell by cell.

    `declared`: the rows that the format calls headers.
    """
    grid = _placed(rows)
    if not is_data(grid):
        return tuple(line for row in rows for cell in row for line in cell.lines)
    named = {at for at, row in enumerate(rows) if at in declared or (row and all(cell.names for cell in row))}
    headers = frozenset(named) if 0 < len(named) < len(rows) else header_rows(grid)
    lines = _row_lines(grid, number, headers)
    return tuple(replace(line, starts_paragraph=at == 0) for at, line in enumerate(lines))


def _row_lines(grid: Sequence[Row], number: int, headers: frozenset[int]) -> Iterator[RawLine]:
    for at, row in enumerate(grid):
        if any(cell is not None and cell.text for cell in row):
            text, placed = raw_row(number, row, CELL_BREAK, at in headers)
            cells = [cell for cell in row if cell is not None and cell.text]
            yield RawLine(text, bold=all(cell.strong for cell in cells), row=placed)


def _placed(rows: Sequence[Sequence[GridCell]]) -> list[Row]:
    """One slot a column: a wide cell stands in each of its columns, one that reaches down leaves none below."""
    grid: list[list[Cell | None]] = []
    reaching: dict[int, int] = {}  # column: rows still covered from above
    widest = min(_WIDEST, _COVERED * max(map(len, rows), default=0))
    for row in rows:
        slots: dict[int, Cell | None] = {column: None for column, left in reaching.items() if left > 0}
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        column = 0
        for cell in row:
            while column in slots:
                column += 1
            told = _cell(cell)
            for at in range(column, max(column + 1, min(column + cell.across, widest))):
                slots[at] = told
                if cell.down > 1 and at < widest:
                    reaching[at] = cell.down - 1
            column += 1
        width = max(slots, default=-1) + 1
        empty = Cell("")
        grid.append([slots.get(at, empty) for at in range(width)])
    width = max((len(row) for row in grid), default=0)
    return [[*row, *(Cell("") for _ in range(width - len(row)))] for row in grid]


def _cell(cell: GridCell) -> Cell:
    text = " ".join(" ".join(line.text.split("\t")) for line in cell.lines)
    strong = bool(cell.lines) and all(line.bold for line in cell.lines)
    return Cell(text.strip(), strong or cell.names, any(line.level is not None for line in cell.lines))
