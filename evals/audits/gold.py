"""Contracts held against the general checklist by hand: what each says on each topic."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from clausier.domain.answers import Verdict
from evals.comparisons.gold import SIDES, Pair, pairs

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, config=_STRICT)
class Point:
    """A topic: its verdict, the sentence that tells most, and what was found and missed, in the reader's words."""

    verdict: Verdict
    quote: str = ""
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def audited() -> dict[tuple[str, str], dict[str, Point]]:
    """By pair and side, then by topic."""
    return {(pair.name, side): points(_file(pair, side)) for pair in pairs("contracts") for side in SIDES}


def points(path: Path) -> dict[str, Point]:
    """The topics of one contract."""
    read: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return TypeAdapter(dict[str, Point]).validate_python(read)


def _file(pair: Pair, side: str) -> Path:
    return pair.folder / f"audit_{side}.toml"
