"""Figures in words, as a reader expects them."""

import re
from datetime import date
from decimal import Decimal

from clausier.answering.figures.model import ARTICLE, Figure, Sort, Stated
from clausier.domain.french import FIXED, NARROW, long_date

_ANY_YEAR = 2000  # a leap year: every day of a year is one of it
_UNCHANGED = frozenset({"tiers", "To", "Go", "Mo", "Gbit/s", "Mbit/s", "CHF"})
_MONEY = frozenset({"€", "£", "$", "CHF"})
_KINDS = {"ouvre": "ouvré", "ouvrable": "ouvrable", "calendaire": "calendaire", "franc": "franc"}
_GAUGES = frozenset({"h/24", "j/7"})
_ENGLISH = re.compile(r"^(?:of|the|before|after|from|following)\b|day", re.IGNORECASE)


def in_words(figure: Figure) -> str:
    """A figure as a reader expects it: "6 mois", "30 jours ouvrés", "99,9 %", "150 000 €", "1er mars 2025"."""
    if figure.value == ARTICLE:
        return figure.unit
    if figure.unit in ("date", "jour d'annee", "mois d'annee"):
        return _day(figure)
    if figure.unit == "rang":
        return "1er" if figure.value == 1 else f"{figure.value:f}e"
    if figure.unit in ("j", "m", "s", "d"):
        return f"{figure.unit.upper()}{figure.value:+f}"
    if figure.unit in _GAUGES:
        return f"{figure.value:f} {figure.unit}"
    if figure.unit == "heure" and figure.value % 1 and figure.value > 1:
        hours, minutes = divmod(round(figure.value * 60), 60)
        return f"{hours} h {minutes:02}"
    return " ".join(filter(None, [_number(figure), _noun(figure)]))


def told(stated: Stated) -> str:
    """A figure with what belongs to it: "85 € HT par heure", "3 fois le taux d’intérêt légal", "de 8 h à 18 h 30"."""
    if stated.sort is Sort.WINDOW and stated.to is not None and stated.to.unit == "heure":
        hours = f"de {_hour(stated.figure)} à {_hour(stated.to)}"
        return ", ".join(filter(None, [hours, _own(stated.days)]))
    if stated.sort is Sort.CLOCK:
        return _hour(stated.figure)
    if stated.sort is Sort.DATE and not stated.figure.unit:
        return f"{stated.figure.value:f}"  # a year
    numbers = ", ".join(map(in_words, [stated.figure, *([stated.to] if stated.to else [])]))
    if stated.sort is Sort.FREQUENCY and stated.figure.unit != "fois":
        return f"tous les {numbers}"
    return " ".join(filter(None, [numbers, stated.noun, stated.tax, _own(stated.base), stated.per]))


def _own(words: str) -> str:
    """The text's own words, as a quotation where they are English."""
    return f"« {words} »" if _ENGLISH.search(words) else words


def _number(figure: Figure) -> str:
    value = figure.value
    if figure.unit in _MONEY and value % 1:
        value = value.quantize(Decimal("0.01")) if value.as_tuple().exponent == -1 else value
    whole, _, decimals = f"{value:f}".partition(".")
    return f"{int(whole):,}".replace(",", NARROW) + (f",{decimals}" if decimals else "")


def _noun(figure: Figure) -> str:
    """The unit, in the plural where there are two or more."""
    noun, _, kind = figure.unit.partition(" ")
    several = abs(figure.value) >= 2
    if noun == "jour-homme":
        return "jours-homme" if several else noun
    plural = several and noun.isalpha() and not noun.endswith("s") and noun not in _UNCHANGED
    known = [_KINDS.get(word) for word in kind.split()]
    feminine = "e" * (noun == "heure" and "ouvre" in kind.split())
    kinds = [word + feminine + "s" * several for word in known if word] + (["fin de mois"] if "fin" in kind else [])
    return " ".join([noun + "s" * plural, *kinds]).strip()


def _day(figure: Figure) -> str:
    number = int(figure.value)
    if figure.unit == "mois d'annee":
        return long_date(date(number // 100, number % 100, 2)).partition(FIXED)[2]
    if figure.unit == "jour d'annee":
        return long_date(date(_ANY_YEAR, number // 100, number % 100)).rpartition(FIXED)[0]
    return long_date(date(number // 10000, number // 100 % 100, number % 100))


def _hour(figure: Figure) -> str:
    hours, minutes = divmod(round(figure.value * 60), 60)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
