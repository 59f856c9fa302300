"""Figures and failures as a terminal shows them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from evals.answers.figures import READER
from evals.answers.judging import Judged, cause
from evals.figures import Figure


def failure_lines(judged: Sequence[Judged]) -> Iterator[str]:
    """Each wrong answer, by cause, then how many there are of each cause."""
    wrong = sorted(((why, one) for one in judged if (why := cause(one))), key=lambda pair: pair[0])
    for why, one in wrong:
        yield f"{one.question.id} | {why} | {one.question.question}\n    {_expected(one)}\n    {_got(one)}"
    yield ""
    yield from (f"{count:4} {why}" for why, count in Counter(why for why, _ in wrong).most_common())


def _expected(judged: Judged) -> str:
    question = judged.question
    places = ", ".join(f"{gold.article} « {gold.quote[:90]} »" for gold in question.passages[:2])
    near = f" ; tente : {question.near_miss}" if question.near_miss else ""
    value = f" {question.value!r}" if question.value else ""
    return f"attendu : {judged.expected}{value} {places}{near}"


def _got(judged: Judged) -> str:
    places = ", ".join(f"{'+' if one.article else '-'}{one.citation.article}" for one in judged.cited)
    rank = f"rang {judged.rank}" if judged.rank else "hors liste" if judged.spots else ""
    return f"donné   : {judged.got} [{places}] {rank} ; {judged.conclusion}"


def figure_lines(figures: Sequence[Figure], details: bool) -> Iterator[str]:
    """One line a figure, under the name of its set."""
    name = ""
    for figure in figures:
        if "›" in figure.set and not details:
            continue
        if figure.set != name:
            name = figure.set
            yield f"\n{name}"
        reader = f"{figure.reader:10}" if figure.reader != READER else ""
        yield f"  {reader}{figure.measure:{50 - len(reader)}} {_value(figure)}"


def _value(figure: Figure) -> str:
    found = figure.estimate
    sign = "≤" if figure.lower_is_better else "≥"
    target = (
        f"  objectif {sign} {figure.target:.2f} {'atteint' if figure.meets else 'MANQUÉ'}"
        if figure.meets is not None
        else ""
    )
    return f"{found.value:.3f} [{found.low:.3f} – {found.high:.3f}] sur {found.units:3}{target}"
