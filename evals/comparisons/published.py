"""Successive versions of published terms: every figure that a plain word diff sees change, looked for in the redline.

Nobody compared these by hand. The diff knows nothing of clauses: it runs over the words of the whole texts, so that a
figure counts as changed only where its neighbours stand elsewhere nowhere, which a moved paragraph's do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from clausier.comparing.sentences import text_of
from clausier.comparing.versions import Redline
from clausier.domain.comparisons import Change
from clausier.domain.documents import Kind, Reading
from clausier.ports import Watcher
from evals.amendments.handed import Desk
from evals.amendments.judging import tokens
from evals.vectors import unwatched

_NUMBER = re.compile(
    r"^[^\w\n]*(?:(?:article|art\.|section|annexe)\s*\d+(?:\s?\.\s?\d+)*|\d+(?:\s?\.\s?\d+)+(?!\s?[%€]|,\d)|\d+\s?[.)°](?!\d))",
    re.I | re.M,
)
_FURNITURE = re.compile(
    r"^(?:.*\.{5,}.*|\W*(?:page\s*)?\d*\W*)$", re.I | re.M
)  # lines of a table of contents, and of page numbers
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\.(?:fr|com|eu|org)\b)\S*")

Figure = tuple[str, str, str]
"""A figure between the word before and the word after."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Two versions, the figures that changed in each, and those of them that the redline does not list."""

    pair: str
    changed: int
    missed: tuple[Figure, ...]
    listed: int  # changes


def followed(desk: Desk, data: Path, watch: Watcher, most: int = 0) -> list[Followed]:
    """Each version beside the next; at most so many pairs, where `most` is not 0."""
    found = list(_pairs(data / "versions_cgu"))[: most or None]
    judged = []
    for done, (one, other) in enumerate(found, 1):
        watch("versions publiées", done, len(found))
        dossier = desk.dossier(f"{one.parent.name} {one.stem} {done}")
        readings = [
            desk.reading(desk.take(dossier, path.name, path.read_bytes(), Kind.CONTRACT)) for path in (one, other)
        ]
        judged.append(_judged(f"{one.parent.name} {one.name[:10]} → {other.name[:10]}", *readings))
    return judged


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    for published in sorted(path for path in folder.glob("*") if path.is_dir()):
        yield from pairwise(sorted(published.glob("*.md")))


def _judged(name: str, a: Reading, b: Reading) -> Followed:
    rows = Redline(text_of(a), text_of(b), lambda passages: "").rows(unwatched)
    changes = [change for row in rows for change in row.changes]
    gone, come = figures_apart(a.text, b.text)
    before = [_told(change, first=True) for change in changes]
    after = [_told(change, first=False) for change in changes]
    missed = [one for one in gone if not _listed(one, before)] + [one for one in come if not _listed(one, after)]
    return Followed(name, len(gone) + len(come), tuple(missed), len(changes))


def figures_apart(a: str, b: str) -> tuple[list[Figure], list[Figure]]:
    """The figures that are in one text alone where they stand, as a word diff of the whole texts has them."""
    ours, theirs = _words(a), _words(b)
    around_a, around_b = Counter(_around(ours)), Counter(_around(theirs))
    gone, come = [], []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += [one for one in _around(ours, i, i_end) if around_a[one] > around_b[one]]
            come += [one for one in _around(theirs, j, j_end) if around_b[one] > around_a[one]]
    return gone, come


def _words(text: str) -> list[str]:
    """Without the numbers that open a line, which are articles', and without addresses and tables of contents."""
    return tokens(_ADDRESS.sub(" ", _NUMBER.sub(" ", _FURNITURE.sub("", text))))


def _around(words: Sequence[str], start: int = 0, end: int | None = None) -> list[Figure]:
    """The figures of a stretch, each with its neighbours."""
    padded = ["", *words, ""]
    stop = len(words) if end is None else end
    return [(padded[at], padded[at + 1], padded[at + 2]) for at in range(start, stop) if words[at][0].isdigit()]


def _told(change: Change, *, first: bool) -> list[str]:
    """The words that a change shows of a side."""
    quoted = [citation.quote for citation in (change.a if first else change.b)]
    edited = [edit.before if first else edit.after for edit in change.edits]
    return [word for text in (*quoted, *edited) for word in [*_words(text), "¶"]]


def _listed(figure: Figure, told: Sequence[Sequence[str]]) -> bool:
    """Whether some change shows the figure beside one of its neighbours."""
    before, value, after = figure
    return any(
        (one, other) in {(before, value), (value, after)} for words in told for one, other in pairwise(words)
    ) or any(list(words).count(value) and len(words) == 2 for words in told)
