"""A paper as a workbook: a sheet a table, its header in sight, every cell a text that computes nothing."""

import io
import re
import textwrap
from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from clausier.adapters.papers.looks import INK, LINE, PAPER, SHADES
from clausier.adapters.papers.sheets import Sheet, sheets, spilled
from clausier.adapters.papers.wording import about_models, clean
from clausier.domain.papers import Cell, Paper

_WIDTH: Final = 140
"""Characters: the columns of a table together, on a page in landscape."""
_NARROWEST: Final = 10
_LINE: Final = 15.0  # points, of a line in the letters below
_AROUND: Final = 3.0  # points above and below the words
_HIGHEST: Final = 409.0  # points: the format's own limit for a row
_OURS_HELD, _THEIRS_HELD = 1.1, 0.95
"""Letters for each digit that a column is wide, in a French text: Calibri's are narrower than its digits."""
_NAME: Final = 31  # letters, of a sheet
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
_CODE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What the format would read as a sign's number: "_x0041_" is an A. Its underscore is then written by its own."""

_EDGE = Side(style="thin", color=LINE)
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_TOP = Alignment(wrap_text=True, vertical="top")
_HEADER = (Font(name="Calibri", bold=True, color=INK), PatternFill("solid", fgColor=PAPER))
_OURS, _THEIRS = Font(name="Calibri", color=INK), Font(name="Georgia", color=INK)
_FILLS: Final = {shade: PatternFill("solid", fgColor=colour) for shade, colour in SHADES.items()}


def as_xlsx(paper: Paper) -> bytes:
    """Its tables first, then its texts, then what it was made from."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets(paper):
        name = _name(sheet.title, taken)
        taken.add(name.casefold())
        _write(book.create_sheet(name), sheet)
    book.properties.title = clean(paper.title)
    book.properties.creator = "Clausier"
    book.properties.language = "fr-FR"
    book.properties.description = about_models(paper)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    widths = [max(_NARROWEST, share * _WIDTH) for share in sheet.shares]
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "Page &P sur &N"
    if sheet.header:
        page.freeze_panes = "A2"
        page.print_title_rows = "1:1"
        page.row_dimensions[1].height = _height([Cell(name) for name in sheet.header], widths)
        page.append([_header(page, name) for name in sheet.header])
    lines = (line for row in sheet.rows for line in spilled(row))
    for number, line in enumerate(lines, 2 if sheet.header else 1):
        page.row_dimensions[number].height = _height(line, widths)
        page.append([_cell(page, cell) for cell in line])


def _height(line: Sequence[Cell], widths: Sequence[float]) -> float:
    """How high a row must be for its longest cell to be read whole, in points: not every program works it out."""
    lines = max(_lines(cell, width) for cell, width in zip(line, widths, strict=True))
    return min(_HIGHEST, lines * _LINE + _AROUND)


def _lines(cell: Cell, width: float) -> int:
    """The lines that a cell's words take in a column of that many characters, rather more than fewer."""
    room = max(1, int(width * (_THEIRS_HELD if cell.quoted else _OURS_HELD)) - 1)
    return sum(len(textwrap.wrap(part, room)) or 1 for part in cell.text.split("\n"))


def _header(page: WriteOnlyWorksheet, name: str) -> Place:
    cell = _cell(page, Cell(name))
    cell.font, cell.fill = _HEADER
    return cell


def _cell(page: WriteOnlyWorksheet, said: Cell) -> Place:
    cell = WriteOnlyCell(page, value=_CODE.sub("_x005F_", said.text))
    cell.data_type = "s"  # "=1+1" is what the document says, not what the sheet is to work out
    cell.font = _THEIRS if said.quoted else _OURS
    cell.alignment, cell.border = _TOP, _BORDER
    cell.quotePrefix = True  # and stays a text once somebody has edited it
    if said.shade in _FILLS:
        cell.fill = _FILLS[said.shade]
    return cell


def _name(title: str, taken: set[str]) -> str:
    """A name that the format allows, and that no sheet has yet."""
    plain = " ".join(_FORBIDDEN.sub(" ", title).split())[:_NAME].strip() or "Feuille"
    name, number = plain, 2
    while name.casefold() in (*taken, "history"):  # the name of a sheet that Excel keeps for itself
        name = f"{plain[: _NAME - len(str(number)) - 1]} {number}"
        number += 1
    return name
