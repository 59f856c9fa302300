"""The figures of a sentence: amounts, percentages, durations, dates. Working days are not days."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from clausier.answering.words import is_english
from clausier.domain.folding import fold
from clausier.domain.french import NARROW, long_date


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number and what it counts. `unit` is "" for a bare number; "jour ouvre" is not "jour"."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure and where it stands in a text made plain, with its unit."""

    figure: Figure
    start: int
    end: int


ARTICLE = Decimal(-1)
"""The value of a number with several dots: it names an article, "12.3.1", and its unit is that name."""

_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january",
            "fevrier february",
            "mars march",
            "avril april",
            "mai may",
            "juin june",
            "juillet july",
            "aout august",
            "septembre september",
            "octobre october",
            "novembre november",
            "decembre december",
        ),
        1,
    )
    for name in names.split()
}
_NUMBER = r"\d+(?:[ .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*"
# What may stand between a number and what it counts: the number again, in brackets or spelled before them.
_UNITS: tuple[tuple[str, str], ...] = (
    (r"(?:i?emes?|eres?|ers?|es?|nde?s?|ndes?|rds?|sts?|ths?)\b", "rang"),
    (r"%|per ?cent\b", "%"),
    (r"(?:k ?€|keuros?\b|k ?eur\b)", "k€"),
    (r"(?:m ?€|meuros?\b|millions? (?:d'|of )?euros?\b)", "M€"),
    (r"(?:€|(?:d')?euros?\b|eur\b)", "€"),
    (r"(?:\$|dollars?\b|usd\b)", "$"),
    (r"(?:business|working) days?\b", "jour ouvre"),
    (r"calendar days?\b", "jour calendaire"),
    (r"(?:jours?|days?)\b(?!-)", "jour"),
    (r"(?:semaines?|weeks?)\b", "semaine"),
    (r"(?:mois|months?)\b", "mois"),
    (r"(?:trimestres?|quarters?)\b", "trimestre"),
    (r"(?:semestres?)\b", "semestre"),
    (r"(?:ans?|annees?|years?)\b", "an"),
    (r"(?:heures?|hours?|h)\b", "heure"),
    (r"(?:minutes?|min|mn)\b", "minute"),
    (r"(?:secondes?|seconds?)\b", "seconde"),
    (r"(?:fois|times)\b", "fois"),
)
_PERCENT = re.compile(r"(?<=\d) ?p(?:our|\.) ?(?:cents?|100)\b(?! ?%)")
_SCALES = {"k€": (1_000, "€"), "M€": (1_000_000, "€")}
_ENGLISH_THOUSANDS = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_LARGE = re.compile(r"(?<![\w.,])(?P<number>\d[\d\s]*(?:,\d+)?)\s*(?P<scale>millions?|milliards?)\b", re.IGNORECASE)
_BEFORE_NINE = (
    "dix",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "cents",
    "mille",
    "virgule",
    "et",
)
_NINE = re.compile(r"(?<![\w-])" + "".join(rf"(?<!{word} )" for word in _BEFORE_NINE) + r"neuf\b(?! cents?\b| mille\b)")
_QUALIFIER = re.compile(r" ?(ouvre|ouvrable|calendaire|franc)e?s?\b")
_FIGURE = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})(?P<again> ?\((?:{_NUMBER})\))?")
_NOUN = "[ a-z€%$']{0,12}?"
_REPEATED = re.compile(
    rf"(?<![\w.,])(?P<said>{_NUMBER})(?P<between>{_NOUN}) ?\((?P<again>{_NUMBER}){_NOUN}\)(?P<after>[^()]{{0,24}})"
)
_LONGEST_UNIT = 24  # characters
_BEFORE_AMOUNT = re.compile(r"(€|\$|eur|usd) ?$")
_DATE_WORDS = re.compile(r"\b(1er|premier|1st|\d{1,2})(?:st|nd|rd|th)? (" + "|".join(_MONTH_NUMBERS) + r") (\d{4})\b")
_DATE_ENGLISH = re.compile(r"\b(" + "|".join(_MONTH_NUMBERS) + r") (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DATE_DIGITS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


@lru_cache(maxsize=4096)
def placed_figures(text: str) -> tuple[str, tuple[Placed, ...]]:
    """A text folded, its numbers in digits, its dates taken out; and the figures that stand in it, in order."""
    plain, _ = _without_dates(_PERCENT.sub("%", fold(_digits(text))))
    placed = []
    for match in _FIGURE.finditer(plain):
        unit, end = _unit_at(plain, match.end())
        # "une" before a noun is an article, and not a number, unless the text writes a 1 as well.
        if unit or match["number"] != "1" or re.search(r"(?<!\d)1(?!\d)", text):
            placed.append(Placed(_figure(match["number"], unit), match.start(), end))
    return plain, tuple(placed)


@lru_cache(maxsize=4096)
def named_unit(text: str) -> str:
    """The unit that the name of a column tells: "Disponibilité (%)", "Délai en heures"; "" where it tells none."""
    folded = _PERCENT.sub("%", fold(text))
    places = (found.start() for found in re.finditer(r"(?<!\w)(?=\w)|[%€$]", folded))
    return next((unit for at in places if (unit := _unit(folded[at:])) not in ("", "rang")), "")


@lru_cache(maxsize=4096)
def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, dates first, then the others in its order; each once."""
    plain = _PERCENT.sub("%", fold(_digits(text)))
    plain, dates = _without_dates(plain)
    return tuple(dict.fromkeys([*dates, *_counted(plain)]))


def figures(text: str) -> frozenset[Figure]:
    """Every figure of a text, however it is written: "six (6) mois", "6 mois" and "six mois" are one figure."""
    return frozenset(read_figures(text))


def in_words(figure: Figure) -> str:
    """A figure as a reader expects it: "6 mois", "30 jours ouvrés", "99,9 %", "150 000 €", "1er mars 2025"."""
    if figure.unit == "date":
        year, rest = divmod(int(figure.value), 10000)
        return long_date(date(year, rest // 100, rest % 100))
    whole, _, decimals = f"{figure.value:f}".partition(".")
    number = f"{int(whole):,}".replace(",", NARROW) + (f",{decimals}" if decimals else "")
    noun, _, kind = figure.unit.partition(" ")
    plural = abs(figure.value) >= 2 and noun.isalpha() and not noun.endswith("s")
    kind = {"ouvre": "ouvré"}.get(kind, kind)
    return " ".join(filter(None, [number, noun + "s" * plural, kind + "s" * (plural and bool(kind))]))


def _digits(text: str) -> str:
    """Numbers in words become digits, in French or English."""
    from text_to_num import alpha2digit

    if is_english(text):
        return str(
            alpha2digit(_ENGLISH_THOUSANDS.sub(lambda found: found[0].replace(",", ""), text), "en", threshold=0)
        )
    # Without a threshold the parser leaves "deux mois" in words; "neuf" it takes for an adjective in long sentences.
    return str(alpha2digit(_NINE.sub("9", _LARGE.sub(_multiplied, text)), "fr", threshold=0))


def _multiplied(found: re.Match[str]) -> str:
    """ "1,5 million" in full: the parser reads it as two numbers."""
    scale = 1_000_000_000 if found["scale"].lower().startswith("milliard") else 1_000_000
    value = Decimal("".join(found["number"].split()).replace(",", "."))
    return str(int(value * scale))


def _without_dates(plain: str) -> tuple[str, list[Figure]]:
    found: list[Figure] = []

    def put(written: str, day: str, month: int, year: str) -> str:
        number = 1 if day in ("1er", "premier", "1st") else int(day)
        try:
            date(int(year), month, number)
        except ValueError:
            return written  # 31/02/2025 is no day: its numbers are read as numbers
        found.append(Figure(Decimal(int(year) * 10000 + month * 100 + number), "date"))
        return " "

    plain = _DATE_WORDS.sub(lambda m: put(m[0], m[1], _MONTH_NUMBERS[m[2]], m[3]), plain)
    plain = _DATE_ENGLISH.sub(lambda m: put(m[0], m[2], _MONTH_NUMBERS[m[1]], m[3]), plain)
    return _DATE_DIGITS.sub(lambda m: put(m[0], m[1], int(m[2]), m[3]), plain), found


def clashes(text: str) -> tuple[tuple[Figure, Figure], ...]:
    """Where a number and its repetition in brackets disagree: "six (12) mois", "cent mille euros (150 000 €)"."""
    plain, _ = _without_dates(_PERCENT.sub("%", fold(_digits(text))))
    found = []
    for match in _REPEATED.finditer(plain):
        unit = _unit(match["between"]) or _unit(match["after"])
        said, again = _figure(match["said"], unit), _figure(match["again"], unit)
        if unit and said != again and ARTICLE not in (said.value, again.value):
            found.append((said, again))
    return tuple(found)


def _counted(plain: str) -> list[Figure]:
    found = []
    for match in _FIGURE.finditer(plain):
        unit = _unit(plain[match.end() : match.end() + _LONGEST_UNIT])
        if not unit and (before := _BEFORE_AMOUNT.search(plain, 0, match.start())):
            unit = "$" if before[1] in ("$", "usd") else "€"
        numbers = [match["number"], *([match["again"].strip(" ()")] if match["again"] else [])]
        found += [_figure(number, unit) for number in numbers]
    # "un" and "une" are articles unless they count something; "une fois", "une seconde" seldom do.
    return [figure for figure in found if figure.value != 1 or figure.unit not in ("", "fois", "seconde")]


def _figure(number: str, unit: str) -> Figure:
    """A number as the French write it: a space or a dot by thousands, a comma before decimals."""
    if re.fullmatch(r"\d+(?:[ .]\d{3})+(?:,\d+)?", number):
        number = re.sub(r"[ .]", "", number)
    try:
        value = Decimal(number.replace(",", "."))
    except InvalidOperation:
        return Figure(ARTICLE, number)
    scale, unit = _SCALES.get(unit, (1, unit))
    return Figure((value * scale).normalize() + 0, unit)


def _unit(rest: str) -> str:
    return _unit_at(rest, 0)[0]


def _unit_at(plain: str, start: int) -> tuple[str, int]:
    """The unit that stands at a place, and where it ends; "" and the place itself where none does."""
    at = start
    while plain[at : at + 1] in (" ", ")"):
        at += 1
    for pattern, unit in _UNITS:
        if match := re.compile(pattern).match(plain, at):
            qualifier = _QUALIFIER.match(plain, match.end()) if unit in ("jour", "heure") else None
            return (f"{unit} {qualifier[1]}", qualifier.end()) if qualifier else (unit, match.end())
    return "", start
