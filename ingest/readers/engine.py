"""What reading a PDF needs of a PDF engine: each page as it is seen, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from clausier.domain.documents import Manner
from clausier.domain.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

LOST = "\ufffd"
"""Stands where a page shows a sign and the file does not say which letter it is."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """Letters that stand together on a page, in the file's own order of drawing.

    `before` is the white space that the file itself puts before the word, "" where it only leaves a gap; a fixed space
    is kept as one. `turned` words do not run from left to right across the page as it is seen. Where one sign stands
    for several letters the word has the ligature (U+FB00 to U+FB06).
    """

    text: str
    box: Box
    baseline: float  # from the top of the page, as all that is vertical here
    size: float
    bold: bool
    before: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class UnseenText:
    """Text that the file puts on a page and that a reader of the page does not see."""

    manner: Manner
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What is drawn straight along the page: a line, however thick, or a filled area."""

    box: Box
    area: bool = False


@dataclass(frozen=True, slots=True)
class SeenPage:
    number: int  # physical, from 1
    label: str  # as the file names it: "iv", "12", or ""
    width: float
    height: float
    words: tuple[SeenWord, ...]
    drawn: bool  # False: an empty page, nothing at all is on it
    scanned: bool = False  # one picture covers most of it
    layered: bool = False  # and its text is not drawn: a recogniser read it in that picture, somewhere else
    damaged: bool = False  # the engine could not open it, or not wholly
    hidden: tuple[UnseenText, ...] = ()  # left out of `words`
    rules: tuple[Rule, ...] = ()  # what tables are drawn with
    fields: tuple[SeenWord, ...] = ()  # what is filled into the page's form, and notes written on it; not in `words`
    comments: int = 0  # that speak of the page, and do not show on it
    struck: int = 0  # marks that strike out text of the page


class PdfEngine(Protocol):
    def pages(self, data: bytes, given_up: frozenset[int] = frozenset()) -> Iterator[SeenPage]:
        """Every page in turn; those given up are not looked at, and count as damaged.

        Raises UnreadableFile when the file is locked or cannot be opened.
        """
        ...

    def count(self, data: bytes) -> int:
        """How many pages the file has, without reading them. Raises as `pages` does."""
        ...

    def picture(self, data: bytes, number: int, dots: int) -> "Image":
        """A page drawn in grey, at so many dots an inch; fewer where it would not fit in memory.

        Raises UnreadableFile when it cannot be drawn.
        """
        ...
