"""PDFs with tables, drawn by reportlab: what each cell says is known."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from clausier.domain.documents import Row
from ingest.composed import Composed

GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=12)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold")
Command = tuple[object, ...]


def said(text: str) -> Flowable:
    """A paragraph of running text."""
    return Paragraph(text, PLAIN)


def drawn(
    cells: Sequence[Sequence[object]], *style: Command, widths: Sequence[float] | None = None, again: int = 0
) -> Table:
    """A table with ruled cells; `again` rows come again at the top of each page."""
    return Table(cells, colWidths=widths, repeatRows=again, style=TableStyle([GRID, *style]))


def printed(*flowables: Flowable) -> bytes:
    """These, one under the other."""
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build([part for one in flowables for part in (one, Spacer(1, 12))])
    return buffer.getvalue()


def under_headers(made: Composed, rows: Sequence[Row] | None = None) -> list[list[tuple[str, str]]]:
    """The rows that do not name columns, each cell under its header."""
    return [
        [(name.of(made.text), cell.of(made.text)) for name, cell in zip(row.headers, row.cells, strict=True)]
        for row in (made.rows if rows is None else rows)
        if not row.header
    ]
