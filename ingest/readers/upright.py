"""Pictures of pages set upright: quarter turns and a slant undone, every place found back on the page."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from clausier.domain.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

Places: TypeAlias = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]

_COARSE = 1000  # pixels on the long side of the picture that ink is looked for in: lines of text are some 10 apart
_DARKER = 45  # of 256 levels, than the paper around: ink, faint print included; not the grain of a scanner
_AROUND = 24  # pixels of the coarse picture: wider than a letter's stroke, narrower than a shadow
_EDGE = 0.03  # of the width and height: a scanner's own shadow, staples, punched holes
_BARE = 0.0002  # of the picture: some specks of dust; one short line of text is ten times more
_SHRUNK, _LETTER = 8, 9  # times; pixels of the small copy: wider than a letter's strokes, so that paper shows between
_UNEVEN = 30.0  # levels between light and dark paper
_WHITE, _DARKEST = 245.0, 50.0  # levels; what is darker than that over a whole letter's width is no paper
_STEEPEST = 8.0  # degrees that a sheet may lie askew; beyond, somebody meant it
_STEP, _FINE = 0.25, 0.05
_LEVEL = 0.1  # degrees: setting upright costs sharpness and gains nothing
_ENOUGH = 60_000  # places of ink tell a slant as well as all of them
_LEAST = 200  # places of ink; fewer tell nothing
_FLATTER = 1.6  # times: lines of text, seen from the side, blur into one another


@dataclass(frozen=True, slots=True)
class Placing:
    """From the pixels of a picture set upright to those of the page's own: x = a·x′ + b·y′ + c, y = d·x′ + e·y′ + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def box(self, box: Box, scale: float = 1.0) -> Box:
        """The smallest upright box around where a box of the upright picture stands, `scale` times as large."""
        corners = [self.point(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        across, down = [x * scale for x, _ in corners], [y * scale for _, y in corners]
        return Box(min(across), min(down), max(across), max(down))

    def after(self, inner: "Placing") -> "Placing":
        """First `inner`, then this."""
        return Placing(
            self.a * inner.a + self.b * inner.d,
            self.a * inner.b + self.b * inner.e,
            self.a * inner.c + self.b * inner.f + self.c,
            self.d * inner.a + self.e * inner.d,
            self.d * inner.b + self.e * inner.e,
            self.d * inner.c + self.e * inner.f + self.f,
        )


def is_bare(picture: "Image") -> bool:
    """Whether nothing is on the paper but dust and a scanner's shadow."""
    ink = _ink(picture)
    down, across = (round(side * _EDGE) for side in ink.shape)
    inner = ink[down : -down or None, across : -across or None]
    return inner.size == 0 or float(inner.mean()) < _BARE


def lies_on_its_side(picture: "Image") -> bool:
    """Whether lines of text seem to run up or down the picture."""
    across, down = np.nonzero(_ink(picture).T)
    if len(down) < _LEAST:
        return False
    return _best((down, across))[1] * _FLATTER < _best((across, down))[1]


def turned(picture: "Image", quarters: int) -> "tuple[Image, Placing]":
    """A grey picture turned that many quarters to the left, and straight; and where its places were."""
    from PIL import Image

    width, height = picture.size
    quarter = quarters % 4
    placing = (
        Placing(),
        Placing(0, -1, width, 1, 0, 0),
        Placing(-1, 0, width, 0, -1, height),
        Placing(0, 1, 0, -1, 0, height),
    )[quarter]
    if quarter:
        ways = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
        picture = picture.transpose(ways[quarter - 1])
    straight, back = _straightened(_lit(picture))
    return straight, placing.after(back)


def _lit(picture: "Image") -> "Image":
    """The picture with white paper everywhere, where shadows lay on it: recognisers lose what stands in them."""
    from PIL import Image, ImageFilter

    small = picture.reduce(_SHRUNK)
    paper = small.filter(ImageFilter.MaxFilter(_LETTER)).filter(ImageFilter.BoxBlur(_LETTER))
    levels = np.asarray(paper)
    if float(np.percentile(levels, 95) - np.percentile(levels, 5)) < _UNEVEN:
        return picture
    lightest = np.asarray(paper.resize(picture.size, Image.Resampling.BILINEAR), dtype=np.float32)
    evened = np.asarray(picture, dtype=np.float32) * (_WHITE / np.maximum(lightest, _DARKEST))
    return Image.fromarray(np.minimum(evened, 255.0).astype(np.uint8))


def _straightened(picture: "Image") -> "tuple[Image, Placing]":
    from PIL import Image

    angle = slant(picture)
    if abs(angle) < _LEVEL:
        return picture, Placing()
    width, height = picture.size
    turn = radians(angle)
    x, y = width / 2, height / 2
    back = Placing(
        cos(turn),
        -sin(turn),
        x - x * cos(turn) + y * sin(turn),
        sin(turn),
        cos(turn),
        y - x * sin(turn) - y * cos(turn),
    )
    data = (back.a, back.b, back.c, back.d, back.e, back.f)
    paper = int(np.median(np.asarray(picture.reduce(8))))
    straight = picture.transform(
        picture.size, Image.Transform.AFFINE, data, resample=Image.Resampling.BICUBIC, fillcolor=paper
    )
    return straight, back


def slant(picture: "Image") -> float:
    """By how many degrees the lines of text run down to the right.

    The angle along which the picture's rows differ most from one another: W. Postl, Detection of linear oblique
    structures and skew scan in digitized documents, ICPR 1986.
    """
    down, across = np.nonzero(_ink(picture))
    return _best((down, across))[0] if len(down) >= _LEAST else 0.0


def _best(ink: Places) -> tuple[float, float]:
    """The angle whose rows are most distinct, and how distinct they are."""
    every = max(len(ink[0]) // _ENOUGH, 1)
    thin = ink[0][::every], ink[1][::every]
    steps = round(_STEEPEST / _STEP)
    rough = max((_distinct(thin, _STEP * step), _STEP * step) for step in range(-steps, steps + 1))[1]
    around = round(_STEP / _FINE)
    distinct, angle = max(
        (_distinct(thin, rough + _FINE * step), rough + _FINE * step) for step in range(-around, around)
    )
    return angle, distinct


def _distinct(ink: Places, angle: float) -> float:
    down, across = ink
    rows = np.bincount((down - across * np.tan(radians(angle)) + across.max()).astype(np.int64))
    return float(np.square(np.diff(rows.astype(np.float64))).sum())


def _ink(picture: "Image") -> npt.NDArray[np.bool_]:
    """Where a small copy of the picture is darker than the paper around."""
    from PIL import ImageFilter

    small = picture.reduce(max(max(picture.size) // _COARSE, 1))
    paper = small.filter(ImageFilter.BoxBlur(_AROUND))
    return np.asarray(paper, dtype=np.int16) - np.asarray(small, dtype=np.int16) > _DARKER
