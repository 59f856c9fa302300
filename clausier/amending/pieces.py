"""Stretches of several documents, run together as one text."""

from collections.abc import Mapping, Sequence

from clausier.domain.amendments import Piece
from clausier.domain.documents import DocumentId
from clausier.domain.text import Span


def text_of(pieces: Sequence[Piece], texts: Mapping[DocumentId, str]) -> str:
    """The words of some pieces, run together: a paragraph begins anew where its document begins a line."""
    return placed(pieces, texts)[0]


def placed(pieces: Sequence[Piece], texts: Mapping[DocumentId, str]) -> tuple[str, tuple[tuple[int, Piece], ...]]:
    """The same, and where in these words each piece begins."""
    written = ""
    starts: list[tuple[int, Piece]] = []
    for run in runs(pieces, texts):
        written += "\n\n" if written and not written[-1].isspace() else ""
        for piece in run:
            words = piece.span.of(texts[piece.document])
            # Two words that nothing keeps apart, as where some are added after others.
            written += " " if written[-1:].isalnum() and words[:1].isalnum() and piece is not run[0] else ""
            starts.append((len(written), piece))
            written += words
    return written, tuple(starts)


def sources(span: Span, starts: Sequence[tuple[int, Piece]]) -> list[Piece]:
    """The stretches of documents that a stretch of words run together is made of."""
    found: list[Piece] = []
    for start, piece in starts:
        inside = span.clipped(Span(start, start + len(piece.span)))
        if len(inside):
            by = piece.span.start - start
            found.append(Piece(piece.document, Span(inside.start + by, inside.end + by)))
    return found


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
