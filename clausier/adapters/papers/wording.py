"""What every format says in the same words, and the letters that may enter a file."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from clausier.domain.french import FIXED, listed, typeset
from clausier.domain.papers import Cell, Paper, Quotation

SUPERSEDED: Final = "N’est plus en vigueur"
GUIDANCE: Final = "Repère, hors contrat"
_UNSEEN: Final = ("Cc", "Cf")
"""Categories of signs that no page shows: controls, turns of the reading direction, places where a word may divide."""
_BLANKS: Final = re.compile(r"[\t\x0b\x0c\x85\u2028\u2029]")
_NO_SIGNS: Final = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Halves of signs, and numbers that will never be one: no file may hold them."""
_MARK: Final = "\ufffd"
_LONGEST_FOOT: Final = 70  # letters


def clean(text: str) -> str:
    """The text without the signs that no page shows; its lines end in `\\n`."""
    text = _NO_SIGNS.sub(_MARK, _BLANKS.sub(" ", re.sub(r"\r\n?", "\n", text)))
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNSEEN)


def quoted(text: str) -> str:
    """The words of a document between French quotation marks, as they are."""
    return f"«{FIXED}{clean(text)}{FIXED}»"


def shown(cell: Cell) -> str:
    """What a cell says: a quotation between its marks, our own words as we set them."""
    if not cell.text:
        return ""
    return quoted(cell.text) if cell.quoted else clean(cell.text)


def label(model: str) -> str:
    """What stands above the words of a model."""
    return f"{typeset('Rédigé par le modèle')} {clean(model)}, à relire"


def marked(quotation: Quotation) -> str:
    """A quotation with the number that our words cite it by: "[1] « … »"."""
    number = f"[{clean(quotation.mark)}]{FIXED}" if quotation.mark else ""
    return f"{number}{quoted(quotation.text)}"


def remarks(quotation: Quotation) -> Iterator[str]:
    """What is to be known of a quotation, each in a few words."""
    if quotation.superseded:
        yield SUPERSEDED
    if quotation.guidance:
        yield GUIDANCE
    if quotation.caution:
        yield clean(quotation.caution)


def named_cells(quotation: Quotation) -> Iterator[tuple[str, str]]:
    """The cells of a row that stand under a name: ("Priorité :", "P1")."""
    for header, text in quotation.cells:
        if header:
            yield f"{clean(header)}{FIXED}:", clean(text)


def short_title(paper: Paper) -> str:
    """The title on one line, for the foot of a page."""
    line = " ".join(clean(paper.title).split())
    return line if len(line) <= _LONGEST_FOOT else f"{line[:_LONGEST_FOOT].rstrip()}…"


def about_models(paper: Paper) -> str:
    """For the properties of a file: whether a model worded some of it."""
    if not paper.models:
        return "Aucun texte rédigé par un modèle"
    return f"Contient du texte rédigé par un modèle (IA) : {listed([clean(model) for model in paper.models])}"
