"""The words of a page, gathered into lines in reading order. Pure functions over places on the page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from clausier.domain.text import Box
from ingest.columns import in_reading_order
from ingest.raw import RawLine, RawWord
from ingest.readers.engine import SeenWord
from ingest.segments import Segment, segments_of

# In ems, or in lines.
_SAME_LINE = 0.35
_LEADING = 1.35
_FAR = 1.9  # so far apart that even a sentence which goes on begins anew
_USUAL = 1.25
_INDENT = 0.8
_SHORT = 0.88
_BULLET = re.compile(r"^(?:[•▪■●○◦➢➤❖✓\-–—−*·\uf0b7\uf0a7\uf02d]|\(?[a-z]{1,2}[).]|\(?[ivx]{1,5}[).])(?:\s|$)")
_SENTENCE_END = (".", ";", ":", "!", "?", "»", ")")


def lines_of(words: Sequence[SeenWord], rows: Sequence[Segment] = ()) -> tuple[RawLine, ...]:
    """The page's lines as they are read, down each column; words that run another way stand last, as they are drawn.

    `rows` are the rows of tables among these words: a line each.
    """
    level = [word for word in words if not word.turned]
    ordered = in_reading_order(segments_of(level, rows))
    lines = _with_paragraphs([_made(line) for line in _rows(ordered)])
    return (*lines, *_turned_lines([word for word in words if word.turned]))


def _rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that follow one another on one line, together."""
    rows: list[list[Segment]] = []
    for segment in segments:
        last = rows[-1][-1] if rows else None
        if last is not None and _joins(last, segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def _joins(last: Segment, segment: Segment) -> bool:
    if last.line is not None or segment.line is not None:
        return False
    return last.beside(segment, _SAME_LINE) and segment.left >= last.right - 0.3 * last.size


def _made(segments: Sequence[Segment]) -> RawLine:
    row = segments[0].line
    return row if row is not None else _line([word for segment in segments for word in segment.words])


def _turned_lines(words: Sequence[SeenWord]) -> list[RawLine]:
    """One line for each run of words that the file itself keeps together."""
    runs: list[list[SeenWord]] = []
    for word in words:
        if runs and word.before:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [replace(_line(run), starts_paragraph=True) for run in runs]


def _line(words: Sequence[SeenWord]) -> RawLine:
    parts = [words[0].text]
    for word in words[1:]:
        parts += (word.before if word.before.isspace() and word.before not in "\t\r\n" else " ", word.text)
    sizes = Counter[float]()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    bold = sum(len(word.text) for word in words if word.bold)
    return RawLine(
        text="".join(parts),
        words=tuple(RawWord(word.text, word.box) for word in words),
        box=Box(
            min(word.box.left for word in words),
            min(word.box.top for word in words),
            max(word.box.right for word in words),
            max(word.box.bottom for word in words),
        ),
        size=sizes.most_common(1)[0][0],
        bold=bold * 2 > sizes.total(),
    )


def _with_paragraphs(lines: Sequence[RawLine]) -> list[RawLine]:
    leading = _usual_leading(lines)
    edge = _right_edge(lines)
    return [
        replace(line, starts_paragraph=not index or _starts(lines, index, leading, edge))
        for index, line in enumerate(lines)
    ]


def _usual_leading(lines: Sequence[RawLine]) -> float:
    """The distance between two lines of one paragraph, in ems: the closest that is common on the page."""
    steps = Counter[float]()
    for above, below in pairwise(lines):
        step = _step(above, below)
        if above.size == below.size and 0.9 <= step <= 2.2 and not (above.row or below.row):
            steps[round(step, 1)] += 1
    if not steps:
        return _USUAL
    common = max(steps.values())
    return min(step for step, times in steps.items() if times * 3 >= common)


def _step(above: RawLine, below: RawLine) -> float:
    if above.box is None or below.box is None:
        return 0.0
    return (below.box.bottom - above.box.bottom) / max(below.size, 1.0)


def _right_edge(lines: Sequence[RawLine]) -> float:
    """Where the lines of running text end."""
    ends = sorted(line.box.right for line in lines if line.box is not None and line.row is None)
    return ends[int(len(ends) * 0.9)] if ends else 0.0


def _starts(lines: Sequence[RawLine], index: int, leading: float, edge: float) -> bool:
    above, line = lines[index - 1], lines[index]
    if above.box is None or line.box is None:
        return True
    if above.row is not None or line.row is not None:
        return True  # rows of one table are joined when the text is composed
    step = _step(above, line)
    if step < -0.5:  # back to the top of another column
        return not carries_on(above.text, line.text)
    if _BULLET.match(line.text):
        return True
    if step > leading * _LEADING:
        return step > leading * _FAR or not (line.text[0].islower() and carries_on(above.text, line.text))
    if abs(above.size - line.size) > 0.12 * line.size or above.bold != line.bold:
        return True
    indented = line.box.left - above.box.left > _INDENT * line.size
    if indented and not _BULLET.match(above.text) and _comes_back(lines, index):
        return True
    ends_short = above.box.right < above.box.left + _SHORT * (edge - above.box.left)
    return ends_short and above.text.endswith(_SENTENCE_END)


def _comes_back(lines: Sequence[RawLine], index: int) -> bool:
    """Whether the line after stands further left: the line's indent is that of a first line."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or after.box is None or line.box is None:
        return False
    return line.box.left - after.box.left > _INDENT * line.size


def carries_on(above: str, below: str) -> bool:
    """Whether a sentence goes on from one line to the next, across a column or a page."""
    ended = above.rstrip().endswith(_SENTENCE_END)
    return bool(below) and not _BULLET.match(below) and (below[0].islower() or not (ended or below[0].isupper()))
