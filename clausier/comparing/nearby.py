"""Where a contract may deal with a topic though nothing in it says so for sure: no absence is told before a look."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clausier.answering.bearing import folded_sentences, has_substance, is_evidence
from clausier.answering.meaning import UNKNOWN
from clausier.answering.saying import is_contents, says_something
from clausier.answering.topics import elements_in
from clausier.answering.vectors import PassageVectors
from clausier.auditing.sightings import Meant
from clausier.domain.documents import Passage
from clausier.domain.folding import fold
from clausier.domain.questions import Topic

# On half of the pairs compared by hand: what is there lies above, most of what is not lies below.
# A topic wrongly said to be absent costs more than a passage to read, and bars are set a tenth lower than they fit.
_ABOUT = 0.2  # so likely about the topic by meaning
_LIKE = 0.4  # so near, by the cosine, to the surest clauses of the other contract
_SHOWN = 3  # so many elements of the topic shown by their signs
_SUREST = 3  # clauses of the other contract that passages are held against
_OFFERED = 2  # passages to be read, at most


def nearby(
    topic: Topic,
    passages: Sequence[Passage],
    meant: Meant,
    vectors: PassageVectors,
    like: Sequence[NDArray[np.float32]],
) -> tuple[Passage, ...]:
    """The passages to be read before it is said that nothing deals with the topic, the likeliest first.

    By what they are about, by what their sentences show, or because they resemble `like`, what the other contract says
    on the topic, the surest first.
    """
    found: list[tuple[float, Passage]] = []
    for passage in _to_be_read(passages):
        about = meant.get(passage.id, UNKNOWN).topics.get(topic.id, 0.0)
        near = _nearest(vectors.get(passage.id), like)
        signs = _shown(topic, passage)
        worth = max(about / _ABOUT, near / _LIKE, signs / _SHOWN)
        if worth >= 1:
            found.append((worth, passage))
    found.sort(key=lambda one: (-one[0], one[1].span))
    return tuple(passage for _, passage in found[:_OFFERED])


def _to_be_read(passages: Sequence[Passage]) -> list[Passage]:
    """Those that may settle something; of a text with articles, not what stands outside of them: who signs, when."""
    articled = any(passage.article for passage in passages)
    return [one for one in passages if (one.article or not articled) and _may_settle(one)]


def _may_settle(passage: Passage) -> bool:
    """Whether a passage is of the contract itself, and says something under its heading."""
    contents = any(is_contents(fold(label)) for label in passage.path)
    return not contents and is_evidence(passage) and has_substance(passage)


def _nearest(row: NDArray[np.float32] | None, like: Sequence[NDArray[np.float32]]) -> float:
    return max((float(row @ other) for other in like[:_SUREST]), default=0.0) if row is not None else 0.0


def _shown(topic: Topic, passage: Passage) -> int:
    """How many elements of the topic the sentences of a passage show."""
    said = (sentence for sentence in folded_sentences(passage.text) if says_something(sentence))
    return len({element.id for sentence in said for element in elements_in(topic.elements, sentence)})
