"""Plain text."""

import re
from collections.abc import Sequence

from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine, RawPage
from ingest.readers.decoding import decoded, text_or_refusal

_WRAPPED = 120
"""Characters. A text most of whose lines are shorter was wrapped by hand; otherwise each line is a paragraph."""

_MARK = re.compile(r"^(?:[•▪–—\-*\ufffd]\s|\(?[a-z0-9ivx]{1,4}[.)]\s|\d+(?:\.\d+)+)")
_ENDED = (".", ";", ":", "!", "?", "»")


class PlainReader:
    def accepts(self, data: bytes, name: str) -> bool:
        return decoded(data) is not None

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        watch("lecture du texte", 0, 1)
        lines = [line.strip() for line in text_or_refusal(file.data).splitlines()]
        watch("lecture du texte", 1, 1)
        return RawFile(pages=(unpaged(_paragraphs(lines)),), paged=False)


def unpaged(lines: Sequence[RawLine]) -> RawPage:
    """The one page of a format that has none."""
    return RawPage(number=1, label="", width=0.0, height=0.0, lines=tuple(lines))


def _paragraphs(lines: Sequence[str]) -> list[RawLine]:
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)]
    wrapped = width <= _WRAPPED
    return [
        RawLine(line, starts_paragraph=not wrapped or _starts(lines, index, width))
        for index, line in enumerate(lines)
        if line
    ]


def _starts(lines: Sequence[str], index: int, width: int) -> bool:
    above = lines[index - 1] if index else ""
    if not above or _MARK.match(lines[index]):
        return True
    return above.endswith(_ENDED) and len(above) < 0.75 * width
