"""A paper as a PDF file: fonts inside, numbered pages, an outline of its headings, no markup but ours."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Paragraph

from clausier.adapters.papers.fonts import OURS, drawn, register
from clausier.adapters.papers.looks import MUTED
from clausier.adapters.papers.pdf_styles import Ruled, heading, strong, struck, style, warned, written
from clausier.adapters.papers.pdf_tables import table
from clausier.adapters.papers.wording import about_models, clean, label, marked, named_cells, remarks, short_title
from clausier.domain.papers import Block, Grid, Heading, Paper, Quotation, Text

_MARGIN: Final = 2.2 * cm
_FOOT: Final = 1.2 * cm
_FOOT_SIZE: Final = 8
_LEFT: Final = 3.5 * cm  # under a heading: with less, it starts the next page
_LONG: Final = 900
"""Letters of a quotation that may begin on one page and end on the next: kept whole, it leaves a hole behind it."""
_TOTAL_WIDTH: Final = 17  # points: a number of four figures
_TOTAL: Final = "pages"  # drawn on each page, known once the last is laid out


def as_pdf(paper: Paper) -> bytes:
    """The cover, then the blocks."""
    register()
    size = landscape(A4) if paper.wide else A4
    out = io.BytesIO()
    file = BaseDocTemplate(
        out,
        pagesize=size,
        title=clean(paper.title),
        author="Clausier",
        subject=about_models(paper),
        creator="Clausier",
        lang="fr-FR",
    )
    frame = Frame(_MARGIN, _MARGIN, size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN, 0, 0, 0, 0)
    foot = drawn(short_title(paper))
    file.addPageTemplates(PageTemplate(frames=[frame], onPage=lambda canvas, _: _number(canvas, foot, size[0])))
    file.build([*_cover(paper), *_blocks(paper, size[0] - 2 * _MARGIN), _Total()])
    return out.getvalue()


def _cover(paper: Paper) -> Iterator[Flowable]:
    yield Paragraph(written(paper.title, "title"), style("title"))
    for fact in paper.facts:
        yield Paragraph(strong(f"{clean(fact.name)}\u00a0: ") + written(fact.value, "fact"), style("fact"))
    for notice in paper.notices:
        yield Paragraph(written(notice, "notice"), style("notice"))


def _blocks(paper: Paper, width: float) -> Iterator[Flowable]:
    depth = 0
    for block, following in pairwise((*paper.blocks, None)):
        if isinstance(block, Heading):
            depth = min(block.level, depth + 1, 3)  # an outline that skips a level is refused
            yield CondPageBreak(_LEFT)
            yield heading(block.text, min(block.level, 3), depth, kept=_is_short(following))
        elif isinstance(block, Text) and isinstance(following, Quotation) and not block.model:
            yield _text(block, keepWithNext=True)
        elif block is not None:
            yield from _laid_out(block, width)


def _is_short(block: Block | None) -> bool:
    """Whether a heading goes to the next page with what stands under it rather than stay alone."""
    return isinstance(block, Text | Quotation) and len(block.text) < _LONG


def _text(block: Text, **look: bool) -> Paragraph:
    name = "verdict" if block.strong else "text"
    return Paragraph(written(block.text, name), style(name).clone(name, **look))


def _laid_out(block: Block, width: float) -> Iterator[Flowable]:
    match block:
        case Text(model=""):
            yield _text(block)
        case Text():
            yield Ruled(written(label(block.model), "author"), style("author"))
            yield Ruled(written(block.text, "generated"), style("generated"))
        case Quotation():
            yield from _quotation(block)
        case Grid():
            yield from table(block, width)


def _quotation(block: Quotation) -> Iterator[Flowable]:
    said = written(marked(block), "quotation")
    look = style("quotation").clone("quotation", keepWithNext=len(block.text) < _LONG)
    yield Ruled(struck(said) if block.superseded else said, look)
    for name, text in named_cells(block):
        yield Ruled(strong(f"{name} ") + written(text, "quotation"), style("quotation"))
    known = [warned(strong(remark)) for remark in remarks(block)]
    yield Paragraph(" – ".join(filter(None, [written(block.place, "place"), *known])), style("place"))


def _number(canvas: Canvas, title: str, width: float) -> None:
    """ "Réversibilité · Clausier … page 3 sur 12"; the last number is a drawing that comes later."""
    canvas.saveState()
    canvas.setFont(OURS, _FOOT_SIZE)
    canvas.setFillColor(HexColor(f"#{MUTED}"))
    canvas.drawString(_MARGIN, _FOOT, f"{title} · Clausier")
    right = width - _MARGIN - _TOTAL_WIDTH
    canvas.drawRightString(right, _FOOT, f"page {canvas.getPageNumber()} sur")
    canvas.translate(right, _FOOT)
    canvas.doForm(_TOTAL)
    canvas.restoreState()


class _Total(Flowable):  # type: ignore[misc]  # the library has no types
    """Takes no room; once drawn, the number of pages is known."""

    def draw(self) -> None:
        canvas = self.canv
        canvas.beginForm(_TOTAL, 0, -2, _TOTAL_WIDTH, _FOOT_SIZE)
        canvas.setFont(OURS, _FOOT_SIZE)
        canvas.setFillColor(HexColor(f"#{MUTED}"))
        canvas.drawString(0, 0, f" {canvas.getPageNumber()}")
        canvas.endForm()
