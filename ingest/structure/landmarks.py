"""The fixed points of a contract: parties, recitals, the words that open the operative part, the signatures."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from clausier.domain.folding import fold
from ingest.structure.sheet import Sheet


class Point(Enum):
    PARTIES = auto()
    PREAMBLE = auto()
    OPERATIVE = auto()
    SIGNATURE = auto()


@dataclass(frozen=True, slots=True)
class Landmark:
    line: int
    point: Point
    title: str  # "" where the line is a sentence, not a title


_PARTIES = re.compile(
    r"(?:entre(?: les soussigne\W{0,3}e?\W{0,3}s)?|les soussigne\W{0,3}e?\W{0,3}s|between|parties)\s*:?$"
)
_PREAMBLE = re.compile(
    r"(?:preambule|expose(?: prealable| des motifs)?|(?:ceci |cela )?etant (?:prealablement )?(?:expose|rappele)|"
    r"il (?:est|a ete) (?:prealablement )?(?:expose|rappele)|prealablement|"
    r"recitals?|preamble|background|whereas|w i t n e s s e t h)\b"
)
_OPERATIVE = re.compile(
    r"(?:(?:ceci|cela|ces faits) (?:etant )?(?:expose|rappele).{0,30}|en consequence.{0,40}|(?:et )?)"
    r"il (?:a ete|est) (?:expressement )?(?:convenu|arrete)|now,? therefore|it is (?:hereby )?agreed|"
    r"the parties (?:hereby |hereto )?agree"
)
_SIGNATURE = re.compile(
    r"fait (?:et signe )?(?:a|en)\b.{0,60}(?:\ble\b|exemplaire|_{3,}|\.{3,})|fait a \w+\W*$|in witness whereof|"
    r"signatures?(?: des parties)?\W*$|bon pour accord|signe (?:electroniquement|a)\b.{0,40}\ble\b"
)
_PATTERNS = (
    (Point.PARTIES, _PARTIES),
    (Point.OPERATIVE, _OPERATIVE),
    (Point.PREAMBLE, _PREAMBLE),
    (Point.SIGNATURE, _SIGNATURE),
)
_TITLE_WORDS = 9


def landmark(sheet: Sheet, at: int) -> Landmark | None:
    """What the line marks, when it begins a paragraph with the words for it."""
    words = sheet.words(at).strip("*_#- ")
    folded = " ".join(fold(words).split())
    if len(folded) < 5 or sheet.wrapped(at):
        return None
    for point, pattern in _PATTERNS:
        if pattern.match(folded) and _stands(sheet, at, words, point):
            title = words if len(words.split()) <= _TITLE_WORDS and not words.endswith((".", ",")) else ""
            return Landmark(at, point, title if point is not Point.SIGNATURE or "_" not in title else "")
    return None


def _stands(sheet: Sheet, at: int, words: str, point: Point) -> bool:
    """« Fait à Paris… » may follow any line; the others are titles, or sentences that begin with a capital."""
    if point is Point.SIGNATURE:
        return words[0].isupper()
    short = len(words.split()) <= _TITLE_WORDS
    capitals = words.split()[0].strip(",").isupper()
    return words[0].isupper() and (capitals or (short and (sheet.opens(at) or sheet.stands_out(at))))
