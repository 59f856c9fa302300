"""Learns the map: each question near the clauses that settle it, far from all the others."""

import numpy as np
import torch
from numpy.typing import NDArray

from clausier.adapters.encoder.adapted import Adaptation
from evals.adapting.wordings import Wordings

Matrix = NDArray[np.float32]

_STEPS, _RATE = 60, 2e-3
_TEMPERATURE = 0.1
_AT_LARGE = 0.5  # of the weight of a question: one on a whole topic says less
_CLAUSES = 0.5  # of the weight of questions: two clauses of one element belong together too
_NOISE = 0.5  # standard deviations: no wording is to be learnt by heart
_HOLD = 2.0  # how hard the map is held to leaving everything as it is
_SEED = 20261122


def learn(wordings: Wordings, questions: Matrix, clauses: Matrix, passage_mean: Matrix) -> Adaptation:
    """The map, from unit vectors of the questions and of the clauses, one row each.

    Contrastive (van den Oord, Li and Vinyals, "Representation Learning with Contrastive Predictive Coding", 2018), all
    the clauses at once, several of them right. `passage_mean` is that of passages of real contracts, which are longer
    than one clause: it is what is taken away from passages; the clauses' own mean is taken from them here.
    """
    torch.manual_seed(_SEED)
    asked, said = (torch.tensor(rows - rows.mean(0)) for rows in (questions, clauses))
    settled, alike = torch.tensor(wordings.settled()), torch.tensor(wordings.alike())
    weights = torch.tensor([1.0 if one.element else _AT_LARGE for one in wordings.questions])
    one = torch.eye(questions.shape[1])
    maps = [torch.nn.Parameter(one.clone()) for _ in range(2)]
    optimiser = torch.optim.Adam(maps, lr=_RATE)
    for _ in range(_STEPS):
        near, far = (_turned(rows, turn) for rows, turn in zip((asked, said), maps, strict=True))
        of_questions = (weights * _surprise(near @ far.T, settled)).sum() / weights.sum()
        of_clauses = _surprise((far @ far.T).fill_diagonal_(-1e9), alike).mean()
        held = sum(((turn - one) ** 2).sum() for turn in maps) / len(one)
        loss = of_questions + _CLAUSES * of_clauses + _HOLD * held
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    question_map, passage_map = (turn.detach().numpy() for turn in maps)
    return Adaptation(questions.mean(0), question_map, passage_mean, passage_map)


def _turned(rows: torch.Tensor, turn: torch.Tensor) -> torch.Tensor:
    shaken = rows + _NOISE * rows.std() * torch.randn_like(rows)
    return torch.nn.functional.normalize(shaken @ turn, dim=1)


def _surprise(cosines: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """For each row, the mean over what is right of how unlikely it is made."""
    logs = torch.log_softmax(cosines / _TEMPERATURE, dim=1)
    return -torch.where(right, logs, 0.0).sum(1) / right.sum(1)
