"""The reading order of a page: down each column, then the next; what stands over a line comes before it.

The file's own order of drawing is followed wherever it respects that, for it knows cells and columns that their places
do not tell. Where it draws two columns line by line across the gutter, the white space between them decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.segments import Segment

_MOST = 1500
"""Segments. Beyond, a page is a drawing; comparing all pairs would take seconds, and the file's order is kept."""

_ROWS = 6  # lines on both sides before a gutter is believed
_CROSSED = 0.25  # at most this share of the lines in between may cross it: headings over both columns
_FILLED = 0.7  # of a column's width: running text fills it, the cells of a table do not
_PROSE = 20  # letters a line of a column has, usually
_FOOT = 3  # lines drawn later and standing over it
_APART = 3.0  # ems of white space over a foot
_EARLY = 8  # segments: the head and the foot of a page are no more, where a file draws them first
_SAME = 0.5  # ems: farther down is another line
_LABEL = 5.0  # ems: a number or a bullet set before its line, and the gap after it


def in_reading_order(segments: Sequence[Segment]) -> list[Segment]:
    """The same segments, as they are read."""
    if not 1 < len(segments) <= _MOST:
        return list(segments)
    gutter = _gutter(segments)
    if gutter is not None and _crosses_often(segments, gutter):
        return list(_by_columns(segments, gutter))
    return _top_down(_foot_last(segments))


def _foot_last(segments: Sequence[Segment]) -> list[Segment]:
    """What is drawn early and stands under nearly all that follows, or far under everything, is the page's foot.

    It is read last.
    """
    foot = [
        segment
        for index, segment in enumerate(segments)
        if _is_foot(segment, segments[index + 1 :]) or _is_far_below(segment, segments, index)
    ]
    foot += _drawn_first(segments)
    low = [any(segment.beside(other) for other in foot) for segment in segments]
    return [*_where(segments, low, False), *_where(segments, low, True)]


def _where(segments: Sequence[Segment], low: Sequence[bool], wanted: bool) -> Iterator[Segment]:
    return (segment for segment, is_low in zip(segments, low, strict=True) if is_low is wanted)


def _is_foot(segment: Segment, later: Sequence[Segment]) -> bool:
    higher = [other for other in later if other.baseline < segment.baseline]
    if len(higher) < _FOOT:
        return False
    over = sum(other.above(segment) for other in higher)
    return over >= _FOOT and over > sum(segment.above(other) for other in later)


def _is_far_below(segment: Segment, segments: Sequence[Segment], index: int) -> bool:
    """Whether a line drawn before others stands under white space, with nothing beneath it.

    The number in a corner of a page has few lines over it where columns are short.
    """
    others = [other for other in segments if not other.beside(segment)]
    return len(segments) - index > _FOOT and all(
        other.baseline < segment.baseline - _APART * segment.size for other in others
    )


def _drawn_first(segments: Sequence[Segment]) -> list[Segment]:
    """The foot, where a file draws it and the head before all that stands between them, however close that comes."""
    for many in range(min(_EARLY, len(segments) - _FOOT), 0, -1):
        early, body = segments[:many], segments[many:]
        feet = [segment for segment in early if all(_stands_over(other, segment) for other in body)]
        heads = [segment for segment in early if all(_stands_over(segment, other) for other in body)]
        if feet and len(feet) + len(heads) == many:
            return feet
    return []


def _stands_over(higher: Segment, lower: Segment) -> bool:
    """Whether one stands on a higher line of the page, wherever that line begins."""
    return higher.baseline < lower.baseline and not higher.beside(lower)


def _top_down(segments: Sequence[Segment]) -> list[Segment]:
    """The given order, but nothing comes before what stands over it, nor a line before the number set at its left."""
    ordered: list[Segment] = []
    left = dict.fromkeys(range(len(segments)))
    for first in range(len(segments)):
        waiting = [first] if first in left else []
        while waiting:
            need = _first_needed(segments, left, waiting[-1])
            if need is not None and need not in waiting:
                waiting.append(need)
            else:
                index = waiting.pop()
                del left[index]
                ordered.append(segments[index])
    return ordered


def _first_needed(segments: Sequence[Segment], left: Iterable[int], index: int) -> int | None:
    """The first of those left that must come before one of them."""
    line = segments[index]
    level = line.baseline + _SAME * line.size
    for other in left:
        before = segments[other]
        if before.baseline > level or other == index:
            continue
        if before.above(line) or (other > index and _labels(before, line)):
            return other
    return None


def _labels(label: Segment, line: Segment) -> bool:
    width = label.right - label.left
    gap = line.left - label.right
    return label.beside(line) and width <= _LABEL * line.size and 0 <= gap <= _LABEL * line.size


@dataclass(frozen=True, slots=True)
class _Gutter:
    """The white space between two columns, and how far down the page it reaches."""

    x: float
    top: float
    bottom: float

    def crossed_by(self, segment: Segment) -> bool:
        return segment.left < self.x < segment.right

    def beside(self, segment: Segment) -> bool:
        return self.top <= segment.baseline <= self.bottom


def _gutter(segments: Sequence[Segment]) -> _Gutter | None:
    """The gutter between two columns of running text, if the page has one."""
    pairs = list(_pairs(segments))
    if len(pairs) < _ROWS:
        return None
    x = max(
        ((left.right + right.left) / 2 for left, right in pairs),
        key=lambda at: sum(left.right <= at <= right.left for left, right in pairs),
    )
    split = [(left, right) for left, right in pairs if left.right <= x <= right.left]
    if len(split) < _ROWS:
        return None
    rows = [left.baseline for left, _ in split]
    gutter = _Gutter(x, min(rows), max(rows))
    crossing = sum(gutter.crossed_by(segment) for segment in segments if gutter.beside(segment))
    if crossing > _CROSSED * len(split):
        return None
    sides = [left for left, _ in split], [right for _, right in split]
    return gutter if all(_is_running_text(side) for side in sides) else None


def _rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Line by line from the top, each from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.baseline):
        if rows and rows[-1][0].beside(segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.left) for row in rows]


def _pairs(segments: Sequence[Segment]) -> Iterator[tuple[Segment, Segment]]:
    """Neighbours on one line, with a wide gap between them."""
    for row in _rows(segments):
        yield from pairwise(row)


def _is_running_text(side: Sequence[Segment]) -> bool:
    width = max(segment.right for segment in side) - min(segment.left for segment in side)
    filled = sum(segment.right - segment.left >= _FILLED * width for segment in side)
    letters = sum(segment.letters for segment in side)
    return filled * 2 >= len(side) and letters >= _PROSE * len(side)


def _crosses_often(segments: Sequence[Segment], gutter: _Gutter) -> bool:
    """Whether the file draws line by line across the gutter, instead of one column after the other."""
    beside = [segment for segment in segments if gutter.beside(segment) and not gutter.crossed_by(segment)]
    steps = sum(last.right <= gutter.x <= segment.left for last, segment in pairwise(beside))
    return steps > _ROWS / 2


def _by_columns(segments: Sequence[Segment], gutter: _Gutter) -> Iterator[Segment]:
    """Left column, right column, and so on between the lines that cross both."""
    left: list[Segment] = []
    right: list[Segment] = []
    for segment in (segment for row in _rows(segments) for segment in row):
        if gutter.crossed_by(segment) or not gutter.beside(segment):
            yield from (*left, *right, segment)
            left, right = [], []
        else:
            (left if segment.right <= gutter.x else right).append(segment)
    yield from (*left, *right)
