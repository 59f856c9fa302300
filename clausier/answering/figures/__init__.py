"""The figures of a text: amounts, percentages, durations, dates, hours. Working days are not days."""

from dataclasses import dataclass
from functools import lru_cache

from clausier.answering.figures.model import ARTICLE, Figure, Sort, Stated
from clausier.answering.figures.plain import plain
from clausier.answering.figures.reading import read
from clausier.answering.figures.telling import in_words, told
from clausier.answering.figures.units import DURATIONS, MONEY, named_unit

__all__ = [
    "ARTICLE",
    "DURATIONS",
    "MONEY",
    "Figure",
    "Placed",
    "Sort",
    "Stated",
    "clashes",
    "figures",
    "in_words",
    "named_unit",
    "placed_figures",
    "read",
    "read_figures",
    "told",
]


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure and where it stands in a text, with its unit."""

    figure: Figure
    start: int
    end: int


@lru_cache(maxsize=4096)
def placed_figures(text: str) -> tuple[str, tuple[Placed, ...]]:
    """A text made plain, as long as it was; and the figures that stand in it, in order, dates left out."""
    return plain(text), tuple(
        Placed(one.figure, one.span.start, one.span.end) for one in read(text) if one.sort is not Sort.DATE
    )


@lru_cache(maxsize=4096)
def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, dates first, then the others in its order; each once."""
    stated = sorted(read(text), key=lambda one: one.sort is not Sort.DATE)
    return tuple(dict.fromkeys(figure for one in stated for figure in one.figures))


def figures(text: str) -> frozenset[Figure]:
    """Every figure of a text, however it is written: "six (6) mois", "6 mois" and "six mois" are one figure."""
    return frozenset(read_figures(text))


def clashes(text: str) -> tuple[tuple[Figure, Figure], ...]:
    """Where a number and its repetition in brackets disagree: "six (12) mois", "cent mille euros (150 000 €)"."""
    return tuple((one.figure, one.again) for one in read(text) if one.again and (one.figure.unit or one.noun))
