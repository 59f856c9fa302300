"""Tesseract, the program: French where its French is installed, with the English beside it where that is, too."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from clausier.domain.text import Box
from clausier.errors import UnreadableFile
from ingest.readers.recognition import DOTS, RecognisedWord

if TYPE_CHECKING:
    from PIL.Image import Image

PROGRAM = "tesseract"
_FRENCH, _ENGLISH = "fra", "eng"
_PATIENCE = 150.0  # seconds for a page; a dense one takes four of a processor's, a busy machine ten times as long
_ENGLISH_WORDS = frozenset(("the", "of", "and", "to", "shall", "any", "this", "with", "for", "by", "be", "which"))
_FRENCH_WORDS = frozenset(("le", "la", "les", "de", "des", "du", "et", "un", "une", "par", "pour", "dans", "que"))
_ASKING = 10.0  # seconds to say which languages are there
_SETTINGS = (
    *("--dpi", str(DOTS)),
    *("--psm", "3"),  # a page of any layout, upright
    *("-c", "thresholding_method=2"),  # ink is what is darker than what is around it: shadows of a binding stay paper
)
_SURE = 70.0  # of 100
_SURE_OF_FIGURES = 85.0
_WORD = "5"  # the level of a row that is a word
_COLUMNS = 12


def languages(program: str) -> frozenset[str]:
    """The languages that a Tesseract has; none when it does not answer."""
    try:
        asked = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_ASKING, check=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return frozenset()
    return frozenset(asked.stdout.split())


def french_tesseract() -> "TesseractRecogniser | None":
    """The Tesseract of this machine; None where there is none, or it cannot read French."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    there = languages(program)
    return TesseractRecogniser(program, _ENGLISH in there) if _FRENCH in there else None


class TesseractRecogniser:
    """Fits `ingest.readers.recognition.Recogniser`. One process a page, and one thread a process: several may run.

    French is read with its French alone, which misreads fewer figures than both languages at once; a page that turns
    out to be English is read again.
    """

    def __init__(self, program: str = PROGRAM, english: bool = False) -> None:
        self._program = program
        self._english = english

    @property
    def name(self) -> str:
        return "Tesseract (français et anglais)" if self._english else "Tesseract (français)"

    def words(self, picture: "Image") -> tuple[RecognisedWord, ...]:
        given = BytesIO()
        picture.convert("L").save(given, "PPM")
        words = self._read(given.getvalue(), _FRENCH)
        return self._read(given.getvalue(), _ENGLISH) if self._english and _is_english(words) else words

    def _read(self, picture: bytes, language: str) -> tuple[RecognisedWord, ...]:
        command = [self._program, "stdin", "stdout", "-l", language, *_SETTINGS, "tsv"]
        # Four threads of Tesseract on one page are hardly faster than one; two pages at once are twice as fast.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(
                command, input=picture, capture_output=True, env=environment, timeout=_PATIENCE, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise UnreadableFile(
                "Tesseract n’a pas pu lire cette page.", "Vérifiez son installation avec la commande clausier doctor."
            ) from error
        return tuple(_words(done.stdout.decode("utf-8", "replace")))


def _is_english(words: Sequence[RecognisedWord]) -> bool:
    small = [word.text.lower() for word in words]
    return sum(word in _ENGLISH_WORDS for word in small) > sum(word in _FRENCH_WORDS for word in small)


def _words(table: str) -> Iterator[RecognisedWord]:
    """The words of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence,
    text."""
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD or not cells[-1].strip():
            continue
        left, top, width, height = map(float, cells[6:10])
        text = cells[-1].strip()
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        yield RecognisedWord(text, Box(left, top, left + width, top + height), line, _is_sure(text, float(cells[10])))


def _is_sure(text: str, confidence: float) -> bool:
    return confidence >= (_SURE_OF_FIGURES if any(letter.isdigit() for letter in text) else _SURE)
