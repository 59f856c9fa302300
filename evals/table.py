"""Figures side by side: what is owed, what Clausier does, and the best of the other ways in the same run."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.answers.figures import READER
from evals.figures import Figure

WITHIN = " › "
"""In the name of a set: what comes after is a part of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of Clausier's, and the best of what was measured beside it."""

    figure: Figure
    rival: Figure | None


def rows(figures: Sequence[Figure], details: bool = False) -> list[Row]:
    """One row a measure; of whole sets only, unless details are wanted."""
    ours = [one for one in figures if one.reader == READER and (details or WITHIN not in one.set)]
    return [Row(one, _best(one, figures)) for one in ours]


def _best(ours: Figure, figures: Sequence[Figure]) -> Figure | None:
    same = [one for one in figures if (one.set, one.measure) == (ours.set, ours.measure) and one.reader != READER]
    sign = -1 if ours.lower_is_better else 1
    return max(same, key=lambda one: sign * one.estimate.value, default=None)


def table(chosen: Sequence[Row]) -> str:
    """As Markdown."""
    lines = [("mesure", "objectif", "Clausier [intervalle à 95 %]", "meilleure autre voie"), ("---",) * 4]
    names = list(dict.fromkeys(row.figure.set for row in chosen))
    lines += [(_measure(row.figure, len(names) > 1), owed(row.figure), value(row.figure), best(row)) for row in chosen]
    return f"## {names[0].partition(WITHIN)[0]}\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _measure(figure: Figure, several: bool) -> str:
    """With the part of the set that it was taken on, where there are several."""
    return f"{figure.set.partition(WITHIN)[2]} : {figure.measure}" if several else figure.measure


def owed(figure: Figure) -> str:
    """The target; "" without one."""
    if figure.target is None:
        return ""
    sign = "≤" if figure.lower_is_better else "≥"
    return f"{sign} {figure.target:.2f} {'✓' if figure.meets else '✗'}"


def value(figure: Figure) -> str:
    """The figure with its interval."""
    found = figure.estimate
    return f"{found.value:.3f} [{found.low:.3f} – {found.high:.3f}]"


def best(row: Row) -> str:
    """The rival's figure and name."""
    return f"{row.rival.estimate.value:.3f} ({row.rival.reader})" if row.rival else ""
