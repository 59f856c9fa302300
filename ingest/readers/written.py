"""Recognised words as words of a page: how large their lines are written, and on what line they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from clausier.domain.text import Box
from ingest.readers.engine import SeenWord
from ingest.readers.recognition import RecognisedWord

# In ems, from the usual proportions of Latin letters.
_TALL, _LOW, _HANGING = 0.73, 0.52, 0.21
_ABOVE, _BELOW = 0.78, 0.22
_SMALL_LETTERS = frozenset("acemnorsuvwxzıœæ")
_HANGING_LETTERS = frozenset("gjpqyçQ,;()[]/|")
_ON_NO_LINE = frozenset("-–—_'’\"«»“”•·.°*=~…")
_ALIKE = 0.2  # of the size that most of the page has: a line's height is measured no better
_HIGHEST = 3.0  # times that size: a line that high is a drawing taken for letters, or a title; its size says little


def written(words: Sequence[RecognisedWord], scale: float) -> list[SeenWord]:
    """The words of an upright picture, in points: `scale` of them a pixel."""
    lines: dict[int, list[RecognisedWord]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    sizes = _settled({line: _size(inside) for line, inside in lines.items()}, lines)
    return [seen for line, inside in lines.items() for seen in _line(inside, sizes[line], scale)]


def _line(words: Sequence[RecognisedWord], size: float, scale: float) -> Iterator[SeenWord]:
    baseline = _baseline(words, size)
    for word in words:
        box = word.box
        top, bottom = min(box.top, baseline - _ABOVE * size), max(box.bottom, baseline + _BELOW * size)
        yield SeenWord(
            text=word.text,
            box=Box(box.left * scale, top * scale, box.right * scale, bottom * scale),
            baseline=baseline * scale,
            size=round(size * scale, 1),
            bold=False,
            before=" ",
        )


def _measured(words: Iterable[RecognisedWord]) -> Iterator[tuple[RecognisedWord, float, bool]]:
    """Words whose letters tell how large they are: the em by each, and whether letters hang below the line."""
    for word in words:
        letters = [letter for letter in word.text if letter not in _ON_NO_LINE]
        if not letters:
            continue
        hangs = any(letter in _HANGING_LETTERS for letter in letters)
        height = _LOW if all(letter in _SMALL_LETTERS or letter in "gpqyç,;" for letter in letters) else _TALL
        yield word, (word.box.bottom - word.box.top) / (height + _HANGING * hangs), hangs


def _size(words: Sequence[RecognisedWord]) -> float:
    """The em of a line, in pixels."""
    told = [(em, len(word.text)) for word, em, _ in _measured(words)]
    if not told:
        return max(word.box.bottom - word.box.top for word in words)
    return median([em for em, letters in told for _ in range(letters)])


def _settled(sizes: Mapping[int, float], lines: Mapping[int, Sequence[RecognisedWord]]) -> dict[int, float]:
    """Sizes that differ by less than they are measured become one: that of most letters."""
    counted = [sizes[line] for line, words in lines.items() for word in words for _ in word.text]
    body = median(counted) if counted else 0.0
    settled = {}
    for line, size in sizes.items():
        alike = abs(size - body) <= _ALIKE * body
        settled[line] = max(body if alike else min(size, _HIGHEST * body), 1.0)
    return settled


def _baseline(words: Sequence[RecognisedWord], size: float) -> float:
    told = [word.box.bottom - _HANGING * size * hangs for word, _, hangs in _measured(words)]
    return median(told) if told else max(word.box.bottom for word in words)
