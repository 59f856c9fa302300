"""Where a quotation lies on its page, and which of its words the question used."""

import re
from collections.abc import Iterable

from clausier.answering.words import content_stems, focus_stems, kindred
from clausier.domain.documents import PlacedWord
from clausier.domain.text import Box, Span

_GAP = 3.0
"""In line heights: a wider hole on one line is a table's or a column's, and is not painted over."""
_TOKEN = re.compile(r"\w{4,}|\d+")  # shorter words are the language's small change


def line_boxes(words: Iterable[PlacedWord], span: Span) -> tuple[Box, ...]:
    """One box a line for the words that the span touches, in the order of the page."""
    boxes: list[Box] = []
    for word in words:
        if not word.span.overlaps(span):
            continue
        if boxes and _continues(boxes[-1], word.box):
            boxes[-1] = _union(boxes[-1], word.box)
        else:
            boxes.append(word.box)
    return tuple(boxes)


def _continues(line: Box, word: Box) -> bool:
    low, tall = sorted((line.bottom - line.top, word.bottom - word.top))  # a dash is a word, and nearly flat
    shared = min(line.bottom, word.bottom) - max(line.top, word.top)
    return shared > low / 2 and -tall < word.left - line.right < _GAP * tall


def _union(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def words_asked(text: str, question: str) -> list[Span]:
    """The words of the text that the question is about, in one form or another."""
    focus = focus_stems(question)
    return [
        Span(found.start(), found.end())
        for found in _TOKEN.finditer(text)
        if any(kindred(stem, wanted) for stem in content_stems(found.group()) for wanted in focus)
    ]
