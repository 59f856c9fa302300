"""The letters of our PDF files: two faces for the words, one for the signs that they lack, and a name for the rest."""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

OURS: Final = "SourceSansPro-Regular"
STRONG: Final = "SourceSansPro-Semibold"
THEIRS: Final = "SourceSerifPro-Regular"
_SIGNS: Final = "DejaVuSans"  # arrows, boxes to tick, other alphabets
_FOLDER: Final = Path(__file__).parent / "fonts"
_FIXED: Final = str.maketrans({"\u202f": "\u00a0"})
"""reportlab would break a line at a thin space, and French does not; the fonts' plain space is thin as it is."""


@cache
def register() -> None:
    """Make the fonts known to reportlab, once."""
    for name in (OURS, STRONG, THEIRS, _SIGNS):
        registerFont(TTFont(name, str(_FOLDER / f"{name}.ttf")))
        registerFontFamily(name, normal=name, bold=STRONG, italic=name, boldItalic=STRONG)


def markup(text: str, font: str) -> str:
    """A text as reportlab's own markup, of which nothing in the text is read as such.

    A sign that no font has is written by its number, "[U+4E2D]": a hole would be a letter lost.
    """
    pieces = []
    for name, group in groupby(text.translate(_FIXED), key=lambda sign: _font_of(sign, font)):
        signs = "".join(group)
        piece = signs if name else "".join(f"[U+{ord(sign):04X}]" for sign in signs)
        plain = escape(piece).replace("\n", "<br/>")
        pieces.append(plain if name in (font, "") else f'<font face="{name}">{plain}</font>')
    return "".join(pieces)


def drawn(text: str) -> str:
    """A text in our own font alone, without what it lacks: for the foot of a page, which repeats the title."""
    return "".join(sign if ord(sign) in _signs(OURS) else "\ufffd" for sign in text)


def _font_of(sign: str, font: str) -> str:
    """The first font that has a sign; "" where none has."""
    if sign in "\n \u00a0":
        return font
    names = (font, OURS, _SIGNS)
    return next((name for name in names if ord(sign) in _signs(name)), "")


@cache
def _signs(font: str) -> frozenset[int]:
    register()
    return frozenset(getFont(font).face.charToGlyph)
