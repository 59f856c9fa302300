"""The words that clauses on each topic are made of, weighed: what tells a topic where no sign does.

The file beside this module comes from clauses and questions written for it, never from a contract;
`python -m evals.adapting.vocabulary` makes it.
"""

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log, sqrt
from pathlib import Path

from clausier.answering.words import in_order

SHIPPED = Path(__file__).with_name("vocabulary.gz")

_UNSEEN = 0.05  # of a wording: what a word weighs in a topic that never has it

Weights = Mapping[str, float]
"""By stem."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each word says, by its stem. Empty, it says nothing of anything."""

    topics: tuple[str, ...] = ()
    rarity: Weights = field(default_factory=dict)
    likely: Mapping[str, tuple[float, ...]] = field(default_factory=dict)  # by stem, how much it speaks for each topic

    def shares(self, text: str) -> Mapping[str, float]:
        """How likely a stretch is about each topic, by its words; together 1. Nothing where no word is known."""
        counted = Counter(stem for stem in in_order(text) if stem in self.rarity)
        weighed = {stem: (1 + log(times)) * self.rarity[stem] for stem, times in counted.items()}
        length = sqrt(sum(weight * weight for weight in weighed.values()))
        if not length:
            return {}
        said = [0.0] * len(self.topics)
        for stem, weight in weighed.items():
            for place, worth in enumerate(self.likely[stem]):
                said[place] += worth * weight / length
        odds = [exp(one - max(said)) for one in said]
        return {topic: one / sum(odds) for topic, one in zip(self.topics, odds, strict=True)}


@cache
def load_vocabulary(path: Path = SHIPPED) -> Vocabulary:
    """That of a file as `save_vocabulary` wrote it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rarity, *masses = [_weights(line) for line in lines]
    return weighed(rarity[1], dict(masses))


def save_vocabulary(rarity: Weights, masses: Mapping[str, Weights], path: Path = SHIPPED) -> None:
    """One line for the rarity of each stem, then one a topic."""
    lines = [_line(name, weights) for name, weights in (("", rarity), *masses.items())]
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def weighed(rarity: Weights, masses: Mapping[str, Weights]) -> Vocabulary:
    """`masses`: how much each stem weighs in the wordings of each topic, every wording weighing 1."""
    return Vocabulary(tuple(masses), rarity, _likely(rarity, masses))


def _likely(rarity: Weights, masses: Mapping[str, Weights]) -> Mapping[str, tuple[float, ...]]:
    """Naive Bayes with topics equally likely: the logarithm of a stem's share of each topic's words."""
    known = [(mass, sum(mass.values()) + _UNSEEN * len(rarity)) for mass in masses.values()]
    return {stem: tuple(log((mass.get(stem, 0.0) + _UNSEEN) / total) for mass, total in known) for stem in rarity}


def _line(name: str, weights: Weights) -> str:
    return "\t".join([name, *(f"{stem} {weight:.3f}" for stem, weight in sorted(weights.items()))])


def _weights(line: str) -> tuple[str, dict[str, float]]:
    name, *pairs = line.rstrip("\n").split("\t")
    return name, dict(_pairs(pairs))


def _pairs(pairs: Sequence[str]) -> Iterator[tuple[str, float]]:
    for pair in pairs:
        stem, _, weight = pair.partition(" ")
        yield stem, float(weight)
