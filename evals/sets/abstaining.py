"""Whether a text deals with a question at all: the same question put to many agreements, which the ministry answered.

Pairs are of one question: an agreement that deals with it against one that does not. A score that knows the question
alone sets half of them right.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.acronyms import explained_in
from clausier.coverage import coverage, rarity
from clausier.domain.questions import Query
from clausier.ports import Vectors, Watcher
from clausier.retrieval import Words
from evals.answers.figures import READER
from evals.baselines import Chunk
from evals.baselines import Words as Rival
from evals.figures import Figure, Outcome
from evals.measures import estimate, separation
from evals.sets.shelf import Item, shelved
from evals.sets.sources import Labelled, conventions, labelled

SET = "conventions › dire ce qui manque"
MEASURE = "aire sous la courbe, à question égale"
_TARGET = 0.75
_READ = 24  # passages: what the product reads before it concludes

Score = Callable[[str, str], float]
"""How far a question is dealt with in an agreement."""


class WithoutVectors:
    """Fits port Encoder: words alone are compared here, so that all the agreements can be read in a minute."""

    identity = "none"
    dimension = 1

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        return np.ones((len(texts), 1), np.float32)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        return np.ones(1, np.float32)

    def count_tokens(self, text: str) -> int:
        return len(text) // 4


def abstain_in_conventions(data: Path, watch: Watcher) -> Outcome:
    """How often an agreement that deals with a question is set above one that does not."""
    documents = conventions(data).documents
    asked = [one for one in labelled(data) if one.document in documents]
    with shelved(documents, WithoutVectors(), watch) as shelf:
        passages = shelf.opened.passages
        whole = passages.passages(shelf.scope())
        rare, known = rarity(passage.indexed for passage in whole), explained_in(passage.text for passage in whole)
        words = Words(shelf.opened.caches.words, passages)

        def ours(question: str, document: str) -> float:
            hits = words.find(Query(question), shelf.scope(document), _READ)
            return coverage(question, [hit.passage for hit in hits], rare, known)

        figures = [_figure(READER, ours, asked, _TARGET), _figure("bm25", _best_words(documents), asked)]
    return Outcome(tuple(figures))


def _best_words(documents: Mapping[str, Sequence[Item]]) -> Score:
    """The best score of BM25 in an agreement."""
    indexes = {name: Rival([Chunk(item.id, None, item.whole) for item in items]) for name, items in documents.items()}

    def score(question: str, document: str) -> float:
        return float(indexes[document].scores(question).max(initial=0.0))

    return score


def _figure(reader: str, score: Score, asked: Sequence[Labelled], target: float | None = None) -> Figure:
    found: dict[str, tuple[list[float], list[float]]] = {}
    for one in asked:
        covered, silent = found.setdefault(one.question, ([], []))
        (covered if one.covered else silent).append(score(one.question, one.document))
    pairs = [separation(*scores) for scores in found.values()]
    units = [(right, number) for right, number in pairs if number]
    return Figure(SET, MEASURE, reader, estimate(units, _share), target)


def _share(units: Sequence[tuple[float, int]]) -> float:
    return sum(right for right, _ in units) / sum(number for _, number in units)
