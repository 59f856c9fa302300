"""An article as it is compared: by its number, its title, its first and its last letters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from clausier.domain.folding import fold

REACH = 40  # letters at either end of an article: enough to tell it from every other
_PARTED = re.compile(r"[^a-z0-9]+")
_SEAL = 16  # signs of the digest that are kept


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered division of a contract; in a contract without numbers, what stands under one of its titles.

    `first` and `last` are its letters and digits at either end, squeezed; its own heading is among the first.
    """

    number: str
    heading: str  # squeezed; "" where it has none
    first: str
    last: str
    page: int | None = None  # where it begins; None where the format has no pages


@dataclass(frozen=True, slots=True)
class Marked:
    """A document and the articles that it truly has."""

    name: str
    kind: str
    half: str  # "development", or "test" where nothing was ever tuned
    file: str
    data: bytes
    units: tuple[Unit, ...]
    numbered: bool = True
    sealed: bool = False  # its units are digests: the text is not ours to keep


def squeezed(text: str) -> str:
    """Letters and digits alone, small and without accents: what no layout changes."""
    return _PARTED.sub("", fold(text))


def unit(number: str, heading: str, text: str, page: int | None) -> Unit:
    """The unit that stands in a stretch of text."""
    letters = squeezed(text)
    return Unit(number, squeezed(heading), letters[:REACH], letters[-REACH:], page)


def seal(words: str) -> str:
    """What is kept of squeezed words that are not ours to keep."""
    return sha256(words.encode()).hexdigest()[:_SEAL] if words else ""


def sealed(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Units as digests."""
    return tuple(replace(one, heading=seal(one.heading), first=seal(one.first), last=seal(one.last)) for one in units)


def plain_number(printed: str) -> str:
    """One way of writing a number: an annex's own letter is not said twice, « Annexe B, B.1 » is "B.1"."""
    annex, comma, number = printed.rpartition(", ")
    letter = annex.rpartition(" ")[2]
    return number if comma and letter.isalpha() and number.startswith(f"{letter}.") else printed
