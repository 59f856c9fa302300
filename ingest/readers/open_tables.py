"""Tables that are ruled between their rows only: their columns are told from the white space between the words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from clausier.domain.text import Box
from ingest.readers.engine import Rule, SeenWord

# In points.
_LEVEL = 1.5  # pieces of one rule stand so close in height
_NEAR = 3.0  # and so close end to end; rules of one table begin and end so close to one another
_TALLEST = 140.0  # a row; higher is a page between the rules of its head and its foot
_WIDEST_GAP = 1.0  # ems: no two words of a cell stand so far apart on every line

_FEWEST = 3  # rules of a table of two rows


def sides(rules: Sequence[Rule], words: Sequence[SeenWord]) -> list[Rule]:
    """The rules down that such tables lack: at both ends, and between two columns."""
    found: list[Rule] = []
    for run in _runs(rules, words):
        for part in _parted(run, words):
            box, gaps = _box(part), _gaps(part, words)
            if gaps:
                found += [Rule(Box(at, box.top, at, box.bottom)) for at in (box.left, *gaps, box.right)]
    return found


def _box(run: Sequence[Box]) -> Box:
    return Box(min(line.left for line in run), run[0].top, max(line.right for line in run), run[-1].bottom)


def _parted(run: Sequence[Box], words: Sequence[SeenWord]) -> Iterator[Sequence[Box]]:
    """A run cut where two tables of other columns stand under one another, the title of the second between them."""
    whole = len(_gaps(run, words))
    for at in range(_FEWEST - 1, len(run) - _FEWEST + 1):
        above, title, below = run[: at + 1], run[at : at + 2], run[at + 1 :]
        if len(below) < _FEWEST or _gaps(title, words):
            continue
        if len(_gaps(above, words)) + len(_gaps(below, words)) > 2 * whole:
            yield above
            yield from _parted(below, words)
            return
    yield run


def _runs(rules: Sequence[Rule], words: Sequence[SeenWord]) -> Iterator[list[Box]]:
    """Rules across of one length, under one another, with words between each two."""
    waiting = sorted(_whole(rules), key=lambda line: line.top)
    while waiting:
        run = [waiting.pop(0)]
        for line in list(waiting):
            alike = abs(line.left - run[0].left) <= _NEAR and abs(line.right - run[0].right) <= _NEAR
            between = Box(line.left, run[-1].bottom, line.right, line.top)
            if alike and line.top - run[-1].bottom <= _TALLEST and any(_holds(between, word) for word in words):
                run.append(line)
                waiting.remove(line)
        if len(run) >= _FEWEST:
            yield run


def _whole(rules: Sequence[Rule]) -> list[Box]:
    """The rules across, pieces that touch joined."""
    across = [rule.box for rule in rules if not rule.area and rule.box.right - rule.box.left > _NEAR]
    lines: list[Box] = []
    for box in sorted(across, key=lambda box: (round(box.top / _LEVEL), box.left)):
        last = lines[-1] if lines else None
        if last is not None and abs(last.top - box.top) <= _LEVEL and box.left - last.right <= _NEAR:
            lines[-1] = Box(last.left, last.top, max(last.right, box.right), last.bottom)
        else:
            lines.append(box)
    return [line for line in lines if line.bottom - line.top <= _NEAR]


def _gaps(run: Sequence[Box], words: Sequence[SeenWord]) -> list[float]:
    """The middles of the white spaces that run down between the words of a run, from the left."""
    box = _box(run)
    inside = [word for word in words if _holds(box, word)]
    if not inside:
        return []
    wide = _WIDEST_GAP * median(word.size for word in inside)
    reach: list[tuple[float, float]] = []
    for left, right in sorted((word.box.left, word.box.right) for word in inside):
        if reach and left - reach[-1][1] < wide:
            reach[-1] = reach[-1][0], max(reach[-1][1], right)
        else:
            reach.append((left, right))
    return [(before[1] + after[0]) / 2 for before, after in pairwise(reach)]


def _holds(box: Box, word: SeenWord) -> bool:
    x, y = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
    return box.left <= x <= box.right and box.top <= y <= box.bottom
