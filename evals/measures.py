"""The measures of an evaluation, and how far chance carries them.

Ranked answers: recall, reciprocal rank and normalised discounted cumulative gain as in Manning, Raghavan and Schütze,
"Introduction to Information Retrieval" (2008), chapter 8. Scores that separate: the area under the ROC curve as the
share of pairs set right (Hanley and McNeil, 1982). Intervals: percentile bootstrap (Efron, 1979) over the units that
were drawn, which are questions or documents, never sentences of the same one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from typing import TypeVar

import numpy as np

T = TypeVar("T")

ROUNDS = 1000
_SEED = 20_261_122
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, its 95 % interval, and how many units it was taken on."""

    value: float
    low: float
    high: float
    units: int


def mean(values: Sequence[float]) -> float:
    """0 for none."""
    return float(np.mean(values)) if values else 0.0


def estimate(units: Sequence[T], statistic: Callable[[Sequence[T]], float]) -> Estimate:
    """A statistic of some units with its interval, the same at every run."""
    if not units:
        return Estimate(0.0, 0.0, 0.0, 0)
    drawn = np.random.default_rng(_SEED).integers(len(units), size=(ROUNDS, len(units)))
    values = [statistic([units[at] for at in row]) for row in drawn]
    low, high = np.percentile(values, _TAILS)
    return Estimate(statistic(units), float(low), float(high), len(units))


def recall_at(ranked: Sequence[str], right: frozenset[str], most: int) -> float:
    """The share of the right answers that are among the first."""
    return len(right & set(ranked[:most])) / len(right) if right else 0.0


def hit_at(ranked: Sequence[str], right: frozenset[str], most: int) -> float:
    """1 where a right answer is among the first."""
    return float(not right.isdisjoint(ranked[:most]))


def reciprocal_rank(ranked: Sequence[str], right: frozenset[str]) -> float:
    """One over the rank of the first right answer; 0 where there is none."""
    return next((1 / rank for rank, one in enumerate(ranked, 1) if one in right), 0.0)


def gain_at(ranked: Sequence[str], right: frozenset[str], most: int) -> float:
    """Normalised discounted cumulative gain of answers that are right or not."""
    gained = sum(1 / log2(rank + 1) for rank, one in enumerate(ranked[:most], 1) if one in right)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(len(right), most) + 1))
    return gained / best if best else 0.0


def separation(positive: Sequence[float], negative: Sequence[float]) -> tuple[float, int]:
    """How many pairs have the positive above the negative, a tie counting half, and how many pairs there are."""
    right = sum((one > other) + 0.5 * (one == other) for one in positive for other in negative)
    return right, len(positive) * len(negative)
