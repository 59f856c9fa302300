"""Figures read twice: where two recognisers see different ones, neither is believed."""

import re
from collections import defaultdict
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

    Figures that both read are sure. Where they differ the word is doubtful, and has those of whichever is sure of its
    own, the second first.
    """

    def __init__(self, first: Recogniser, second: LineReader) -> None:
        self._first = first
        self._second = second

    @property
    def name(self) -> str:
        return f"{self._first.name}, chiffres relus par {self._second.name}"

    def words(self, picture: "Image") -> tuple[RecognisedWord, ...]:
        words = list(self._first.words(picture))
        lines: dict[int, list[int]] = defaultdict(list)
        for index, word in enumerate(words):
            lines[word.line].append(index)
        asked = [indexes for indexes in lines.values() if any(_asks(words[index]) for index in indexes)]
        try:
            again = self._second.lines(picture, [_around([words[index].box for index in line]) for line in asked])
        except UnreadableFile:
            return tuple(words)
        for number, line in enumerate(asked):
            _compare(words, line, [word for word in again if word.line == number])
        return tuple(words)


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
        if same:
            continue
        if end - start == other_end - other_start:
            for one, other in zip(mine[start:end], theirs[other_start:other_end], strict=True):
                if again[other.word].sure:
                    words[one.word] = _with(words[one.word], one.text, other.text)
        near = mine[start:end] or mine[max(start - 1, 0) : start + 1]
        doubted |= {figure.word for figure in near} or {line[-1]}
    for index in {figure.word for figure in mine} | doubted:
        words[index] = replace(words[index], sure=index not in doubted)


def _differences(mine: Sequence[_Figure], theirs: Sequence[_Figure]) -> Iterator[tuple[bool, int, int, int, int]]:
    one, other = [figure.text for figure in mine], [figure.text for figure in theirs]
    for tag, *ends in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        start, end, other_start, other_end = ends
        yield tag == "equal", start, end, other_start, other_end


def _with(word: RecognisedWord, figure: str, other: str) -> RecognisedWord:
    return replace(word, text=word.text.replace(figure, other, 1))
