"""Whether a page has its words, and whether those that are recognised in its picture do better."""

from ingest.readers.engine import LOST, SeenPage
from ingest.readers.scans import Scan

_MOSTLY_LOST = 0.3
"""Above this share of signs without a letter a page is not read: its words would have holes everywhere."""

_STAMP = 80
"""Letters. A page that is one picture and has no more text than this is a scan with a stamp or a page number on it."""

_FEW = 600
"""Letters, a third of a page: so many may be the head and foot that a program set around the picture of a letter."""

_MORE, _LESS = 1.5, 0.7
"""Times the letters that the file itself gives: a picture with so many more has a text of its own; a recognition with
so many fewer has missed some."""


def letters(page: SeenPage) -> int:
    """How many letters the page's words have."""
    return sum(len(word.text) for word in page.words)


def is_lost(page: SeenPage) -> bool:
    """Whether too many of the page's signs have no letter in the file."""
    return sum(word.text.count(LOST) for word in page.words) > _MOSTLY_LOST * letters(page)


def has_words(page: SeenPage) -> bool:
    """Whether the page's words are there. An empty page has them all: there is nothing to miss."""
    if page.damaged:
        return False
    found = letters(page)
    if not found:
        return not page.drawn
    return not is_lost(page) and not (page.scanned and found <= _STAMP)


def to_recognise(page: SeenPage) -> bool:
    """Whether the picture of the page may tell more than the file does."""
    if page.damaged:
        return False
    return not has_words(page) or page.layered or (page.scanned and letters(page) <= _FEW)


def is_better(scan: Scan, page: SeenPage) -> bool:
    """Whether what was recognised is to be read instead of the page's own words.

    Of the words that another program recognised before nothing is known: neither its language, nor its doubts.
    """
    if not has_words(page):
        return True
    return scan.good and letters(scan.page) >= (_LESS if page.layered else _MORE) * letters(page)
