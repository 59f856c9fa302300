"""What reading a picture of a page needs of a recogniser (OCR)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from clausier.domain.text import Box

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS = 300
"""Dots an inch of the pictures that are recognised: what recognisers are trained for."""


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word of a picture, in pixels from its top left corner. Words of one line have its number, from 0."""

    text: str
    box: Box
    line: int
    sure: bool


class Recogniser(Protocol):
    @property
    def name(self) -> str:
        """As the report names it: "Tesseract (français)"."""
        ...

    def words(self, picture: "Image") -> tuple[RecognisedWord, ...]:
        """The words of an upright picture taken at DOTS, line by line. Raises UnreadableFile when it cannot work."""
        ...
