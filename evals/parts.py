"""What `python -m evals` measures, part by part, each giving figures in one shape."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from clausier.ports import Watcher
from evals.amendments import parts as amendments
from evals.answers import gate
from evals.answers.outcome import Chosen, judge_all, outcome_of, rivals_of
from evals.audits import parts as audits
from evals.clauses import sample as clauses
from evals.comparisons import parts as comparisons
from evals.explanations.sample import outcome, read_sample
from evals.figures import Figure, Outcome
from evals.measures import Estimate
from evals.reading.found import data_folder
from evals.reading.layouts import layouts
from evals.reading.measures import Score
from evals.sets.parts import SETS, Size
from evals.table import WITHIN


@dataclass(frozen=True, slots=True)
class Run:
    """How a part is measured: all of it or a part of it, and where what takes long is kept."""

    quick: bool
    folder: Path
    watch: Watcher


GATE = "gate"
"""Figures that are recorded for the tests alone."""

Measured = Callable[[Run], Outcome]

_SLACK = 0.005  # what another version of a library may change in a reading without anybody's doing
_SIZE = Size(agreements=8, questions=300, contracts=12, rivals=frozenset({"bm25"}))
"""All of the sets would take hours of encoding; `python -m evals.sets` measures as much of them as one likes."""

_QUICK_LAYOUTS = ("PDF, une colonne", "PDF, deux colonnes", "DOCX")
_QUICK_DOCUMENTS = ("aubrelot_contrat", "valsonne_contrat", "brumelaine_contrat")


def reading(run: Run) -> Outcome:
    """How well documents are read, each kind of document by each reader in a process of its own."""
    kinds = [name for name in layouts() if name in _QUICK_LAYOUTS] if run.quick else []
    chosen = [part for kind in kinds for part in ("--kind", kind)]
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "evals.reading", "--keep", folder, *chosen]
        documents = ["--documents", "1"] if run.quick else []
        subprocess.run([*command, *documents], stdout=sys.stderr, check=True)
        lines = json.loads((Path(folder) / "reading.json").read_text("utf-8"))
    return Outcome(tuple(figure for line in lines for figure in _read(line, 1 if run.quick else 3)))


def _read(line: Mapping[str, object], documents: int) -> list[Figure]:
    """A line of that evaluation as figures; they are counted on whole texts, so that they have no interval."""
    name, reader = f"lecture › {line['kind']}", str(line["reader"])
    score = Score(**line["score"])  # type: ignore[arg-type]
    shares = {"mots retrouvés": score.found, "mots inventés": score.invented, "page juste": score.paged}
    found = {measure: part[0] / max(part[1], 1) for measure, part in shares.items() if part is not None}
    if score.articles is not None:
        right, given, written = score.articles
        found["articles (F1)"] = 2 * right / max(given + written, 1)
    return [
        Figure(
            name,
            measure,
            reader,
            Estimate(value, max(value - _SLACK, 0.0), min(value + _SLACK, 1.0), documents),
            lower_is_better=measure == "mots inventés",
        )
        for measure, value in found.items()
    ]


def development(run: Run) -> Outcome:
    """The golden set's development half; a few documents of it where that must do."""
    return _golden(Chosen("development", _QUICK_DOCUMENTS if run.quick else ()), run)


def test(run: Run) -> Outcome:
    """The golden set's test half."""
    return Outcome(()) if run.quick else _golden(Chosen("test"), run)


def short(run: Run) -> Outcome:
    """Contracts of three pages, many of them, in the layouts and the voices of as many drafters."""
    return Outcome(()) if run.quick else _golden(Chosen("short-test"), run)


def _golden(chosen: Chosen, run: Run) -> Outcome:
    found = outcome_of(chosen, judge_all(chosen, run.watch, run.folder))
    rivals = () if run.quick else rivals_of(chosen, run.watch, run.folder)
    return Outcome((*found.figures, *rivals), found.failures)


def guard(run: Run) -> Outcome:
    """The questions that the tests ask again, to be recorded for them."""
    return gate.outcome(gate.gate(run.watch, run.folder))


def segmentation(run: Run) -> Outcome:
    """Where articles begin and end."""
    from evals.segmentation.measured import outcome

    if run.quick:
        return Outcome(())
    found = outcome()
    return replace(found, figures=tuple(replace(one, set=one.set.replace(", ", WITHIN, 1)) for one in found.figures))


def explanations(run: Run) -> Outcome:
    """The sample that somebody has read."""
    return outcome(read_sample())


def consolidation(run: Run) -> Outcome:
    """Contracts as their amendments have made them, article by article."""
    return amendments.measured(run.folder, run.watch, run.quick)


def versions(run: Run) -> Outcome:
    """Versions of a contract, change by change."""
    return comparisons.measured_versions(run.folder, run.watch)


def contracts(run: Run) -> Outcome:
    """Two contracts, topic by topic."""
    return Outcome(()) if run.quick else comparisons.measured_contracts(run.folder, run.watch)


def published(run: Run) -> Outcome:
    """Versions of published terms, in the folder that CLAUSIER_DATA names, or not measured."""
    data = data_folder()
    return Outcome(()) if data is None or run.quick else comparisons.measured_published(data, run.folder, run.watch)


def audit(run: Run) -> Outcome:
    """Contracts held against the general checklist, point by point."""
    return audits.measured(run.folder, run.watch, run.quick)


def clarified(run: Run) -> Outcome:
    """The sample of clauses made plain that somebody has read."""
    return clauses.outcome(clauses.read_sample())


def _of_set(name: str) -> Measured:
    """A set that nobody here wrote: in the folder that CLAUSIER_DATA names, or not measured."""

    def measured(run: Run) -> Outcome:
        data = data_folder()
        return Outcome(()) if data is None or run.quick else SETS[name](data, _SIZE, run.folder, run.watch)

    return measured


PARTS: Mapping[str, Measured] = {
    "answers-test": test,
    "answers-development": development,
    "answers-short": short,
    "segmentation": segmentation,
    "reading": reading,
    "explanations": explanations,
    "amendments": consolidation,
    "versions": versions,
    "contracts": contracts,
    "published": published,
    "audits": audit,
    "clauses": clarified,
    "conventions": _of_set("conventions"),
    "abstention": _of_set("abstention"),
    "fiches": _of_set("fiches"),
    "cuad": _of_set("cuad"),
    GATE: guard,
}
"""By the name of the file that their figures are kept in."""
