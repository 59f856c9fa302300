"""A contract as a PDF: running heads, numbered pages, and for a long one a cover and a table of contents."""

import io
from dataclasses import dataclass
from functools import partial
from html import escape

from markdown_source import Block, Run, Sheet
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

MARGIN = 2.5 * cm
SUMMARY = {"fr-FR": "SOMMAIRE", "en-GB": "CONTENTS"}
FACES = {
    "Times": ("Times-Roman", "Times-Bold"),
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Vera": ("Vera", "VeraBd"),
}
EMBEDDED = {"Vera": "Vera.ttf", "VeraBd": "VeraBd.ttf", "VeraIt": "VeraIt.ttf", "VeraBI": "VeraBI.ttf"}
"""Fonts that travel with the PDF: what is drawn from it looks the same on every machine."""


def marked_up(runs: tuple[Run, ...]) -> str:
    """Runs in the markup that reportlab reads."""
    pieces = []
    for run in runs:
        piece = escape(run.text, quote=False)
        piece = f"<b>{piece}</b>" if run.bold else piece
        pieces.append(f"<i>{piece}</i>" if run.italic else piece)
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Styles:
    title: ParagraphStyle
    subtitle: ParagraphStyle
    h1: ParagraphStyle
    h2: ParagraphStyle
    body: ParagraphStyle
    cell: ParagraphStyle
    contents: ParagraphStyle


def embed() -> None:
    """Make the fonts that the PDF library brings known to it."""
    for name, file in EMBEDDED.items():
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFontFamily("Vera", "Vera", "VeraBd", "VeraIt", "VeraBI")


def styles_for(font: str) -> Styles:
    """The styles of a PDF set in `font`, one of FACES."""
    plain, bold = FACES[font]
    if plain in EMBEDDED:
        embed()
    style = partial(ParagraphStyle, fontName=plain, fontSize=10.5, leading=14)
    return Styles(
        title=style("title", fontName=bold, fontSize=20, leading=26, alignment=TA_CENTER, spaceAfter=10),
        subtitle=style("subtitle", fontSize=12, leading=16, alignment=TA_CENTER, spaceAfter=20),
        h1=style("h1", fontName=bold, fontSize=14, leading=18, spaceBefore=4, spaceAfter=8, keepWithNext=1),
        h2=style("h2", fontName=bold, fontSize=11.5, leading=15, spaceBefore=12, spaceAfter=5, keepWithNext=1),
        body=style("body", alignment=TA_JUSTIFY, spaceAfter=6),
        cell=style("cell", fontSize=9.5, leading=12),
        contents=style("contents", fontSize=10.5, leading=15),
    )


class Contract(BaseDocTemplate):  # type: ignore[misc]
    """A PDF whose headings go to its table of contents and to its outline."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (the library's name)
        level = getattr(flowable, "level", None)
        if level is None:
            return
        text = flowable.getPlainText()
        key = f"heading-{self.page}-{len(self.canv._code)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level, closed=False)
        if level == 0:
            self.notify("TOCEntry", (0, text, self.page))


def heading(text: str, style: ParagraphStyle, level: int) -> Flowable:
    """A heading that the table of contents and the outline will hear of."""
    made = Paragraph(escape(text, quote=False), style)
    made.level = level
    return made


def table(rows: tuple[tuple[tuple[Run, ...], ...], ...], style: ParagraphStyle, width: float) -> Flowable:
    """A ruled table over the page’s width, its head repeated on each page."""
    cells = [[Paragraph(marked_up(cell), style) for cell in row] for row in rows]
    made = Table(cells, colWidths=[width / len(rows[0])] * len(rows[0]), repeatRows=1, spaceBefore=6, spaceAfter=10)
    made.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return made


def front(sheet: Sheet, styles: Styles) -> list[Flowable]:
    """The title, and for a long contract a cover page and a table of contents."""
    titles = [Paragraph(escape(text), style) for text, style in _titles(sheet, styles) if text]
    if not sheet.cover:
        return titles
    contents = TableOfContents(levelStyles=[styles.contents], dotsMinLevel=0)
    summary = Paragraph(SUMMARY[sheet.language], styles.h1)
    return [Spacer(1, 8 * cm), *titles, PageBreak(), summary, contents, PageBreak()]


def _titles(sheet: Sheet, styles: Styles) -> list[tuple[str, ParagraphStyle]]:
    return [(sheet.spaced(sheet.title), styles.title), (sheet.spaced(sheet.subtitle), styles.subtitle)]


def story(sheet: Sheet, blocks: list[Block], width: float) -> list[Flowable]:
    """Everything that the PDF shows, in order."""
    styles = styles_for(sheet.font)
    made = front(sheet, styles)
    annexed = False
    for block in blocks:
        match block.kind:
            case "h1":
                annexed = True
                made.append(heading(block.text, styles.h1, 0))
            case "h2":
                made.append(heading(block.text, styles.h2, 1 if annexed else 0))
            case "li":
                item = Paragraph(marked_up(block.runs), styles.body)
                made.append(ListFlowable([item], bulletType="bullet", start="–", leftIndent=14))
            case "table":
                made.append(table(block.rows, styles.cell, width))
            case "break":
                made.append(PageBreak())
            case _:
                made.append(Paragraph(marked_up(block.runs), styles.body))
    return made


def pdf_pass(sheet: Sheet, blocks: list[Block], total: int) -> tuple[bytes, int]:
    """The file, its pages numbered out of `total`; and how many pages it has."""
    out = io.BytesIO()
    document = Contract(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=sheet.title,
        author="",
        lang=sheet.language,
        invariant=1,
        pageCompression=0,
    )
    frame = Frame(document.leftMargin, document.bottomMargin, document.width, document.height, 0, 0, 0, 0)

    def running(canvas: Canvas, shown: Contract) -> None:
        canvas.setFont("Vera" if sheet.font == "Vera" else "Helvetica", 8)
        if not (sheet.cover and shown.page == 1):
            canvas.drawString(MARGIN, A4[1] - 1.4 * cm, sheet.spaced(sheet.running_head))
        canvas.drawString(MARGIN, 1.3 * cm, sheet.spaced(sheet.running_foot))
        canvas.drawRightString(A4[0] - MARGIN, 1.3 * cm, f"Page {shown.page}/{total}")

    document.addPageTemplates([PageTemplate("page", [frame], onPage=running)])
    document.multiBuild(story(sheet, blocks, document.width))
    return out.getvalue(), document.page


def pdf(sheet: Sheet, blocks: list[Block]) -> bytes:
    """The contract as a PDF: made once to count its pages, then again to number them."""
    _, total = pdf_pass(sheet, blocks, 0)
    return pdf_pass(sheet, blocks, total)[0]
