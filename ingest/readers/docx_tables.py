"""Word's tables: rows of data as one line each, what is only laid out in boxes as ordinary text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.raw import CELL_BREAK, RawLine
from ingest.readers.docx_styles import is_on, value_of
from ingest.readers.grids import Cell, Row, header_rows, is_data, raw_row, written

BLOCKS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
"""What stands around paragraphs, tables, rows and cells without being one."""

_TABLE, _ROW, _CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_FLOWING = 8
"""Paragraphs in one row; with more it is a page laid out in boxes, not a row to read across."""

_SHORT = 80  # characters of a cell that is read in one line with its neighbours
_PLAIN = ("", "auto", "ffffff")  # grounds that no cell stands out by
_MOST_COLUMNS = 63  # Word's own limit


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell of a file's table, and the lines that it holds."""

    lines: tuple[RawLine, ...]
    across: int  # columns
    continued: bool  # merged with the cell above
    ground: bool  # it has a colour of its own


@dataclass(frozen=True, slots=True)
class ReadRow:
    cells: tuple[ReadCell, ...]
    before: int  # columns left out on the left
    header: bool  # Word repeats it on each page
    nests: bool  # a table stands in it

    @property
    def flows(self) -> bool:
        """Whether it is no row to read across, but a stretch of text laid out in boxes."""
        lines = [line for cell in self.cells for line in cell.lines]
        return self.nests or len(lines) > _FLOWING or any(line.level for line in lines)

    @property
    def slots(self) -> Row:
        slots: list[Cell | None] = [Cell("") for _ in range(self.before)]
        for cell in self.cells:
            text = " ".join(line.text for line in cell.lines)
            strong = bool(text) and (cell.ground or all(line.bold for line in cell.lines))
            made = None if cell.continued and not text else Cell(text, strong)
            slots += [made] * cell.across
        return slots


def row_elements(table: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The rows of a table that are not deleted."""
    for row in _inside(table, _ROW):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield row


def cell_elements(row: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The cells of a row, from the left."""
    return list(_inside(row, _CELL))


def read_cell(cell: BaseOxmlElement, lines: Sequence[RawLine]) -> ReadCell:
    """What a cell's properties say of it."""
    properties = cell.find(qn("w:tcPr"))
    merged = properties.find(qn("w:vMerge")) if properties is not None else None
    shading = properties.find(qn("w:shd")) if properties is not None else None
    fill = shading.get(qn("w:fill"), "") if shading is not None else ""
    return ReadCell(
        lines=tuple(lines),
        across=_count(value_of(properties, "w:gridSpan"), least=1),
        continued=merged is not None and merged.get(qn("w:val")) != "restart",
        ground=fill.lower() not in _PLAIN,
    )


def read_row(row: BaseOxmlElement, cells: Sequence[ReadCell]) -> ReadRow:
    """What a row's properties say of it."""
    properties = row.find(qn("w:trPr"))
    return ReadRow(
        cells=tuple(cells),
        before=_count(value_of(properties, "w:gridBefore"), least=0),
        header=is_on(properties, "w:tblHeader") is True,
        nests=row.find(f".//{_TABLE}") is not None,
    )


def table_lines(rows: Sequence[ReadRow], number: int) -> Iterator[RawLine]:
    """The lines of a table, the file's `number`-th: rows of data are marked as such."""
    read = {at: row.slots for at, row in enumerate(rows) if not row.flows}
    if not is_data(list(read.values())):
        yield from (line for row in rows for line in _laid_out(row))
        return
    headers = _headers(rows, read)
    for at, row in enumerate(rows):
        if at not in read:
            yield from _laid_out(row)
        elif any(cell.lines for cell in row.cells):
            text, raw = raw_row(number, read[at], CELL_BREAK, at in headers)
            yield RawLine(text, bold=all(line.bold for cell in row.cells for line in cell.lines), row=raw)


def _headers(rows: Sequence[ReadRow], read: dict[int, Row]) -> frozenset[int]:
    """The rows that Word repeats on each page; where it repeats none, or all, those that look so."""
    marked = frozenset(at for at in read if all(row.header for row in rows[: at + 1]))
    if marked and len(marked) < len(read):
        return marked
    places = list(read)
    return frozenset(places[at] for at in header_rows(list(read.values())))


def _laid_out(row: ReadRow) -> Iterator[RawLine]:
    """Cell after cell; a row of a few words, or a number and its clause, in one line."""
    lines = [line for cell in row.cells for line in cell.lines]
    short = all(len(cell.lines) < 2 and all(len(line.text) <= _SHORT for line in cell.lines) for cell in row.cells)
    if len(lines) < 2 or row.flows or not short:
        yield from lines
        return
    text, _ = written(row.slots, CELL_BREAK)
    yield RawLine(text, bold=all(line.bold for line in lines), starts_paragraph=True)


def _count(value: str, least: int) -> int:
    return min(max(int(value), least), _MOST_COLUMNS) if value.isascii() and value.isdigit() else least


def _inside(parent: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """Rows of a table or cells of a row, those in content controls included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in BLOCKS:
            yield from _inside(child, tag)
