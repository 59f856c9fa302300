"""Where, in the quotations of a change, the words stand that went and those that came. Pure: values in, spans out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from clausier.domain.comparisons import Edit
from clausier.domain.folding import fold
from clausier.domain.text import Span

_WORD: Final = re.compile(r"\w+|[%€$£°]")
_JOINED: Final = 8
"""Places next to one another that may be one edit: a comparison joins those with but a word between them."""


@dataclass(frozen=True, slots=True)
class _Word:
    line: int
    span: Span
    key: str


Marks = tuple[tuple[Span, ...], ...]
"""Stretches to mark, line by line."""


def marked(before: Sequence[str], after: Sequence[str], edits: Sequence[Edit]) -> tuple[Marks, Marks]:
    """The words that went, in the lines of one side, and those that came, in the lines of the other.

    Lines are quotations as they are shown. Only what an edit says is marked, where the two sides agree around it: a
    quotation that is cut elsewhere than its counterpart differs there too, and that is no change.
    """
    ours, theirs = list(_words(before)), list(_words(after))
    if not ours or not theirs:
        return _stretches(before, ours), _stretches(after, theirs)
    went, came = list[_Word](), list[_Word]()
    if len(edits) == 1 and _holds(edits[0].before, ours) and _holds(edits[0].after, theirs):
        went, came = ours, theirs
    else:
        for one, other in _told(ours, theirs, edits):
            went += one
            came += other
    return _stretches(before, went), _stretches(after, came)


def _words(lines: Sequence[str]) -> Iterator[_Word]:
    for number, line in enumerate(lines):
        for found in _WORD.finditer(line):
            yield _Word(number, Span(*found.span()), fold(found.group()))


def _keys(words: Sequence[_Word]) -> list[str]:
    return [word.key for word in words]


def _keys_of(text: str) -> list[str]:
    return _keys(list(_words([text])))


def _holds(text: str, words: Sequence[_Word]) -> bool:
    """Whether these words are a stretch of a text."""
    return bool(words) and f" {' '.join(_keys(words))} " in f" {' '.join(_keys_of(text))} "


def _told(
    ours: Sequence[_Word], theirs: Sequence[_Word], edits: Sequence[Edit]
) -> Iterator[tuple[Sequence[_Word], Sequence[_Word]]]:
    """The places where the two sides differ as an edit says, in the order of the edits."""
    places = _places(ours, theirs)
    for edit in edits:
        wanted = (_keys_of(edit.before), _keys_of(edit.after))
        runs = (
            (first, last) for first in range(len(places)) for last in range(first, min(first + _JOINED, len(places)))
        )
        for first, last in runs:
            one = ours[places[first][0].start : places[last][0].stop]
            other = theirs[places[first][1].start : places[last][1].stop]
            if (_keys(one), _keys(other)) == wanted:
                places = places[last + 1 :]
                yield one, other
                break


def _runs(number: int) -> Iterator[tuple[int, int]]:
    """The first and the last of every run of some places."""
    for first in range(number):
        for last in range(first, min(first + _JOINED, number)):
            yield first, last


def _places(ours: Sequence[_Word], theirs: Sequence[_Word]) -> list[tuple[slice, slice]]:
    matcher = SequenceMatcher(None, _keys(ours), _keys(theirs), autojunk=False)
    return [(slice(i, i_end), slice(j, j_end)) for tag, i, i_end, j, j_end in matcher.get_opcodes() if tag != "equal"]


def _stretches(lines: Sequence[str], words: Sequence[_Word]) -> Marks:
    """The words as few stretches: those with nothing but signs between them are one."""
    marks: list[list[Span]] = [[] for _ in lines]
    for word in words:
        line, own = lines[word.line], marks[word.line]
        if own and not _WORD.search(line, own[-1].end, word.span.start):
            own[-1] = Span(own[-1].start, word.span.end)
        else:
            own.append(word.span)
    return tuple(tuple(_closed(span, line) for span in spans) for line, spans in zip(lines, marks, strict=True))


def _closed(span: Span, line: str) -> Span:
    """With the bracket that closes what the stretch opens: "six (6)"."""
    left_open = span.of(line).count("(") > span.of(line).count(")")
    return Span(span.start, span.end + 1) if left_open and line[span.end : span.end + 1] == ")" else span
