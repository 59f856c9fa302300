"""Contracts written for Clausier, each with what it settles on every topic, sentence by sentence."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from clausier.domain.answers import Verdict

HELD = Path(__file__).with_name("audited")
"""Those that nothing was learnt from."""

_STRICT = ConfigDict(extra="forbid")


@checked(frozen=True, slots=True, config=_STRICT)
class Settling:
    """A topic: its verdict, the sentence that tells most, and by expected element the sentences that settle it."""

    verdict: Verdict
    quote: str = ""
    found: dict[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A contract in Markdown."""

    name: str
    source: str
    topics: dict[str, Settling]

    @property
    def author(self) -> str:
        """Who wrote it and a few others: their manner is one."""
        return self.name.partition("_")[0]

    def settling(self) -> dict[str, tuple[str, ...]]:
        """By "topic/element", the sentences each of which settles it."""
        of_topics = ((name, topic.found) for name, topic in self.topics.items())
        return {
            f"{name}/{element}": (said,) if isinstance(said, str) else tuple(said)
            for name, found in of_topics
            for element, said in found.items()
        }


def labelled(folder: Path) -> tuple[Labelled, ...]:
    """Those of a folder, in the order of their names."""
    adapter = TypeAdapter(dict[str, Settling])
    return tuple(
        Labelled(path.stem, path.with_suffix(".md").read_text("utf-8"), adapter.validate_python(_read(path)))
        for path in sorted(folder.glob("*.toml"))
    )


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))
