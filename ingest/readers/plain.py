"""Plain text."""

import re
from collections.abc import Iterator, Sequence

from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine, RawPage
from ingest.readers.decoding import plain_text, text_or_refusal
from ingest.untidy import is_untidy, tidied

_WRAPPED = 120
"""Characters. A text most of whose lines are shorter was wrapped by hand; otherwise each line is a paragraph."""

_MARK = re.compile(r"^(?:[•▪–—\-*\ufffd]\s|\(?[a-z0-9ivx]{1,4}[.)]\s|\d+(?:\.\d+)+)")
_ENDED = (".", ";", ":", "!", "?", "»")


class PlainReader:
    def accepts(self, data: bytes, name: str) -> bool:
        return plain_text(data) is not None

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        watch("lecture du texte", 0, 1)
        found = text_or_refusal(file.data)
        lines = found.text.replace("\f", "\n ").splitlines()  # a page begins as a slide does
        if is_untidy(lines):
            tidy = tidied(lines)
            body = [RawLine(text, starts_paragraph=starts) for text, starts in tidy.lines]
            remarks = (*found.remarks, tidy.remark)
        else:
            body, remarks = _paragraphs([line.strip() for line in lines]), found.remarks
        watch("lecture du texte", 1, 1)
        return RawFile(pages=(unpaged(body),), paged=False, remarks=remarks)


def unpaged(lines: Sequence[RawLine]) -> RawPage:
    """The one page of a format that has none."""
    return RawPage(number=1, label="", width=0.0, height=0.0, lines=tuple(lines))


def paragraph_lines(text: str, label: str = "", level: int | None = None, bold: bool = False) -> Iterator[RawLine]:
    """The lines of one paragraph that are not empty; the first begins it, after the number or mark it is shown with."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for at, line in enumerate(lines):
        yield RawLine(label * (at == 0) + line, level=level, bold=bold, starts_paragraph=at == 0)


def _paragraphs(lines: Sequence[str]) -> list[RawLine]:
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)]
    wrapped = width <= _WRAPPED
    return [
        RawLine(line, starts_paragraph=_starts(lines, index, width) if wrapped else not _goes_on(lines, index))
        for index, line in enumerate(lines)
        if line
    ]


def _goes_on(lines: Sequence[str], index: int) -> bool:
    """Whether a line, among lines that are paragraphs each, is the rest of the one above, broken off in a sentence."""
    above = lines[index - 1] if index else ""
    return bool(above) and lines[index][0].islower() and not above.endswith(_ENDED) and not _MARK.match(lines[index])


def _starts(lines: Sequence[str], index: int, width: int) -> bool:
    above = lines[index - 1] if index else ""
    if not above or _MARK.match(lines[index]):
        return True
    return above.endswith(_ENDED) and len(above) < 0.75 * width
