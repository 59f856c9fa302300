"""One text, many documents: the layouts and formats that a reader meets. Nothing random but what a seed fixes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import numpy as np
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from evals.reading.truth import Block, Known, Source

if TYPE_CHECKING:
    from PIL.Image import Image

_HEAD, _FOOT = "Contrat d’essai – document confidentiel", "Page"


@dataclass(frozen=True, slots=True)
class Look:
    """How a PDF is laid out."""

    columns: int = 1
    size: float = 10.5
    font: str = "Times"
    ruled: bool = True  # lines around the cells of tables
    furniture: bool = True


class _Sheets(BaseDocTemplate):  # type: ignore[misc]
    """Remembers on which page each block begins."""

    def __init__(self, buffer: BytesIO, look: Look) -> None:
        super().__init__(buffer, pagesize=A4, invariant=1)
        self.begins: dict[int, int] = {}
        width = (A4[0] - 4 * cm - (look.columns - 1) * cm) / look.columns
        frames = [
            Frame(2 * cm + place * (width + cm), 2.2 * cm, width, A4[1] - 4.4 * cm, 0, 0, 0, 0)
            for place in range(look.columns)
        ]
        self.addPageTemplates([PageTemplate("sheet", frames, onPage=_furniture if look.furniture else _nothing)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (the library's name)
        block = getattr(flowable, "block", None)
        if block is not None:
            self.begins.setdefault(block, self.page)


class _Numbered(Paragraph):  # type: ignore[misc]
    """A paragraph that knows its block, also once it is divided between two pages: its first part begins it."""

    block: int | None = None

    def split(self, width: float, height: float) -> list[Flowable]:
        return _first_begins(super().split(width, height), self.block)


class _Grid(Table):  # type: ignore[misc]
    """A table that knows its block, likewise."""

    block: int | None = None

    def split(self, width: float, height: float) -> list[Flowable]:
        return _first_begins(super().split(width, height), self.block)


def _first_begins(parts: list[Flowable], block: int | None) -> list[Flowable]:
    if len(parts) > 1:
        parts[0].block = block
    return parts


def _furniture(canvas: Canvas, sheets: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(2 * cm, A4[1] - 1.3 * cm, _HEAD)
    canvas.drawRightString(A4[0] - 2 * cm, 1.2 * cm, f"{_FOOT} {sheets.page}")


def _nothing(canvas: Canvas, sheets: BaseDocTemplate) -> None:
    """A page without running heads."""


def pdf(source: Source, kind: str, look: Look) -> Known:
    """The text as a PDF with text."""
    plain, bold = ("Times-Roman", "Times-Bold") if look.font == "Times" else ("Helvetica", "Helvetica-Bold")
    body = ParagraphStyle("body", fontName=plain, fontSize=look.size, leading=look.size * 1.3, spaceAfter=6)
    styles = {
        "paragraph": body,
        "item": ParagraphStyle("item", body, leftIndent=14),
        "heading": ParagraphStyle(
            "heading", body, fontName=bold, fontSize=look.size + 1.5, leading=look.size * 1.6, keepWithNext=1
        ),
        "cell": ParagraphStyle("cell", body, fontSize=look.size - 1, leading=look.size * 1.15, spaceAfter=0),
    }
    buffer = BytesIO()
    sheets = _Sheets(buffer, look)
    sheets.build(list(_flowables(source.blocks, styles, look)))
    pages = tuple(sheets.begins[at] for at in range(len(source.blocks)))
    running = [f"{_HEAD} {_FOOT} {number}" for number in range(1, sheets.page + 1)] if look.furniture else []
    return Known(source.name, kind, f"{source.name}.pdf", buffer.getvalue(), source, pages, "\n".join(running))


def _flowables(blocks: Sequence[Block], styles: dict[str, ParagraphStyle], look: Look) -> Iterator[Flowable]:
    for at, block in enumerate(blocks):
        if block.rows:
            cells = [[Paragraph(escape(cell), styles["cell"]) for cell in row] for row in block.rows]
            flowable = _Grid(cells, repeatRows=0, style=_RULED if look.ruled else None, hAlign="LEFT")
        else:
            flowable = _Numbered(escape(block.text), styles[block.kind])
        flowable.block = at
        yield flowable
        if block.rows:
            yield Spacer(1, 8)


_RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)])


def word(source: Source, kind: str) -> Known:
    """The text as a Word document."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = _HEAD
    for block in source.blocks:
        if block.rows:
            _word_table(document, block)
        elif block.kind == "heading":
            document.add_heading(block.text, level=2)
        else:
            document.add_paragraph(block.text)
    buffer = BytesIO()
    document.save(buffer)
    return Known(source.name, kind, f"{source.name}.docx", buffer.getvalue(), source, None, _HEAD)


