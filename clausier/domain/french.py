"""The typography of our own sentences. Never applied to a quotation: those stay as the document has them."""

import re
from collections.abc import Sequence
from datetime import date

NARROW, FIXED = "\u202f", "\u00a0"
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_BEFORE_SIGN = re.compile(r"(?<=\S) +(?=[;:!?%€])")
_UNIT = re.compile(r"(?<=\d) +(?=(?:pages?|articles?|documents?|passages?|Mo|Go|mois|jours?|ans?|heures?)\b)")
_REFERENCE = re.compile(r"\b((?i:pages?|articles?|annexes?|p\.|pp\.|n°))\s+(?=[\dA-Z])")


def typeset(text: str) -> str:
    """Put French spaces where they belong: thin before ; : ! ?, fixed inside « » and before a counted noun."""
    text = text.replace("'", "’")
    text = re.sub(r"«\s*", "«" + FIXED, text)
    text = re.sub(r"\s*»", FIXED + "»", text)
    text = _BEFORE_SIGN.sub(NARROW, text)
    text = _UNIT.sub(FIXED, text)
    return _REFERENCE.sub(lambda found: found.group(1) + FIXED, text)


def lowered(words: str) -> str:
    """Some words as they read within a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def long_date(day: date) -> str:
    """A day in words: "22 novembre 2026", "1er mars 2025"."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{FIXED}{_MONTHS[day.month - 1]}{FIXED}{day.year}"


def count(number: int, one: str, many: str = "") -> str:
    """A number and its noun: "1 page", "12 pages". French counts 0 as one."""
    return f"{number}{FIXED}{one if abs(number) < 2 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "a, b et c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} et {names[-1]}"
