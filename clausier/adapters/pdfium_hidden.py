"""Text that a PDF page holds and does not show, as PDFium knows it.

A sign is seen when the picture of the page changes as it is taken away: whatever the colour of sign and ground, the
transparency, the clipping, the layer, and what is drawn over it. So the page is drawn with its text and without.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from clausier.domain.documents import Manner
from ingest.readers.engine import UnseenText
from ingest.readers.glyphs import Glyph, words_of

_Boxes: TypeAlias = NDArray[np.float64]  # left, top, right, bottom, a row for each sign
_Picture: TypeAlias = NDArray[np.uint8]
_Mask: TypeAlias = NDArray[np.bool_]

_TINY = 2.0  # points, on a page of the usual size: nobody can read it on the screen or on paper
_LOW = 1.5  # points that the highest sign of tiny text reaches; some fonts state a size that is not theirs
_NARROW = 0.1  # ems a letter: the narrowest has twice that; less is text squeezed to a line
_USUAL = 842.0  # points, the height of A4: a small page is looked at enlarged
_NOTICED = 16
"""Of 255. What the eye may tell from its ground. Over 180,000 printed signs of contracts, forms and papers, seen at
three dots a point, none changed its place by less than 41, and each hidden one by 0."""
_COARSE, _FINE = 1.0, 3.0  # dots a point: signs that the first does not show are looked at again
_MOST_DOTS = 16_000_000
_MOST_OBJECTS = 20_000  # of a page: beyond, it is a drawing, slow to draw four times
_SHARED = 0.3  # of the smaller of two texts: so much of it on the other's place may hide it

_INK = 48  # of 255: what a scanned letter differs by from its paper, whatever the noise
_LEVEL = 0.5  # ems between two signs of one line, at most
_AROUND = 2.0  # points: recognised words stand a little beside their letters
_WHOLE, _PART = 0.6, 0.1  # of the page: a picture so large is the page, or a scanned part of it
_PICTURES = 50  # looked at on one page


def told_apart(page: Any, glyphs: Sequence[Glyph], size: tuple[float, float]) -> tuple[list[Glyph], list[UnseenText]]:
    """The signs that are seen, and the text of those that are not, on an open page of this size."""
    signs = [index for index, glyph in enumerate(glyphs) if not glyph.letter.isspace() and not glyph.broken]
    if not signs:
        return list(glyphs), []
    manners: list[Manner | None] = [None] * len(glyphs)
    for index, manner in zip(signs, _manners(page, [glyphs[index] for index in signs], size), strict=True):
        manners[index] = manner
    seen = [glyph for glyph, manner in zip(glyphs, manners, strict=True) if manner is None]
    unseen = [UnseenText(manner, text) for manner in Manner if (text := _text(glyphs, manners, manner))]
    return seen, unseen


def _text(glyphs: Sequence[Glyph], manners: Sequence[Manner | None], manner: Manner) -> str:
    """What is hidden in this manner; stretches that stand apart are told apart."""
    if manner not in manners:
        return ""
    kept = [
        glyph
        for glyph, own in zip(glyphs, manners, strict=True)
        if own is manner or glyph.broken or glyph.letter.isspace()
    ]
    return " ".join(word.text for word in words_of(kept))


def _manners(page: Any, signs: Sequence[Glyph], size: tuple[float, float]) -> list[Manner | None]:
    boxes = np.array([_box(sign) for sign in signs], dtype=np.float64)
    width, height = size
    outside = (boxes[:, 2] < 0) | (boxes[:, 0] > width) | (boxes[:, 3] < 0) | (boxes[:, 1] > height)
    tiny = _tiny(signs, boxes, min(1.0, height / _USUAL)) & ~outside
    rest = ~outside & ~tiny
    unseen = rest & ~_seen(page, signs, boxes, rest, size)
    return [
        Manner.OUTSIDE if out else Manner.TINY if small else Manner.UNSEEN if hidden else None
        for out, small, hidden in zip(outside, tiny, unseen, strict=True)
    ]


def _box(sign: Glyph) -> tuple[float, float, float, float]:
    """Where a sign stands; about where, in a font that does not say."""
    if sign.right > sign.left and sign.bottom > sign.top:
        return sign.left, sign.top, sign.right, sign.bottom
    reach = max(sign.style.size, 1.0)
    return sign.x, sign.y - reach, sign.x + 0.6 * reach, sign.y + 0.3 * reach


def _tiny(signs: Sequence[Glyph], boxes: _Boxes, scale: float) -> _Mask:
    """Signs of text that is too small, or squeezed, as a whole: a full stop is no tiny text."""
    high = boxes[:, 3] - boxes[:, 1]
    small = np.zeros(len(signs), dtype=bool)
    for piece in _pieces(signs).values():
        style = signs[piece[0]].style
        low = style.size < _TINY * scale and float(high[piece].max()) < _LOW * scale
        letters = sum(signs[at].letter.isalnum() for at in piece)
        small[piece] = low or (letters > 1 and _length(boxes[piece], style.angle) < _NARROW * style.size * letters)
    return small


def _length(boxes: _Boxes, angle: float) -> float:
    """How far a text runs along its line."""
    wide, high = boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0)
    turn = math.radians(angle)
    return float(abs(wide * math.cos(turn)) + abs(high * math.sin(turn)))


def _pieces(signs: Sequence[Glyph]) -> dict[int, list[int]]:
    pieces: dict[int, list[int]] = {}
    for index, sign in enumerate(signs):
        pieces.setdefault(sign.style.piece, []).append(index)
    return pieces


def _seen(page: Any, signs: Sequence[Glyph], boxes: _Boxes, asked: _Mask, size: tuple[float, float]) -> _Mask:
    """Which signs the page shows, of those asked for."""
    import pypdfium2.raw as c

    if not asked.any() or c.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        return np.ones(len(signs), dtype=bool)
    pieces = _pieces(signs)
    coarse = _Camera(page, size, _COARSE)
    whole = coarse.picture()
    with _without(pieces):
        shown = coarse.changed(whole, coarse.picture(), boxes)
    if not shown[asked].all():
        fine = _Camera(page, size, _FINE)
        drawn = fine.picture()
        with _without(pieces):
            shown |= fine.changed(drawn, fine.picture(), boxes)
    for covered in _overlaid(signs, boxes, pieces, shown):
        fine = _Camera(page, size, _FINE)
        drawn = fine.picture()
        with _without(covered):
            still = fine.changed(drawn, fine.picture(), boxes)
        for piece in covered.values():
            shown[piece] &= still[piece]
    if not shown[asked].all():
        shown |= _is_layer(page, signs, boxes, shown | ~asked, (whole, coarse, size))
    return _evened(signs, shown)


@contextmanager
def _without(pieces: Iterable[int]) -> Iterator[None]:
    """The page without these pieces of its text."""
    import pypdfium2.raw as c

    items = [ctypes.cast(piece, c.FPDF_PAGEOBJECT) for piece in pieces if piece]
    modes = [c.FPDFTextObj_GetTextRenderMode(item) for item in items]
    for item in items:
        c.FPDFTextObj_SetTextRenderMode(item, c.FPDF_TEXTRENDERMODE_INVISIBLE)
    try:
        yield
    finally:
        for item, mode in zip(items, modes, strict=True):
            c.FPDFTextObj_SetTextRenderMode(item, mode)


class _Camera:
    """Takes pictures of a page, so many dots a point."""

    def __init__(self, page: Any, size: tuple[float, float], dots: float) -> None:
        self._page = page
        self._scale = min(dots, math.sqrt(_MOST_DOTS / (size[0] * size[1])))

    def picture(self) -> _Picture:
        bitmap = self._page.render(scale=self._scale)
        try:
            picture: _Picture = bitmap.to_numpy()[:, :, :3].copy()
            return picture
        finally:
            bitmap.close()

    def changed(self, one: _Picture, other: _Picture, boxes: _Boxes) -> _Mask:
        """The boxes in which two pictures differ to the eye."""
        apart = np.maximum(one, other) - np.minimum(one, other)
        noticed = np.maximum(np.maximum(apart[:, :, 0], apart[:, :, 1]), apart[:, :, 2]) >= _NOTICED
        return self._within(_summed(noticed), boxes) > 0

    def inked(self, picture: _Picture, boxes: _Boxes) -> _Mask:
        """The boxes in which, or right beside which, something stands out from the lightest there is."""
        around = boxes + np.array([-_AROUND, -_AROUND, _AROUND, _AROUND])
        return np.array([self._contrast(picture, box) >= _INK for box in around], dtype=bool)

    def _contrast(self, picture: _Picture, box: NDArray[np.float64]) -> int:
        left, top, right, bottom = self._dots(box[None, :], picture.shape)[0]
        part = picture[top:bottom, left:right]
        return int((part.max(axis=(0, 1)) - part.min(axis=(0, 1))).max()) if part.size else 0

    def _within(self, sums: NDArray[np.int32], boxes: _Boxes) -> NDArray[np.int32]:
        left, top, right, bottom = self._dots(boxes, (sums.shape[0] - 1, sums.shape[1] - 1)).T
        total: NDArray[np.int32] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return total

    def _dots(self, boxes: _Boxes, shape: tuple[int, ...]) -> NDArray[np.int64]:
        """Boxes in dots, each of one dot at least, cut at the picture's edges."""
        places = boxes * self._scale
        low, high = np.floor(places[:, :2]), np.maximum(np.ceil(places[:, 2:]), np.floor(places[:, :2]) + 1)
        edges = np.array([shape[1], shape[0]])
        return np.hstack([np.clip(low, 0, edges), np.clip(high, 0, edges)]).astype(np.int64)


