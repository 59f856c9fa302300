"""RapidOCR: PP-OCRv6 models that come inside its package, run by onnxruntime.

Its two models are called one after the other, as it does itself; the words are cut here, because its own cutting gives
a word the confidence of another, and leaves out lines that it is not sure of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from clausier.domain.text import Box
from clausier.errors import UnreadableFile
from ingest.readers.recognition import RecognisedWord

if TYPE_CHECKING:
    from PIL.Image import Image

PACKAGE = "rapidocr"
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    # The whole page at this size is enough to find its lines; they are then read at the size of the picture.
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    # Two pages are read at once, each by one thread.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_SURE, _SURE_OF_FIGURES = 0.80, 0.95  # of the least sure letter of a word
_INK = 60  # of 256 levels, darker than the lightest of the line
_SMALLEST = 6  # pixels: lower, nothing is written there

Levels = npt.NDArray[np.uint8]


def rapid_recogniser() -> "RapidRecogniser | None":
    """The recogniser that pip brought; None where its package is missing."""
    return RapidRecogniser() if find_spec(PACKAGE) is not None else None


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    at: float  # of the line's width
    confidence: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line is written, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, corners: npt.NDArray[np.float32], shape: tuple[int, ...]) -> "_Place":
        left, top = (max(int(np.floor(edge)), 0) for edge in corners.min(axis=0))
        right, bottom = (int(np.ceil(edge)) for edge in corners.max(axis=0))
        return cls(left, top, min(right, shape[1]), min(bottom, shape[0]))

    @property
    def is_written(self) -> bool:
        return min(self.right - self.left, self.bottom - self.top) >= _SMALLEST

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class RapidRecogniser:
    """Fits `ingest.readers.recognition.Recogniser`. Its models are opened with the first page, once for all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._engine: Any = None

    @property
    def name(self) -> str:
        return "RapidOCR"

    def words(self, picture: "Image") -> tuple[RecognisedWord, ...]:
        engine = self._opened()
        coloured = _coloured(picture)
        places = _lines(engine.text_det(coloured).boxes, coloured.shape)
        if not places:
            return ()
        from rapidocr.ch_ppocr_rec import TextRecInput

        pictures = [coloured[at.top : at.bottom, at.left : at.right] for at in places]
        found = engine.text_rec(TextRecInput(img=pictures, return_word_box=True))
        words: list[RecognisedWord] = []
        for number, (place, text, info) in enumerate(zip(places, found.txts, found.word_results, strict=True)):
            words.extend(_words(list(_letters(text, info)), coloured[:, :, 0], place, number))
        return tuple(words)

    def _opened(self) -> Any:
        with self._lock:
            if self._engine is None:
                try:
                    self._engine = _engine()
                except (ImportError, OSError) as error:
                    raise UnreadableFile(
                        "La reconnaissance de caractères n’a pas pu démarrer.",
                        "Réinstallez Clausier, ou installez Tesseract avec le français, puis ajoutez le fichier.",
                    ) from error
            return self._engine


def _coloured(picture: "Image") -> Levels:
    """The picture as its models take it: three colours, all the same grey."""
    return np.repeat(np.asarray(picture.convert("L"))[:, :, np.newaxis], 3, axis=2)


def _engine() -> Any:
    """RapidOCR, with both models open: it opens them when they are first asked for."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params=_SETTINGS)
    engine(np.full((64, 320, 3), 255, np.uint8), use_det=True, use_rec=False)
    engine(np.full((48, 320, 3), 255, np.uint8), use_det=False, use_rec=True)
    return engine


def _lines(boxes: npt.NDArray[np.float32] | None, shape: tuple[int, ...]) -> list[_Place]:
    """Where lines are written, from the top, and from the left where they stand side by side.

    The picture is upright, and so are they.
    """
    rows: list[list[_Place]] = []
    places = [_Place.around(corners, shape) for corners in ([] if boxes is None else boxes)]
    for place in sorted((place for place in places if place.is_written), key=lambda place: place.middle):
        if rows and place.middle < rows[-1][0].bottom and rows[-1][0].middle > place.top:
            rows[-1].append(place)
        else:
            rows.append([place])
    return [place for row in rows for place in sorted(row, key=lambda place: place.left)]


def _letters(text: str, info: Any) -> Iterator[_Letter]:
    """The letters of a line, its spaces among them."""
    places = iter([column for word in info.word_cols for column in word])
    last = 0.0
    # A line without letters has a confidence all the same.
    for letter, confidence in zip(text, info.confs, strict=False):
        if not letter.isspace():
            last = (next(places) + 0.5) / max(info.line_txt_len, 1.0)
        yield _Letter(letter, last, confidence)


def _words(letters: Sequence[_Letter], grey: Levels, place: _Place, line: int) -> Iterator[RecognisedWord]:
    left, right = place.left, place.right
    words = list(_apart(letters))
    if not words:
        return
    ends = [0.0, *((one[-1].at + other[0].at) / 2 for one, other in pairwise(words)), 1.0]
    for word, (start, end) in zip(words, pairwise(ends), strict=True):
        text = "".join(letter.text for letter in word)
        across = left + round(start * (right - left)), left + round(min(end, 1.0) * (right - left))
        least = min(letter.confidence for letter in word)
        sure = least >= (_SURE_OF_FIGURES if any(letter.isdigit() for letter in text) else _SURE)
        yield RecognisedWord(text, _inked(grey, across, place), line, sure)


def _apart(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    word: list[_Letter] = []
    for letter in letters:
        if not letter.text.isspace():
            word.append(letter)
        elif word:
            yield word
            word = []
    if word:
        yield word


def _inked(grey: Levels, across: tuple[int, int], place: _Place) -> Box:
    """The part of a line between two places, without the white around its letters."""
    (left, right), top, bottom = across, place.top, place.bottom
    part = grey[top:bottom, left:right]
    if part.size:
        ink = part < int(part.max()) - _INK
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        if rows.size:
            return Box(
                float(left + columns[0]), float(top + rows[0]), float(left + columns[-1] + 1), float(top + rows[-1] + 1)
            )
    return Box(float(left), float(top), float(max(right, left + 1)), float(bottom))
