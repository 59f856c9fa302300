"""How likely each sentence of a contract is to settle an element, whatever its words.

Learnt sentence by sentence from contracts written for it, with what each settles and all that it does not
(`python -m evals.adapting.elements`, docs/decisions/0030). Two logistic regressions, one over the other: the first
weighs the stems of a sentence under its heading and the vector of its passage; the second holds what that says against
what the passage is about as a whole.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.answering.meaning import UNKNOWN
from clausier.answering.saying import says_something, without_pointers
from clausier.answering.vectors import PassageVectors
from clausier.answering.words import in_order
from clausier.auditing.hearing import Heard
from clausier.auditing.naming import Plain
from clausier.auditing.seeing import Meant
from clausier.domain.documents import PassageId

SHIPPED = Path(__file__).with_name("settling.npz")

Row = NDArray[np.float32]
Settled = Mapping[PassageId, Sequence[Mapping[str, float]]]
"""Of each passage and each of its sentences: how likely it is to settle what it may, by "topic/element"."""

WORTH = 0.05  # less likely by the first measure, a sentence is not weighed a second time
_SOFTENED, _FAINTEST = 0.01, 1e-4  # so that nothing is out of the question
_STEPS = 127  # of a shipped number, either side of 0


@dataclass(frozen=True, eq=False)
class Measure:
    """What was learnt. Empty, it says nothing of anything. `s` stems, `n` dimensions, `e` elements."""

    encoder: str = ""  # whose vectors it knows
    elements: tuple[str, ...] = ()  # "topic/element"
    stems: Mapping[str, int] = field(default_factory=dict)  # the place of each in the two next
    rarity: Row = field(default_factory=lambda: np.zeros(0, np.float32))  # (s,)
    words: Row = field(default_factory=lambda: np.zeros((0, 0), np.float32))  # (s, e)
    vectors: Row = field(default_factory=lambda: np.zeros((0, 0), np.float32))  # (n, e)
    bias: Row = field(default_factory=lambda: np.zeros(0, np.float32))  # (e,)
    seconds: Row = field(default_factory=lambda: np.zeros(5, np.float32))
    """The weights of the four signs of `signs`, then their bias."""

    def worded(self, heading: str, sentence: str) -> Row:
        """(s,): the stems of a sentence under its heading, each by its rarity; together of length 1."""
        row = np.zeros(len(self.stems), np.float32)
        for stem, times in Counter(in_order(f"{heading} . {sentence}")).items():
            if (place := self.stems.get(stem)) is not None:
                row[place] = (1 + np.log(times)) * self.rarity[place]
        return row / max(float(np.linalg.norm(row)), 1e-6)

    def first(self, worded: Row, vectors: Row) -> Row:
        """(k, s) and (k, n) to (k, e): how likely each sentence settles each element, by itself."""
        return _likely(worded @ self.words + vectors @ self.vectors + self.bias)

    def second(self, signs: Row) -> Row:
        """(k, 4) to (k,)."""
        return _likely(signs @ self.seconds[:-1] + self.seconds[-1])


def _likely(odds: Row) -> Row:
    likely: Row = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return likely


SILENT = Measure()


def settled(
    measure: Measure, passages: Sequence[Plain], vectors: PassageVectors, meant: Meant, heard: Heard
) -> Settled:
    """Every sentence of a contract, weighed once for all the elements. A passage without a vector settles nothing."""
    return {
        plain.passage.id: _of_passage(measure, plain, vectors[plain.passage.id], meant, heard)
        for plain in passages
        if plain.passage.id in vectors and measure.elements
    }


def _of_passage(
    measure: Measure, plain: Plain, vector: Row, meant: Meant, heard: Heard
) -> Sequence[Mapping[str, float]]:
    heading = plain.named.path[-1] if plain.named.path else ""
    saying = [place for place, (_, sentence) in enumerate(plain.said) if says_something(sentence)]
    found: list[Mapping[str, float]] = [{} for _ in plain.said]
    if not saying:
        return found
    rows = np.stack([measure.worded(heading, without_pointers(plain.said[place][1])) for place in saying])
    likely = measure.first(rows, np.repeat(vector[None], len(saying), 0))
    about = shares(measure, plain.passage.id, meant, heard)
    for place, row in zip(saying, likely, strict=True):
        worth = np.flatnonzero(row > WORTH)
        seconds = measure.second(signs(row, *about)[worth])
        found[place] = {measure.elements[element]: float(one) for element, one in zip(worth, seconds, strict=True)}
    return found


def shares(measure: Measure, passage: PassageId, meant: Meant, heard: Heard) -> tuple[Row, Row]:
    """(e,) each: how likely a passage is about the topic of each element, by its vector, and by its words."""
    topics = [name.partition("/")[0] for name in measure.elements]
    by_vector, by_words = meant.get(passage, UNKNOWN).topics, heard.shares.get(passage, {})
    return (
        np.array([by_vector.get(topic, 0.0) for topic in topics], np.float32),
        np.array([by_words.get(topic, 0.0) for topic in topics], np.float32),
    )


def signs(likely: Row, by_vector: Row, by_words: Row) -> Row:
    """(e, 4): of a sentence and each element, four logarithms.

    How likely by itself, to its opposite; what share that is of all that it may settle; and how far its passage is
    about the topic, by its vector, and by its words.
    """
    kept = np.clip(likely, 1e-5, 1 - 1e-5)
    share = np.log(likely + _FAINTEST) - np.log(likely.sum() + _FAINTEST)
    told = (np.log(kept / (1 - kept)), share, np.log(by_vector + _SOFTENED), np.log(by_words / 2 + _SOFTENED))
    stacked: Row = np.stack(told, axis=1).astype(np.float32)
    return stacked


@cache
def load_measure(encoder: str, path: Path = SHIPPED) -> Measure:
    """The measure kept in a file; `SILENT` where it was learnt from another encoder's vectors."""
    with np.load(path, allow_pickle=False) as held:
        if str(held["encoder"]) != encoder:
            return SILENT
        names, stems = str(held["elements"]).split("\n"), str(held["stems"]).split("\n")
        words = held["words"].astype(np.float32) * held["largest"]
        return Measure(
            encoder=encoder,
            elements=tuple(names),
            stems={stem: place for place, stem in enumerate(stems)},
            rarity=held["rarity"],
            words=words,
            vectors=held["vectors"].astype(np.float32),
            bias=held["bias"],
            seconds=held["seconds"],
        )


def save_measure(measure: Measure, path: Path = SHIPPED) -> None:
    """Weights of stems in a byte each, by element."""
    largest = np.maximum(np.abs(measure.words).max(axis=0), 1e-9) / _STEPS
    np.savez_compressed(
        path,
        encoder=measure.encoder,
        elements="\n".join(measure.elements),
        stems="\n".join(measure.stems),
        rarity=measure.rarity,
        words=np.round(measure.words / largest).astype(np.int8),
        largest=largest.astype(np.float32),
        vectors=measure.vectors.astype(np.float16),
        bias=measure.bias,
        seconds=measure.seconds,
    )
