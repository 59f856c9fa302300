"""A paper as a Word document: real headings, a style for each sort of words, tables whose header is repeated."""

import io
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, cast

from docx import Document
from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from clausier.adapters.papers.docx_styles import (
    CELL,
    CELL_QUOTED,
    FACTS,
    GENERATED,
    GENERATED_LABEL,
    NOTICE,
    PLACE,
    QUOTATION,
    VERDICT,
    dress,
)
from clausier.adapters.papers.looks import LINE, PAPER, SHADES, WARNING
from clausier.adapters.papers.wording import (
    about_models,
    clean,
    label,
    marked,
    named_cells,
    remarks,
    short_title,
    shown,
)
from clausier.domain.papers import Cell, Grid, Heading, Paper, Quotation, Text

_TWENTIETHS: Final = 20  # of a point: the unit of the format
_DEEPEST: Final = 3  # headings
_WHOLE: Final = 1200  # letters of a cell: a row of no more stays on one page


def as_docx(paper: Paper) -> bytes:
    """The cover, then the blocks."""
    file = Document()
    room = dress(file, paper.wide)
    _properties(file, paper)
    _footer(file, short_title(paper))
    file.add_paragraph(clean(paper.title), style="Title")
    for fact in paper.facts:
        line = file.add_paragraph(style=FACTS)
        line.add_run(f"{clean(fact.name)}\u00a0: ").bold = True
        line.add_run(clean(fact.value))
    for notice in paper.notices:
        file.add_paragraph(clean(notice), style=NOTICE)
    for block, following in pairwise((*paper.blocks, None)):
        if isinstance(block, Text):
            _say(file, block).paragraph_format.keep_with_next = isinstance(following, Quotation) or None
        elif block is not None:
            _add(file, block, room)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _properties(file: Opened, paper: Paper) -> None:
    properties = file.core_properties
    properties.title = clean(paper.title)[:255]
    properties.author = properties.last_modified_by = "Clausier"
    properties.language = "fr-FR"
    properties.comments = about_models(paper)[:255]


def _say(file: Opened, block: Text) -> Paragraph:
    """Our own words, or a model's under its name."""
    if not block.model:
        return file.add_paragraph(clean(block.text), style=VERDICT if block.strong else "Normal")
    file.add_paragraph(label(block.model), style=GENERATED_LABEL)
    return file.add_paragraph(clean(block.text), style=GENERATED)


def _add(file: Opened, block: Heading | Quotation | Grid, room: float) -> None:
    match block:
        case Heading():
            file.add_heading(clean(block.text), min(block.level, _DEEPEST))
        case Quotation():
            _quote(file, block)
        case Grid():
            _tabulate(file, block, room)


def _quote(file: Opened, block: Quotation) -> None:
    said = file.add_paragraph(style=QUOTATION)
    said.add_run(marked(block)).font.strike = block.superseded or None
    for name, text in named_cells(block):
        said.add_run("\n")
        said.add_run(f"{name} ").bold = True
        said.add_run(text)
    place = file.add_paragraph(clean(block.place), style=PLACE)
    for remark in remarks(block):
        run = place.add_run(f"{' – ' if place.text else ''}{remark}")
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(WARNING)


def _tabulate(file: Opened, grid: Grid, room: float) -> None:
    """The table is written row by row as it stands in the file: the library's own rows cost a second a thousand."""
    if grid.title:
        title = file.add_paragraph(clean(grid.title), style="Caption")
        title.paragraph_format.keep_with_next = True
    widths = [int(share * room * _TWENTIETHS) for share in grid.shares]
    table = file.add_table(0, len(grid.header))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width / _TWENTIETHS)
    header = _row(table, [Cell(name) for name in grid.header], widths)
    _mark_header(header)
    body = cast(BaseOxmlElement, table._tbl)
    _edge(table._tbl.tblPr)
    body.append(header)
    for row in grid.rows:
        line = _row(table, row, widths)
        if all(len(cell.text) <= _WHOLE for cell in row):
            _child(_first(line, "w:trPr"), "w:cantSplit")
        body.append(line)
    file.add_paragraph(style=PLACE)  # two tables in a row would be one


def _row(table: Table, cells: Iterable[Cell], widths: Iterable[int]) -> BaseOxmlElement:
    row = OxmlElement("w:tr")
    for cell, width in zip(cells, widths, strict=True):
        place = _child(row, "w:tc")
        properties = _child(place, "w:tcPr")
        _child(properties, "w:tcW", w=str(width), type="dxa")
        if cell.shade in SHADES:
            _child(properties, "w:shd", val="clear", color="auto", fill=SHADES[cell.shade])
        paragraph = _child(place, "w:p")
        _child(_child(paragraph, "w:pPr"), "w:pStyle", val=CELL_QUOTED if cell.quoted else CELL)
        Paragraph(paragraph, table).add_run(shown(cell))
    return row


def _edge(properties: BaseOxmlElement) -> None:
    """Thin lines, and room around the words."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, f"w:{side}", val="single", sz="4", space="0", color=LINE)
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", "50"), ("left", "80"), ("bottom", "50"), ("right", "80")):
        _child(margins, f"w:{side}", w=room, type="dxa")
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def _mark_header(row: BaseOxmlElement) -> None:
    """Repeated on each page, and said aloud as a header by what reads pages aloud."""
    properties = _first(row, "w:trPr")
    _child(properties, "w:cantSplit")
    _child(properties, "w:tblHeader")
    for place in row.iterfind(qn("w:tc")):
        _child(place.find(qn("w:tcPr")), "w:shd", val="clear", color="auto", fill=PAPER)
        for run in place.iter(qn("w:r")):
            _child(_first(run, "w:rPr"), "w:b")


def _footer(file: Opened, title: str) -> None:
    """ "Réversibilité · Clausier · page 3 sur 12"."""
    line = file.sections[0].footer.paragraphs[0]
    line.add_run(f"{title} · Clausier · page\u00a0")
    _field(line, "PAGE")
    line.add_run(" sur\u00a0")
    _field(line, "NUMPAGES")


def _field(line: Paragraph, code: str) -> None:
    """A number that the word processor works out."""
    field = _child(line._p, "w:fldSimple", instr=code)
    _child(_child(field, "w:r"), "w:t").text = "1"


def _first(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    parent.insert(0, child)
    return child


def _child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child
