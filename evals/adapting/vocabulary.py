"""Makes the vocabulary of answers and audits from the wordings, and writes it where it is shipped.

python -m evals.adapting.vocabulary
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log, sqrt

from clausier.answering.topics import load_topics
from clausier.answering.vocabulary import SHIPPED, save_vocabulary
from clausier.answering.words import in_order
from clausier.bundle import CORPUS
from clausier.domain.questions import Topic
from evals.adapting.wordings import Wording, wordings

_TITLES = 2  # a heading says its topic and nothing else: it counts twice


def main() -> int:
    """Exit status 0."""
    topics = load_topics(CORPUS / "topics")
    said = wordings(topics)
    read = [*said.clauses, *said.questions, *_titles(topics)]
    stems = [Counter(in_order(one.text)) for one in read]
    rarity = _rarity(stems)
    save_vocabulary(rarity, _masses(read, stems, rarity))
    print(f"{len(read)} formulations, {len(rarity)} mots : {SHIPPED}")
    return 0


def _titles(topics: Sequence[Topic]) -> Iterator[Wording]:
    for topic in topics:
        yield from (Wording(topic.id, "", text) for text in (topic.label, *topic.headings) * _TITLES)


def _rarity(stems: Sequence[Counter[str]]) -> dict[str, float]:
    """Inverse document frequency, smoothed."""
    found = Counter(stem for one in stems for stem in one)
    return {stem: log((1 + len(stems)) / (1 + times)) + 1 for stem, times in found.items()}


def _masses(
    read: Sequence[Wording], stems: Sequence[Counter[str]], rarity: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """By topic, how much every stem weighs there; a wording is a unit vector."""
    masses: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one, counted in zip(read, stems, strict=True):
        weighed = {stem: (1 + log(times)) * rarity[stem] for stem, times in counted.items()}
        length = sqrt(sum(weight * weight for weight in weighed.values()))
        for stem, weight in weighed.items():
            masses[one.topic][stem] += weight / length
    return {name: dict(mass) for name, mass in masses.items()}


if __name__ == "__main__":
    sys.exit(main())
