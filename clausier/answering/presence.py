"""How likely documents deal with a question at all, by everything that was found: what "non trouvé" must be sure of.

Three signs, weighed by logistic regression (Cox, 1958): that some passage answers, as if each did so or not on its own;
how far one of the likeliest is about the question's topics by its words; and that several points are asked, of which
one is rarely absent.
`python -m evals.presence` fits the weights, on questions with and without an answer.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import exp, log, prod

from clausier.answering.bearing import Bearing
from clausier.answering.points import points
from clausier.answering.relevance import Subject, about_by_words

_LIKELIEST = 3  # passages
_SURE = 0.999  # a likelihood beyond it says no more


@dataclass(frozen=True, slots=True)
class Whole:
    """The signs of everything that was found for a question."""

    answered: float  # the logarithm of the odds that some passage answers
    worded: float  # from 0 to 1, how far one of the likeliest is about the question's topics by its words
    several: float  # 1 where several points are asked


WEIGHTS = Whole(answered=0.65, worded=2.14, several=0.70)
BIAS = -0.42


def whole(found: Sequence[Bearing], subject: Subject) -> Whole:
    """`found`: everything that may be evidence, the likeliest to answer first."""
    some = 1 - prod(1 - one.likelihood for one in found)
    held = min(max(some, 1 - _SURE), _SURE)
    return Whole(
        answered=log(held / (1 - held)),
        worded=max((about_by_words(one.passage, subject) for one in found[:_LIKELIEST]), default=0.0),
        several=float(len(points(subject.question)) > 1),
    )


def presence(signs: Whole) -> float:
    """Between 0 and 1: how likely an answer stands in what was searched."""
    weighed = sum(weight * sign for weight, sign in zip(astuple(WEIGHTS), astuple(signs), strict=True))
    return 1 / (1 + exp(-BIAS - weighed))
