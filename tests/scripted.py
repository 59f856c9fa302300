"""A chat model that says what it was told to say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clausier.errors import ClausierError

Reply = str | ClausierError | tuple[str | ClausierError, ...]
_PIECE = re.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    system: str
    user: str
    schema: Mapping[str, object]


class ScriptedModel:
    """Gives the queued replies in order, a word at a time; an error among them is raised where it stands."""

    remote = False

    def __init__(self, *replies: Reply, name: str = "scripted") -> None:
        self.name = name
        self.replies = list(replies)
        self.asked: list[Asked] = []
        self.dropped = 0  # answers that the reader did not wait for
        self.warmed: list[str] = []

    def warm(self, system: str) -> None:
        self.warmed.append(system)

    def stream(self, system: str, user: str, schema: Mapping[str, object]) -> Iterator[str]:
        self.asked.append(Asked(system, user, schema))
        reply = self.replies.pop(0)
        try:
            for part in reply if isinstance(reply, tuple) else (reply,):
                if isinstance(part, ClausierError):
                    raise part
                yield from _PIECE.findall(part)
        except GeneratorExit:
            self.dropped += 1
            raise
