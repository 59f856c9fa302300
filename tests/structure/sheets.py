"""Composed documents from plain strings, and their outlines, for tests of structure."""

from clausier.domain.documents import DocumentId, Page
from clausier.domain.text import Span
from ingest.composed import Composed, TextLine
from ingest.structure.recognise import Structure, recognise

DOCUMENT = DocumentId("doc")


def composed(text: str) -> Composed:
    """A text as the reader would hand it over: pages at each form feed, Markdown's # for levels and ** for bold."""
    lines: list[TextLine] = []
    pages: list[Page] = []
    plain, apart = "", True
    for number, page in enumerate(text.split("\f"), 1):
        start = len(plain)
        for raw in page.split("\n"):
            level = len(raw) - len(raw.lstrip("#")) or None
            bold = raw.startswith("**")
            words = raw.lstrip("#").strip("*").strip() if level or bold else raw
            if words.strip():
                span = Span(len(plain), len(plain) + len(words))
                lines.append(TextLine(span, words, number, bold=bold, level=level, starts_paragraph=apart))
            apart = not words.strip()
            plain += words + "\n"
        pages.append(Page(number, str(number), Span(start, len(plain))))
    return Composed(plain, tuple(pages), tuple(lines))


def structure(text: str) -> Structure:
    return recognise(composed(text), DOCUMENT)


def outline(text: str) -> list[tuple[str, str]]:
    """Number and title of every clause, the front matter left out."""
    clauses = structure(text).clauses
    return [(clause.number, clause.heading) for clause in clauses if clause.number or clause.heading]
