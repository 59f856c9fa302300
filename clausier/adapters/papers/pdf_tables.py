"""Tables of our PDF files: the header on every page, rows as high as they need, shades behind words."""

from collections.abc import Iterator
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, LongTable, Paragraph, Spacer

from clausier.adapters.papers.looks import LINE, PAPER, SHADES
from clausier.adapters.papers.pdf_styles import style, written
from clausier.adapters.papers.wording import shown
from clausier.domain.papers import Cell, Grid

_PADDING: Final = 4  # points
_LEFT: Final = 80  # points under a table's title: with less, it starts the next page


def table(grid: Grid, width: float) -> Iterator[Flowable]:
    """A table under its title, on so many points."""
    if grid.title:
        yield CondPageBreak(_LEFT)
        yield Paragraph(written(grid.title, "table title"), style("table title"))
    header = [Paragraph(written(name, "header"), style("header")) for name in grid.header]
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
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
    yield LongTable(
        [header, *rows],
        colWidths=[share * width for share in grid.shares],
        repeatRows=1,
        splitInRow=1,
        style=[*edges, *shades],
    )
    yield Spacer(0, 10)


def _cell(cell: Cell) -> Paragraph:
    name = "quoted cell" if cell.quoted else "cell"
    return Paragraph(written(shown(cell), name), style(name))
