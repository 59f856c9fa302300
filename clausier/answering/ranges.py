"""What a cell such as "entre 99,00 % et 99,94 %" or "> 2 h et ≤ 4 h" holds for, and whether a figure lies in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from clausier.answering.figures import ARTICLE, Placed, in_words, named_unit, placed_figures
from clausier.answering.words import kindred, stem
from clausier.small_words import SMALL_WORDS

_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Range:
    """From one value to another, each in it or not. `unit` may be a noun: "utilisateur"; "" where nothing is named."""

    low: Decimal
    high: Decimal
    low_in: bool
    high_in: bool
    unit: str
    said: str = ""  # in a question: as a reader expects it

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def meets(self, other: "Range") -> bool:
        """Whether a value lies in both; their units are the caller's affair."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        return _holds(self, low) and _holds(other, low)


def _holds(one: Range, value: Decimal) -> bool:
    return (value > one.low or one.low_in) and (value < one.high or one.high_in)


# What stands before a figure, or after it, and makes it a bound. Written folded; the first that fits decides.
_LOWEST, _OVER, _HIGHEST, _UNDER = "lowest", "over", "highest", "under"
_BEFORE_BOUNDS = (
    (_LOWEST, r">=|≥|⩾|\bau moins|\ba partir d(?:e|u|es|')|^\W*des|\bminimum(?: de)?"),
    (_LOWEST, r"\b(?:pas|non|ni) (?:moins d[e']|inferieure?s? a)|\b(?:superieure?s?|sup\.?) ou egale?s? a"),
    (_LOWEST, r"\begale?s? ou superieure?s? a|\bat least|\bno(?:t)? less than|\bstarting (?:at|from)"),
    (_LOWEST, r"\bgreater than or equal to|\bequal to or (?:greater|more|higher) than"),
    (_HIGHEST, r"<=|≤|⩽|\bjusqu'?a(?:ux?)?|\bau plus|\b(?:au )?maximum(?: de)?|\bmax\.?|\bsous|\bdans la limite de"),
    (_HIGHEST, r"\b(?:pas|non|ni) (?:plus d[e']|superieure?s? a)|\b(?:inferieure?s?|inf\.?) ou egale?s? a"),
    (_HIGHEST, r"\begale?s? ou inferieure?s? a|\bup to|\bat most|\bno(?:t)? more than|\bwithin"),
    (_HIGHEST, r"\bless than or equal to|\bequal to or (?:less|lower|fewer) than"),
    (_OVER, r">|\bplus d(?:e|es|')|\bsuperieure?s? a(?:ux?)?|\bau[- ](?:dela|dessus) d(?:e|u|es|')"),
    (_OVER, r"\bexcede(?:nt|ant)?|\bdepasse(?:nt|ant)?|\b(?:more|greater|higher) than|\bover|\babove|\bbeyond"),
    (_OVER, r"\bexceed(?:s|ing)?"),
    (_UNDER, r"<|\bmoins d(?:e|es|')|\binferieure?s? a(?:ux?)?|\ben[- ]deca d(?:e|u|es|')"),
    (_UNDER, r"\b(?:en|au)[- ]dessous d(?:e|u|es|')|\b(?:less|fewer|lower) than|\bunder|\bbelow"),
)
_AFTER_BOUNDS = (
    (_LOWEST, r"<=|≤|⩽|\+|(?:et|ou) (?:plus|davantage|au[- ]dela|au[- ]dessus)\b|(?:au )?min(?:imum)?\b|au moins\b"),
    (_LOWEST, r"(?:and|or) (?:more|above|over|higher)\b"),
    (
        _HIGHEST,
        r">=|≥|⩾|(?:et|ou) moins\b|(?:and|or) (?:less|below|under|fewer|lower)\b|(?:au )?max(?:imum)?\b|au plus\b",
    ),
    (_OVER, "<"),
    (_UNDER, ">"),
)
_BEFORE = tuple((bound, re.compile(rf"(?:{words})\s*$")) for bound, words in _BEFORE_BOUNDS)
_AFTER = tuple((bound, re.compile(rf"^\s*(?:{words})")) for bound, words in _AFTER_BOUNDS)
_OPENS = re.compile(r"([\[\]])\s*$")
_CLOSES = re.compile(r"^\s*([\[\]])")
_TO = re.compile(r"^\s*(?:a|et|to|and|through|-|/|;|…|\.\.\.?)\s*$")
_NOUN = re.compile(r"\s*(?:d'|de )?([a-z]{1,20})\b")
_NO_NOUN = frozenset(SMALL_WORDS) | {"and", "or", "to", "of", "per", "the", "if", "in", "at", "a", "et", "ou"}

