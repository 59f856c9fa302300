"""What a figure is: a number, what it counts, and where a text states it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clausier.domain.text import Span


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number and what it counts. `unit` is "" for a bare number; "jour ouvre" is not "jour"."""

    value: Decimal
    unit: str


ARTICLE = Decimal(-1)
"""The value of a number with several dots: it names an article, "12.3.1", and its unit is that name."""


class Sort(StrEnum):
    """What kind of answer a figure is."""

    DURATION = "duration"  # "six mois", "4 h ouvrées"
    AMOUNT = "amount"
    SHARE = "share"  # "99,9 %", "les deux tiers"
    MULTIPLE = "multiple"  # "trois fois le taux"
    FREQUENCY = "frequency"  # "deux fois par an"
    DATE = "date"  # a day, with its year or without; a month of a year
    RELATIVE = "relative"  # "J+1"
    CLOCK = "clock"  # "à 8 h 30"
    WINDOW = "window"  # "de 8 h à 18 h", "24 h/24"
    COUNT = "count"  # of what its noun says
    RANK = "rank"  # "la troisième année"
    NUMBER = "number"  # of an article, a law, or of nothing told


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as a text states it, once, be it written twice: "six (6) mois".

    `again` is the other number where words and digits disagree; `to` the end of a window. `noun` is what a bare number
    counts, `base` what it is a share of, or runs from, `days` those of a window, in the text's own words; `tax` is
    "HT" or "TTC",
    `per` what it is counted by, in French where the text's word is known: "par mois".
    """

    figure: Figure
    sort: Sort
    span: Span
    again: Figure | None = None
    to: Figure | None = None
    noun: str = ""
    tax: str = ""
    per: str = ""
    base: str = ""
    days: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure that it has."""
        return tuple(one for one in (self.figure, self.again, self.to) if one is not None)
