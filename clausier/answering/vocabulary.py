"""The words that clauses on each topic are made of, weighed: what tells a topic where no sign does.

The file beside this module comes from clauses and questions written for it, never from a contract;
`python -m evals.adapting.vocabulary` makes it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.answering.words import in_order

SHIPPED = Path(__file__).with_name("vocabulary.npz")

_UNSEEN = 0.05  # of a wording: what a word weighs in a topic that never has it

Weights = Mapping[str, float]
"""By stem."""
Shares = Mapping[str, float]
"""How likely a stretch is about each topic, together 1; empty where nothing is known."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What each word says, by its stem. Empty, it says nothing of anything."""

    topics: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)  # by stem, its place in the two others
    rarity: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    likely: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    """How much each stem, by row, speaks for each topic, by column."""

    def shares(self, text: str) -> Shares:
        """What its words tell of a stretch: naive Bayes over them, however often each, in a stretch of length 1."""
        counted = Counter(row for stem in in_order(text) if (row := self.rows.get(stem)) is not None)
        if not counted:
            return {}
        rows = list(counted)
        weights = (1 + np.log(np.fromiter(counted.values(), np.float32))) * self.rarity[rows]
        said = weights @ self.likely[rows] / np.linalg.norm(weights)
        odds = np.exp(said - said.max())
        return dict(zip(self.topics, (odds / odds.sum()).tolist(), strict=True))


SILENT = Vocabulary()


@lru_cache(maxsize=4096)  # some ten megabytes
def shares(vocabulary: Vocabulary, text: str) -> Shares:
    """The same, remembered: a sentence is weighed for one question after another."""
    return vocabulary.shares(text)


def alike(one: Shares, other: Shares) -> float:
    """From 0 to 1, how far two stretches are about the same topics."""
    return sqrt(sum(one.get(topic, 0.0) * share for topic, share in other.items()))


@cache
def load_vocabulary(path: Path = SHIPPED) -> Vocabulary:
    """That of a file as `save_vocabulary` wrote it."""
    with np.load(path) as held:
        topics, stems = (str(held[name]).split("\n") for name in ("topics", "stems"))
        return _weighed(tuple(topics), stems, held["rarity"], held["masses"].astype(np.float32))


def save_vocabulary(rarity: Weights, masses: Mapping[str, Weights], path: Path = SHIPPED) -> None:
    """`masses`: how much each stem weighs in the wordings of each topic, every wording weighing 1."""
    weights = np.array([[mass.get(stem, 0.0) for mass in masses.values()] for stem in rarity], np.float16)
    rare = np.array(list(rarity.values()), np.float32)
    np.savez_compressed(path, topics="\n".join(masses), stems="\n".join(rarity), rarity=rare, masses=weights)


def _weighed(
    topics: tuple[str, ...], stems: list[str], rarity: NDArray[np.float32], masses: NDArray[np.float32]
) -> Vocabulary:
    """Naive Bayes with topics equally likely: the logarithm of a stem's share of each topic's words."""
    total = masses.sum(axis=0) + _UNSEEN * len(stems)
    likely = np.log((masses + _UNSEEN) / total)
    return Vocabulary(topics, {stem: row for row, stem in enumerate(stems)}, rarity, likely)
