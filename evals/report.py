"""The report of a run: one page that needs nothing beside it, for a lawyer and for an engineer."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from clausier.domain.french import long_date, typeset
from evals.answers.figures import READER, VERDICTS
from evals.answers.judging import ANSWERED
from evals.figures import Failure, Figure, Outcome
from evals.plots import bars, curves, dots
from evals.table import WITHIN, Row, rows

_HERE = Path(__file__).parent
_RECALL = re.compile(r"rappel du passage @(\d+)")
_WORST = 12  # failures of one cause that are shown
_BY = {"genre": "Par genre de question", "mise en page": "Par mise en page", "langue": "Par langue"}
_SHOWN_BY = ("rappel du passage @8", "verdicts justes")
_SAID = "verdict"
_VERDICTS = {"oui": "oui", "partiel": "partiel", "non_trouve": "non trouvé", ANSWERED: "sans verdict"}
_KINDS = {
    "coverage": "présence d’une clause",
    "value": "valeur",
    "explanation": "explication",
    "follow-up": "suite d’une question",
    "cross-lingual": "contrat en anglais",
    "scan": "contrat numérisé",
    "amendment": "avenant",
    "injection": "consigne piégée",
    "comparison": "plusieurs contrats",
    "fr": "français",
    "en": "anglais",
}
_FRENCH = {
    "segmentation": "découpe en articles",
    "F1 of article boundaries": "limites d’articles (F1)",
    "precision": "précision",
    "recall": "rappel",
    "F1 of where articles begin": "débuts d’articles (F1)",
    "heading right": "titres justes",
    "page right": "pages justes",
    "letters in some clause": "lettres rangées dans une clause",
    "definitions, F1": "définitions (F1)",
    "references, F1": "renvois (F1)",
    "plain split": "découpe simple",
    "not found": "découpe : article non trouvé",
    "begins elsewhere": "découpe : commence ailleurs",
    "ends elsewhere": "découpe : finit ailleurs",
    "heading differs": "découpe : autre titre",
    "no such article": "découpe : article qui n’existe pas",
}
"""What engineers name in English, for whoever does not."""


@dataclass(frozen=True, slots=True)
class Section:
    """A set: its table, its plots, and its parts."""

    title: str
    rows: Sequence[Row]
    plots: Sequence[tuple[str, Markup]]
    verdicts: Sequence[tuple[str, Sequence[tuple[float, bool]]]]  # by verdict expected: share said, whether right
    details: Mapping[str, Sequence[tuple[str, Sequence[Row]]]]  # by what the set is divided by, then by part


@dataclass(frozen=True, slots=True)
class Cause:
    """Failures that have the first wrong step in common."""

    name: str
    failures: Sequence[Failure]
    more: int


def report(found: Mapping[str, Outcome], commit: str) -> str:
    """As HTML. Questions of the test half are not in it: no outcome names them."""
    figures = [figure for outcome in found.values() for figure in outcome.figures]
    failures = [failure for outcome in found.values() for failure in outcome.failures]
    loader = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    loader.filters |= {"share": _share, "said": _said, "capital": _capital}
    causes = Counter(_family(failure.cause) for failure in failures)
    return loader.get_template("report.html.j2").render(
        commit=commit,
        day=long_date(datetime.now(UTC).date()),
        owed=[row for row in rows(figures) if row.figure.target is not None],
        sections=[_section(name, figures) for name in _sets(figures)],
        causes=[_cause(name, failures) for name, _ in causes.most_common()],
        causes_plot=Markup(bars(causes.most_common())) if causes else "",
        verdicts=[_VERDICTS[name] for name in (*VERDICTS, ANSWERED)],
    )


def _sets(figures: Sequence[Figure]) -> list[str]:
    return list(dict.fromkeys(one.set.partition(WITHIN)[0] for one in figures))


def _section(name: str, figures: Sequence[Figure]) -> Section:
    within = [one for one in figures if one.set == name or one.set.startswith(name + WITHIN)]
    details: dict[str, list[tuple[str, Sequence[Row]]]] = {}
    for part in dict.fromkeys(one.set for one in within if one.set != name):
        sort, told = _named(part)
        if (found := rows([one for one in within if one.set == part], details=True)) and sort != _SAID:
            details.setdefault(_BY.get(sort, "Dans le détail"), []).append((told, found))
    return Section(
        title=name,
        rows=rows([one for one in within if one.set == name]),
        plots=list(_plots(name, within)),
        verdicts=list(_matrix(name, within)),
        details=details,
    )


def _named(part: str) -> tuple[str, str]:
    """What a set is divided by, "" where there is one way, and the name of the part for a reader."""
    _, *between, last = part.split(WITHIN)
    return between[0] if between else "", _KINDS.get(last, last)


def _plots(name: str, within: Sequence[Figure]) -> Iterator[tuple[str, Markup]]:
    whole = [one for one in within if one.set == name]
    depths: dict[str, list[tuple[int, Figure]]] = {}
    for one in whole:
        if depth := _RECALL.fullmatch(one.measure):
            depths.setdefault(one.reader, []).append((int(depth[1]), one))
    if len(depths) > 1:
        target = {depth: one.target for depth, one in depths[READER] if one.target is not None}
        yield "Le passage qui répond est parmi les premiers", Markup(curves(depths, target))
    for sort, title in _BY.items():
        for measure in _SHOWN_BY:
            parts = [
                (_named(one.set)[1], one)
                for one in within
                if one.set.startswith(f"{name}{WITHIN}{sort}{WITHIN}") and one.measure == measure
            ]
            owed = next((one.target for one in whole if one.measure == measure), None)
            if len(parts) > 1:
                yield f"{title} : {measure}", Markup(dots(parts, owed))


def _matrix(name: str, within: Sequence[Figure]) -> Iterator[tuple[str, list[tuple[float, bool]]]]:
    for expected in VERDICTS:
        shares = {
            one.measure: one.estimate.value for one in within if one.set == f"{name}{WITHIN}{_SAID}{WITHIN}{expected}"
        }
        if shares:
            yield _VERDICTS[expected], [(shares.get(said, 0.0), said == expected) for said in (*VERDICTS, ANSWERED)]


def _family(cause: str) -> str:
    """« recherche : rang 12 » and « recherche : rang 15 » are one cause."""
    return _FRENCH.get(cause, re.sub(r"rang \d+", "trop loin dans la liste", cause))


def _cause(name: str, failures: Sequence[Failure]) -> Cause:
    of_it = [failure for failure in failures if _family(failure.cause) == name]
    return Cause(name, of_it[:_WORST], max(len(of_it) - _WORST, 0))


def _said(name: str) -> str:
    return typeset(_FRENCH.get(name, name))


def _capital(text: str) -> str:
    """A capital first; the rest as it is, which names may need."""
    return text[:1].upper() + text[1:]


def _share(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
