"""A contract as small print: two columns a page, titles inside the columns, notes at the foot of the page."""

import io
import re
from dataclasses import dataclass, field, replace
from html import escape

from as_pdf import Contract, Styles, heading, marked_up, styles_for, table
from markdown_source import Block, Run, Sheet
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, NextPageTemplate, PageTemplate, Paragraph

SIDE, TOP, BOTTOM, GUTTER = 1.6 * cm, 1.9 * cm, 3.0 * cm, 0.7 * cm
WIDTH = (A4[0] - 2 * SIDE - GUTTER) / 2
HEIGHT = A4[1] - TOP - BOTTOM
TITLES = 2.4 * cm  # what the title takes of the first page, over both columns
NOTES_TOP = BOTTOM - 0.35 * cm
CALL = re.compile(r"\[\^(\d+)\]")


@dataclass(slots=True)
class Feet:
    """The notes of the contract, and those that the page being made calls."""

    notes: dict[int, str]
    called: list[int] = field(default_factory=list)

    def call(self, canvas: Canvas, kind: str, label: str) -> None:
        """Hear of a note’s mark; the library calls it where the mark is drawn."""
        self.called.append(int(label))

    def draw(self, canvas: Canvas, style: ParagraphStyle) -> None:
        """Put the called notes under a short rule, and forget them."""
        if self.called:
            canvas.setLineWidth(0.4)
            canvas.line(SIDE, NOTES_TOP, SIDE + 4 * cm, NOTES_TOP)
        top = NOTES_TOP - 3
        for number in self.called:
            note = Paragraph(f"({number}) {escape(self.notes[number], quote=False)}", style)
            _, height = note.wrap(A4[0] - 2 * SIDE, BOTTOM)
            note.drawOn(canvas, SIDE, top - height)
            top -= height
        self.called.clear()


def small_print() -> Styles:
    """The styles of the columns."""
    styles = styles_for("Helvetica")
    small = {"fontSize": 8.8, "leading": 10.9, "spaceAfter": 3.2}
    bold = styles.h1.fontName
    return replace(
        styles,
        title=ParagraphStyle("t", styles.title, fontSize=14, leading=18, spaceAfter=2),
        subtitle=ParagraphStyle("s", styles.subtitle, fontSize=9, leading=12, alignment=TA_CENTER),
        h1=ParagraphStyle("1", styles.h1, fontName=bold, fontSize=9.4, leading=12, spaceBefore=8, alignment=TA_LEFT),
        h2=ParagraphStyle("2", styles.h2, fontName=bold, fontSize=8.6, leading=11, spaceBefore=6, spaceAfter=2.5),
        body=ParagraphStyle("b", styles.body, **small),
        cell=ParagraphStyle("c", styles.cell, fontSize=7.6, leading=9.2),
    )


def with_calls(runs: tuple[Run, ...]) -> str:
    """Runs in the markup that reportlab reads, the marks of notes raised."""
    return CALL.sub(r'<super>(\1)</super><onDraw name="call" label="\1"/>', marked_up(runs))


def story(blocks: list[Block]) -> list[Flowable]:
    """Everything that the columns hold, in order."""
    styles = small_print()
    made: list[Flowable] = [NextPageTemplate("next")]
    for block in blocks:
        match block.kind:
            case "h1":
                made.append(heading(block.text, styles.h1, 0))
            case "h2":
                made.append(heading(block.text, styles.h2, 1))
            case "table":
                made.append(table(block.rows, styles.cell, WIDTH))
            case _:
                made.append(Paragraph(with_calls(block.runs), styles.body))
    return made


def frames(height: float) -> list[Frame]:
    """Two columns of that height, from the foot of the page."""
    lefts = (SIDE, SIDE + WIDTH + GUTTER)
    return [Frame(left, BOTTOM, WIDTH, height, 0, 0, 0, 0) for left in lefts]


def columns_pass(sheet: Sheet, blocks: list[Block], notes: dict[int, str], total: int) -> tuple[bytes, int]:
    """The file, its pages numbered out of `total`; and how many pages it has."""
    out, feet, styles = io.BytesIO(), Feet(notes), small_print()
    facts = {"title": sheet.title, "author": "", "lang": sheet.language, "invariant": 1, "pageCompression": 0}
    document = Contract(out, pagesize=A4, leftMargin=SIDE, rightMargin=SIDE, **facts)
    note_style = ParagraphStyle("n", styles.body, fontSize=6.8, leading=8.2, spaceAfter=0)

    def begin(canvas: Canvas, shown: Contract) -> None:
        canvas.setNamedCB("call", feet.call)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(SIDE, A4[1] - 1.2 * cm, sheet.spaced(sheet.running_head))
        canvas.drawRightString(A4[0] - SIDE, A4[1] - 1.2 * cm, f"{shown.page} / {total}")
        canvas.drawString(SIDE, 0.9 * cm, sheet.spaced(sheet.running_foot))
        canvas.setStrokeColor(colors.grey)
        canvas.setLineWidth(0.3)
        middle = A4[0] / 2
        canvas.line(middle, BOTTOM, middle, BOTTOM + HEIGHT - (TITLES if shown.page == 1 else 0))

    def begin_first(canvas: Canvas, shown: Contract) -> None:
        begin(canvas, shown)
        top = A4[1] - TOP
        for text, style in ((sheet.title, styles.title), (sheet.subtitle, styles.subtitle)):
            line = Paragraph(escape(sheet.spaced(text)), style)
            _, height = line.wrap(A4[0] - 2 * SIDE, TITLES)
            top -= height
            line.drawOn(canvas, SIDE, top)

    def end(canvas: Canvas, shown: Contract) -> None:
        feet.draw(canvas, note_style)

    first = PageTemplate("first", frames(HEIGHT - TITLES), onPage=begin_first, onPageEnd=end)
    following = PageTemplate("next", frames(HEIGHT), onPage=begin, onPageEnd=end)
    document.addPageTemplates([first, following])
    document.build(story(blocks))
    return out.getvalue(), document.page


def columns(sheet: Sheet, blocks: list[Block], notes: dict[int, str]) -> bytes:
    """The contract in columns: made once to count its pages, then again to number them."""
    _, total = columns_pass(sheet, blocks, notes, 0)
    return columns_pass(sheet, blocks, notes, total)[0]
