"""Figures read twice: where two recognisers see different ones, neither is believed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Protocol

from clausier.domain.text import Box
from clausier.errors import UnreadableFile
from ingest.readers.recognition import RecognisedWord, Recogniser

if TYPE_CHECKING:
    from PIL.Image import Image

_FIGURE = re.compile(r"\d+")
_APART = 1.2  # of the words' height: a wider gap stands between two cells
_AROUND = 0.25  # of a line's height: recognisers expect some paper around the letters


class LineReader(Protocol):
    @property
    def name(self) -> str: ...

    def lines(self, picture: "Image", boxes: Sequence[Box]) -> tuple[RecognisedWord, ...]:
        """The words of lines whose places are known; each has the number of its line among them."""
        ...


@dataclass(frozen=True, slots=True)
class _Figure:
    text: str
    word: int  # its index


class CheckedRecogniser:
    """Fits `ingest.readers.recognition.Recogniser`: the words of one, whose lines with figures another reads again.

    Figures that both read are sure, where they differ the word is doubtful. It keeps those of the first: neither is
    right so much more often that the other's could be put in its place.
    """

    def __init__(self, first: Recogniser, second: LineReader) -> None:
        self._first = first
        self._second = second

    @property
    def name(self) -> str:
        return f"{self._first.name}, chiffres relus par {self._second.name}"

    def words(self, picture: "Image") -> tuple[RecognisedWord, ...]:
        words = list(self._first.words(picture))
        asked = [run for run in _runs(words) if any(_asks(words[index]) for index in run)]
        try:
            again = self._second.lines(picture, [_around([words[index].box for index in line]) for line in asked])
        except UnreadableFile:
            return tuple(words)
        for number, line in enumerate(asked):
            _compare(words, line, [word for word in again if word.line == number])
        return tuple(words)


def _runs(words: Sequence[RecognisedWord]) -> list[list[int]]:
    """The indexes of words that follow one another on a line: cells of a table, read as one, would run together."""
    runs: list[list[int]] = []
    for index, word in enumerate(words):
        last = words[runs[-1][-1]] if runs else None
        if last is not None and last.line == word.line and _near(last.box, word.box):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _near(one: Box, other: Box) -> bool:
    return other.left - one.right <= _APART * max(one.bottom - one.top, other.bottom - other.top)


def _asks(word: RecognisedWord) -> bool:
    return not word.sure or any(letter.isdigit() for letter in word.text)


def _around(boxes: Sequence[Box]) -> Box:
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    more = _AROUND * (bottom - top)
    return Box(left - more, top - more, right + more, bottom + more)


def _figures(words: Sequence[RecognisedWord], indexes: Sequence[int]) -> list[_Figure]:
    return [_Figure(figure, index) for index in indexes for figure in _FIGURE.findall(words[index].text)]


def _compare(words: list[RecognisedWord], line: Sequence[int], again: Sequence[RecognisedWord]) -> None:
    """Settle which words of a line are sure of their figures."""
    mine, theirs = _figures(words, line), _figures(again, range(len(again)))
    doubted: set[int] = set()
    for same, start, end, other_start, other_end in _differences(mine, theirs):
        here, there = mine[start:end], theirs[other_start:other_end]
        if same or _digits(here) == _digits(there):  # « 2 150 » and « 2150 » are one figure
            continue
        near = here or mine[max(start - 1, 0) : start + 1]
        doubted |= {figure.word for figure in near} or {line[-1]}
    for index in {figure.word for figure in mine} | doubted:
        words[index] = replace(words[index], sure=index not in doubted)


def _differences(mine: Sequence[_Figure], theirs: Sequence[_Figure]) -> Iterator[tuple[bool, int, int, int, int]]:
    one, other = [figure.text for figure in mine], [figure.text for figure in theirs]
    for tag, *ends in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        start, end, other_start, other_end = ends
        yield tag == "equal", start, end, other_start, other_end


def _digits(figures: Sequence[_Figure]) -> str:
    return "".join(figure.text for figure in figures)
