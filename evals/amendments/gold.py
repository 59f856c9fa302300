"""Families of a contract and its amendments, and the text of their articles on some days, as somebody worked it out."""

import tomllib
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from clausier.domain.amendments import Doubt
from evals.golden.questions import CONTRACTS

FAMILIES = CONTRACTS.with_name("families")
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, config=_STRICT)
class Expected:
    """An article on a day: its words, without number and title, and the files that made it so, in their order."""

    number: str
    by: tuple[str, ...]
    text: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, config=_STRICT)
class Day:
    date: date
    provision: tuple[Expected, ...]


@dataclass(frozen=True, slots=True, config=_STRICT)
class _Gold:
    language: str
    contract: str
    amendments: tuple[str, ...]
    doubts: tuple[Doubt, ...]  # raised on some day at least
    at: tuple[Day, ...]


@dataclass(frozen=True, config=_STRICT)
class Family:
    """A folder: its files, and what is expected of them."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def gold(self) -> _Gold:
        found = tomllib.loads((self.folder / "gold.toml").read_text("utf-8"))
        return TypeAdapter(_Gold).validate_python(found)

    @property
    def files(self) -> tuple[str, ...]:
        """The contract's, then those of its amendments."""
        return (self.gold.contract, *self.gold.amendments)


def families(folder: Path = FAMILIES) -> tuple[Family, ...]:
    """In the order of their names."""
    return tuple(Family(path.parent) for path in sorted(folder.glob("*/gold.toml")))
