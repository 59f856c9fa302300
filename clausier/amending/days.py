"""Days of a text, and how contracts count months."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from clausier.answering.figures import Figure, Sort, read
from clausier.domain.text import Span

_MONTHS = {"mois": 1, "an": 12, "annee": 12, "trimestre": 3, "semestre": 6}
_DAYS = {"jour": 1, "semaine": 7, "jour calendaire": 1}


def days(text: str) -> list[tuple[date, Span]]:
    """The days that a text names with their year, in its order, each with its place."""
    return [(day(one.figure), one.span) for one in read(text) if one.sort is Sort.DATE and one.figure.unit == "date"]


def day(figure: Figure) -> date:
    """The day that a figure of unit "date" is."""
    number = int(figure.value)
    return date(number // 10000, number // 100 % 100, number % 100)


def plus_months(start: date, months: int) -> date:
    """The same day so many months later or earlier, the last of the month where there is no such day: 31 December less
    six months is 30 June."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def moved(start: date, duration: Figure, sign: int) -> date | None:
    """A day so much later (+1) or earlier (-1); None for durations that no calendar tells, as working days."""
    if duration.value != duration.value.to_integral_value() and duration.unit in _DAYS:
        return None
    if duration.unit in _MONTHS:
        months = duration.value * _MONTHS[duration.unit]
        return plus_months(start, sign * int(months)) if months == months.to_integral_value() else None
    if duration.unit in _DAYS:
        return start + timedelta(days=sign * int(duration.value * Decimal(_DAYS[duration.unit])))
    return None
