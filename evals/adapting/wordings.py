"""Questions and clauses, worded for this alone: which clauses settle what is asked."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.domain.questions import Topic

HERE = Path(__file__).with_name("wordings")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question or a clause on an element of a topic; a question on a topic at large names no element."""

    topic: str
    element: str
    text: str

    @property
    def name(self) -> str:
        """Of what it is on: "topic/element", or "topic/"."""
        return f"{self.topic}/{self.element}"


@dataclass(frozen=True, slots=True)
class Wordings:
    """Everything that the map is learnt from."""

    questions: tuple[Wording, ...]
    clauses: tuple[Wording, ...]

    def settled(self) -> NDArray[np.bool_]:
        """(questions, clauses): which clauses settle which question; all those of its topic where it is at large."""
        return np.array([[_settles(clause, question) for clause in self.clauses] for question in self.questions])

    def alike(self) -> NDArray[np.bool_]:
        """(clauses, clauses): which other clauses settle the same element."""
        same = np.array([[one.name == other.name for other in self.clauses] for one in self.clauses])
        return same & ~np.eye(len(self.clauses), dtype=np.bool_)


def _settles(clause: Wording, question: Wording) -> bool:
    return question.name in (f"{clause.topic}/", clause.name)


def wordings(topics: Sequence[Topic]) -> Wordings:
    """The questions of the topics, and what was written for this."""
    return Wordings(tuple(_questions(topics)), tuple(_clauses(topics)))


def _questions(topics: Sequence[Topic]) -> Iterator[Wording]:
    for topic in topics:
        more = _more(topic)
        yield from (Wording(topic.id, "", text) for text in topic.questions)
        for element in topic.elements:
            for text in (*element.questions, *more[element.id]["questions"]):
                yield Wording(topic.id, element.id, text)


def _clauses(topics: Sequence[Topic]) -> Iterator[Wording]:
    for topic in topics:
        more = _more(topic)
        for element in topic.elements:
            for text in more[element.id]["clauses"]:
                yield Wording(topic.id, element.id, text)


def _more(topic: Topic) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((HERE / f"{topic.id}.toml").read_text("utf-8"))
