"""Fits the weights of `clausier.answering.presence` to the development halves, and says what they are worth.

    python -m evals.presence [CACHE]

What they are worth is measured on contracts left out of the fit, a tenth of them at a time: how often a question whose
answer is there is set above one whose answer is not.
"""

import sys
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from clausier.answering.presence import Whole
from clausier.domain.questions import Scope, Turn
from evals.answers.documents import files
from evals.answers.library import opened
from evals.golden.questions import Golden, Half, load
from evals.progress import told
from evals.vectors import default_folder

_FOLDS = 10


@dataclass(frozen=True, slots=True)
class _Case:
    """A yes or no question, and whether its documents hold an answer."""

    contract: str
    signs: Whole
    there: bool


def cases(golden: Golden, half: Half, folder: Path) -> Iterator[_Case]:
    """Those of one half."""
    with opened(files([one for one in golden.contracts if one.half == half]), told, folder) as shelf:
        for question in golden.of(half):
            if question.verdict:
                scope = Scope(shelf.dossier, frozenset(shelf.documents[stem] for stem in question.documents))
                history = [Turn(turn.question, turn.answer) for turn in question.history]
                signs = shelf.clausier.answerer.plain.whole(question.question, scope, history)
                yield _Case(question.documents[0], signs, question.verdict != "non_trouve")


def main() -> int:
    """Exit status 0."""
    folder, golden = Path(sys.argv[1]) if len(sys.argv) > 1 else default_folder(), load()
    halves: list[Half] = [half for half in get_args(Half) if half.endswith("development")]
    every = [case for half in halves for case in cases(golden, half, folder)]
    signs, there = np.array([astuple(case.signs) for case in every]), np.array([case.there for case in every])
    model = LogisticRegression(C=100, max_iter=2000)
    contracts = [case.contract for case in every]
    left_out = cross_val_predict(model, signs, there, groups=contracts, cv=GroupKFold(_FOLDS), method="predict_proba")
    model.fit(signs, there)
    for name, weight in zip(asdict(every[0].signs), model.coef_[0], strict=True):
        print(f"    {name}={weight:.2f},")
    print(f"BIAS = {model.intercept_[0]:.2f}")
    area = roc_auc_score(there, left_out[:, 1])
    print(f"aire sous la courbe : {area:.3f} sur {len(every)} questions, contrats tenus à l’écart")
    return 0


if __name__ == "__main__":
    sys.exit(main())
