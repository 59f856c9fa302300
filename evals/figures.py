"""What an evaluation found: figures beside their targets and baselines, and the failures behind them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.measures import Estimate


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one reader on one set. `target` is what the product owes; None for a baseline or a detail."""

    set: str
    measure: str
    reader: str
    estimate: Estimate
    target: float | None = None
    lower_is_better: bool = False

    @property
    def meets(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        value = self.estimate.value
        return value <= self.target if self.lower_is_better else value >= self.target


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was answered wrongly, and why as far as a rule can tell."""

    set: str
    question: str
    documents: str
    expected: str
    got: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one set gave."""

    figures: tuple[Figure, ...]
    failures: tuple[Failure, ...] = ()


def worsened(now: Sequence[Figure], before: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The figures that fell below the recorded ones by more than the recorded interval, with those.

    A share of nothing, as of figures set side by side where none is, has not fallen.
    """
    known = {(figure.set, figure.measure, figure.reader): figure for figure in before}
    pairs = [(figure, known.get((figure.set, figure.measure, figure.reader))) for figure in now]
    return [(figure, old) for figure, old in pairs if old is not None and figure.estimate.units and _fell(figure, old)]


def _fell(now: Figure, old: Figure) -> bool:
    if now.lower_is_better:
        return now.estimate.value > old.estimate.high
    return now.estimate.value < old.estimate.low


def written(outcome: Outcome) -> str:
    """As JSON."""
    return json.dumps(asdict(outcome), ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> Outcome:
    """A recorded outcome; an empty one where nothing is recorded yet."""
    if not path.exists():
        return Outcome(())
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    figures = [Figure(**{**one, "estimate": Estimate(**one["estimate"])}) for one in found["figures"]]
    return Outcome(tuple(figures), tuple(Failure(**one) for one in found["failures"]))
