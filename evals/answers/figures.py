"""The figures of the golden set, each with its interval over questions."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evals.answers.documents import layout_of
from evals.answers.judging import ANSWERED, Judged
from evals.figures import Figure
from evals.measures import estimate, gain_at, hit_at, recall_at, reciprocal_rank

READER = "clausier"
VERDICTS = ("oui", "partiel", "non_trouve")

Score = Callable[[Judged], tuple[float, float]]
"""What a question gives, and what it could give: (0, 0) where it is no case."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A share over questions, with what the product owes."""

    name: str
    score: Score
    target: float | None = None
    lower_is_better: bool = False
    everywhere: bool = False  # also told by kind, layout and language


def _found(judged: Judged, most: int) -> tuple[float, float]:
    """Comparisons are answered in each contract that they name; any passage that answers will do otherwise."""
    if not judged.spots:
        return 0, 0
    within = set(judged.articles[:most])
    if judged.question.kind == "comparison":
        return sum(not spot.articles.isdisjoint(within) for spot in judged.spots) / len(judged.spots), 1
    return hit_at(judged.articles, judged.right_articles, most), 1


def _at(most: int) -> Score:
    return lambda judged: _found(judged, most)


def _bare(most: int) -> Score:
    """Without widening."""
    return lambda judged: _over(judged, hit_at(judged.passages, judged.right_passages, most))


def _over(judged: Judged, value: float) -> tuple[float, float]:
    return (value, 1) if judged.spots else (0, 0)


def _all_at(judged: Judged) -> tuple[float, float]:
    return _over(judged, recall_at(judged.articles, judged.right_articles, 8))


def _shown(judged: Judged) -> tuple[float, float]:
    return _over(judged, float(any(judged.found_articles)))


def _verdict(judged: Judged) -> tuple[float, float]:
    return (float(judged.got == judged.expected), 1) if judged.question.verdict else (0, 0)


def _class(name: str) -> Score:
    return lambda judged: _verdict(judged) if judged.question.verdict == name else (0, 0)


def _on_silence(got: str) -> Score:
    return lambda judged: (0, 0) if judged.answerable else (float(judged.got == got), 1)


def _absence(judged: Judged) -> tuple[float, float]:
    return (float(judged.false_absence), 1) if judged.answerable else (0, 0)


def _precise(part: str) -> Score:
    def score(judged: Judged) -> tuple[float, float]:
        marks = [bool(getattr(one, part)) for one in judged.cited if getattr(one, part) is not None]
        return (sum(marks), len(marks)) if judged.answerable else (0, 0)

    return score


def _complete(part: str) -> Score:
    return lambda judged: (sum(getattr(judged, part)), len(getattr(judged, part)))


def _quoted(part: str) -> Score:
    def score(judged: Judged) -> tuple[float, float]:
        marks = [float(mark) for one in judged.quoted if (mark := getattr(one, part)) is not None]
        return sum(marks), len(marks)

    return score


def _told(judged: Judged) -> tuple[float, float]:
    return (float(bool(judged.told)), 1) if judged.told is not None else (0, 0)


def _anywhere(judged: Judged) -> tuple[float, float]:
    return (float(bool(judged.shown)), 1) if judged.shown is not None else (0, 0)


def _denied(judged: Judged) -> tuple[float, float]:
    return (float(judged.denied), 1) if judged.told is not None else (0, 0)


MEASURES = (
    Measure("rappel du passage @1", _at(1)),
    Measure("rappel du passage @4", _at(4), 0.92, everywhere=True),
    Measure("rappel du passage @8", _at(8), 0.98, everywhere=True),
    Measure("rappel @4 sans élargir", _bare(4)),
    Measure("rappel @8 sans élargir", _bare(8)),
    Measure("part des articles attendus @8", _all_at),
    Measure("MRR", lambda judged: _over(judged, reciprocal_rank(judged.widened, judged.right_articles))),
    Measure("nDCG@10", lambda judged: _over(judged, gain_at(judged.widened, judged.right_articles, 10))),
    Measure("passage cité", _shown, everywhere=True),
    Measure("verdicts justes", _verdict, 0.93, everywhere=True),
    *(Measure(f"verdicts justes, attendu {name}", _class(name)) for name in VERDICTS),
    Measure("fausse couverture", _on_silence("oui"), 0.03, lower_is_better=True, everywhere=True),
    Measure("partiel sur un silence", _on_silence("partiel"), lower_is_better=True),
    Measure("réponse sans verdict sur un silence", _on_silence(ANSWERED), lower_is_better=True),
    Measure("fausse absence", _absence, 0.05, lower_is_better=True, everywhere=True),
    Measure("valeurs justes", _told, 0.95, everywhere=True),
    Measure("valeurs montrées", _anywhere),
    Measure("autre chiffre en conclusion", _denied, lower_is_better=True),
    Measure("citations exactes, à leur page", _quoted("exact"), 1.0),
    Measure("citations dans l’article qu’elles nomment", _quoted("named"), 1.0),
    Measure("citations de numérisations : ressemblance au texte", _quoted("likeness")),
    Measure("citations : précision par article", _precise("article")),
    Measure("citations : précision par page", _precise("page")),
    Measure("citations : rappel par article", _complete("found_articles")),
    Measure("citations : rappel par page", _complete("found_pages")),
)


def figures(name: str, judged: Sequence[Judged]) -> Iterator[Figure]:
    """Every measure over all questions, then the main ones by kind, layout and language."""
    yield from _measured(name, MEASURES, judged)
    yield from _confusion(name, judged)
    main = [measure for measure in MEASURES if measure.everywhere]
    for sort, value in _SORTS.items():
        groups: dict[str, list[Judged]] = defaultdict(list)
        for one in judged:
            groups[value(one)].append(one)
        for group in sorted(groups):
            yield from _measured(f"{name} › {sort} › {group}", main, groups[group])


def measured_on(name: str, measures: Sequence[str], judged: Sequence[Judged]) -> Iterator[Figure]:
    """The measures of these names."""
    return _measured(name, [measure for measure in MEASURES if measure.name in measures], judged)


def _confusion(name: str, judged: Sequence[Judged]) -> Iterator[Figure]:
    """What is said for each verdict expected."""
    for expected in VERDICTS:
        got = [one.got for one in judged if one.question.verdict == expected]
        for said in (*VERDICTS, ANSWERED) if got else ():
            marks = [(float(one == said), 1.0) for one in got]
            wrong = said != expected
            shares = estimate(marks, _share)
            yield Figure(f"{name} › verdict › {expected}", said, READER, shares, lower_is_better=wrong)


_SORTS: dict[str, Callable[[Judged], str]] = {
    "genre": lambda judged: judged.question.kind,
    "mise en page": lambda judged: layout_of(judged.contract),
    "langue": lambda judged: judged.contract.language,
}


def _measured(name: str, measures: Sequence[Measure], judged: Sequence[Judged]) -> Iterator[Figure]:
    for measure in measures:
        scores = [score for one in judged if (score := measure.score(one))[1]]
        if scores:
            value = estimate(scores, _share)
            target = measure.target if "›" not in name else None
            yield Figure(name, measure.name, READER, value, target, measure.lower_is_better)


def _share(scores: Sequence[tuple[float, float]]) -> float:
    possible = sum(most for _, most in scores)
    return sum(given for given, _ in scores) / possible if possible else 0.0
