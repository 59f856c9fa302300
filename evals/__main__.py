"""Measures Clausier beside what one would otherwise pick, prints one table, and writes the report.

    python -m evals [--quick] [--only PART]... [--record] [--cache FOLDER]

Figures are compared with the recorded ones, in evals/results. The exit status is 1 when one fell below what was
recorded by more than its interval; --record records what this run found instead. Each run is also kept under the
name of its commit, in evals/results/runs.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic

from evals.commit import commit
from evals.figures import Figure, Outcome, read, worsened, written
from evals.parts import GATE, PARTS, Run
from evals.progress import told
from evals.reading.found import data_folder
from evals.report import report
from evals.table import rows, table
from evals.vectors import default_folder

RESULTS = Path(__file__).parent / "results"


def main(arguments: list[str]) -> int:
    """Exit status 0, or 1 where a figure fell."""
    parser = argparse.ArgumentParser(
        prog="python -m evals", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a few documents and questions, in a few minutes")
    parser.add_argument("--only", action="append", choices=list(PARTS), help="a part, instead of all of them")
    parser.add_argument("--record", action="store_true", help="keep these figures as those to be held")
    parser.add_argument("--cache", type=Path, default=default_folder(), help="where what takes long is kept")
    given = parser.parse_args(arguments)
    if data_folder() is None:
        print("Documents réels : non mesurés (la variable CLAUSIER_DATA ne nomme pas de dossier).", file=sys.stderr)
    held = RESULTS / "quick" if given.quick else RESULTS
    fallen: list[tuple[Figure, Figure]] = []
    found: dict[str, Outcome] = {}
    for name, outcome in _measured(given.only or list(PARTS), Run(given.quick, given.cache, told)):
        found[name] = outcome
        before = read(held / f"{name}.json")
        fallen += [] if given.record else worsened(outcome.figures, before.figures)
        _keep(RESULTS / "runs" / commit() / f"{name}.json", outcome)
        if given.record or not before.figures:
            _keep(held / f"{name}.json", outcome)
    for outcome in found.values():
        print(f"\n{table(rows(outcome.figures) or rows(outcome.figures, details=True))}")
    _report(found, held, given.quick)
    for now, old in fallen:
        print(_fell(now, old), file=sys.stderr)
    return 1 if fallen else 0


def _measured(names: list[str], run: Run) -> Iterator[tuple[str, Outcome]]:
    for name in names:
        started = monotonic()
        print(f"== {name}", file=sys.stderr, flush=True)
        outcome = PARTS[name](run)
        print(f"== {name} : {monotonic() - started:.0f} s", file=sys.stderr, flush=True)
        if outcome.figures:
            yield name, outcome


def _keep(path: Path, outcome: Outcome) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(outcome), "utf-8")


def _report(found: Mapping[str, Outcome], held: Path, quick: bool) -> None:
    """Of everything: parts that were not measured now stand as they are recorded."""
    shown = {name: found.get(name) or read(held / f"{name}.json") for name in PARTS if name != GATE}
    path = RESULTS / ("report-quick.html" if quick else "report.html")
    path.write_text(report(shown, commit()), "utf-8")
    print(f"\nRapport : {path}")


def _fell(now: Figure, old: Figure) -> str:
    return (
        f"EN BAISSE : {now.set}, {now.measure} : {now.estimate.value:.3f}, "
        f"contre {old.estimate.value:.3f} [{old.estimate.low:.3f} – {old.estimate.high:.3f}]"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
