"""The subjects that contracts deal with, as data, and which of them a text or a question is about."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

from clausier.answering.words import content_stems, explained, focus_stems
from clausier.domain.folding import fold
from clausier.domain.questions import Element, Topic
from clausier.errors import WrongSetting


def _element(data: Mapping[str, Any]) -> Element:
    return Element(data["id"], data["label"], tuple(data["signs"]), tuple(data.get("questions", ())))


def load_topics(folder: Path) -> tuple[Topic, ...]:
    """Every topic of a folder of TOML files, by name. A file that does not hold one raises WrongSetting."""
    return tuple(_topic(path) for path in sorted(folder.glob("*.toml")))


def _topic(path: Path) -> Topic:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Topic(
            id=path.stem,
            label=data["label"],
            about=data["about"],
            questions=tuple(data["questions"]),
            headings=tuple(data["headings"]),
            words=tuple(data["words"]),
            near_misses=tuple(data["near_misses"]),
            elements=tuple(_element(each) for each in data["elements"]),
            legal=tuple(data.get("legal", ())),
            risk=data.get("risk", ""),
            everyday=tuple(data.get("everyday", ())),
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise WrongSetting(f"Le sujet « {path.name} » est mal écrit ({error}).", "Corrigez ce fichier.") from error


@lru_cache(maxsize=1024)
def _pattern(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all, each on word boundaries; None for none."""
    return re.compile(rf"\b(?:{'|'.join(expressions)})\b") if expressions else None


def matches(expressions: tuple[str, ...], folded: str) -> list[str]:
    """The stretches of a folded text that match any of the expressions."""
    pattern = _pattern(expressions)
    return [match.group() for match in pattern.finditer(folded)] if pattern else []


def mentions(expressions: tuple[str, ...], folded: str) -> int:
    """How many times a folded text matches any of the expressions."""
    return len(matches(expressions, folded))


def without_near_misses(topic: Topic, folded: str) -> str:
    """The folded text with the expressions that only look like the topic taken out."""
    pattern = _pattern(topic.near_misses)
    return pattern.sub(" ", folded) if pattern else folded


def elements_in(elements: Sequence[Element], folded: str) -> tuple[Element, ...]:
    """The elements whose signs a folded text shows."""
    return tuple(element for element in elements if mentions(element.signs, folded))


class Resemblance(Protocol):
    """How much a question resembles the ways of asking about each topic, by meaning: 0 to 1, by topic id."""

    def __call__(self, question: str) -> Mapping[str, float]: ...


def no_resemblance(question: str) -> Mapping[str, float]:
    """For an index that recognises topics by words alone."""
    return {}


@dataclass(frozen=True)
class TopicIndex:
    """The topics, ready to be recognised in questions.

    A question is about a topic when it uses its words, shares the words of its usual questions (Jaccard, on stems) or
    of its headings, or resembles those questions by meaning.
    """

    topics: tuple[Topic, ...]
    resemblance: Resemblance = no_resemblance

    @cached_property
    def _asked(self) -> tuple[tuple[Topic, tuple[frozenset[str], ...]], ...]:
        return tuple((topic, tuple(map(content_stems, topic.questions))) for topic in self.topics)

    def recognised(self, question: str) -> tuple[Topic, ...]:
        """The topics of a question, the surest first; at most two, none when nothing is sure enough."""
        folded = fold(question)
        stems = content_stems(question)
        alike = self.resemblance(question)
        scored = []
        for topic, asked in self._asked:
            named = min(mentions(topic.words + topic.everyday, without_near_misses(topic, folded)), 2)
            score = 0.5 * named + _shared(stems, topic, asked) + alike.get(topic.id, 0.0)
            if score >= (_SURE if named else _SURE_UNNAMED):
                scored.append((score, topic.id, topic))
        best = sorted(scored, key=_by_score)
        return tuple(topic for score, _, topic in best[:2] if score >= best[0][0] * _AS_SURE)

    def nearest(self, question: str) -> Topic | None:
        """The topic that a question resembles most, when it resembles one at all."""
        alike = self.resemblance(question)
        best = max(self.topics, key=lambda topic: alike.get(topic.id, 0.0), default=None)
        return best if best is not None and alike.get(best.id, 0.0) >= _FAINT else None

    def named(self, question: str) -> tuple[Topic, ...]:
        """The topics that a question names by a word of theirs."""
        folded = fold(question)
        return tuple(topic for topic in self.topics if mentions(topic.words, without_near_misses(topic, folded)))


def _shared(stems: frozenset[str], topic: Topic, asked: Sequence[frozenset[str]]) -> float:
    """The words that a question shares with a usual question on the topic, and, for half, with one of its headings."""
    question = max((_overlap(stems, other) for other in asked), default=0.0)
    heading = max((_overlap(stems, content_stems(title)) for title in topic.headings), default=0.0)
    return question + 0.5 * heading


_SURE = 0.5  # one word of the topic is enough
_SURE_UNNAMED = 0.7  # without any, the question must resemble its usual questions closely
_AS_SURE = 0.85
_FAINT = 0.1


def _by_score(scored: tuple[float, str, Topic]) -> tuple[float, str]:
    return -scored[0], scored[1]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def unexplained(question: str, topic: Topic | None, text: str) -> frozenset[str]:
    """The words a question insists on that neither the topic's vocabulary nor the text found accounts for."""
    focus = focus_stems(question)
    if topic is not None:
        spoken = " ".join([topic.label, *matches(topic.words + topic.everyday, fold(question))])
        focus -= explained(focus, content_stems(spoken))
    return focus - explained(focus, content_stems(text))
