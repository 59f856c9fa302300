"""Scans made from pages with text, so that what stands where on them is known; and a recogniser that is told it."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from random import Random

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from clausier.adapters.pdfium import PdfiumEngine
from clausier.domain.text import Box
from ingest.layout import lines_of
from ingest.readers.recognition import DOTS, RecognisedWord

_INK = 128


def pictured(data: bytes, number: int = 1, dots: int = DOTS) -> Image.Image:
    """A page of a PDF, in grey."""
    return PdfiumEngine().picture(data, number, dots)


def worn(picture: Image.Image, slant: float = 0.6, noise: float = 10.0, seed: int = 1) -> Image.Image:
    """What an office scanner makes of a page: a little askew, on greyish paper, with grain."""
    askew = picture.rotate(slant, Image.Resampling.BICUBIC, fillcolor=255)
    levels = 238 - (255 - np.asarray(askew, dtype=np.float32)) * 0.85
    levels += np.random.default_rng(seed).normal(0, noise, levels.shape)
    return Image.fromarray(levels.clip(0, 255).astype(np.uint8))


def scanned(*pictures: Image.Image, dots: int = DOTS) -> bytes:
    """A PDF without a word: each picture is a page."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for picture in pictures:
        width, height = picture.width * 72 / dots, picture.height * 72 / dots
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def saved(picture: Image.Image, kind: str, dots: int = DOTS, **options: object) -> bytes:
    """A picture as a file."""
    buffer = BytesIO()
    picture.save(buffer, kind, dpi=(dots, dots), **options)
    return buffer.getvalue()


def known_words(data: bytes, number: int = 1, dots: int = DOTS) -> tuple[RecognisedWord, ...]:
    """The words of a page with text, as a recogniser without fault finds them in its picture."""
    page = list(PdfiumEngine().pages(data))[number - 1]
    scale = dots / 72
    return tuple(
        RecognisedWord(word.text, _larger(word.box, scale), line, True)
        for line, written in enumerate(lines_of(page.words))
        for word in written.words
        if word.box is not None
    )


def _larger(box: Box, scale: float) -> Box:
    return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)


class ToldRecogniser:
    """Fits `Recogniser`: it knows what may be written where, and finds it where there is ink. Counts its pages."""

    def __init__(self, words: Sequence[RecognisedWord], name: str = "Lecteur instruit") -> None:
        self._words = tuple(words)
        self._name = name
        self.pages = 0

    @property
    def name(self) -> str:
        return self._name

    def words(self, picture: Image.Image) -> tuple[RecognisedWord, ...]:
        self.pages += 1
        ink = np.asarray(picture.convert("L")) < _INK
        found = [(word, _inked(ink, word.box)) for word in self._words]
        return tuple(replace(word, box=box) for word, box in found if box is not None)


def _inked(ink: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], box: Box) -> Box | None:
    """The part of a box that has ink; None where there is none."""
    left, top = max(int(box.left), 0), max(int(box.top), 0)
    part = ink[top : int(box.bottom) + 1, left : int(box.right) + 1]
    down, across = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not down.size:
        return None
    return Box(float(left + across[0]), float(top + down[0]), float(left + across[-1] + 1), float(top + down[-1] + 1))


def grain(size: tuple[int, int], seed: int = 3) -> Image.Image:
    """A sheet with nothing on it, as a scanner sees it: grain and some specks of dust."""
    chance = Random(seed)
    sheet = worn(Image.new("L", size, 255), 0.0, 8.0, seed)
    for _ in range(6):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        sheet.paste(90, (x, y, x + 4, y + 4))
    return sheet
