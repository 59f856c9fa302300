"""PDFium: what stands on a page, and pictures of it. The only module that knows pypdfium2."""

import ctypes
import math
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from clausier.domain.documents import DocumentId
from clausier.domain.text import Box
from clausier.errors import UnknownName, UnreadableFile
from clausier.ports import Library
from ingest.readers.engine import LOST, SeenPage
from ingest.readers.glyphs import Glyph, Style, words_of

_LOCK = Lock()
"""PDFium is not thread-safe, not even between two files: every call is made under this one lock, closing included."""

_FORCED_BOLD = 1 << 18  # the font descriptor's flag, PDF 32000-1, table 123
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "gras")
_BOLD_WEIGHT = 700
_FARTHEST = 20_000.0  # points; the format's own limit is 14,400
_STEP = 1_000.0  # points between the places that the page's frame is measured from
_FINE = 100  # device units a point: PDFium answers in whole units
_HYPHENS = ("\x02", "\ufffe")  # what PDFium puts in place of a hyphen at a line's end

_HIGHLIGHT = (255, 233, 138)
_MARK = (107, 79, 0)
_QUALITY = 85
_KEPT = 12  # pictures; one is about 4 MB


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The file, opened; to be used and left under the lock."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
            raise UnreadableFile(
                "Ce PDF est protégé par un mot de passe.",
                "Enregistrez-en une copie sans mot de passe, puis ajoutez cette copie.",
            ) from error
        raise UnreadableFile(
            "Ce PDF est endommagé : il ne peut pas être ouvert.",
            "Demandez-en un nouvel exemplaire, ou ouvrez-le dans un lecteur PDF et enregistrez-le de nouveau.",
        ) from error
    try:
        yield document
    finally:
        document.close()


class PdfiumEngine:
    """Fits `ingest.readers.engine.PdfEngine`."""

    def count(self, data: bytes) -> int:
        with _LOCK, _opened(data) as document:
            return len(document)

    def pages(self, data: bytes) -> Iterator[SeenPage]:
        """Every page in turn; the lock is free between two, so that pictures are drawn meanwhile."""
        with _LOCK:
            opening = _opened(data)
            document = opening.__enter__()
        try:
            for index in range(len(document)):
                with _LOCK:
                    page = _seen_page(document, index)
                yield page
        finally:
            with _LOCK:
                opening.__exit__(None, None, None)


def _seen_page(document: Any, index: int) -> SeenPage:
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    number, label = index + 1, document.get_page_label(index)
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return SeenPage(number, label, 0.0, 0.0, (), drawn=True, damaged=True)
    try:
        width, height = page.get_size()
        if not (0 < width < _FARTHEST and 0 < height < _FARTHEST):
            return SeenPage(number, label, 0.0, 0.0, (), drawn=True, damaged=True)
        drawn = c.FPDFPage_CountObjects(page) > 0 or c.FPDFPage_GetAnnotCount(page) > 0
        glyphs = _glyphs(page, _frame(page, width, height))
        inside = [glyph for glyph in glyphs if _on_page(glyph.box, width, height)]
        outside = sum(not glyph.letter.isspace() for glyph in glyphs) - sum(
            not glyph.letter.isspace() for glyph in inside
        )
        return SeenPage(number, label, width, height, tuple(words_of(inside)), drawn, outside=outside)
    except pdfium.PdfiumError:
        return SeenPage(number, label, 0.0, 0.0, (), drawn=True, damaged=True)
    finally:
        page.close()


