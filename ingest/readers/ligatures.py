"""Ligatures as the file itself spells them."""

from dataclasses import replace

from ingest.readers.engine import SeenPage
from ingest.readers.glyphs import LIGATURES
from ingest.readers.pdf_extras import PdfExtras

_OPENED = {sign: letters for letters, sign in LIGATURES.items()}


def as_the_file_says(page: SeenPage, extras: PdfExtras) -> SeenPage:
    """The page, with each ligature opened that a second reading of the file spells in single letters.

    The engine draws one sign for "fi" and cannot tell whether the file calls it "ﬁ" or "fi". A quotation must be
    found in the file by any other program, so the file decides.
    """
    drawn = {letter for word in page.words for letter in word.text if letter in _OPENED}
    if not drawn:
        return page
    spelled = extras.letters(page.number)
    opened = str.maketrans({sign: _OPENED[sign] for sign in drawn if sign not in spelled})
    return replace(page, words=tuple(replace(word, text=word.text.translate(opened)) for word in page.words))
