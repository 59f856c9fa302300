"""Pairs of documents compared by hand: two versions of one contract, or two contracts on one matter."""

import tomllib
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from clausier.domain.comparisons import Relation
from evals.golden.questions import CONTRACTS

PAIRS = CONTRACTS.with_name("pairs")
_STRICT = ConfigDict(extra="forbid")
SIDES = ("a", "b")

Sort = Literal["figure", "negation", "party", "wording", "added", "deleted", "moved", "split", "merged"]
RESHAPED = frozenset({"moved", "split", "merged"})
"""What becomes of clauses, told by their titles; the other sorts are told by their sentences."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Changed:
    """A sentence of each version; of what is `RESHAPED` the titles, one a line."""

    sort: Sort
    a: str
    b: str


@dataclass(frozen=True, slots=True, config=_STRICT)
class Renumbered:
    a: str
    b: str


@dataclass(frozen=True, slots=True, config=_STRICT)
class Compared:
    """A topic of two contracts: the sentences of each on it, and their figures as they are written."""

    topic: str
    relation: Relation
    a: tuple[str, ...]
    b: tuple[str, ...]
    figures_a: tuple[str, ...]
    figures_b: tuple[str, ...]


@dataclass(frozen=True, slots=True, config=_STRICT)
class _Gold:
    kind: Literal["versions", "contracts"]
    unread: bool = False  # by whoever writes rules: what holds there holds elsewhere
    change: tuple[Changed, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    row: tuple[Compared, ...] = field(default=())


@dataclass(frozen=True, config=_STRICT)
class Pair:
    """A folder: a.md, b.md and what tells them apart."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def gold(self) -> _Gold:
        return TypeAdapter(_Gold).validate_python(tomllib.loads((self.folder / "gold.toml").read_text("utf-8")))

    def source(self, side: str) -> str:
        return (self.folder / f"{side}.md").read_text("utf-8")


def pairs(kind: Literal["versions", "contracts"], folder: Path = PAIRS) -> tuple[Pair, ...]:
    """Those of a kind, in the order of their names; last those that nobody has read."""
    every = (Pair(path.parent) for path in sorted(folder.glob("*/gold.toml")))
    return tuple(sorted((pair for pair in every if pair.gold.kind == kind), key=lambda pair: pair.gold.unread))
