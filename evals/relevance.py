"""Fits the weights of `clausier.answering.relevance` to the development half, and says what they are worth.

    python -m evals.relevance [CACHE]

What they are worth is measured on contracts left out of the fit, one after the other: the share of questions whose
passage comes first, and among the first four and eight, as it is found and once it is weighed.
"""

import sys
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, fields
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from clausier.answering.relevance import Signs
from clausier.domain.documents import PassageId
from clausier.domain.questions import Scope, Turn
from evals.answers.documents import files
from evals.answers.library import opened
from evals.answers.truth import ReadDocument
from evals.golden.questions import load
from evals.measures import mean
from evals.progress import told
from evals.vectors import default_folder

_DEPTHS = (1, 4, 8)


@dataclass(frozen=True, slots=True)
class _Case:
    """A question with an answer, and the passages found for it."""

    contract: str
    found: tuple[tuple[Signs, bool], ...]  # in the order of finding, each with whether it answers


def cases(folder: Path) -> list[_Case]:
    """The development half, asked."""
    golden = load()
    contracts = [contract for contract in golden.contracts if contract.half == "development"]
    with opened(files(contracts), told, folder) as shelf:
        clausier = shelf.clausier
        read = {name: ReadDocument(clausier.library.reading(name)) for name in shelf.documents.values()}
        gathered = []
        for question in golden.of("development"):
            scope = Scope(shelf.dossier, frozenset(shelf.documents[stem] for stem in question.documents))
            history = [Turn(turn.question, turn.answer) for turn in question.history]
            spots = [read[shelf.documents[gold.document]].spot(gold) for gold in question.passages]
            right = frozenset[PassageId]().union(*(spot.passages for spot in spots))
            signs = clausier.answerer.plain.signs(question.question, scope, history)
            gathered.append(_Case(question.documents[0], tuple((one, passage.id in right) for passage, one in signs)))
        return gathered


def fitted(cases: Sequence[_Case]) -> tuple[NDArray[np.float64], float]:
    """A weight for each sign, and the bias."""
    signs = [astuple(one) for case in cases for one, _ in case.found]
    answers = [right for case in cases for _, right in case.found]
    model = LogisticRegression(max_iter=2000).fit(np.array(signs), np.array(answers))
    return model.coef_[0], float(model.intercept_[0])


def _hits(cases: Sequence[_Case], weights: NDArray[np.float64]) -> list[list[float]]:
    """For each depth, which questions have an answer among the first once they are weighed."""
    hits: list[list[float]] = [[] for _ in _DEPTHS]
    for case in cases:
        weighed = sorted(case.found, key=lambda one: -float(np.dot(weights, astuple(one[0]))))
        if any(right for _, right in case.found):
            for depth, kept in zip(_DEPTHS, hits, strict=True):
                kept.append(float(any(right for _, right in weighed[:depth])))
    return hits


def main() -> int:
    """Exit status 0."""
    every = cases(Path(sys.argv[1]) if len(sys.argv) > 1 else default_folder())
    left_out: list[list[float]] = [[] for _ in _DEPTHS]
    for contract in sorted({case.contract for case in every}):
        weights, _ = fitted([case for case in every if case.contract != contract])
        for kept, more in zip(
            left_out, _hits([case for case in every if case.contract == contract], weights), strict=True
        ):
            kept.extend(more)
    weights, bias = fitted(every)
    for name, weight in zip(asdict(Signs(*weights)), weights, strict=True):
        print(f"    {name}={weight:.2f},")
    print(f"BIAS = {bias:.2f}  # {1 / (1 + exp(-bias)):.4f} without any of the {len(fields(Signs))} signs")
    for depth, kept in zip(_DEPTHS, left_out, strict=True):
        print(f"@{depth} : {mean(kept):.3f} sur {len(kept)} questions, contrat tenu à l’écart")
    return 0


if __name__ == "__main__":
    sys.exit(main())
