"""The days that a text names: "1er mars 2027", "March 31, 2028", "2027-03-01", "31 mars", "mars 2027", "J+1"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from clausier.answering.figures.model import Figure, Sort, Stated
from clausier.answering.figures.numbers import Number
from clausier.answering.figures.plain import plain
from clausier.domain.text import Span

_NAMES = (
    "janvier january janv jan",
    "fevrier february fevr feb",
    "mars march",
    "avril april avr",
    "mai may",
    "juin june",
    "juillet july juil",
    "aout august",
    "septembre september sept",
    "octobre october oct",
    "novembre november nov",
    "decembre december dec",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY_BEFORE = re.compile(rf"(?:st|nd|rd|th)?(?:[ \n]?\([a-z0-9 -]+\))?[ \n](?:day )?(?:of )?{_MONTH}")
_ALONE = re.compile(rf"\b{_MONTH}[ \n]?(?:of )?")
_TO_YEAR = re.compile(r",?[ \n]?(?:de l'an )?")
_VERBS = frozenset({"may", "march", "mars", "jan", "sept", "oct", "dec", "avr", "feb", "nov"})
"""Months whose name, or abbreviation, is something else as well: without a year they are none."""

_DIGITS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
_ISO = re.compile(r"(?<![\d/.-])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_RELATIVE = re.compile(r"(?<![\w/])([jmsd]) ?(\+|-(?=\d)) ?(\d{1,3})\b(?! ?[%€])")
_PLACE = re.compile(r"\b(?:articles?|art\.|annexes?|clauses?|sections?|schedules?|pages?|n°|points?)[ \n]$")
_YEARS = (1900, 2200)
_LONGEST_PLACE = 12  # characters
_CENTURY = 2000
_YEAR_DIGITS = 4


def dates(text: str, numbers: Sequence[Number]) -> Iterator[Stated]:
    """The dates of a text, those in digits first. `numbers` are the text's own: they may be days and years."""
    folded = plain(text)
    for written in _DIGITS.finditer(folded):
        day, separator, month, year = written.groups()
        if len(year) == _YEAR_DIGITS or separator == "/":
            yield from _on(written, int(year) % _CENTURY + _CENTURY if len(year) == 2 else int(year), month, day)
    for written in _ISO.finditer(folded):
        yield from _on(written, int(written[1]), written[2], written[3])
    for found in _RELATIVE.finditer(folded):
        value = Decimal(found[2] + found[3])
        yield Stated(Figure(value, "s" if found[1] == "s" else found[1]), Sort.RELATIVE, Span(*found.span()))
    yield from _in_words(folded, numbers)


def _on(written: re.Match[str], year: int, month: str, day: str) -> Iterator[Stated]:
    """The day that digits name, day first; month first where nothing else can be; none where there is no such day."""
    for one, other in ((int(month), int(day)), (int(day), int(month))):
        figure = _day(year, one, other)
        if figure is not None:
            yield Stated(figure, Sort.DATE, Span(*written.span()))
            return


def _day(year: int, month: int, day: int) -> Figure | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Figure(Decimal(year * 10000 + month * 100 + day), "date")


def _in_words(folded: str, numbers: Sequence[Number]) -> Iterator[Stated]:
    at = {number.start: number for number in numbers}
    used: set[int] = set()
    for number in numbers:
        stated = _from_day(folded, number, at) if _whole(number) in range(1, 32) else None
        if stated is not None:
            used.update(range(stated.span.start, stated.span.end))
            yield stated
    for month in _ALONE.finditer(folded):
        if month.start() not in used:
            yield from _from_month(folded, month, at)


def _whole(number: Number) -> int:
    return int(number.digits) if number.digits.isdigit() and number.scale == 1 else 0


def _from_day(folded: str, number: Number, at: dict[int, Number]) -> Stated | None:
    """A day before its month: "1er mars 2027", "31 mars", "the 31st day of March 2028"."""
    month = _DAY_BEFORE.match(folded, number.end)
    if month is None:
        return None
    year = _year(folded, month.end(), at)
    if year is not None:
        figure = _day(_whole(year), _MONTHS[month["month"]], _whole(number))
        return Stated(figure, Sort.DATE, Span(number.start, year.end)) if figure else None
    before = folded[max(0, number.start - _LONGEST_PLACE) : number.start]
    leap = 2000
    if month["month"] in _VERBS - {"mars"} or _PLACE.search(before):
        return None
    figure = _day(leap, _MONTHS[month["month"]], _whole(number))
    if figure is None:
        return None
    return Stated(Figure(figure.value - leap * 10000, "jour d'annee"), Sort.DATE, Span(number.start, month.end()))


def _from_month(folded: str, month: re.Match[str], at: dict[int, Number]) -> Iterator[Stated]:
    """A month before its day or year: "March 31, 2028", "mars 2027"."""
    number = _MONTHS[month["month"]]
    first = at.get(month.end())
    if first is None:
        return
    if _whole(first) in range(1, 32) and (year := _year(folded, first.end, at)):
        figure = _day(_whole(year), number, _whole(first))
        if figure is not None:
            yield Stated(figure, Sort.DATE, Span(month.start(), year.end))
    elif _YEARS[0] <= _whole(first) < _YEARS[1]:
        yield Stated(
            Figure(Decimal(_whole(first) * 100 + number), "mois d'annee"),
            Sort.DATE,
            Span(month.start(), first.end),
        )


def _year(folded: str, after: int, at: dict[int, Number]) -> Number | None:
    joint = _TO_YEAR.match(folded, after)
    year = at.get(joint.end()) if joint else None
    return year if year is not None and _YEARS[0] <= _whole(year) < _YEARS[1] else None