def _summed(mask: _Mask) -> NDArray[np.int32]:
    """How many dots are set above and left of each place."""
    sums = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), dtype=np.int32)
    sums[1:, 1:] = mask.cumsum(axis=0, dtype=np.int32).cumsum(axis=1)
    return sums


def _overlaid(
    signs: Sequence[Glyph], boxes: _Boxes, pieces: dict[int, list[int]], shown: _Mask
) -> list[dict[int, list[int]]]:
    """Texts that stand on one place: the first of each pair, then the second. Text drawn twice to look bold is none."""
    names = [name for name, piece in pieces.items() if shown[piece].any()]
    if not 2 <= len(names) <= _MOST_OBJECTS:
        return []
    each = np.array([(*boxes[pieces[name], :2].min(axis=0), *boxes[pieces[name], 2:].max(axis=0)) for name in names])
    spelled: dict[str, int] = {}
    said = np.array(
        [spelled.setdefault("".join(signs[at].letter for at in pieces[name]), at) for at, name in enumerate(names)]
    )
    first, second = np.zeros(len(names), dtype=bool), np.zeros(len(names), dtype=bool)
    for at, box in enumerate(each):
        laid_over = _shared(box, each[at + 1 :]) & (said[at + 1 :] != said[at])
        first[at] = laid_over.any()
        second[at + 1 :] |= laid_over
    covered = [{names[at]: pieces[names[at]] for at in np.flatnonzero(these)} for these in (first, second)]
    return [texts for texts in covered if texts]


