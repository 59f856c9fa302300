"""Signs drawn on a page, gathered into the words that a reader sees. Pure: any engine can give the signs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple

from clausier.domain.text import Box
from ingest.readers.engine import SeenWord

LIGATURES = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ", "st": "ﬆ"}
# In ems. A word goes on across a gap smaller than a space; an exponent is raised by a third to a half; a line is apart
# by at least nine tenths.
_GAP, _BACKWARD, _RAISED = 0.5, -0.8, 0.6
# A line broken by the engine where the signs touch (an exponent): the word goes on.
_TOUCH = 0.2
_LEVEL = 3.0  # degrees: scanned pages lean a little
# A box of one height for all words of a size, from the usual reach of Latin letters above and below the line.
_ABOVE, _BELOW = 0.78, 0.22


@dataclass(frozen=True, slots=True)
class Style:
    size: float
    bold: bool
    angle: float  # degrees, 0 from left to right as the page is seen
    piece: int = 0  # which of the texts that the file draws in one go


class Glyph(NamedTuple):
    """One letter (or white space) and where it is drawn. `broken` marks a line's end that the engine supposes."""

    letter: str
    style: Style
    x: float = 0.0  # where the pen stands, from the left
    y: float = 0.0  # and from the top
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    broken: bool = False


def words_of(glyphs: Iterable[Glyph]) -> list[SeenWord]:
    """The words, in the order in which their signs are drawn."""
    words: list[SeenWord] = []
    current: list[Glyph] = []
    before, broken = "", False
    for glyph in ligated(glyphs):
        if glyph.broken:
            broken = True
        elif glyph.letter.isspace():
            words.extend(_word(current, before))
            if current or not before.strip(" "):
                before = glyph.letter
            current, broken = [], False
        elif current and not _goes_on(current[-1], glyph, broken):
            words.extend(_word(current, before))
            current, before, broken = [glyph], "", False
        else:
            current.append(glyph)
            broken = False
    words.extend(_word(current, before))
    return words


def ligated(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Letters that one sign stands for become that ligature again; the reader may open it, knowing more."""
    sign: list[Glyph] = []
    for glyph in glyphs:
        if sign and glyph[2:] != sign[-1][2:]:
            yield from _one_sign(sign)
            sign = []
        sign.append(glyph)
    yield from _one_sign(sign)


def _one_sign(sign: Sequence[Glyph]) -> Sequence[Glyph]:
    letters = "".join(glyph.letter for glyph in sign) if len(sign) > 1 else ""
    return [sign[0]._replace(letter=LIGATURES[letters])] if letters in LIGATURES else sign


def _along(style: Style, x: float, y: float) -> tuple[float, float]:
    """The place in the frame of the writing: along the line, and down from it."""
    turn = radians(style.angle)
    return x * cos(turn) + y * sin(turn), y * cos(turn) - x * sin(turn)


def _reach(glyph: Glyph) -> tuple[float, float]:
    """Where a sign begins and ends along its line."""
    ends = [_along(glyph.style, x, y)[0] for x, y in ((glyph.left, glyph.top), (glyph.right, glyph.bottom))]
    return min(ends), max(ends)


def _step(last: Glyph, glyph: Glyph) -> tuple[float, float]:
    """How far a sign stands from the end of the one before, along its line and down from it."""
    if abs(last.style.angle) <= _LEVEL:
        return min(glyph.left, glyph.x) - last.right, glyph.y - last.y
    along, down = _along(last.style, glyph.x, glyph.y)
    return min(_reach(glyph)[0], along) - _reach(last)[1], down - _along(last.style, last.x, last.y)[1]


def _goes_on(last: Glyph, glyph: Glyph, broken: bool) -> bool:
    """Whether a sign belongs to the word of the one before it."""
    if abs(last.style.angle - glyph.style.angle) > _LEVEL:
        return False
    size = max(last.style.size, glyph.style.size)
    gap, drop = _step(last, glyph)
    if abs(drop) > _RAISED * size:
        return False
    return (-_GAP if broken else _BACKWARD) * size <= gap <= (_TOUCH if broken else _GAP) * size


def _word(glyphs: Sequence[Glyph], before: str) -> Iterator[SeenWord]:
    if not glyphs:
        return
    style = glyphs[0].style
    turned = abs(style.angle) > _LEVEL
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    largest = max(glyph.style.size for glyph in glyphs)
    if not turned and largest <= 6 * max(bottom - top, 1.0):
        top, bottom = min(top, glyphs[0].y - _ABOVE * largest), max(bottom, glyphs[0].y + _BELOW * largest)
    yield SeenWord(
        text="".join(glyph.letter for glyph in glyphs),
        box=Box(left, top, right, bottom),
        baseline=glyphs[0].y,
        size=style.size,
        bold=style.bold,
        before=before,
        turned=turned,
    )
