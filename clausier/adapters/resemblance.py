"""How near a question is, by the encoder's vectors, to what is asked and said about each topic."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.domain.questions import Topic
from clausier.ports import Encoder, Vectors, Watcher

SHIPPED = Path(__file__).with_name("wordings.npz")

_NEAREST = 3  # wordings of a topic that its nearness is the mean of
_STEPS = 127  # of a shipped number, either side of 0


@dataclass(frozen=True)
class Wordings:
    """What is asked and said about topics, as vectors of one encoder: a unit row for each, questions before clauses.

    `elements` names what each is about, "topic/element"; "topic/" where that is the topic at large.
    """

    encoder: str
    elements: tuple[str, ...]
    questions: int  # how many of the rows, the first, are questions
    rows: Vectors

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topic of each."""
        return tuple(name.partition("/")[0] for name in self.elements)


def load_wordings(path: Path = SHIPPED) -> Wordings:
    """Those kept in a file, as `save_wordings` wrote it."""
    with np.load(path, allow_pickle=False) as kept:
        rows = kept["rows"].astype(np.float32) * (float(kept["largest"]) / _STEPS)
        return Wordings(str(kept["encoder"]), tuple(map(str, kept["elements"])), int(kept["questions"]), rows)


def save_wordings(wordings: Wordings, path: Path = SHIPPED) -> None:
    """A byte for each number: it moves a cosine by less than a hundredth."""
    largest = float(np.abs(wordings.rows).max())
    rows = np.round(wordings.rows * (_STEPS / largest)).astype(np.int8)
    names, questions = np.array(wordings.elements), wordings.questions
    np.savez_compressed(path, encoder=wordings.encoder, elements=names, questions=questions, rows=rows, largest=largest)


class TopicResemblance:
    """Fits the port `Resemblance`.

    For the encoder that Clausier comes with, thousands of wordings are shipped as vectors. For another one, those that
    the topics hold are encoded once, and kept in `folder`.
    """

    def __init__(self, topics: Sequence[Topic], encoder: Encoder, folder: Path, shipped: Path = SHIPPED) -> None:
        self._topics = topics
        self._encoder = encoder
        self._folder = folder
        self._shipped = shipped

    def prepare(self, watch: Watcher) -> None:
        """Have the topics' vectors at hand, so that no question waits for them."""
        watch("vecteurs des sujets", 0, 1)
        _ = self.wordings
        watch("vecteurs des sujets", 1, 1)

    def __call__(self, question: str) -> Mapping[str, float]:
        """The mean cosine of a question to the three nearest wordings of each topic."""
        cosines = self.wordings.rows @ self._encoder.encode_question(question)
        return {topic: float(np.sort(cosines[rows])[-_NEAREST:].mean()) for topic, rows in self._rows.items()}

    @cached_property
    def _rows(self) -> Mapping[str, NDArray[np.intp]]:
        """Where the wordings of each topic are."""
        owners = np.array(self.wordings.topics)
        return {topic.id: np.flatnonzero(owners == topic.id) for topic in self._topics}

    @cached_property
    def wordings(self) -> Wordings:
        """Those shipped, or of this encoder's own."""
        shipped = load_wordings(self._shipped)
        known = {topic.id for topic in self._topics}
        if shipped.encoder == self._encoder.identity and known <= set(shipped.topics):
            return shipped
        texts = [one for topic in self._topics for one in _asked(topic)]
        return Wordings(self._encoder.identity, tuple(name for name, _ in texts), len(texts), self._encoded(texts))

    def _encoded(self, texts: Sequence[tuple[str, str]]) -> Vectors:
        made_from = "\n".join([self._encoder.identity, *(text for _, text in texts)])
        path = self._folder / f"topics-{hashlib.sha256(made_from.encode()).hexdigest()[:16]}.npy"
        try:
            kept: Vectors = np.load(path, allow_pickle=False)
            if kept.shape == (len(texts), self._encoder.dimension):
                return kept
        except (OSError, ValueError):
            pass  # never made, or cut short by a crash: it is only a cache
        rows: Vectors = np.stack([self._encoder.encode_question(text) for _, text in texts])
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part.npy")
        np.save(partial, rows)
        partial.replace(path)
        return rows


def _asked(topic: Topic) -> Iterator[tuple[str, str]]:
    """The ways of asking about a topic and the titles that it goes by, then those of asking about its elements."""
    yield from ((f"{topic.id}/", text) for text in (*topic.questions, *topic.headings))
    yield from ((f"{topic.id}/{element.id}", text) for element in topic.elements for text in element.questions)
