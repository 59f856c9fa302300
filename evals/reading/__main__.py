"""Prints, and keeps, how well documents are read: one line a kind of document, Clausier above the plain alternative.

    python -m evals.reading [--kind NAME]... [--documents N] [--keep FOLDER]

Each kind is read by each reader in a process of its own, so that its memory can be told.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from evals.reading.found import KINDS, data_folder, found
from evals.reading.layouts import layouts
from evals.reading.measures import Score, Taken, score, total
from evals.reading.readers import READERS
from evals.reading.truth import Known, sources


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of document, read by one reader."""

    kind: str
    reader: str
    score: Score
    megabytes: float


def measured(kind: str, reader: str, documents: int) -> Line:
    """Read the first documents of a kind, in this process."""
    with READERS[reader]() as read:
        scores = [_scored(known, read(known.file, known.data), reader) for known in _documents(kind, documents)]
    used = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Line(kind, reader, total(scores), used / 1024)


def _scored(known: Known, taken: Taken, reader: str) -> Score:
    if taken.refusal:
        print(f"{known.kind}, {known.file}, {reader} : {taken.refusal}", file=sys.stderr)
    return score(known, taken)


def _documents(kind: str, most: int) -> Iterator[Known]:
    if kind in layouts():
        yield from map(layouts()[kind], islice(sources(), most))
    elif (folder := data_folder()) is not None:
        yield from islice(found(folder, kind), most)


def _kinds() -> list[str]:
    folder = data_folder()
    if folder is None:
        print("Documents réels : non mesurés (la variable CLAUSIER_DATA ne nomme pas de dossier).", file=sys.stderr)
        return list(layouts())
    return [*layouts(), *KINDS]


def _apart(kind: str, reader: str, documents: int) -> Line:
    """The same, in a process of its own."""
    command = [sys.executable, "-m", "evals.reading", "--one", kind, reader, str(documents)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return Line(found["kind"], found["reader"], Score(**found["score"]), found["megabytes"])


COLUMNS = (
    "mots retrouvés",
    "mots inventés",
    "page juste",
    "articles (F1)",
    "lignes de tableau",
    "cellules et en-têtes",
    "erreurs/caractère",
    "chiffres manqués ‰",
    "chiffres inventés ‰",
    "s/page",
    "Mo",
)


def cells(line: Line) -> list[str]:
    """The line's figures, as they are printed."""
    found = line.score
    missed, invented, written = found.figures
    return [
        _share(found.found),
        _share(found.invented),
        _share(found.paged),
        _f1(found.articles),
        _share(found.rows),
        _share(found.cells),
        f"{found.letters[0] / max(found.letters[1], 1):.4f}",
        f"{1000 * missed / max(written, 1):.1f}",
        f"{1000 * invented / max(written, 1):.1f}",
        f"{found.seconds / max(found.pages, 1):.3f}",
        f"{line.megabytes:.0f}",
    ]


def _share(part: tuple[int, int] | None) -> str:
    return "–" if part is None else f"{part[0] / max(part[1], 1):.4f}"


def _f1(counts: tuple[int, int, int] | None) -> str:
    if counts is None:
        return "–"
    right, given, written = counts
    return f"{2 * right / max(given + written, 1):.3f}"


def table(lines: list[Line]) -> str:
    """The lines as a Markdown table."""
    rows = [["document", "lecteur", *COLUMNS], ["---"] * (len(COLUMNS) + 2)]
    rows += [[line.kind, line.reader, *cells(line)] for line in lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main(arguments: list[str]) -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.reading", description=__doc__)
    parser.add_argument("--kind", action="append", help="as the table names it")
    parser.add_argument("--documents", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for reading.md and reading.json")
    parser.add_argument("--one", nargs=3, metavar=("KIND", "READER", "N"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        print(json.dumps(asdict(measured(given.one[0], given.one[1], int(given.one[2]))), ensure_ascii=False))
        return 0
    lines = []
    for kind in given.kind or _kinds():
        for reader in READERS:
            lines.append(_apart(kind, reader, given.documents))
            print(kind, reader, *cells(lines[-1]), sep=" | ", flush=True)
    print("\n" + table(lines))
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        (given.keep / "reading.md").write_text(table(lines) + "\n", "utf-8")
        (given.keep / "reading.json").write_text(
            json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1), "utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
