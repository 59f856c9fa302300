"""The sample as its file keeps it, and what it says of explanations."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.answers.figures import READER
from evals.figures import Figure, Outcome
from evals.measures import estimate

SAMPLE = Path(__file__).with_name("sample.jsonl")
SET = "explications du modèle embarqué"


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence that passed every check, beside what it leans on. `right`: what its reader found; None before."""

    text: str
    quotes: tuple[str, ...]
    right: bool | None = None
    why: str = ""  # where it is not


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation of one answer."""

    id: str
    question: str
    sentences: tuple[Worded, ...]
    withheld: int  # sentences that failed a check
    seconds: float


def read_sample(path: Path = SAMPLE) -> list[Explained]:
    """One explanation a line."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Explained(**{**line, "sentences": tuple(map(_worded, line["sentences"]))}) for line in lines]


def _worded(data: Mapping[str, Any]) -> Worded:
    return Worded(**{**data, "quotes": tuple(data["quotes"])})


def keep(one: Explained, path: Path = SAMPLE) -> None:
    """Add one line."""
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


def outcome(sample: Sequence[Explained]) -> Outcome:
    """The share of sentences kept, and, of those that somebody has read, the share that is right."""
    figures = (
        ("phrases gardées", lambda one: (len(one.sentences), len(one.sentences) + one.withheld)),
        ("phrases gardées et justes (lues à la main)", _right),
    )
    return Outcome(tuple(_figure(name, score, sample) for name, score in figures))


def _right(one: Explained) -> tuple[int, int]:
    read = [sentence.right for sentence in one.sentences if sentence.right is not None]
    return sum(read), len(read)


def _figure(name: str, score: Callable[[Explained], tuple[int, int]], sample: Sequence[Explained]) -> Figure:
    units = [(part, whole) for one in sample for part, whole in [score(one)] if whole]
    return Figure(SET, name, READER, estimate(units, _share))


def _share(units: Sequence[tuple[int, int]]) -> float:
    return sum(part for part, _ in units) / sum(whole for _, whole in units)
