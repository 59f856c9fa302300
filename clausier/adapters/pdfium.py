"""PDFium: what stands on a page, and pictures of it. The only module that knows pypdfium2."""

import ctypes
import logging
import math
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from clausier.adapters.pdfium_annotations import written_on
from clausier.adapters.pdfium_hidden import told_apart
from clausier.adapters.pdfium_rules import rules_of
from clausier.domain.documents import DocumentId
from clausier.domain.text import Box
from clausier.errors import UnknownName, UnreadableFile
from clausier.ports import Library
from ingest.readers.engine import LOST, SeenPage
from ingest.readers.glyphs import Glyph, Style, words_of

if TYPE_CHECKING:
    from PIL.Image import Image

_LOCK = Lock()
"""PDFium is not thread-safe, not even between two files: every call is made under this one lock, closing included."""

_QUIET = logging.NullHandler()

_FORCED_BOLD = 1 << 18  # the font descriptor's flag, PDF 32000-1, table 123
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "gras")
_BOLD_WEIGHT = 700
_FARTHEST = 20_000.0  # points; the format's own limit is 14,400
_STEP = 1_000.0  # points between the places that the page's frame is measured from
_FINE = 100  # device units a point: PDFium answers in whole units
_HYPHENS = ("\x02", "\ufffe")  # what PDFium puts in place of a hyphen at a line's end

_COVERED = 0.6  # of the page: a picture that large is a scan of it
_PICTURES = 50  # looked at on one page; with more, none is the page
_TEXTS = 500  # looked at on one page
_LAYER = 9  # texts that are not drawn for one that is: a stamp, a page number

_HIGHLIGHT = (255, 233, 138)
_BAR = (107, 79, 0)
_BAR_AWAY, _BAR_WIDTH = 8.0, 2.5  # points
_QUALITY = 85
_KEPT = 12  # pictures; one is about 4 MB
_SMALLEST, _LARGEST = 0.2, 4.0
_MOST_PIXELS = 16_000_000  # a page of poster size would fill the memory
_MOST_DOTS = 36_000_000  # of a page that is recognised: an A2 sheet at 300 dots an inch


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The file, opened; to be used and left under the lock."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    logging.getLogger("pypdfium2").addHandler(_QUIET)  # its advice is for developers, not on a reader's terminal
    try:
        document = pdfium.PdfDocument(data)
        document.init_forms()  # so that what is filled in is drawn, and can be read
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

    def pages(self, data: bytes, given_up: frozenset[int] = frozenset()) -> Iterator[SeenPage]:
        """Every page in turn; the lock is free between two, so that pictures are drawn meanwhile."""
        with _LOCK:
            opening = _opened(data)
            document = opening.__enter__()
        try:
            for index in range(len(document)):
                if index + 1 in given_up:
                    yield SeenPage(index + 1, "", 0.0, 0.0, (), drawn=True, damaged=True)
                    continue
                with _LOCK:
                    page = _seen_page(document, index)
                yield page
        finally:
            with _LOCK:
                opening.__exit__(None, None, None)

    def picture(self, data: bytes, number: int, dots: int) -> "Image":
        return _rendered(data, number, dots / 72, _MOST_DOTS)[0].convert("L")


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
        frame = _frame(page, width, height)
        seen, hidden = told_apart(page, _glyphs(page, frame), (width, height))
        added = written_on(document, page, frame.box)
        return SeenPage(
            number,
            label,
            width,
            height,
            words=tuple(words_of(seen)),
            drawn=drawn,
            scanned=drawn and _is_scanned(page, width, height),
            layered=bool(seen) and _is_layered(page, width, height),
            hidden=(*hidden, *added.hidden),
            rules=rules_of(page, frame.point),
            fields=added.words,
            comments=added.comments,
            struck=added.struck,
        )
    except pdfium.PdfiumError:
        return SeenPage(number, label, 0.0, 0.0, (), drawn=True, damaged=True)
    finally:
        page.close()


