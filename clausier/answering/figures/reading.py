"""Every figure of a text, in its order, each with its exact place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from clausier.answering.figures.around import amid
from clausier.answering.figures.dates import dates
from clausier.answering.figures.hours import clock, in_windows
from clausier.answering.figures.model import ARTICLE, Figure, Sort, Stated
from clausier.answering.figures.numbers import SIGN_BEFORE, Number, numbers, value_of
from clausier.answering.figures.plain import plain
from clausier.answering.figures.units import MONEY, half_more, sort_of, unit_at
from clausier.answering.words import is_english
from clausier.domain.text import Span

_OPEN = re.compile(r"[ \n]?[(\[][ \n]?(?:(?:€|us ?\$|\$|£|eur|usd|gbp|chf)[ \n]?)?")
_CLOSE = re.compile(r"[ \n]?[)\]]")
_LONGEST_SIGN = 5  # characters, its space with it
_SIGNS = {"eur": "€", "us$": "$", "us $": "$", "usd": "$", "gbp": "£", "chf": "CHF"}
_SAME = re.compile(r"[ \n]?(?:a|ou|or|to|-)[ \n]?")
_UNTIL = re.compile(r"[ \n](?:au|to|-)[ \n]")
_BOTH = re.compile(r"[ \n](?:et|and)[ \n]")
_BETWEEN = re.compile(r"\b(?:entre|between)[ \n]$")
_PLACE = re.compile(r"\b(?:articles?|art\.?|annexes?|clauses?|sections?|schedules?|pages?|n°)[ \n]?$")
_UNREAD = "\0"
_LEAD = 14  # characters before a number that may name a place


@dataclass(frozen=True, slots=True)
class _Measured:
    """A number with its unit; `end` is where both end."""

    figure: Figure
    end: int


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Stated, ...]:
    """The figures of a text as it states them: dates, hours, and whatever numbers count."""
    found = numbers(text)
    special = _apart([*dates(text, found), *clock(text)])
    taken = [one.span for one in special]
    left = [n for n in found if not any(n.start < span.end and span.start < n.end for span in taken)]
    counted = _Reader(_without(plain(text), taken), is_english(text), tuple(left)).counted()
    stated = sorted([*special, *counted], key=lambda one: one.span.start)
    shared = _shared(plain(text), stated)
    return tuple(amid(text, in_windows(text, shared)))


def _without(folded: str, spans: Sequence[Span]) -> str:
    """The text with some stretches of it made unreadable, every other character at its own place."""
    for span in spans:
        folded = folded[: span.start] + _UNREAD * len(span) + folded[span.end :]
    return folded


def _apart(stated: Sequence[Stated]) -> list[Stated]:
    """Of figures that overlap, the first given."""
    kept: list[Stated] = []
    for one in stated:
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return kept


class _Reader:
    """Reads the numbers of one text with their units."""

    def __init__(self, folded: str, english: bool, left: tuple[Number, ...]) -> None:
        self.folded, self.english, self.left = folded, english, left
        self.starting = {number.start: number for number in left}

    def counted(self) -> list[Stated]:
        found: list[Stated] = []
        for number in self.left:
            free = found[-1].span.end if found else 0
            if number.start >= free:
                found.append(self._stated(number, free))
        return found

    def _stated(self, number: Number, free: int) -> Stated:
        start, sign = self._sign(number, free)
        one = self._measured(number, sign)
        again = self._again(number, one)
        if again is None:
            sort = Sort.NUMBER if one.figure.value == ARTICLE else sort_of(one.figure.unit)
            return Stated(one.figure, sort, Span(start, one.end))
        other, end = again
        figure = one.figure
        if not figure.unit:
            after = unit_at(self.folded, end)
            unit, end = (after.name, after.end) if after and after.name != "rang" else (other.unit, end)
            factor = after.factor if after and after.name != "rang" else Decimal(1)
            figure = self._valued(number, unit, factor)
            other = Figure(other.value * (factor if not other.unit else 1), unit)
        differs = figure.value != other.value
        return Stated(figure, sort_of(figure.unit), Span(start, end), again=other if differs else None)

    def _sign(self, number: Number, free: int) -> tuple[int, str]:
        """Where a number begins with the currency before it, and that currency; nothing before `free` is its own."""
        found = SIGN_BEFORE.search(self.folded, max(free, number.start - _LONGEST_SIGN), number.start)
        if found is None:
            return number.start, ""
        return found.start(), _SIGNS.get(found["sign"], found["sign"])

    def _measured(self, number: Number, sign: str) -> _Measured:
        more, after = half_more(self.folded, number.end)
        unit = unit_at(self.folded, after) if not number.rank else None
        if sign and (unit is None or unit.name not in MONEY):
            return _Measured(self._valued(number, sign, Decimal(1)), number.end)
        if number.rank:
            return _Measured(self._valued(number, "rang", Decimal(1)), number.end)
        if unit is None:
            return _Measured(self._valued(number, "", Decimal(1)), number.end)
        closed = self.folded[number.end : unit.end].lstrip().startswith(")")
        if closed and self.folded[number.start - 1 : number.start] not in ("(", "["):
            return _Measured(self._valued(number, "", Decimal(1)), number.end)
        end = unit.end
        if not more and sort_of(unit.name) is Sort.DURATION:
            more, end = half_more(self.folded, unit.end)
        figure = self._valued(number, unit.name, unit.factor)
        return _Measured(Figure(figure.value + more, figure.unit), end)

    def _valued(self, number: Number, unit: str, factor: Decimal) -> Figure:
        value = value_of(number, self.english, unit in MONEY, unit == "%")
        if value is None:
            return Figure(ARTICLE, number.digits)
        return Figure((value * factor).normalize() + 0, unit)

    def _again(self, number: Number, one: _Measured) -> tuple[Figure, int] | None:
        """The number that repeats another in brackets, "six (6) mois", and where the brackets end."""
        opened = _OPEN.match(self.folded, one.end)
        inner = self.starting.get(opened.end()) if opened else None
        if inner is None or one.figure.value == ARTICLE:
            return None
        other = self._measured_inside(inner, one)
        closed = _CLOSE.match(self.folded, other.end)
        units = {one.figure.unit, other.figure.unit} - {""}
        if closed is None or len(units) > 1 or other.figure.value == ARTICLE:
            return None
        same = one.figure.value == other.figure.value
        if not same and (number.spelled == inner.spelled or number.rank or inner.rank):
            return None
        return other.figure, closed.end()

    def _measured_inside(self, inner: Number, outer: _Measured) -> _Measured:
        unit = outer.figure.unit
        _, sign = self._sign(inner, outer.end)
        found = self._measured(inner, sign)
        if not found.figure.unit and unit:  # the unit stands once: "cent mille euros (100,000)"
            found = _Measured(self._valued(inner, unit, Decimal(1)), found.end)
        if _CLOSE.match(self.folded, inner.end) and not sign:  # what follows the bracket is not its own
            found = _Measured(self._valued(inner, unit, Decimal(1)), inner.end)
        return found


def _shared(folded: str, stated: Sequence[Stated]) -> list[Stated]:
    """The figures, a bare number with the unit that it shares with the next: "30 ou 60 jours"."""
    found = list(stated)
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        between = folded[one.span.end : following.span.start]
        lead = folded[max(0, one.span.start - _LEAD) : one.span.start]
        joined = _SAME.fullmatch(between) or (_BOTH.fullmatch(between) and _BETWEEN.search(lead))
        unit = following.figure.unit
        bare = one.figure.unit == "" and one.figure.value != ARTICLE
        if bare and following.sort is Sort.DATE and _UNTIL.fullmatch(between) and one.figure.value in range(1, 32):
            day = Figure(following.figure.value // 100 * 100 + one.figure.value, following.figure.unit)
            found[at] = replace(one, figure=day, sort=Sort.DATE)
            continue
        counts = following.figure.value != ARTICLE and sort_of(unit) not in (Sort.DATE, Sort.RANK, Sort.NUMBER)
        if bare and joined and counts and not _PLACE.search(lead):
            found[at] = replace(one, figure=Figure(one.figure.value, unit), sort=sort_of(unit))
    return found
