"""What passages are about, by their vectors: how near each is to clauses that are known to settle a point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clausier.adapters.resemblance import TopicResemblance
from clausier.answering.meaning import Meaning
from clausier.domain.documents import PassageId
from clausier.ports import Encoder, VectorStore

_TOPIC_NEAREST, _TOPIC_SHARPNESS = 3, 25.0
_ELEMENT_NEAREST, _ELEMENT_SHARPNESS = 2, 40.0
_QUESTION_NEAREST = 3
"""Of the wordings of a topic or an element, how many nearness is the mean of; and how much a cosine more is worth.
The passages of the development half are told apart equally well from half to twice as sharp."""

_TOLD = 0.2  # so likely, a passage deals with an element
_ASKED = 0.5  # so likely, a question asks for it

Rows = NDArray[np.float32]


@dataclass(frozen=True)
class PassageMeanings:
    """Fits the port `Meanings`, by the vectors of the record. A passage without one has no meaning here."""

    resemblance: TopicResemblance
    encoder: Encoder
    store: VectorStore

    def __call__(self, question: str, passages: Sequence[PassageId]) -> Mapping[PassageId, Meaning]:
        """Of each passage: how likely it is about each topic, and how far about the elements that are asked."""
        found, rows = self.store.some(passages, self.encoder.identity)
        if not found:
            return {}
        cosines = rows @ self._said.T
        topics = _likely(_nearness(cosines, self._topics, _TOPIC_NEAREST), _TOPIC_SHARPNESS)
        elements = _likely(_nearness(cosines, self._elements, _ELEMENT_NEAREST), _ELEMENT_SHARPNESS)
        asked, names = self._asked(question), np.array(list(self._elements))
        return {
            passage: Meaning(
                dict(zip(self._topics, map(float, about), strict=True)),
                float(said @ asked),
                frozenset(map(str, names[said >= _TOLD])),
                bool(((said >= _TOLD) & (asked >= _ASKED)).any()),
            )
            for passage, about, said in zip(found, topics, elements, strict=True)
        }

    def _asked(self, question: str) -> Rows:
        """How likely a question is to ask for each element; together 1. Nothing is asked without words."""
        if not question:
            return np.zeros(len(self._elements), np.float32)
        cosines = (self.resemblance.wordings.rows @ self.encoder.encode_question(question))[None]
        asked: Rows = _likely(_nearness(cosines, self._everywhere, _QUESTION_NEAREST), _ELEMENT_SHARPNESS)[0]
        return asked

    @cached_property
    def _said(self) -> Rows:
        """The rows of clauses; all rows, where there are only questions."""
        wordings = self.resemblance.wordings
        return wordings.rows[self._first :]

    @cached_property
    def _first(self) -> int:
        wordings = self.resemblance.wordings
        return wordings.questions if wordings.questions < len(wordings.rows) else 0

    @cached_property
    def _topics(self) -> Mapping[str, NDArray[np.intp]]:
        return _places(self.resemblance.wordings.topics[self._first :])

    @cached_property
    def _elements(self) -> Mapping[str, NDArray[np.intp]]:
        return _places([_element(name) for name in self.resemblance.wordings.elements[self._first :]])

    @cached_property
    def _everywhere(self) -> Mapping[str, NDArray[np.intp]]:
        return _places([_element(name) for name in self.resemblance.wordings.elements])


def _element(name: str) -> str:
    """The name of an element; "" for a topic at large."""
    return "" if name.endswith("/") else name


def _places(names: Sequence[str]) -> Mapping[str, NDArray[np.intp]]:
    """Where each name stands, in alphabetical order."""
    every = np.array(names)
    return {str(name): np.flatnonzero(every == name) for name in np.unique(every) if name}


def _nearness(cosines: Rows, places: Mapping[str, NDArray[np.intp]], nearest: int) -> Rows:
    """(rows, wordings) to (rows, names): the mean of the nearest wordings of each name."""
    return np.stack([np.sort(cosines[:, at], axis=1)[:, -nearest:].mean(1) for at in places.values()], axis=1)


def _likely(nearness: Rows, sharpness: float) -> Rows:
    """(rows, names): softmax over names."""
    shares = np.exp(sharpness * (nearness - nearness.max(1, keepdims=True)))
    likely: Rows = shares / shares.sum(1, keepdims=True)
    return likely