def _is_scanned(page: Any, width: float, height: float) -> bool:
    """Whether one picture covers most of the page."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    for count, item in enumerate(page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
        if count >= _PICTURES:
            return False
        try:
            left, bottom, right, top = item.get_bounds()
        except pdfium.PdfiumError:
            continue
        if (right - left) * (top - bottom) >= _COVERED * width * height:
            return True
    return False


def _is_layered(page: Any, width: float, height: float) -> bool:
    """Whether one picture covers most of the page, and hardly any text is drawn upon it."""
    import pypdfium2.raw as c

    if not _is_scanned(page, width, height):
        return False
    drawn = unseen = 0
    for item in islice(page.get_objects(filter=[c.FPDF_PAGEOBJ_TEXT], max_depth=2), _TEXTS):
        hidden = c.FPDFTextObj_GetTextRenderMode(item) == c.FPDF_TEXTRENDERMODE_INVISIBLE
        unseen, drawn = unseen + hidden, drawn + (not hidden)
    return unseen > _LAYER * drawn


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the file's coordinates to those of the page as it is seen: turned, cropped, origin at the top left."""

    x: tuple[float, float, float]
    y: tuple[float, float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.x[0] + self.x[1] * x + self.x[2] * y, self.y[0] + self.y[1] * x + self.y[2] * y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, as seen."""
        (a, b), (c, d) = self.point(left, top), self.point(right, bottom)
        return (a if a < c else c), (b if b < d else d), (c if a < c else a), (d if b < d else b)


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
    text = page.get_textpage()
    try:
        return list(_signs(text.raw, text.count_chars(), frame))
    finally:
        text.close()


def _signs(raw: Any, count: int, frame: _Frame) -> Iterator[Glyph]:
    import pypdfium2.raw as c

    styles = _Styles(raw, frame)
    left, right, bottom, top, across, up = (ctypes.c_double() for _ in range(6))
    style = styles.at(0)
    for index in range(count):
        letter = chr(c.FPDFText_GetUnicode(raw, index))
        if c.FPDFText_IsGenerated(raw, index) == 1:
            yield Glyph(letter, style, broken=letter in "\r\n")
            continue
        c.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        c.FPDFText_GetCharOrigin(raw, index, across, up)
        box = frame.box(left.value, bottom.value, right.value, top.value)
        x, y = frame.point(across.value, up.value)
        style = styles.at(index)
        if shown := _shown(letter, box, raw, index):
            yield Glyph(shown, style, x, y, *box)


def _shown(letter: str, box: tuple[float, float, float, float], raw: Any, index: int) -> str:
    """The letter that the page shows; LOST where it shows one that the file does not name, "" where it shows none."""
    import pypdfium2.raw as c

    if letter.isprintable() or letter.isspace():
        return letter
    if letter in _HYPHENS and c.FPDFText_IsHyphen(raw, index) == 1:
        return "-"
    if unicodedata.category(letter) in ("Cc", "Cn", "Cs"):
        return LOST if box[2] > box[0] and box[3] > box[1] else ""
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
            self._object, self._style = pointer, self._asked(index, pointer)
        return self._style

    def _asked(self, index: int, piece: int) -> Style:
        import pypdfium2.raw as c

        matrix = c.FS_MATRIX(1, 0, 0, 1, 0, 0)
        c.FPDFText_GetMatrix(self._raw, index, matrix)
        size = c.FPDFText_GetFontSize(self._raw, index) * math.hypot(matrix.c, matrix.d)
        (x0, y0), (x1, y1) = self._frame.point(0, 0), self._frame.point(matrix.a, matrix.b)
        return Style(abs(size), self._bold(index), math.degrees(math.atan2(y1 - y0, x1 - x0)), piece)

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


_Drawn: TypeAlias = "tuple[Image, float]"


class PdfPictures:
    """Fits `PagePictures`: the pages of the library's PDFs, drawn when asked for and kept for a while."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._drawn: OrderedDict[tuple[DocumentId, int, float], _Drawn] = OrderedDict()
        self._lock = Lock()

    def picture(self, document: DocumentId, page: int, highlights: Sequence[Box], scale: float) -> bytes:
        found = self._library.document(document)  # a forgotten document is not shown from memory
        if not found.paged or not 1 <= page <= found.report.pages:
            raise UnknownName(f"« {found.title} » n’a pas de page {page} à montrer.", "Lisez le passage dans le texte.")
        scale = min(max(scale, _SMALLEST), _LARGEST)
        image, drawn_scale = self._page(document, page, scale)
        image = _marked(image, highlights, drawn_scale)
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=_QUALITY)
        return buffer.getvalue()

    def _page(self, document: DocumentId, page: int, scale: float) -> _Drawn:
        key = document, page, scale
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        drawn = _rendered(self._library.drawn(document), page, scale)
        with self._lock:
            self._drawn[key] = drawn
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return drawn


def _rendered(data: bytes, page: int, scale: float, most: int = _MOST_PIXELS) -> _Drawn:
    """The page and the scale that it was drawn at: less than asked for where it would not fit in memory."""
    import pypdfium2 as pdfium

    with _LOCK, _opened(data) as document:
        try:
            drawn = document[page - 1]
            try:
                width, height = drawn.get_size()
                scale = min(scale, math.sqrt(most / max(width * height, 1.0)))
                bitmap = drawn.render(scale=scale)
                image = bitmap.to_pil().convert("RGB").copy()  # the bitmap's own memory goes with it
                bitmap.close()
            finally:
                drawn.close()
        except (pdfium.PdfiumError, ValueError) as error:
            raise UnreadableFile(
                f"La page {page} ne peut pas être dessinée : le fichier est endommagé à cet endroit.",
                "Lisez le passage dans le texte, ou demandez un nouvel exemplaire du fichier.",
            ) from error
    return image, scale


def _marked(image: "Image", highlights: Sequence[Box], scale: float) -> "Image":
    """The boxes laid over the page like a marker, the text staying black, and a bar in the margin beside them."""
    from PIL import Image as Pictures
    from PIL import ImageChops, ImageDraw

    if not highlights:
        return image
    layer = Pictures.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    for box in highlights:
        draw.rectangle((box.left * scale, box.top * scale, box.right * scale, box.bottom * scale), fill=_HIGHLIGHT)
    left = max(min(box.left for box in highlights) - _BAR_AWAY, _BAR_WIDTH) * scale
    for box in highlights:
        draw.rectangle((left - _BAR_WIDTH * scale, box.top * scale, left, box.bottom * scale), fill=_BAR)
    return ImageChops.multiply(image, layer)
