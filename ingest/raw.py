"""What a reader returns, whatever the format: pages of lines, in reading order, nothing set aside yet."""

from dataclasses import dataclass, field

from clausier.domain.documents import Findings
from clausier.domain.text import Box, Span

CELL_BREAK = "\t"
"""Between two cells of a row that the format itself does not separate: white space, so that a quotation is found."""


@dataclass(frozen=True, slots=True)
class RawWord:
    text: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class RawRow:
    """What makes a line a row of a table: where its cells stand in the line's text.

    An empty cell is an empty span; None stands for a cell that is merged with the one above it.
    """

    table: int  # counted in the file, from 0
    cells: tuple[Span | None, ...]
    header: bool = False  # it names the columns of the rows below


@dataclass(frozen=True, slots=True)
class RawLine:
    """One printed line of a page, or one paragraph of a format without lines."""

    text: str
    words: tuple[RawWord, ...] = ()  # in the order of `text`, separated there by white space
    box: Box | None = None
    size: float = 0.0  # points; 0 where unknown
    bold: bool = False
    level: int | None = None  # the heading level that the format itself declares, from 1
    starts_paragraph: bool = False  # the format, or the space above, says that a paragraph begins here
    row: RawRow | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    number: int  # physical, from 1
    label: str
    width: float
    height: float
    lines: tuple[RawLine, ...]
    furniture: str = ""  # what the format itself keeps apart from its text: headers, footers


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as its reader saw it. `facts` is a note's front matter; `remarks` are French sentences for the report.

    `drawn` is a PDF to draw the pages from where the file itself does not serve: a picture, a locked or repaired file.
    """

    pages: tuple[RawPage, ...]
    paged: bool
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    unreadable_pages: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    findings: Findings = field(default_factory=Findings)
    drawn: bytes | None = field(default=None, repr=False)
