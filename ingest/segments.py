"""Runs of words that stand side by side on one line of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ingest.raw import RawLine
from ingest.readers.engine import SeenWord

# In ems.
_APART = 0.8  # a wider gap may be the space between two columns or two cells
_OVERLAP = 0.3  # signs of neighbouring words may lean over one another
_RISE = 0.6  # an exponent stands on its line all the same
_SAME = 0.35
_FEW = 12  # segments: too few to tell order from disorder
_MANY = 4000  # segments: a drawing
_WRONG = 0.25  # of the pairs; a foot drawn first makes a few, words drawn at random half of them


@dataclass(frozen=True)
class Segment:
    """Words of one line without a wide gap between them; or a row of a table, whose line is made already."""

    words: tuple[SeenWord, ...]
    line: RawLine | None = None

    @cached_property
    def left(self) -> float:
        return min(word.box.left for word in self.words)

    @cached_property
    def right(self) -> float:
        return max(word.box.right for word in self.words)

    @cached_property
    def size(self) -> float:
        return max(max(word.size for word in self.words), 1.0)

    @cached_property
    def baseline(self) -> float:
        """That of the largest word: exponents stand above it."""
        return max(self.words, key=lambda word: word.size).baseline

    @cached_property
    def letters(self) -> int:
        return sum(len(word.text) for word in self.words)

    def beside(self, other: "Segment", tolerance: float = _SAME) -> bool:
        """Whether both stand on one line."""
        return abs(self.baseline - other.baseline) <= tolerance * max(self.size, other.size)

    def above(self, other: "Segment") -> bool:
        """Whether this one is read before the other because it stands over it."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        lower = other.baseline - self.baseline > _SAME * max(self.size, other.size)
        return lower and shared > 0.1 * min(self.size, other.size)


def segments_of(words: Sequence[SeenWord], rows: Sequence[Segment] = ()) -> list[Segment]:
    """The segments, in the file's own order; rebuilt from their places where that order is none.

    `rows` are those of tables: they stand whole among the segments, where the first of their words does.
    """
    taken = {word for row in rows for word in row.words}
    free = [word for word in words if word not in taken]
    segments = _joined(free)
    if _is_disorder(segments):
        return _joined(_by_place(free)) if not rows else _with_rows(_joined(_by_place(free)), rows)
    order: dict[SeenWord, int] = {}
    for at, word in enumerate(words):
        order.setdefault(word, at)
    return sorted([*segments, *rows], key=lambda segment: min(order[word] for word in segment.words))


def _with_rows(segments: Sequence[Segment], rows: Sequence[Segment]) -> list[Segment]:
    """Segments that follow from the top, each row before the first that stands lower."""
    placed = list(segments)
    for row in rows:
        lower = (at for at, segment in enumerate(placed) if segment.baseline > row.baseline and not segment.beside(row))
        placed.insert(next(lower, len(placed)), row)
    return placed


def _joined(words: Sequence[SeenWord]) -> list[Segment]:
    runs: list[list[SeenWord]] = []
    for word in words:
        if runs and _follows(runs[-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Segment(tuple(run)) for run in runs]


def _follows(run: Sequence[SeenWord], word: SeenWord) -> bool:
    last = run[-1]
    size = max(last.size, word.size, 1.0)
    raised = last.size != word.size
    if abs(word.baseline - last.baseline) > (_RISE if raised else _SAME) * size:
        return False
    return -_OVERLAP * size <= word.box.left - last.box.right <= _APART * size


def _is_disorder(segments: Sequence[Segment]) -> bool:
    """Whether the file draws its words in no reading order: the lower of two lines often comes first."""
    if not _FEW <= len(segments) <= _MANY:
        return False
    left, right = np.array([(segment.left, segment.right) for segment in segments]).T
    level, size = np.array([(segment.baseline, segment.size) for segment in segments]).T
    shared = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    drop = np.subtract.outer(level, level)  # how much lower the first of a pair stands than the second
    apart = _SAME * np.maximum.outer(size, size)
    pairs = np.triu((shared > 0) & (np.abs(drop) > apart))  # each pair once, the first drawn first
    return bool((pairs & (drop > apart)).sum() > _WRONG * pairs.sum())


def _by_place(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Line by line from the top, each from the left."""
    rows: list[list[SeenWord]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.box.left)):
        if rows and word.baseline - rows[-1][0].baseline <= _SAME * max(word.size, rows[-1][0].size, 1.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [word for row in rows for word in sorted(row, key=lambda word: word.box.left)]
