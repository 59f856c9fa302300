"""How likely a passage is to answer a question: a logistic measure of a few signs that a reader can check.

Logistic regression (Cox, 1958) over the passages found for the questions of the golden set's development half;
`python -m evals.relevance` fits it anew, and says what it is worth on contracts left out of the fit. Which sign weighs
what is data; nothing here knows a word of any contract.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from itertools import pairwise
from math import exp, log, sqrt
from operator import attrgetter

from clausier.answering.bearing import Bearing, folded_sentences, has_substance, names
from clausier.answering.demands import asked_elements, tells
from clausier.answering.points import beyond, says_all
from clausier.answering.saying import says_something, without_pointers
from clausier.answering.topics import without_near_misses
from clausier.answering.vocabulary import SILENT, Shares, Vocabulary, alike, shares
from clausier.answering.words import content_stems, explained, focus_stems, in_order
from clausier.domain.documents import Passage
from clausier.domain.questions import Element, Hit, Topic

_FAR = 99  # the place of a passage that one of the rankings does not have
_NEAR = 4  # places over which a ranking's word loses half its weight


@dataclass(frozen=True, slots=True)
class Signs:
    """Each between 0 and 1, for one passage and one question."""

    by_meaning: float  # 1 for the first of the passages nearest in meaning, less for those after it
    by_words: float  # the same among the passages that share most words
    said: float  # of the question's words, how many the passage has
    together: float  # of the words that follow one another in the question, how many pairs one sentence has
    met: float  # of the elements that the question names, how many the passage tells
    unmet: float  # the question names elements, and the passage tells none
    beside: float  # the question's topic is known, and the passage does not deal with it
    elsewhere: float  # a heading above it names other topics alone
    substance: float  # it says something under its heading
    alike: float  # how far about the elements that the question asks for by meaning
    worded: float  # how far one of its sentences is about the question's topics, by the words of both


WEIGHTS = Signs(
    by_meaning=2.74,
    by_words=2.77,
    said=0.84,
    together=0.83,
    met=0.41,
    unmet=-1.03,
    beside=-0.35,
    elsewhere=-0.70,
    substance=2.03,
    alike=2.24,
    worded=2.10,
)
BIAS = -7.85
_in_order = attrgetter(*(field.name for field in fields(Signs)))
_FORWARD = 2.0
"""Put before others of so much less odds: a passage that says outright what is asked. On contracts left out of the fit,
that brings more right passages first, and loses none among the first four. A likelihood is left as it was fitted."""


@dataclass(frozen=True)
class Subject:
    """What a question is about: its topic, where one is recognised, and how likely each one is."""

    question: str
    topic: Topic | None
    likely: Mapping[str, float]
    topics: Sequence[Topic]
    vocabulary: Vocabulary = SILENT

    @cached_property
    def worded(self) -> Shares:
        """How likely each topic is by its words."""
        return shares(self.vocabulary, self.question)

    @cached_property
    def others(self) -> tuple[Topic, ...]:
        """The topics that it is not about."""
        return tuple(other for other in self.topics if self.topic is None or other.id != self.topic.id)

    @cached_property
    def asked(self) -> tuple[Element, ...]:
        """The elements that it names."""
        return asked_elements(self.topic, self.question) if self.topic else ()


def signs(hit: Hit, found: Bearing, subject: Subject) -> Signs:
    """The signs of a passage that was found."""
    passage, question, asked = hit.passage, subject.question, subject.asked
    focus = focus_stems(question)
    met = sum(tells(found, element, question) for element in asked)
    # What fuses two rankings names the places in both; another way of finding has one ranking alone.
    meaning, words = hit.places if len(hit.places) == 2 else (found.rank, found.rank)
    return Signs(
        by_meaning=_place(meaning),
        by_words=_place(words),
        said=len(explained(focus, _stems(passage.text))) / len(focus) if focus else 0.0,
        together=max((_pairs(question, sentence) for sentence in folded_sentences(passage.text)), default=0.0),
        met=met / len(asked) if asked else 0.0,
        unmet=float(bool(asked) and not met),
        beside=float(subject.topic is not None and not found.deals),
        elsewhere=float(not found.headed and any(names(other, passage.path) for other in subject.others)),
        substance=float(has_substance(passage)),
        alike=sqrt(found.meaning.elements),
        worded=_worded(passage, subject),
    )


def likelihood(found: Signs) -> float:
    """Between 0 and 1."""
    weighed = sum(weight * sign for weight, sign in zip(_in_order(WEIGHTS), _in_order(found), strict=True))
    return 1 / (1 + exp(-BIAS - weighed))


def about_by_words(passage: Passage, subject: Subject) -> float:
    """From 0 to 1, how far the whole of a passage, with its heading, is about the question's topics."""
    return alike(shares(subject.vocabulary, " ".join([*passage.path[-1:], *_said(passage, subject)])), subject.likely)


def says_outright(passage: Passage, subject: Subject) -> bool:
    """Whether one sentence of a passage has all that a question asks beyond its topic."""
    own = beyond(subject.question, subject.topic)
    return any(says_all(own, _stems(sentence)) for sentence in folded_sentences(passage.text))


def priority(found: Bearing) -> float:
    """Which of several passages comes first: the greatest, in odds of answering."""
    return log(found.likelihood / (1 - found.likelihood)) + _FORWARD * found.outright


def _worded(passage: Passage, subject: Subject) -> float:
    found = (alike(shares(subject.vocabulary, said), subject.worded) for said in _said(passage, subject))
    return max(found, default=0.0)


def _said(passage: Passage, subject: Subject) -> list[str]:
    """The sentences of a passage that say something, without mere references and near misses of the topic."""
    said = [without_pointers(one) for one in folded_sentences(passage.text) if says_something(one)]
    return said if subject.topic is None else [without_near_misses(subject.topic, one) for one in said]


def _place(rank: int) -> float:
    return 1 / (1 + (rank or _FAR) / _NEAR)


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return content_stems(text)


@lru_cache(maxsize=64)
def _following(question: str) -> tuple[tuple[str, str], ...]:
    return tuple(pairwise(in_order(question)))


def _pairs(question: str, sentence: str) -> float:
    """The share of a question's neighbouring words that a sentence has both of."""
    following = _following(question)
    if not following:
        return 0.0
    known = explained({word for pair in following for word in pair}, _stems(sentence))
    return sum(one in known and other in known for one, other in following) / len(following)
