"""One coordinate system: everything that is cited is a span of one document's text."""

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a document's text, in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def within(self, other: "Span") -> bool:
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def clipped(self, other: "Span") -> "Span":
        """The part of this span inside `other`; empty, at the nearer edge, when they are apart."""
        start = min(max(self.start, other.start), other.end)
        return Span(start, max(start, min(self.end, other.end)))

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, origin at the top left of the page as it is seen."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Mended:
    """A text made fit for reading and comparing, and where each of its characters came from.

    `origins[i]` is the position, in the source text, of the character `text[i]`; origins never decrease.
    """

    text: str
    origins: tuple[int, ...]
    length: int  # of the source text

    def source(self, span: Span) -> Span:
        """The stretch of the source text that `span` of the mended text was made from."""
        if not len(span):
            at = self.origins[span.start] if span.start < len(self.origins) else self.length
            return Span(at, at)
        return Span(self.origins[span.start], self.origins[span.end - 1] + 1)

    def mended(self, span: Span) -> Span:
        """The stretch of the mended text that was made from `span` of the source text."""
        start = bisect_right(self.origins, span.start - 1)
        return Span(start, max(start, bisect_right(self.origins, span.end - 1)))


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# A hyphen between two small letters at a line's end divides a word; before a capital or a digit it is the word's own.
_DIVIDED = r"(?<=[^\W\d_])(?:[-‐\u00ad]|\ufffe|\u0002)[ \t]*\n\s*(?=[a-zß-öø-ÿœ])"
_UNSEEN = r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]+"
# A single plain space stands for itself: most of a text is then copied in long stretches.
_SPACES = r" \s+|[^\S ]\s*"
_SPECIAL = re.compile(f"(?P<cut>{_DIVIDED}|{_UNSEEN})|(?P<spaces>{_SPACES})|[{''.join(_LIGATURES)}]")


def mend(text: str) -> Mended:
    """Join the words that a line's end divides, open ligatures, and turn any run of white space into one space."""
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for special in _SPECIAL.finditer(text):
        start = special.start()
        pieces.append(text[at:start])
        origins.extend(range(at, start))
        if special["cut"] is None:
            piece = " " if special["spaces"] else _LIGATURES[special.group()]
            pieces.append(piece)
            origins.extend([start] * len(piece))
        at = special.end()
    pieces.append(text[at:])
    origins.extend(range(at, len(text)))
    return Mended("".join(pieces), tuple(origins), len(text))
