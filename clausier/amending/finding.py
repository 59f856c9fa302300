"""Words, figures and paragraphs, found in the pieces of an article."""

import re
from collections.abc import Callable, Sequence

from clausier.answering.figures import Stated, read
from clausier.answering.figures.numbers import numbers
from clausier.answering.figures.plain import plain
from clausier.domain.amendments import Piece
from clausier.domain.text import Span, mend

_ITEM = re.compile(r"\s*(?:[-–•−▪●]|\(?[a-z]\)|\(?[ivx]+\)|\d+\))\s")
_ENDED = ".;:!?»"


def occurrences(text: str, words: str) -> list[Span]:
    """Where words stand in a text, letter for letter but for line ends and kinds of spaces and apostrophes.

    Never inside a word, nor inside a number: "cent mille euros" is not in "deux cent mille euros".
    """
    mended = mend(text)
    wanted = plain(mend(words).text.strip())
    if not wanted:
        return []
    edge = (r"(?<!\w)" if wanted[0].isalnum() else "", r"(?!\w)" if wanted[-1].isalnum() else "")
    pattern = re.compile(edge[0] + r"\s*".join(map(re.escape, wanted.split())) + edge[1])
    counted = [Span(number.start, number.end) for number in numbers(mended.text)]
    found = (Span(*one.span()) for one in pattern.finditer(plain(mended.text)))
    return [mended.source(one) for one in found if not any(_cuts(one, number) for number in counted)]


def _cuts(words: Span, number: Span) -> bool:
    return number.overlaps(words) and not number.within(words)


def figure_places(text: str, new: str) -> list[Span]:
    """The figures of a text that are of the same unit as the one that takes their place."""
    wanted = [one for one in read(new) if one.figure.unit]
    if not wanted:
        return []
    same = [one for one in read(text) if one.figure.unit == wanted[0].figure.unit and one.sort is wanted[0].sort]
    return [_without_qualifiers(text, one, wanted[0]) for one in same]


def _without_qualifiers(text: str, old: Stated, new: Stated) -> Span:
    """The words of a figure, less those on its tax or its period that the new one is silent on: they stay."""
    if (old.tax, old.per) == (new.tax, new.per):
        return old.span
    words = old.span.of(text)
    for end in sorted((found.start() for found in re.finditer(r"[\s,]", words)), reverse=True):
        again = read(words[:end])
        if [(one.figure, one.tax, one.per) for one in again] == [(old.figure, new.tax, new.per)]:
            return Span(old.span.start, old.span.start + again[0].span.end)
    return old.span


def paragraphs(pieces: Sequence[Piece], said: Callable[[Piece], str]) -> list[Piece] | None:
    """The pieces of an article, cut where paragraphs end; None where lists leave it open what counts as one."""
    found: list[Piece] = []
    for piece in pieces:
        text, start = said(piece), 0
        ends = [blank.end() for blank in re.finditer(r"\n\s*\n", text)]
        for end in [*ends, len(text)]:
            if text[start:end].strip() and (text[start:end].rstrip()[-1] in _ENDED or end == len(text)):
                found.append(Piece(piece.document, Span(piece.span.start + start, piece.span.start + end)))
                start = end
    return None if any(_ITEM.match(said(piece)) for piece in found) else found
