"""Measures finding and abstaining on texts that nobody here wrote, in the folder that CLAUSIER_DATA names.

    python -m evals.sets [--set NAME]... [--agreements N] [--questions N] [--rivals NAME]... [--cache FOLDER]

Vectors are computed once and kept; all of them take hours on two cores, so N agreements, the smallest first, may do.
"""

import argparse
import sys
from pathlib import Path

from evals.figures import Outcome
from evals.progress import told
from evals.reading.found import data_folder
from evals.sets.parts import SETS, Size
from evals.table import rows, table
from evals.vectors import default_folder


def main(arguments: list[str]) -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.sets", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", action="append", choices=list(SETS), help="a set, instead of all of them")
    parser.add_argument("--agreements", type=int, default=0, help="how many; 0: all")
    parser.add_argument("--questions", type=int, default=0, help="to the sheets; 0: all")
    parser.add_argument("--contracts", type=int, default=0, help="of CUAD; 0: all")
    parser.add_argument("--rival", action="append", help="one of the plain alternatives, instead of all of them")
    parser.add_argument("--cache", type=Path, default=default_folder(), help="where vectors are kept")
    given = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("Non mesuré : la variable CLAUSIER_DATA ne nomme pas de dossier.", file=sys.stderr)
        return 0
    rivals = None if given.rival is None else frozenset(given.rival)
    size = Size(given.agreements, given.questions, given.contracts, rivals)
    for name in given.set or SETS:
        outcome: Outcome = SETS[name](data, size, given.cache, told)
        print(f"\n{table(rows(outcome.figures))}")
        for figure in outcome.figures:
            print(f"{figure.reader:10} {figure.measure:40} {figure.estimate.value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
