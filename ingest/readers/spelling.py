"""Ligatures and hyphens as the file itself spells them.

A quotation must be found in the file by any other program. The engine opens ligatures and replaces the hyphen at the
end of a line; where its signs are in doubt, a second library's reading of the same page decides.
"""

from dataclasses import replace

from ingest.readers.engine import SeenPage, SeenWord
from ingest.readers.glyphs import LIGATURES
from ingest.readers.pdf_extras import PdfExtras

_OPENED = {sign: letters for letters, sign in LIGATURES.items()}
_OTHER_HYPHENS = "\u2010\u2011"


def as_the_file_says(page: SeenPage, extras: PdfExtras) -> SeenPage:
    """The page, its words spelled with the file's own characters."""
    letters = {letter for word in page.words for letter in word.text}
    drawn = letters.intersection(_OPENED)
    hyphens = letters.intersection(_OTHER_HYPHENS)
    if not drawn and not hyphens:
        return page
    spelled = extras.text(page.number) or ""
    opened = str.maketrans({sign: _OPENED[sign] for sign in drawn if sign not in spelled})
    words = [replace(word, text=word.text.translate(opened)) for word in page.words]
    return replace(page, words=tuple(_hyphenated(word, hyphens, spelled) for word in words))


def _hyphenated(word: SeenWord, hyphens: set[str], spelled: str) -> SeenWord:
    """A word with the hyphen that it is found with, on a page where others than the plain one are in use."""
    if "-" not in word.text or word.text in spelled:
        return word
    found = (word.text.replace("-", hyphen) for hyphen in sorted(hyphens))
    return replace(word, text=next((text for text in found if text in spelled), word.text))
