"""Stretches of several documents, run together as one text."""

from collections.abc import Mapping, Sequence

from clausier.domain.amendments import Piece
from clausier.domain.documents import DocumentId
from clausier.domain.text import Span


def text_of(pieces: Sequence[Piece], texts: Mapping[DocumentId, str]) -> str:
    """The words of some pieces, run together: a paragraph begins anew where its document begins a line."""
    written = ""
    for run in runs(pieces, texts):
        written += "\n\n" if written and not written[-1].isspace() else ""
        for piece in run:
            words = piece.span.of(texts[piece.document])
            # Two words that nothing keeps apart, as where some are added after others.
            written += " " if written[-1:].isalnum() and words[:1].isalnum() and piece is not run[0] else ""
            written += words
    return written


def runs(pieces: Sequence[Piece], texts: Mapping[DocumentId, str]) -> list[list[Piece]]:
    """Pieces that make paragraphs together: those of other words within a sentence stay with its own."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if found and not _apart(found[-1][-1], piece, texts):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def stretch(pieces: Sequence[Piece], span: Span) -> list[Piece]:
    """The part of some pieces that `span` of their words, set end to end, is made of."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        start, end = max(span.start, at), min(span.end, at + len(piece.span))
        if start < end:
            found.append(Piece(piece.document, Span(piece.span.start + start - at, piece.span.start + end - at)))
        at += len(piece.span)
    return found


def _apart(one: Piece, other: Piece, texts: Mapping[DocumentId, str]) -> bool:
    """Whether two pieces are paragraphs of their own."""
    if one.document == other.document and one.span.end == other.span.start:
        return False
    before, text = texts[one.document], texts[other.document]
    if before[: one.span.end][-1:] == " ":
        return False
    return before[one.span.end : one.span.end + 1] in ("", "\n") or text[: other.span.start].endswith("\n")
