"""The subjects that contracts deal with, as data, and which of them a text or a question is about."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp
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
    """One pattern for all, each of whole words, though it may begin or end with a sign, as "%"; None for none."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)") if expressions else None


def matches(expressions: tuple[str, ...], folded: str) -> list[str]:
    """The stretches of a folded text that match any of the expressions."""
    pattern = _pattern(expressions)
    return [match.group() for match in pattern.finditer(folded)] if pattern else []


def mentions(expressions: tuple[str, ...], folded: str) -> int:
    """How many times a folded text matches any of the expressions."""
    pattern = _pattern(expressions)
    return len(pattern.findall(folded)) if pattern else 0


def mentioned(expressions: tuple[str, ...], folded: str) -> bool:
    """Whether a folded text matches any of the expressions."""
    pattern = _pattern(expressions)
    return pattern is not None and pattern.search(folded) is not None


def without_near_misses(topic: Topic, folded: str) -> str:
    """The folded text with the expressions that only look like the topic taken out."""
    pattern = _pattern(topic.near_misses)
    return pattern.sub(" ", folded) if pattern else folded


def speaks_of(topic: Topic, folded: str) -> bool:
    """Whether a folded text names the topic, with more than what only looks like it."""
    return mentioned(topic.words, folded) and mentioned(topic.words, without_near_misses(topic, folded))


def elements_in(elements: Sequence[Element], folded: str) -> tuple[Element, ...]:
    """The elements whose signs a folded text shows."""
    return tuple(element for element in elements if mentioned(element.signs, folded))


class Resemblance(Protocol):
    """How near a question is, by meaning, to what is asked and said about each topic: a cosine, by topic id."""

    def __call__(self, question: str) -> Mapping[str, float]: ...


def no_resemblance(question: str) -> Mapping[str, float]:
    """For an index that recognises topics by words alone."""
    return {}


@dataclass(frozen=True, slots=True)
class _Weights:
    near: float  # of a cosine
    named: float  # of a word of the topic, twice at most
    shared: float  # of the words shared with a usual question (Jaccard, on stems)
    none: float  # of no topic at all


_BY_MEANING = _Weights(25.9, 1.26, 3.09, 0.4 * 25.9)
"""Fitted as a conditional logit (McFadden, 1974) to the questions that the map of vectors is learnt from, each left out
in turn; a cosine of 0.4 is what a question on anything else has with the nearest topic."""

_BY_WORDS = _Weights(0.0, 5.0, 8.0, 4.0)
"""Chosen: one word of a topic, or most words of a usual question, is enough."""

_SURE = 0.5  # so likely, a question is about a topic, or about one of two
_APIECE = 0.3  # each of them at least
_REMEMBERED = 64  # questions
_FAINT = 0.2  # so likely, it resembles one


@dataclass(frozen=True)
class TopicIndex:
    """The topics, ready to be recognised in questions.

    How likely a question is to be about a topic is told by what it is near to by meaning, by the topic's own words, and
    by the words that it shares with the topic's usual questions or, for half, with its headings.
    """

    topics: tuple[Topic, ...]
    resemblance: Resemblance = no_resemblance

    @cached_property
    def _asked(self) -> tuple[tuple[Topic, tuple[frozenset[str], ...]], ...]:
        return tuple((topic, tuple(map(content_stems, topic.questions))) for topic in self.topics)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all that is usually asked."""
        elements = [text for topic in self.topics for element in topic.elements for text in element.questions]
        return content_stems(" ".join([*(text for topic in self.topics for text in topic.questions), *elements]))

    @cached_property
    def likelihoods(self) -> Callable[[str], tuple[tuple[float, Topic], ...]]:
        """How likely a question is to be about each topic, the likeliest first; together at most 1.

        Remembered: an answer asks for it more than once.
        """
        return lru_cache(_REMEMBERED)(self._likelihoods)

    def _likelihoods(self, question: str) -> tuple[tuple[float, Topic], ...]:
        folded, stems, near = fold(question), content_stems(question), self.resemblance(question)
        weights = _BY_MEANING if near else _BY_WORDS
        scores = [
            weights.near * near.get(topic.id, 0.0)
            + weights.named * min(mentions(topic.words + topic.everyday, without_near_misses(topic, folded)), 2)
            + weights.shared * _shared(stems, topic, asked)
            for topic, asked in self._asked
        ]
        highest = max([weights.none, *scores])
        shares = [exp(score - highest) for score in scores]
        whole = sum(shares) + exp(weights.none - highest)
        found = [(share / whole, topic) for share, topic in zip(shares, self.topics, strict=True)]
        return tuple(sorted(found, key=lambda one: (-one[0], one[1].id)))

    def recognised(self, question: str) -> tuple[Topic, ...]:
        """The topics of a question, the surest first; at most two, none when nothing is sure enough."""
        found = [(likely, topic) for likely, topic in self.likelihoods(question)[:2] if likely >= _APIECE]
        return tuple(topic for _, topic in found) if sum(likely for likely, _ in found) >= _SURE else ()

    def nearest(self, question: str) -> Topic | None:
        """The topic that a question resembles most, when it resembles one at all."""
        return next((topic for likely, topic in self.likelihoods(question)[:1] if likely >= _FAINT), None)

    def named(self, question: str) -> tuple[Topic, ...]:
        """The topics that a question names by a word of theirs."""
        folded = fold(question)
        return tuple(topic for topic in self.topics if speaks_of(topic, folded))


def _shared(stems: frozenset[str], topic: Topic, asked: Sequence[frozenset[str]]) -> float:
    """The words that a question shares with a usual question on the topic, and, for half, with one of its headings."""
    question = max((_overlap(stems, other) for other in asked), default=0.0)
    heading = max((_overlap(stems, content_stems(title)) for title in topic.headings), default=0.0)
    return question + 0.5 * heading


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def unexplained(question: str, topic: Topic | None, text: str) -> frozenset[str]:
    """The words a question insists on that neither the topic's vocabulary nor the text found accounts for."""
    focus = focus_stems(question)
    if topic is not None:
        spoken = " ".join([topic.label, *matches(topic.words + topic.everyday, fold(question))])
        focus -= explained(focus, content_stems(spoken))
    return focus - explained(focus, content_stems(text))