def _on_page(box: Box, width: float, height: float) -> bool:
    return box.right >= 0 and box.left <= width and box.bottom >= 0 and box.top <= height


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the file's coordinates to those of the page as it is seen: turned, cropped, origin at the top left."""

    x: tuple[float, float, float]
    y: tuple[float, float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.x[0] + self.x[1] * x + self.x[2] * y, self.y[0] + self.y[1] * x + self.y[2] * y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (a, b), (c, d) = self.point(left, top), self.point(right, bottom)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def _frame(page: Any, width: float, height: float) -> _Frame:
    """Measured with the engine's own mapping, the one that it draws with."""
    import pypdfium2.raw as c

    def device(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        c.FPDF_PageToDevice(page, 0, 0, round(width * _FINE), round(height * _FINE), 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    origin, right, up = device(0, 0), device(_STEP, 0), device(0, _STEP)
    across, down = (
        (origin[axis], (right[axis] - origin[axis]) / _STEP, (up[axis] - origin[axis]) / _STEP) for axis in (0, 1)
    )
    return _Frame(across, down)


def _glyphs(page: Any, frame: _Frame) -> list[Glyph]:
    """Every sign of the page, in the file's order."""
    import pypdfium2.raw as c

    text = page.get_textpage()
    try:
        raw, styles = text.raw, _Styles(text.raw, frame)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        across, up = ctypes.c_double(), ctypes.c_double()
        glyphs = []
        for index in range(text.count_chars()):
            letter, generated = chr(c.FPDFText_GetUnicode(raw, index)), c.FPDFText_IsGenerated(raw, index) == 1
            c.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
            box = frame.box(left.value, bottom.value, right.value, top.value)
            if not generated:
                letter = _readable(letter, c.FPDFText_IsHyphen(raw, index) == 1, box)
            if letter:
                c.FPDFText_GetCharOrigin(raw, index, across, up)
                x, y = frame.point(across.value, up.value)
                glyphs.append(Glyph(letter, x, y, box, styles.at(index), generated and letter in "\r\n"))
        return glyphs
    finally:
        text.close()


def _readable(letter: str, hyphen: bool, box: Box) -> str:
    """The letter that the page shows; LOST where it shows one that the file does not name, "" where it shows none."""
    if hyphen and letter in _HYPHENS:
        return "-"
    if letter.isspace():
        return letter
    if letter < " " or "\x7f" <= letter < "\xa0" or "\ud800" <= letter <= "\udfff" or letter in ("\ufffe", "\uffff"):
        return LOST if box.right > box.left and box.bottom > box.top else ""
    return letter


class _Styles:
    """The look of each sign; all signs of one text object share it, so it is asked for once."""

    def __init__(self, raw: Any, frame: _Frame) -> None:
        self._raw, self._frame = raw, frame
        self._object: int | None = None
        self._style = Style(0.0, False, 0.0)

    def at(self, index: int) -> Style:
        import pypdfium2.raw as c

        pointer = ctypes.cast(c.FPDFText_GetTextObject(self._raw, index), ctypes.c_void_p).value
        if pointer and pointer != self._object:
            self._object, self._style = pointer, self._asked(index)
        return self._style

    def _asked(self, index: int) -> Style:
        import pypdfium2.raw as c

        matrix = c.FS_MATRIX(1, 0, 0, 1, 0, 0)
        c.FPDFText_GetMatrix(self._raw, index, matrix)
        size = c.FPDFText_GetFontSize(self._raw, index) * math.hypot(matrix.c, matrix.d)
        (x0, y0), (x1, y1) = self._frame.point(0, 0), self._frame.point(matrix.a, matrix.b)
        return Style(abs(size), self._bold(index), math.degrees(math.atan2(y1 - y0, x1 - x0)))

    def _bold(self, index: int) -> bool:
        import pypdfium2.raw as c

        flags = ctypes.c_int()
        length = c.FPDFText_GetFontInfo(self._raw, index, None, 0, flags)
        name = ctypes.create_string_buffer(max(length, 1))
        c.FPDFText_GetFontInfo(self._raw, index, name, length, flags)
        named = name.value.decode("utf-8", "replace").lower()
        return (
            any(word in named for word in _BOLD_NAMES)
            or bool(flags.value & _FORCED_BOLD)
            or c.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_WEIGHT
        )
