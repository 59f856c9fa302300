"""How a passage bears on a question: named by its heading, spoken of in its sentences, or only brushed against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from clausier.answering import saying
from clausier.answering.meaning import UNKNOWN, Meaning
from clausier.answering.quoting import sentences
from clausier.answering.topics import elements_in, mentioned, speaks_of, unexplained, without_near_misses
from clausier.answering.words import content_stems, explained, focus_stems, tokens
from clausier.domain.documents import Passage
from clausier.domain.folding import fold
from clausier.domain.machines import is_aimed_at_machines
from clausier.domain.questions import Element, Hit, Topic
from clausier.domain.text import mend

_SHARED = 0.6  # so much about the question's topics by meaning, a passage deals with them whatever its words
_PLAUSIBLE = 0.15  # less likely to answer, meaning alone is not trusted
_NEAR = 30  # words: what a sentence is about stands near its beginning
_OPENING = 10  # words: in a clause without a title, its first words say what it is about


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the words of a passage do with a topic; the fields are those of `Bearing`."""

    headed: bool
    spoken: int
    denied: bool


_UNTREATED = Treatment(headed=False, spoken=0, denied=False)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a passage has to do with a topic, or with a question without one. `deals` is what a verdict may rest on."""

    passage: Passage
    rank: int  # among the passages found, from 1
    headed: bool  # a heading above it names the topic
    spoken: int  # sentences of its own that speak of the topic and settle something
    denied: bool  # of the sentences that settle something on the topic, the nearest to the question denies it
    elements: tuple[Element, ...]
    unexplained: frozenset[str]  # words of the question that neither passage nor topic accounts for
    meaning: Meaning = UNKNOWN
    shared: float = 0.0  # from 0 to 1, how far it is about the question's topics by meaning
    outright: bool = False  # one of its sentences has all that the question asks beyond its topic
    likelihood: float = 0.0  # of answering the question, by every sign

    @property
    def answers(self) -> bool:
        """Whether it is about what is asked, topic and element, by meaning alone."""
        return self.meaning.answered and self.shared >= _SHARED and self.likelihood >= _PLAUSIBLE

    @property
    def deals(self) -> bool:
        return self.headed or self.spoken > 0 or self.shared >= _SHARED


@lru_cache(maxsize=8192)
def folded_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a stretch of a document, mended and folded."""
    return tuple(fold(mend(span.of(text)).text) for span in sentences(text))


@lru_cache(maxsize=8192)
def folded_path(path: tuple[str, ...]) -> str:
    """The headings above a passage, folded."""
    return fold(" › ".join(path))


def names(topic: Topic, path: tuple[str, ...]) -> bool:
    """Whether a heading names the topic, other than in a table of contents."""
    folded = folded_path(path)
    if saying.is_contents(folded.rsplit(" › ", 1)[-1]):
        return False
    return speaks_of(topic, folded)


def bearing(hit: Hit, rank: int, topic: Topic, question: str) -> Bearing:
    """How a passage that was found bears on the topic of a question."""
    passage = hit.passage
    if not is_evidence(passage):
        return Bearing(passage, rank, False, 0, False, (), frozenset())
    found = treatment(passage, topic, question)
    said = " ".join(_saying(passage)) if found.headed or found.spoken else ""
    return Bearing(
        passage=passage,
        rank=rank,
        headed=found.headed,
        spoken=found.spoken,
        denied=found.denied,
        elements=elements_in(topic.elements, said) if said else (),
        unexplained=unexplained(question, topic, passage.indexed),
    )


def treatment(passage: Passage, topic: Topic, question: str) -> Treatment:
    """What the words of a passage do with a topic.

    Outside a clause of its own, a topic is dealt with by a sentence that also says something expected of it, that
    opens a clause without a title, or by two sentences: a word in passing is none of these.
    """
    if not is_evidence(passage):
        return _UNTREATED
    said = _saying(passage)
    settled = [one for one in said if _speaks(topic, one, _NEAR) and saying.settles(one)]
    headed = names(topic, passage.path) and has_substance(passage) and not _only_looks_like(topic, _own(passage))
    if not settled:
        return Treatment(headed, 0, denied=False)
    opened = settled[0] == said[0] and _untitled(passage) and _speaks(topic, said[0], _OPENING)
    told = headed or len(settled) > 1 or opened or bool(elements_in(topic.elements, settled[0]))
    misled = _only_looks_like(topic, folded_path(passage.path))
    return Treatment(headed, len(settled) if told and not misled else 0, saying.denies(_nearest(settled, question)))


def _saying(passage: Passage) -> list[str]:
    """Its sentences that say something, mended and folded."""
    return [sentence for sentence in folded_sentences(passage.text) if saying.says_something(sentence)]


@lru_cache(maxsize=4096)  # asked again for every topic, and for every question
def is_evidence(passage: Passage) -> bool:
    """Whether a verdict may rest on a passage at all: no recital, no contents, no orders to a machine."""
    lines = "\n".join(map(fold, (*passage.path, *passage.text.splitlines())))
    contents = bool(passage.path) and saying.is_contents(fold(passage.path[-1]))
    return not (contents or saying.is_recital(lines) or is_aimed_at_machines(fold(mend(passage.text).text)))


@lru_cache(maxsize=4096)
def has_substance(passage: Passage) -> bool:
    """Whether a passage says something under its heading."""
    heading = tokens(passage.path[-1]) if passage.path else []
    own = tokens(passage.text)
    while own and own[0] in heading:
        own = own[1:]
    announces = passage.text.rstrip().endswith(":")
    return not announces and saying.has_substance(" ".join(own))


def _speaks(topic: Topic, sentence: str, within: int) -> bool:
    """Whether a sentence is about the topic: names it in its first words, and does not only point at it."""
    if not mentioned(topic.words, sentence):
        return False
    cleared = saying.without_pointers(without_near_misses(topic, sentence))
    return mentioned(topic.words, " ".join(cleared.split()[:within]))


def _nearest(said: Sequence[str], question: str) -> str:
    """The sentence with most of the question's words; the first of those."""
    focus = focus_stems(question)
    return max(said, key=lambda sentence: len(explained(focus, content_stems(sentence))))


def _only_looks_like(topic: Topic, folded: str) -> bool:
    """Whether every mention of the topic is one of its near-misses: "Recettes" over the sale of scrap."""
    return mentioned(topic.words, folded) and not mentioned(topic.words, without_near_misses(topic, folded))


def _own(passage: Passage) -> str:
    """What a passage says after its heading, folded."""
    text, heading = fold(mend(passage.text).text), fold(passage.path[-1]) if passage.path else ""
    title = re.search(r"[^\W\d].*", heading.removeprefix("article"))
    return text.partition(title.group())[2] or text if title and title.group() in text[: 2 * len(heading)] else text


def _untitled(passage: Passage) -> bool:
    """Whether the clause of a passage has a number at most: "12.1", "Article 7"."""
    return (
        not passage.path
        or re.fullmatch(r"\W*(?:(?:art(?:icle)?|section)\b\W*)?[\divxlc.\W]*", fold(passage.path[-1])) is not None
    )
