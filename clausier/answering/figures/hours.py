"""Hours of the clock and hours of service: "8 h 30", "de 8 h à 18 h, du lundi au vendredi", "24 h/24, 7 j/7"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from clausier.answering.figures.model import Figure, Sort, Stated
from clausier.answering.figures.plain import plain
from clausier.domain.text import Span

_TIME = re.compile(
    r"(?<![\w.,:/+])(?:"
    r"(?P<h>\d{1,2}) ?(?:h|heures?) ?(?P<m>[0-5]\d)(?!\d|[ \n]?[%€])(?: ?min(?:utes?)?\b)?"
    r"|(?P<ch>[01]?\d|2[0-4]):(?P<cm>[0-5]\d)(?![:\d])(?: ?(?P<chalf>[ap])\.?m\b\.?)?"
    r"|(?P<ah>1?\d)(?:\.(?P<am>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?)"
)
_NAMED = re.compile(r"\b(?:(?P<noon>midi|noon)|(?P<midnight>minuit|midnight))\b")
_ALWAYS = re.compile(
    r"(?<![\w.,/])(?:(?P<both>24 ?[/x] ?7(?: ?[/x] ?365)?)(?![\d/])"
    r"|24 ?(?:h|heures?|hours?)? ?(?:/|sur) ?24(?!\d)(?: ?h\b)?"
    r"|(?P<days>[5-7]) ?(?:j|jours?|days?) ?(?:/|sur|out of) ?7(?!\d)(?: ?j\b)?)"
)
_AND = re.compile(r"[ \n]?(?:,|;|et|and|-)?[ \n]?")
_TO = re.compile(r"[ \n]?(?:a|-|et|to|and|until|jusqu'a)[ \n]?")
_AT = re.compile(r"\b(?:a|de|des|avant|apres|jusqu'a|entre|vers|at|from|until|before|after|by|to|et|and)[ \n]$")
_BOUND = re.compile(r"\b(?:limite|egale?s?|superieure?s?|inferieure?s?|porte|ramene|fixe|reduit)e?s?[ \n]a[ \n]$")
_SERVED = re.compile(r"\b(?:ouver|horaire|plage|permanence|joignable|open\b|opening|service window|support hours)")
_DAY = "(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?"
_DAYS = re.compile(
    rf"(?:\bdu[ \n]{_DAY}[ \n]au[ \n]{_DAY}(?: inclus)?|\b(?:from )?{_DAY}[ \n](?:to|through)[ \n]{_DAY}"
    rf"|\b(?:les? )?jours ouvr(?:es|ables)\b|\b(?:on )?(?:business|working) days\b|\b(?:le |les |on )?{_DAY}\b)"
    r"(?:,? (?:hors|sauf|excluding|except) (?:les )?(?:jours feries|(?:public|bank) holidays))?"
)
_NEAR = 60  # characters between hours of service and their days
_LEAD = 24  # characters before an hour that tell whether it is one of the clock
_EARLY = 5  # o'clock: a window that begins before, without minutes, is a length of time from one to another
_NOON, _MIDNIGHT = 12, 24


def clock(text: str) -> Iterator[Stated]:
    """Times with minutes, and service without a break. "2 h 30" is a duration unless "à" or the like precedes it."""
    folded = plain(text)
    for always in _ALWAYS.finditer(folded):
        days = Figure(Decimal(always["days"] or 7), "j/7")
        hours = Figure(Decimal(24), "h/24")
        figure, to = (hours, days) if always["both"] else (days, None) if always["days"] else (hours, None)
        yield Stated(figure, Sort.WINDOW, Span(*always.span()), to=to)
    for found in _TIME.finditer(folded):
        hour = int(found["h"] or found["ch"] or found["ah"])
        hour += _NOON if (found["half"] or found["chalf"]) == "p" and hour < _NOON else 0
        minutes = int(found["m"] or found["cm"] or found["am"] or 0)
        lead = folded[max(0, found.start() - _LEAD) : found.start()]
        on_clock = not found["h"] or (_AT.search(lead) and not _BOUND.search(lead))
        sort = Sort.CLOCK if on_clock else Sort.DURATION
        yield Stated(Figure(hours_of(hour, minutes), "heure"), sort, Span(*found.span()))
    for named in _NAMED.finditer(folded):
        hour = _NOON if named["noon"] else _MIDNIGHT
        yield Stated(Figure(Decimal(hour), "heure"), Sort.CLOCK, Span(*named.span()))


def hours_of(hours: int, minutes: int) -> Decimal:
    """A time in hours: 8 h 30 is 8.5."""
    return (Decimal(hours) + Decimal(minutes) / 60).normalize() + 0


def in_windows(text: str, stated: Sequence[Stated]) -> list[Stated]:
    """The figures of a text, in order, two hours that make hours of service as one, with their days."""
    folded = plain(text)
    found: list[Stated] = []
    for one in stated:
        previous = found[-1] if found else None
        joined = _joined(folded, previous, one) if previous is not None else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(_on_clock(folded, one))
    return [_with_days(text, folded, one) for one in found]


def _joined(folded: str, one: Stated, other: Stated) -> Stated | None:
    between = folded[one.span.end : other.span.start]
    span = Span(one.span.start, other.span.end)
    if (one.figure.unit, other.figure.unit) == ("h/24", "j/7"):
        return replace(one, to=other.figure, span=span) if one.to is None and _AND.fullmatch(between) else None
    hours = one.figure.unit in ("heure", "") and other.figure.unit == "heure"
    if not hours or one.to or other.to or not _TO.fullmatch(between):
        return None
    if one.figure.value > _MIDNIGHT or other.figure.value > _MIDNIGHT:
        return None
    begins = one.figure.value
    timed = Sort.CLOCK in (one.sort, other.sort) and one.figure.unit == "heure"
    early = 0 < begins < _EARLY and begins < other.figure.value and not timed
    spelled = one.figure.unit == "" or begins == other.figure.value
    served = _SERVED.search(folded[max(0, one.span.start - _NEAR) : one.span.start]) or _near_days(folded, span)
    if not served and (early or spelled or not _opens(folded, one)):
        return None
    return replace(one, figure=Figure(begins, "heure"), sort=Sort.WINDOW, to=other.figure, noun="", span=span)


def _opens(folded: str, one: Stated) -> bool:
    """Whether what stands before an hour lets hours of service begin."""
    lead = folded[max(0, one.span.start - _LEAD) : one.span.start]
    return not lead.strip() or re.search(r"(?:\b(?:de|entre|from|between)|[\t:(;,|\n])[ \n]?$", lead) is not None


def _on_clock(folded: str, one: Stated) -> Stated:
    """ "À 8 h", "avant 18 heures": an hour of the clock, where a length of time cannot stand."""
    lead = folded[max(0, one.span.start - _LEAD) : one.span.start]
    at = re.search(r"(?:^|[ \n(])(?:a|avant|at|vers|des)[ \n]$", lead)
    plain_hours = one.figure.unit == "heure" and one.sort is Sort.DURATION and one.figure.value <= _MIDNIGHT
    if plain_hours and at and not _BOUND.search(lead) and "heure" not in folded[one.span.start : one.span.end]:
        return replace(one, sort=Sort.CLOCK)
    return one


def _near_days(folded: str, span: Span) -> re.Match[str] | None:
    after = _DAYS.search(folded, span.end, span.end + _NEAR)
    if after and not re.search(r"[.;\t]|\d", folded[span.end : after.start()]):
        return after
    found = list(_DAYS.finditer(folded, max(0, span.start - _NEAR), span.start))
    before = found[-1] if found else None
    return before if before and not re.search(r"[.;\t]|\d", folded[before.end() : span.start]) else None


def _with_days(text: str, folded: str, one: Stated) -> Stated:
    days = _near_days(folded, one.span) if one.sort is Sort.WINDOW and one.figure.unit == "heure" else None
    return replace(one, days=" ".join(text[days.start() : days.end()].split())) if days else one
