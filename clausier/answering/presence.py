"""How likely documents deal with a question at all, by everything that was found: what "non trouvé" must be sure of.

Three signs, weighed by logistic regression (Cox, 1958): that some passage answers, as if each did so or not on its own;
how far the first is about the question's topics; and that several points are asked, of which one is rarely absent.
`python -m evals.presence` fits the weights, on questions with and without an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, prod

from clausier.answering.bearing import Bearing
from clausier.answering.points import points

_SURE = 0.999  # a likelihood beyond it says no more


@dataclass(frozen=True, slots=True)
class Whole:
    """The signs of everything that was found for a question."""

    answered: float  # the logarithm of the odds that some passage answers
    about: float  # from 0 to 1, how far the likeliest is about the question's topics by meaning
    several: float  # 1 where several points are asked


WEIGHTS = Whole(answered=0.75, about=1.28, several=0.70)
BIAS = 0.03


def whole(found: Sequence[Bearing], question: str) -> Whole:
    """`found`: everything that may be evidence, the likeliest to answer first."""
    some = 1 - prod(1 - one.likelihood for one in found)
    held = min(max(some, 1 - _SURE), _SURE)
    return Whole(
        answered=log(held / (1 - held)),
        about=found[0].shared if found else 0.0,
        several=float(len(points(question)) > 1),
    )


def presence(signs: Whole) -> float:
    """Between 0 and 1: how likely an answer stands in what was searched."""
    weighed = WEIGHTS.answered * signs.answered + WEIGHTS.about * signs.about + WEIGHTS.several * signs.several
    return 1 / (1 + exp(-BIAS - weighed))