def _word_table(document: "docx.document.Document", block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]))
    table.style = "Table Grid"
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def web(source: Source, kind: str) -> Known:
    """The text as a web page."""
    parts = [
        f"<!doctype html><html lang='fr'><head><meta charset='utf-8'><title>{escape(source.name)}</title></head><body>"
    ]
    for block in source.blocks:
        if block.rows:
            head, *rest = block.rows
            parts.append("<table><thead>" + _web_row(head, "th") + "</thead><tbody>")
            parts += [_web_row(row, "td") for row in rest] + ["</tbody></table>"]
        else:
            tag = "h2" if block.kind == "heading" else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    data = "\n".join([*parts, "</body></html>"]).encode()
    return Known(source.name, kind, f"{source.name}.html", data, source, None)


def _web_row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def old_text(source: Source, kind: str) -> Known:
    """The text as a program of twenty years ago wrote it."""
    lines = [" ".join(row) for block in source.blocks for row in (block.rows or ((block.text,),))]
    data = "\r\n\r\n".join(lines).encode("cp1252", "replace")
    return Known(source.name, kind, f"{source.name}.txt", data, source, None)


@dataclass(frozen=True, slots=True)
class Wear:
    """What a copier does to a page."""

    dots: int  # an inch
    turn: float  # degrees, at most, either way
    noise: float  # standard deviation, of 255
    quality: int  # of the JPEG


def scan(known: Known, kind: str, wear: Wear, first: int = 8) -> Known:
    """A PDF with text as a scan of its first pages: pictures, and no text."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(known.data)
    dice = np.random.default_rng(len(known.data))
    pages = [
        document[at].render(scale=wear.dots / 72, grayscale=True).to_pil() for at in range(min(first, len(document)))
    ]
    worn = [_worn(page, wear, dice) for page in pages]
    buffer = BytesIO()
    worn[0].save(buffer, "PDF", save_all=True, append_images=worn[1:], resolution=wear.dots, quality=wear.quality)
    return replace(_cut(known, len(worn)), kind=kind, data=buffer.getvalue())


def _worn(page: "Image", wear: Wear, dice: np.random.Generator) -> "Image":
    from PIL import Image, ImageFilter

    turned = page.convert("L").rotate(dice.uniform(-wear.turn, wear.turn), Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(0.4)) if wear.noise else turned
    grey = np.asarray(soft, np.float32) * 0.94 + 6 + dice.normal(0, wear.noise, (soft.height, soft.width))
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _cut(known: Known, pages: int) -> Known:
    """The part of a document that begins and ends on its first pages."""
    assert known.pages is not None
    kept = sum(page <= pages for page in known.pages)
    if kept < len(known.pages):  # the last block may go on over the edge
        kept -= 1
    source = Source(known.source.name, known.source.blocks[:kept])
    rest = " ".join(block.words for block in known.source.blocks[kept : kept + 1])
    return replace(known, source=source, pages=known.pages[:kept], aside=f"{known.aside} {rest}")


_Make = Callable[[Source], Known]


def layouts() -> dict[str, _Make]:
    """Every kind of document that is measured, by its name in the table."""
    plain = partial(pdf, kind="PDF, une colonne", look=Look())
    makers: tuple[tuple[str, Callable[..., Known]], ...] = (
        ("PDF, une colonne", plain),
        ("PDF, deux colonnes", partial(pdf, look=Look(columns=2, size=8.5, font="Helvetica"))),
        ("PDF, tableaux sans filets", partial(pdf, look=Look(ruled=False, font="Helvetica"))),
        ("DOCX", word),
        ("HTML", web),
        ("texte, Windows-1252", old_text),
        ("numérisé, 300 points", lambda source, kind: scan(plain(source), kind, Wear(300, 0.2, 2, 90))),
        ("numérisé, 200 points, usé", lambda source, kind: scan(plain(source), kind, Wear(200, 1.0, 14, 60))),
    )
    return {kind: partial(make, kind=kind) for kind, make in makers}
