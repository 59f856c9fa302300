"""Which text answers: the product's retriever and the plain alternatives on the same texts and questions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from clausier.ports import Encoder, Watcher
from evals.answers.figures import READER
from evals.baselines import Baseline, Index
from evals.figures import Failure, Figure, Outcome
from evals.measures import estimate, gain_at, mean, recall_at, reciprocal_rank
from evals.sets.shelf import Item, shelved
from evals.sets.sources import Asked, Collection, conventions, sheets

MOST = 10
_CHUNKS = 40  # of a rival, for ten texts: a long text is several
_FAILURES = 40  # told of a set
CONVENTIONS = "conventions › dans un accord"
LOOK_ALIKES = "conventions › entre accords semblables"
SHEETS = "fiches du travail"

Find = Callable[[Asked], list[str]]
"""The texts found for a question, best first, each once."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a set is measured with."""

    encoder: Encoder
    rivals: Mapping[str, Baseline]
    watch: Watcher


@dataclass(frozen=True, slots=True)
class Owed:
    """The targets of a set; none by default."""

    recall: float | None = None
    gain: float | None = None


def find_in_conventions(data: Path, agreements: Sequence[str], means: Means) -> Outcome:
    """Questions put to one agreement each: looked for in it, then in all of those chosen."""
    chosen = conventions(data).of(agreements)
    together = Collection(chosen.documents, tuple(replace(asked, document="") for asked in chosen.questions))
    with shelved(chosen.documents, means.encoder, means.watch) as shelf:
        retriever = shelf.opened.retriever

        def ours(asked: Asked) -> list[str]:
            return shelf.ranked(retriever, asked.text, MOST, asked.document)

        inside = _measured(
            CONVENTIONS, chosen, {READER: ours, **dict(_rivals(means, chosen.documents))}, Owed(0.92, 0.75)
        )
        across = _measured(LOOK_ALIKES, together, {READER: ours, **dict(_rivals(means, _one(chosen)))}, Owed())
    return Outcome((*inside.figures, *across.figures), inside.failures)


def find_in_sheets(data: Path, questions: int, means: Means) -> Outcome:
    """Titles of sections, as questions to all the sheets: the first of them, or all where `questions` is 0."""
    whole = sheets(data)
    chosen = Collection(whole.documents, whole.questions[: questions or None])
    with shelved(chosen.documents, means.encoder, means.watch) as shelf:
        retriever = shelf.opened.retriever

        def ours(asked: Asked) -> list[str]:
            return shelf.ranked(retriever, asked.text, MOST)

        return _measured(SHEETS, chosen, {READER: ours, **dict(_rivals(means, _one(chosen)))}, Owed(0.85, 0.62))


def _one(collection: Collection) -> dict[str, tuple[Item, ...]]:
    """All the texts in one heap."""
    return {"": tuple(item for items in collection.documents.values() for item in items)}


def _rivals(means: Means, heaps: Mapping[str, Sequence[Item]]) -> Iterator[tuple[str, Find]]:
    """What each rival finds in the heap of texts that a question is put to."""
    for reader, rival in means.rivals.items():
        indexes = {name: rival.index_texts({item.id: item.whole for item in items}) for name, items in heaps.items()}
        yield reader, partial(_found, indexes)


def _found(indexes: Mapping[str, Index], asked: Asked) -> list[str]:
    chunks = indexes[asked.document].find(asked.text, _CHUNKS)
    return list(dict.fromkeys(chunk.document for chunk in chunks))[:MOST]


def _measured(name: str, collection: Collection, finds: Mapping[str, Find], owed: Owed) -> Outcome:
    figures: list[Figure] = []
    failures: list[Failure] = []
    for reader, find in finds.items():
        found = [(asked, find(asked)) for asked in collection.questions]
        ours = reader == READER
        figures += _figures(name, reader, found, owed if ours else Owed())
        failures += [_failure(name, *one) for one in found if ours and one[0].right.isdisjoint(one[1])][:_FAILURES]
    return Outcome(tuple(figures), tuple(failures))


def _figures(name: str, reader: str, found: Sequence[tuple[Asked, list[str]]], owed: Owed) -> Iterator[Figure]:
    """Units are wordings: the same question to another agreement is no new one."""
    asked: dict[str, list[tuple[float, float, float]]] = {}
    for question, ranked in found:
        scores = (
            recall_at(ranked, question.right, MOST),
            gain_at(ranked, question.right, MOST),
            reciprocal_rank(ranked, question.right),
        )
        asked.setdefault(question.text, []).append(scores)
    units = list(asked.values())
    for place, (measure, target) in enumerate(
        [(f"rappel @{MOST}", owed.recall), (f"nDCG@{MOST}", owed.gain), ("MRR", None)]
    ):

        def share(drawn: Sequence[list[tuple[float, float, float]]], place: int = place) -> float:
            return mean([scores[place] for unit in drawn for scores in unit])

        yield Figure(name, measure, reader, estimate(units, share), target)


def _failure(name: str, asked: Asked, ranked: Sequence[str]) -> Failure:
    return Failure(
        name,
        asked.text,
        asked.document,
        ", ".join(sorted(asked.right)),
        ", ".join(ranked[:3]),
        f"recherche : absent des {MOST} premiers",
    )
