"""The sentences of a clause: without its headings, the items of a list with the words that open the list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausier.answering.quoting import rows, sentences
from clausier.answering.words import tokens
from clausier.domain.documents import Passage
from clausier.domain.text import Span, mend

_ITEM = re.compile(r"\s*(?:[-–•−▪●◦*]|\(?[a-z]{1,3}[).]|\(?\d{1,2}[)])\s")
_NUMBER = re.compile(
    r"\s*(?:articles?\s+)?(?:\(?\d+(?:[.-]\d+)+\s?[).:°–-]*\s+|\(?\d+\s?[).:°–-]\s*|\(?(?:[ivxlc]+|[a-z])\s?[).]\s*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence. Spans are of the document's text; `lead` is the opening of the list that it is an item of."""

    span: Span
    text: str  # mended, without the number that it begins with
    lead: "Piece | None" = None
    row: bool = False  # of a table


def pieces(passages: Sequence[Passage]) -> list[Piece]:
    """The sentences of a clause's passages, in order; bare headings are left out."""
    found: list[Piece] = []
    lead: Piece | None = None
    for passage in passages:
        for piece in _of(passage):
            inside = lead is not None and not piece.row
            found.append(Piece(piece.span, piece.text, lead, piece.row) if inside else piece)
            if piece.text.endswith(":") and not piece.row:
                lead = piece
            elif not piece.text.endswith((";", ",", " et", " ou", " and", " or")):
                lead = None
    return found


def _of(passage: Passage) -> Iterator[Piece]:
    heading = set(tokens(" ".join(passage.path)))
    tabular = {(row.start, row.end) for row in rows(passage.text)}
    opening = True
    for span in _joined(passage.text):
        text = mend(span.of(passage.text)).text.strip()
        # Sentences that only repeat the headings above them are those headings.
        if opening and set(tokens(text)) <= heading:
            continue
        opening = False
        row = (span.start, span.end) in tabular
        placed = Span(span.start + passage.span.start, span.end + passage.span.start)
        yield Piece(placed, text if row else _unnumbered(text), row=row)


def _unnumbered(text: str) -> str:
    """A sentence without the number of its clause; a number that counts something stays."""
    found = _NUMBER.match(text)
    return text[found.end() :] if found else text


def _joined(text: str) -> list[Span]:
    """The sentences, those that a semicolon divides put together again where no list begins."""
    found: list[Span] = []
    for span in sentences(text):
        before = text[found[-1].start : found[-1].end] if found else ""
        between = text[found[-1].end : span.start] if found else ""
        if before.endswith(";") and "\n" not in between.strip(" ") and not _ITEM.match(text, span.start):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found
