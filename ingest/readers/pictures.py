"""Pictures of pages: PNG, JPEG, and TIFF with any number of pages. They become a PDF, and are read as scans are."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.readers.kinds import PICTURES
from ingest.readers.opening import MOST_PAGES
from ingest.readers.pdf import PdfReader

if TYPE_CHECKING:
    from PIL.Image import Image

STEP = "lecture des images"

_FORMATS = ("PNG", "JPEG", "TIFF")  # a photograph whose file holds small copies of it, too, opens as a JPEG
_MOST_DOTS = 120_000_000  # an A3 sheet at 600 dots an inch is 70 million; unpacked in colour, this is 360 MB
_A4 = (595.0, 842.0)  # points
_LEAST_SIDE, _MOST_SIDE = 300.0, 1300.0  # points of the longer side: A6 to A3. Photographs claim 72 dots an inch.
_QUALITY = 90  # of the copy: at 75 the edges of small letters fray
_SMALL_COPY = 254, 1 | 4  # TIFF 6.0, NewSubfileType: a reduced picture, a mask


class PictureReader:
    """Reads pictures with the reader of PDFs, and gives the PDF that it made as what the pages are drawn from."""

    def __init__(self, pages: PdfReader) -> None:
        self._pages = pages

    def accepts(self, data: bytes, name: str) -> bool:
        return data.startswith(PICTURES)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        drawn = as_pdf(file, watch)
        return replace(self._pages.read(replace(file, data=drawn, password=""), watch), title="", drawn=drawn)


def as_pdf(file: GivenFile, watch: Watcher) -> bytes:
    """A PDF of the picture's pages, upright as the file says, and of the size that it says when that can be."""
    from pypdf import PdfReader as Pages
    from pypdf import PdfWriter

    writer = PdfWriter()
    with _opened(file) as (picture, total):
        for number, frame in enumerate(_frames(picture, total)):
            watch(STEP, number, total)
            page = BytesIO()
            upright, dots = _upright(frame)
            options = {} if upright.mode == "1" else {"quality": _QUALITY}  # one bit a dot is kept as it is
            upright.save(page, "PDF", dpi=dots, **options)
            writer.append(Pages(page))
        watch(STEP, total, total)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@contextmanager
def _opened(file: GivenFile) -> "Iterator[tuple[Image, int]]":
    """The picture, and how many pages it has. What Pillow raises at damaged data becomes a sentence."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures, and of odd tags
            with Image.open(BytesIO(file.data), formats=_FORMATS) as picture:
                total = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
                if total > MOST_PAGES:
                    raise UnreadableFile(
                        f"L’image « {file.name} » a {total} pages ; Clausier en lit {MOST_PAGES} au plus.",
                        "Découpez-la, par exemple un fichier par contrat ou par annexe.",
                    )
                yield picture, total
    except Image.DecompressionBombError as error:
        raise _too_large(file.name) from error
    except _TooLarge as error:
        raise _too_large(file.name) from error
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error) as error:
        raise UnreadableFile(
            f"Le fichier « {file.name} » est une image endommagée ou incomplète.",
            "Ouvrez-le dans une visionneuse pour vérifier qu’il s’affiche en entier, puis enregistrez-en une copie.",
        ) from error


class _TooLarge(Exception):
    """A page that would fill the memory."""


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"L’image « {name} » compte plus de {_MOST_DOTS // 10**6} millions de points : elle est trop grande.",
        "Enregistrez-la dans une résolution moindre : 300 points par pouce suffisent.",
    )


def _frames(picture: "Image", total: int) -> "Iterator[Image]":
    """Each page of a TIFF, without its small copies; of another format, the picture itself."""
    from PIL import ImageSequence

    if picture.width * picture.height > _MOST_DOTS:
        raise _TooLarge
    if total == 1:
        yield picture
        return
    for frame in islice(ImageSequence.Iterator(picture), total):
        tag, small = _SMALL_COPY
        if not getattr(frame, "tag_v2", {}).get(tag, 0) & small:
            if frame.width * frame.height > _MOST_DOTS:
                raise _TooLarge
            yield frame


def _upright(frame: "Image") -> "tuple[Image, tuple[float, float]]":
    """A page in plain black, grey or colour, as it is to be looked at, and its dots an inch."""
    from PIL import ImageOps

    across, down = _resolution(frame)
    upright = ImageOps.exif_transpose(_plain(frame))
    if upright.size != frame.size:
        across, down = down, across
    sides = upright.width * 72 / across, upright.height * 72 / down
    if _LEAST_SIDE <= max(sides) <= _MOST_SIDE:
        return upright, (across, down)
    width = _A4[upright.width > upright.height]
    return upright, (upright.width * 72 / width,) * 2


def _resolution(frame: "Image") -> tuple[float, float]:
    """The dots an inch that the file states; 1 where it states none, which no page has."""
    across, down = frame.info.get("dpi", (1.0, 1.0))
    return max(float(across), 1.0), max(float(down), 1.0)


def _plain(frame: "Image") -> "Image":
    """Black and white, grey or colour on white paper: what is see-through would turn black."""
    from PIL import Image

    if frame.mode in ("1", "L", "RGB", "CMYK") and "transparency" not in frame.info:
        return frame if frame.mode != "CMYK" else frame.convert("RGB")
    if frame.mode.startswith(("I", "F")):
        return frame.point(lambda level: level * (1 / 256)).convert("L")
    seen = frame.convert("RGBA")
    paper = Image.new("RGB", frame.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    paper.info, exif = dict(frame.info), frame.getexif()
    paper.getexif().update(exif)
    return paper
