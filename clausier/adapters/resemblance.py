"""How much a question resembles the usual ways of asking about a topic, by the encoder's vectors."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from clausier.domain.questions import Topic
from clausier.ports import Encoder, Vectors, Watcher

_UNLIKE, _ALIKE = 0.90, 0.96
"""Cosines of multilingual-e5-small between short French questions: unrelated ones stay below the first, one question
in two wordings is above the second. Measured on questions of the field; another encoder keeps the order at least."""

_AHEAD = 0.03  # a cosine that leaves no doubt which of two topics is meant, measured alike


class TopicResemblance:
    """Fits the port `Resemblance`. The topics' vectors are computed once and kept in `folder`."""

    def __init__(self, topics: Sequence[Topic], encoder: Encoder, folder: Path) -> None:
        self._texts = [(topic.id, text) for topic in topics for text in _wordings(topic)]
        self._encoder = encoder
        self._folder = folder

    def prepare(self, watch: Watcher) -> None:
        """Have the topics' vectors at hand: some seconds the first time, so that no question waits for them."""
        watch("vecteurs des sujets", 0, 1)
        _ = self._vectors
        watch("vecteurs des sujets", 1, 1)

    def __call__(self, question: str) -> Mapping[str, float]:
        """The resemblance of a question to each topic, between 0 and 1.

        Half of it is how near the topic's two nearest wordings are; the other half, which only the nearest topic
        gets, is how far it leaves the next behind: a question near to everything is about nothing in particular.
        """
        cosines = self._vectors @ self._encoder.encode_question(question)
        by_topic: dict[str, list[float]] = {}
        for (topic, _), cosine in zip(self._texts, cosines.tolist(), strict=True):
            by_topic.setdefault(topic, []).append(cosine)
        near = {topic: float(np.mean(sorted(found)[-2:])) for topic, found in by_topic.items()}
        first, second = [*sorted(near, key=near.__getitem__, reverse=True), ""][:2]
        ahead = near[first] - near.get(second, 0.0) if first else 0.0
        return {
            topic: _share(cosine - _UNLIKE, _ALIKE - _UNLIKE) / 2
            + (_share(ahead, _AHEAD) / 2 if topic == first else 0.0)
            for topic, cosine in near.items()
        }

    @cached_property
    def _vectors(self) -> Vectors:
        made_from = "\n".join([self._encoder.identity, *(text for _, text in self._texts)])
        path = self._folder / f"topics-{hashlib.sha256(made_from.encode()).hexdigest()[:16]}.npy"
        try:
            kept: Vectors = np.load(path, allow_pickle=False)
            if kept.shape == (len(self._texts), self._encoder.dimension):
                return kept
        except (OSError, ValueError):
            pass  # never made, or cut short by a crash: it is only a cache
        rows: Vectors = np.stack([self._encoder.encode_question(text) for _, text in self._texts])
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part.npy")
        np.save(partial, rows)
        partial.replace(path)
        return rows


def _wordings(topic: Topic) -> tuple[str, ...]:
    """The ways of asking about a topic and each of its elements, and the titles that it goes by."""
    return (*topic.questions, *topic.headings, *(text for element in topic.elements for text in element.questions))


def _share(value: float, whole: float) -> float:
    return min(max(value / whole, 0.0), 1.0)