def _shared(box: NDArray[np.float64], others: _Boxes) -> _Mask:
    """Which of the others lie for the most part on a box, or under it."""
    sides = np.clip(np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2]), 0, None)
    least = np.minimum((box[2:] - box[:2]).prod(), (others[:, 2:] - others[:, :2]).prod(axis=1))
    return np.asarray(sides.prod(axis=1) > _SHARED * least)


def _is_layer(
    page: Any,
    signs: Sequence[Glyph],
    boxes: _Boxes,
    shown: _Mask,
    taken: tuple[_Picture, _Camera, tuple[float, float]],
) -> _Mask:
    """Signs that are not drawn, but stand on letters of a scanned picture: they are what a recogniser read there.

    A picture that is the whole page counts only where it has most of the page's text: behind a text it is decoration.
    """
    picture, camera, size = taken
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    layer = np.zeros(len(signs), dtype=bool)
    for place, share in _pictures(page, size):
        on = ~shown & (middles >= place[:2]).all(axis=1) & (middles <= place[2:]).all(axis=1)
        if share < _WHOLE or on.sum() >= shown.sum():
            layer |= on
    places = np.nonzero(layer)[0]
    layer[places] = camera.inked(picture, boxes[places])
    for line in _lines(signs, ~shown):  # recognised letters are set narrower or wider than the printed ones
        layer[line] = layer[line].mean() > 0.5
    return layer


def _lines(signs: Sequence[Glyph], asked: _Mask) -> Iterator[list[int]]:
    """Signs that are drawn one after the other at one height."""
    line: list[int] = []
    for at in np.nonzero(asked)[0].tolist():
        if line and abs(signs[at].y - signs[line[-1]].y) > _LEVEL * max(signs[at].style.size, 1.0):
            yield line
            line = []
        line.append(at)
    if line:
        yield line


def _pictures(page: Any, size: tuple[float, float]) -> Iterator[tuple[NDArray[np.float64], float]]:
    """Where the larger pictures of a page stand as seen, and what share of it each covers."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    for count, item in enumerate(page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
        if count >= _PICTURES:
            return
        try:
            left, bottom, right, top = item.get_bounds()
        except pdfium.PdfiumError:
            continue
        share = (right - left) * (top - bottom) / (size[0] * size[1])
        if share >= _PART:
            corners = [_on_screen(page, size, x, y) for x, y in ((left, top), (right, bottom))]
            yield np.array([*np.min(corners, axis=0), *np.max(corners, axis=0)]), share


def _on_screen(page: Any, size: tuple[float, float], x: float, y: float) -> tuple[int, int]:
    import pypdfium2.raw as c

    across, down = ctypes.c_int(), ctypes.c_int()
    c.FPDF_PageToDevice(page, 0, 0, round(size[0]), round(size[1]), 0, x, y, across, down)
    return across.value, down.value


def _evened(signs: Sequence[Glyph], shown: _Mask) -> _Mask:
    """One letter alone that does not show in a text that does is a flaw of its font; a figure is not passed over."""
    evened = shown.copy()
    for _, run in groupby(range(len(signs)), key=lambda at: (signs[at].style.piece, bool(shown[at]))):
        places = list(run)
        first, last = places[0], places[-1]
        if shown[first] or len(places) > 1 or signs[first].letter.isdigit():
            continue
        neighbours = [at for at in (first - 1, last + 1) if 0 <= at < len(signs)]
        evened[first] = any(shown[at] and signs[at].style.piece == signs[first].style.piece for at in neighbours)
    return evened
