"""Whether a text deals with a question at all: the same question put to many agreements, which the ministry answered.

Pairs are of one question: an agreement that deals with it against one that does not. A score that knows the question
alone sets half of them right.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from clausier.answering.presence import presence
from clausier.ports import Encoder, Watcher
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

Score = Callable[[str, str], float]
"""How far a question is dealt with in an agreement."""


def abstain_in_conventions(data: Path, encoder: Encoder, watch: Watcher) -> Outcome:
    """How often an agreement that deals with a question is set above one that does not.

    Clausier's own measure is the one by which it claims an absence or does not.
    """
    documents = conventions(data).documents
    asked = [one for one in labelled(data) if one.document in documents]
    with shelved(documents, encoder, watch) as shelf:

        def ours(question: str, document: str) -> float:
            return presence(shelf.opened.answerer.plain.whole(question, shelf.scope(document)))

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
