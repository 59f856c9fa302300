"""What a reader returns, whatever the format: pages of lines, in reading order, nothing set aside yet."""

from dataclasses import dataclass

from clausier.domain.text import Box


@dataclass(frozen=True, slots=True)
class RawWord:
    text: str
    box: Box | None


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


@dataclass(frozen=True, slots=True)
class RawPage:
    number: int  # physical, from 1
    label: str
    width: float
    height: float
    lines: tuple[RawLine, ...]


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as its reader saw it. `facts` is a note's front matter; `remarks` are French sentences for the report."""

    pages: tuple[RawPage, ...]
    paged: bool
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    unreadable_pages: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
