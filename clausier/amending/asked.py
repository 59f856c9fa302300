"""The day that a question names: its text in force is what it asks for."""

import re
from calendar import monthrange
from datetime import date

from clausier.answering.figures.model import Sort
from clausier.answering.figures.reading import read
from clausier.domain.folding import fold

_WHEN = re.compile(
    r"(?:\b(?:au|en|des|fin|debut|a partir (?:de|du|d')|a compter (?:de|du|d')|a la date du|in|on|as of|as at|from|by)"
    r"(?: le| l'annee)?|(?<!signe )(?<!date )(?<!conclu )\ble)\s*$"
)
"""Before a day, a month or a year, what makes it the time asked about; "le contrat du 3 mai" names a contract by it."""
_YEAR = re.compile(r"\b(?:en|in|fin|debut|pour|courant|for) (?:l'annee )?(20\d\d)\b")
_BEFORE = 24  # characters
_DECEMBER = 12


def day_asked(question: str) -> date | None:
    """The day that a question names; of a month or a year the last, by which its amendments have taken effect."""
    for stated in read(question):
        before = question[max(0, stated.span.start - _BEFORE) : stated.span.start]
        day = _day(int(stated.figure.value), stated.figure.unit) if stated.sort is Sort.DATE else None
        if day is not None and _WHEN.search(fold(before)):
            return day
    found = _YEAR.search(fold(question))
    return date(int(found[1]), _DECEMBER, 31) if found else None


def _day(value: int, unit: str) -> date | None:
    """The last day that a figure of the dates' reader holds; None for a day of any year."""
    if unit == "date":
        return date(value // 10000, value // 100 % 100, value % 100)
    if unit == "mois d'annee":
        year, month = divmod(value, 100)
        return date(year, month, monthrange(year, month)[1])
    return None
