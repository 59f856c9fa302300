"""One coordinate system: everything that is cited is a span of one document's text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, partial


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


@dataclass(frozen=True)
class Mended:
    """A text made fit for reading and comparing, and where each of its characters came from."""

    original: str

    @cached_property
    def text(self) -> str:
        """Words that a line's end divided are joined, ligatures open, any run of white space is one space."""
        return _SPECIAL.sub(partial(_mended, self.original), self.original)

    @cached_property
    def origins(self) -> tuple[int, ...]:
        """The position, in the original, of each character of `text`; they never decrease."""
        origins: list[int] = []
        at = 0
        for special in _SPECIAL.finditer(self.original):
            start = special.start()
            origins.extend(range(at, start))
            origins.extend([start] * len(_mended(self.original, special)))
            at = special.end()
        origins.extend(range(at, len(self.original)))
        return tuple(origins)

    def source(self, span: Span) -> Span:
        """The stretch of the original that `span` of the mended text was made from."""
        if not len(span):
            at = self.origins[span.start] if span.start < len(self.origins) else len(self.original)
            return Span(at, at)
        return Span(self.origins[span.start], self.origins[span.end - 1] + 1)

    def mended(self, span: Span) -> Span:
        """The stretch of the mended text that was made from `span` of the original."""
        start = bisect_right(self.origins, span.start - 1)
        return Span(start, max(start, bisect_right(self.origins, span.end - 1)))


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHEN = r"[-‐‑\u00ad\ufffe\u0002]"
_LINE_END = rf"(?<=[^\W_]){_HYPHEN}[ \t\r]*\n\s*(?=[^\W_])"
_UNSEEN = r"\u00ad\u200b\u200c\u200d\u2060\ufeff"
# A single plain space stands for itself: most of a text is then copied in long stretches.
_SPACES = rf" [\s{_UNSEEN}]+|[^\S ][\s{_UNSEEN}]*|[{_UNSEEN}]+\s[\s{_UNSEEN}]*"
_SPECIAL = re.compile(f"(?P<hyphen>{_LINE_END})|(?P<spaces>{_SPACES})|(?P<unseen>[{_UNSEEN}]+)|[{''.join(_LIGATURES)}]")
# Compounds that keep their hyphen when a line ends there: a word divided by its syllables does not look like these
# (French usage; « sous-crire » and « non-obstant » are divisions of « souscrire » and « nonobstant »).
_COMPOUND = re.compile(
    r"\bsous-(?!cri|trac|trair|traits?\b|trayant)|\bnon-(?!obstant|ante|agén)|\b(?:vice|semi|quasi)-|-à-|-t-"
    r"|\b(?:procès|plus|moins|après|rendez)-v|\bavant-[cdp]|\bsavoir-f|\bpeut-ê|\bchef-d|\bmi-(?:t|p|chem)"
    r"|\b(?:au|par)-(?:delà|dess|dev|deho)|\b(?:ci|là)-(?:dess|dev|av|ap|jo|co|an)"
    r"|\b(?:lui|elles?|eux|soi|moi|nous|vous)-mêm|\b(?:celui|celles?|ceux|jusque)-(?:ci|là)\b|\best-ce\b"
    r"|[td]-(?:ils?|elles?|on)\b"
)
_REACH = 14  # letters on each side of a hyphen: as far as those compounds reach


def mend(text: str) -> Mended:
    """Join the words that a line's end divides, open ligatures, and turn any run of white space into one space."""
    return Mended(text)


def _mended(text: str, special: re.Match[str]) -> str:
    if special["hyphen"]:
        return _at_line_end(text, special)
    if special["spaces"]:
        return " "
    return "" if special["unseen"] else _LIGATURES[special.group()]


def _at_line_end(text: str, cut: re.Match[str]) -> str:
    """What stays of a hyphen at a line's end: nothing where it divides a word, itself where it is the word's own."""
    start, end = cut.span()
    before, after = text[start - 1], text[end]
    hyphen = cut.group()[0]
    soft = hyphen == "\u00ad"
    if before.isalpha() and after.islower() and (soft or not _is_compound(text, start, end)):
        return ""
    own = "" if soft else "-" if hyphen in "\ufffe\u0002" else hyphen
    return own + " " * (cut.group().count("\n") > 1)


def _is_compound(text: str, start: int, end: int) -> bool:
    around = f"{text[max(0, start - _REACH) : start]}-{text[end : end + _REACH]}".lower()
    at = min(start, _REACH)
    return any(found.start() <= at < found.end() for found in _COMPOUND.finditer(around))
