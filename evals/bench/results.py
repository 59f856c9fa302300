"""What was measured: figures beside their targets and what the plain alternative takes, stages, and growth."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

from evals.measures import Estimate

SECONDS, MILLISECONDS, BYTES, RATE = "s", "ms", "Mo", "pages/s"
_UNITS = {SECONDS: 1.0, MILLISECONDS: 1e3, BYTES: 1e-6, RATE: 1.0}
"""What a figure is multiplied by to be shown in its unit; figures themselves are in seconds and bytes."""
_SLACK = 0.05  # of a ratio: what another version of a library may move without anybody's doing
_FEWEST = 3  # points; through fewer, any line fits


@dataclass(frozen=True, slots=True)
class Row:
    """One cost. `ratio` says how many times better Clausier is than the plain alternative, round by round.

    What is owed is of the ratio where `of_ratio` says so, else of the figure itself; at least or at most so much.
    """

    name: str
    unit: str
    ours: Estimate
    plain: Estimate | None = None
    ratio: Estimate | None = None
    owed: float | None = None
    of_ratio: bool = False

    @property
    def met(self) -> bool | None:
        """Whether what is owed is there; None where nothing is owed, or it could not be measured."""
        if self.owed is None or (self.of_ratio and self.ratio is None):
            return None
        if self.of_ratio:
            assert self.ratio is not None
            return self.ratio.value >= self.owed
        return self.ours.value <= self.owed

    def shown(self, found: float) -> str:
        """A figure of this row, in its unit, as French writes numbers."""
        return decimal(found * _UNITS[self.unit])


@dataclass(frozen=True, slots=True)
class Stages:
    """A path and the seconds that each of its stages takes, in the order of the path."""

    path: str
    seconds: tuple[tuple[str, float], ...]
    unit: str  # "par page", "par question"


@dataclass(frozen=True, slots=True)
class Growth:
    """A cost as what it is spent on grows."""

    cost: str
    against: str  # "pages", "passages", "documents"
    points: tuple[tuple[float, float], ...]

    @property
    def exponent(self) -> float | None:
        """Of the power law through the points, by least squares on logarithms: 1 is linear. None for too few."""
        kept = [(log(size), log(cost)) for size, cost in self.points if size > 0 and cost > 0]
        if len({size for size, _ in kept}) < _FEWEST:
            return None
        return linear_regression([size for size, _ in kept], [cost for _, cost in kept]).slope


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the bench found. `remarks` say in French what was not measured, and why."""

    rows: tuple[Row, ...] = ()
    stages: tuple[Stages, ...] = ()
    growths: tuple[Growth, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times better Clausier was, to be held by later runs."""

    name: str
    found: Estimate


def over(rounds: Sequence[float]) -> Estimate:
    """The median of some rounds, and the least and the most."""
    return Estimate(median(rounds), min(rounds), max(rounds), len(rounds))


def percentile_95(values: Sequence[float]) -> float:
    """The least value that 95 in 100 do not exceed."""
    return sorted(values)[max(-(-len(values) * 95 // 100) - 1, 0)]


def ratios(rows: Sequence[Row]) -> list[Ratio]:
    """Those of every row that has one."""
    return [Ratio(row.name, row.ratio) for row in rows if row.ratio is not None]


def fallen(now: Sequence[Ratio], before: Sequence[Ratio]) -> list[tuple[Ratio, Ratio]]:
    """The ratios that are below the recorded ones by more than the recorded range is wide, with those."""
    known = {ratio.name: ratio for ratio in before}
    pairs = [(ratio, known[ratio.name]) for ratio in now if ratio.name in known]
    return [(ratio, old) for ratio, old in pairs if ratio.found.value < old.found.value - _given(old.found)]


def _given(found: Estimate) -> float:
    """What a ratio may lose: memory and disk hardly vary within a run, so their range alone would be too strict."""
    return max(found.high - found.low, _SLACK * found.value)


def written(ratios: Sequence[Ratio], told: dict[str, Any]) -> str:
    """Ratios as JSON, with what else is told of their run."""
    return json.dumps({**told, "ratios": [asdict(ratio) for ratio in ratios]}, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> list[Ratio]:
    """Recorded ratios; none where nothing is recorded yet."""
    if not path.exists():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))["ratios"]
    return [Ratio(one["name"], Estimate(**one["found"])) for one in found]


def decimal(value: float) -> str:
    """Three figures that count, with a comma."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 4
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",")
