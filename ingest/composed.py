"""The document's one text, and its lines: what structure is recognised from."""

from dataclasses import dataclass

from clausier.domain.documents import Page, Row
from clausier.domain.text import Span


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text that is not furniture. Its span leaves out the line break."""

    span: Span
    text: str
    page: int
    left: float = 0.0  # points from the page's left edge; 0 where unknown
    size: float = 0.0
    bold: bool = False
    level: int | None = None
    starts_paragraph: bool = False
    row: bool = False  # of a table


@dataclass(frozen=True, slots=True)
class Composed:
    """Text and pages agree: page spans follow one another and cover the text; furniture is in neither.

    Lines are joined by a line break, paragraphs by an empty line. A table of contents stays in the text: it is
    recognised later, from its lines.
    """

    text: str
    pages: tuple[Page, ...]
    lines: tuple[TextLine, ...]
    rows: tuple[Row, ...] = ()
    tables: int = 0
