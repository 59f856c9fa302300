"""Print how well each document is cut.

python -m evals.segmentation [NAME…] : the documents whose name holds one of the words, all by default.
"""

import argparse
import sys

from evals.reading.found import data_folder
from evals.segmentation.measured import MEASURES, documents, measure
from evals.segmentation.pointers import figures as pointer_figures


def main(arguments: list[str]) -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.segmentation", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--failures", action="store_true", help="what went wrong, where it may be looked at")
    given = parser.parse_args(arguments)
    if data_folder() is None:
        print("Contrats réels : non mesurés (la variable CLAUSIER_DATA ne nomme pas de dossier).", file=sys.stderr)
    chosen = (one for one in documents() if not given.names or any(name in one.name for name in given.names))
    found = measure(chosen)
    print("document | découpe | articles |", " | ".join(MEASURES))
    for one in found.cuts:
        figures = (f"{of(one.score):.3f}" for of in MEASURES.values())
        print(one.marked.name, one.way, one.score.written, *figures, sep=" | ")
    for figure in pointer_figures(found.pointers):
        print(figure.measure, figure.reader, f"{figure.estimate.value:.3f}", sep=" | ")
    for missed in found.failures if given.failures else ():
        print(f"{missed.documents} | {missed.question} | {missed.cause}\n   {missed.expected}\n   {missed.got}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
