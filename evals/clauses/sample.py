"""The sample as its file keeps it, and what it says of clauses made plain."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.amendments.parts import of_pairs
from evals.answers.figures import READER
from evals.figures import Failure, Figure, Outcome
from evals.table import WITHIN

SAMPLE = Path(__file__).with_name("sample.jsonl")
SET = "clauses expliquées sans modèle"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing told of a clause, beside the words that it is told of. `right`: what its reader found; None before."""

    sort: str  # "sujet", "rôle", "chiffres", "condition", "renvoi", "terme", "métier", "absence", "alerte"
    text: str
    quote: str = ""
    right: bool | None = None
    why: str = ""  # where it is not


@dataclass(frozen=True, slots=True)
class Clarified:
    """A clause, its words, and all that is told of it."""

    id: str  # of the contract, then the number: "bref_a1 5"
    clause: str
    statements: tuple[Statement, ...]


def read_sample(path: Path = SAMPLE) -> list[Clarified]:
    """One clause a line."""
    return [_clarified(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _clarified(line: dict[str, Any]) -> Clarified:
    return Clarified(line["id"], line["clause"], tuple(Statement(**one) for one in line["statements"]))


def keep(one: Clarified, path: Path = SAMPLE) -> None:
    """Add one line."""
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


def outcome(sample: Sequence[Clarified]) -> Outcome:
    """Of what somebody has read, the share that is right: of statements, of each sort of them, and of whole clauses."""
    read = [one for one in sample if any(statement.right is not None for statement in one.statements)]
    sorts = dict.fromkeys(statement.sort for one in read for statement in one.statements)
    figures = [
        Figure(SET, "énoncés justes (lus à la main)", READER, of_pairs([_right(one) for one in read]), 0.98),
        Figure(SET, "clauses sans énoncé faux", READER, of_pairs([(float(_whole(one)), 1.0) for one in read])),
        *(_of_sort(sort, read) for sort in sorts),
    ]
    failures = [
        Failure(SET, one.id, one.id, it.quote, f"{it.text} ({it.why})", f"clause : {it.sort}")
        for one in read
        for it in one.statements
        if it.right is False
    ]
    return Outcome(tuple(figures), tuple(failures))


def _of_sort(sort: str, read: Sequence[Clarified]) -> Figure:
    name = f"{SET}{WITHIN}énoncé{WITHIN}{sort}"
    return Figure(name, "justes", READER, of_pairs([_right(one, lambda it: it.sort == sort) for one in read]))


def _right(one: Clarified, among: Callable[[Statement], bool] = lambda it: True) -> tuple[float, float]:
    judged = [statement.right for statement in one.statements if statement.right is not None and among(statement)]
    return sum(judged), len(judged)


def _whole(one: Clarified) -> bool:
    return all(statement.right is not False for statement in one.statements)