# Lengths of time that can be told in one another; working days and hours cannot.
_MEASURES = {
    "seconde": (1, "temps"),
    "minute": (60, "temps"),
    "heure": (3600, "temps"),
    "jour": (86400, "temps"),
    "jour calendaire": (86400, "temps"),
    "semaine": (604800, "temps"),
    "mois": (1, "mois"),
    "trimestre": (3, "mois"),
    "semestre": (6, "mois"),
    "an": (12, "mois"),
}


@lru_cache(maxsize=8192)
def range_of(text: str, title: str = "") -> Range | None:
    """What a cell holds for, under its column's title; None where it does not say, or says more than one thing."""
    plain, placed = placed_figures(text)
    if not 1 <= len(placed) <= 2 or any(one.figure.value == ARTICLE for one in placed):
        return None
    bounds = [_bound(plain, placed, at) for at in range(len(placed))]
    units = _units(plain, placed, title)
    if units is None:
        return None
    values = [one.figure.value * units[0] for one in placed]
    found = _from_one(values[0], bounds[0]) if len(values) == 1 else _from_two(values, bounds, plain, placed)
    if found is None or found.low > found.high:
        return None
    return replace(found, unit=units[1])


def asked_ranges(question: str) -> tuple[Range, ...]:
    """The figures of a question that count something, each with what it is bound to: "moins de 95 %", "4 heures"."""
    plain, placed = placed_figures(question)
    ranges = []
    for at, one in enumerate(placed):
        noun = one.figure.unit or _noun(plain, one.end)
        article = one.figure.value == 1 and not one.figure.unit  # "un incident"
        if one.figure.value == ARTICLE or article or noun in ("", "rang"):
            continue
        scale, unit = _MEASURES.get(noun, (1, noun))
        found = _from_one(one.figure.value * scale, _bound(plain, placed, at))
        said = in_words(one.figure) if one.figure.unit else _counted(question, plain[one.start : one.end])
        ranges.append(replace(found, unit=unit, said=said))
    return tuple(ranges)


def _counted(question: str, number: str) -> str:
    """A number and the word after it, as the question writes them."""
    found = re.search(rf"{re.escape(number)}\s*[^\W\d]+", question)
    return found.group() if found else number


def same_unit(asked: Range, cell: Range, title: str) -> bool:
    """Whether a figure of the question and a cell count the same; a number alone counts what its title names."""
    if cell.unit:
        return asked.unit == cell.unit or kindred(asked.unit, cell.unit)
    words = re.findall(r"[a-z]+", placed_figures(title)[0])
    return any(kindred(asked.unit, stem(word)) for word in words)


def _bound(plain: str, placed: Sequence[Placed], at: int) -> str:
    """How a figure bounds what it stands in: "" where it is the value itself."""
    start = placed[at - 1].end if at else 0
    end = placed[at + 1].start if at + 1 < len(placed) else len(plain)
    before, after = plain[start : placed[at].start], plain[placed[at].end : end]
    found = next((bound for bound, words in _BEFORE if words.search(before)), "")
    return found or next((bound for bound, words in _AFTER if words.search(after)), "")


def _from_one(value: Decimal, bound: str) -> Range:
    if bound in (_LOWEST, _OVER):
        return Range(value, _ENDLESS, bound == _LOWEST, False, "")
    if bound in (_HIGHEST, _UNDER):
        return Range(-_ENDLESS, value, False, bound == _HIGHEST, "")
    return Range(value, value, True, True, "")


def _from_two(values: Sequence[Decimal], bounds: Sequence[str], plain: str, placed: Sequence[Placed]) -> Range | None:
    lows = [at for at, bound in enumerate(bounds) if bound in (_LOWEST, _OVER)]
    highs = [at for at, bound in enumerate(bounds) if bound in (_HIGHEST, _UNDER)]
    if len(lows) == len(highs) == 1:
        low, high = lows[0], highs[0]
        return Range(values[low], values[high], bounds[low] == _LOWEST, bounds[high] == _HIGHEST, "")
    between = plain[placed[0].end : placed[1].start]
    if bounds[1] or bounds[0] not in ("", _LOWEST) or not _TO.match(between):
        return None
    opens, closes = _OPENS.search(plain[: placed[0].start]), _CLOSES.match(plain[placed[1].end :])
    low_in, high_in = not (opens and opens[1] == "]"), not (closes and closes[1] == "[")
    return Range(values[0], values[1], low_in, high_in, "")


def _units(plain: str, placed: Sequence[Placed], title: str) -> tuple[int, str] | None:
    """The one unit of a cell's figures, as the scale to count it by and its name; None where there are two."""
    named = {one.figure.unit or _noun(plain, one.end) for one in placed} - {""}
    if len(named) > 1:
        return None
    unit = named.pop() if named else named_unit(title)
    return _MEASURES.get(unit, (1, unit))


def _noun(plain: str, at: int) -> str:
    """What a bare number counts: the word after it, by its stem."""
    found = _NOUN.match(plain, at)
    return stem(found[1]) if found and found[1] not in _NO_NOUN else ""
