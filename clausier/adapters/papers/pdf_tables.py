"""Tables of our PDF files: the header on every page, rows as high as they need, shades behind words."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, LongTable, Paragraph, Spacer

from clausier.adapters.papers.looks import LINE, PAPER, SHADES
from clausier.adapters.papers.pdf_styles import style, written
from clausier.adapters.papers.wording import shown
from clausier.domain.papers import Cell, Grid

_PADDING: Final = 4  # points
_TITLE: Final = 40  # points that a table's title takes with its room
_SIDE: Final = 440  # points between the margins of a page that lies on its side: a row of less never goes over a page


def table(grid: Grid, width: float) -> Iterator[Flowable]:
    """A table under its title, on so many points."""
    header = [Paragraph(written(name, "header"), style("header")) for name in grid.header]
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    widths = [share * width for share in grid.shares]
    yield CondPageBreak(_TITLE + min(_SIDE, sum(_height(row, widths) for row in (header, *rows[:1]))))
    if grid.title:
        yield Paragraph(written(grid.title, "table title"), style("table title"))
    shades = [
        ("BACKGROUND", (column, line), (column, line), HexColor(f"#{SHADES[cell.shade]}"))
        for line, row in enumerate(grid.rows, 1)
        for column, cell in enumerate(row)
        if cell.shade in SHADES
    ]
    edges = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor(f"#{LINE}")),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{PAPER}")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), _PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    yield _Table(
        [header, *rows],
        colWidths=widths,
        repeatRows=1,
        splitInRow=1,
        style=[*edges, *shades],
    )
    yield Spacer(0, 10)


class _Table(LongTable):  # type: ignore[misc]  # the library has no types
    """A table whose rows go over a page only where no page holds them."""

    def split(self, width: float, height: float) -> list[Flowable]:
        self._calc(width, height)
        first = sum(self._rowHeights[:2])  # the header, then the row
        return [] if height < first <= _SIDE else list(super().split(width, height))


def _height(row: Sequence[Paragraph], widths: Sequence[float]) -> float:
    """How high a row is, in points."""
    heights = (cell.wrap(width - 2 * _PADDING, _SIDE)[1] for cell, width in zip(row, widths, strict=True))
    return float(max(heights)) + 2 * _PADDING


def _cell(cell: Cell) -> Paragraph:
    name = "quoted cell" if cell.quoted else "cell"
    return Paragraph(written(shown(cell), name), style(name))
