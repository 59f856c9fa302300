"""What passages are about by meaning alone, as far as their vectors tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from typing import Protocol

from clausier.domain.documents import PassageId


@dataclass(frozen=True)
class Meaning:
    """What a passage is about."""

    topics: Mapping[str, float] = field(default_factory=dict)  # how likely each; together 1
    elements: float = 0.0  # from 0 to 1, how far it is about the elements that the question asks for
    told: frozenset[str] = frozenset()  # elements that it likely deals with, "topic/element"
    answered: bool = False  # one of them is what the question likely asks for

    @cached_property
    def likeliest(self) -> str:
        """The topic that it is likeliest about; "" where nothing is known."""
        return max(self.topics, key=self.topics.__getitem__, default="")

    def shared(self, likely: Mapping[str, float]) -> float:
        """From 0 to 1, how far a question and the passage are about the same topics."""
        return sqrt(sum(self.topics.get(topic, 0.0) * share for topic, share in likely.items()))


UNKNOWN = Meaning()


class Meanings(Protocol):
    """What passages are about, beside a question; a passage that nothing is known of is left out. "" asks nothing."""

    def __call__(self, question: str, passages: Sequence[PassageId]) -> Mapping[PassageId, Meaning]: ...


def no_meanings(question: str, passages: Sequence[PassageId]) -> Mapping[PassageId, Meaning]:
    """For an answerer that goes by words alone."""
    return {}
