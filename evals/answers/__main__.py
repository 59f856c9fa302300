"""Puts the golden set to Clausier, and prints its figures and failures.

    python -m evals.answers [--half development] [--document STEM]... [--kind NAME]... [--failures]

The test half prints aggregate figures and no question, unless --failures-of-test is given: nothing is tuned on it.
"""

import argparse
import sys
from pathlib import Path

from evals.answers.outcome import Chosen, judge_all, outcome_of, rivals_of
from evals.answers.said import failure_lines, figure_lines
from evals.progress import told
from evals.vectors import default_folder


def main(arguments: list[str]) -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.answers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("development", "test"), default="development")
    parser.add_argument("--document", action="append", default=[], metavar="STEM")
    parser.add_argument("--kind", action="append", default=[], metavar="NAME")
    parser.add_argument("--question", action="append", default=[], metavar="ID")
    parser.add_argument("--failures", action="store_true", help="one line for each wrong answer")
    parser.add_argument("--failures-of-test", action="store_true", help="the same of the test half, for a last report")
    parser.add_argument("--details", action="store_true", help="figures by kind, layout and language, too")
    parser.add_argument("--rivals", action="store_true", help="the plain alternatives on the same questions, too")
    parser.add_argument("--cache", type=Path, default=default_folder(), help="where what was read and encoded is kept")
    given = parser.parse_args(arguments)
    chosen = Chosen(given.half, tuple(given.document), tuple(given.kind), tuple(given.question))
    judged = judge_all(chosen, told, given.cache)
    shows = given.failures_of_test if given.half == "test" else given.failures
    if shows:
        print("\n".join(failure_lines(judged)) + "\n")
    found = outcome_of(chosen, judged).figures
    rivals = rivals_of(chosen, told, given.cache) if given.rivals else ()
    print("\n".join(figure_lines([*found, *rivals], given.details)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
