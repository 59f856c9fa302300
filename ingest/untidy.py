"""Text that a program took out of slides or pages and left untidy: lines doubled, bullets lost, sentences cut by gaps.

Such a text shows it in several places; one that does not is left as it is. Nothing distinct is ever dropped: only a
fragment that the same line holds twice, a line that the one before is, a title that the slide before has too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.readers.engine import LOST

BULLET = "•"
_SIGNS = 3
"""Places that look untidy before a text is taken for such an extraction: a form may well repeat a line once."""

_SURE = 4  # words of a repetition that is none of chance: a form has "Signature : Signature :", a table "4 h 4 h"
_PROSE = 8  # words of a line repeated that counts as such a sign: an inventory lists one machine several times
_TITLES = 0.25  # of all lines: more lines than this do not each begin a slide
_LOST_BULLET = re.compile(rf"^{LOST}\s*(?=[^\s{LOST}])")
_INNER = re.compile(rf"(?<=[^\s{LOST}])\s*(?={LOST})")
_MARK = re.compile(r"^(?:[•▪–—\-*]\s|\(?[a-z0-9ivx]{1,4}[.)]\s|\d+(?:\.\d+)+\s)")
_ENDED = re.compile(r"[.;:!?…)]$")
_GOES_ON = re.compile(r"^[«“\"(]?\s*[^\W\d_A-ZÀ-ÖØ-ÞŒ]")


@dataclass(frozen=True, slots=True)
class Tidied:
    """Lines, each with whether a paragraph begins there, and how many repetitions were left out."""

    lines: tuple[tuple[str, bool], ...]
    repeated: int

    @property
    def remark(self) -> str:
        """What the reading report says of it."""
        told = "Ce texte vient d’une extraction qui a perdu des puces ou doublé des lignes"
        if not self.repeated:
            return f"{told} : il a été remis en paragraphes."
        return f"{told} ; répétitions à la lettre laissées de côté : {self.repeated}."


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    apart: bool  # an empty line stands before it
    opens: bool  # it begins a slide


def is_untidy(lines: Sequence[str]) -> bool:
    """Whether a text shows, again and again, the marks of a bad extraction."""
    filled = [line.strip() for line in lines if line.strip()]
    lost = sum(bool(_LOST_BULLET.match(line)) for line in filled)
    doubled = sum(len(line.split()) >= 2 * _SURE and _once(line) != line for line in filled)
    repeated = sum(above == below and len(below.split()) >= _PROSE for above, below in pairwise(filled))
    return lost + doubled + repeated >= _SIGNS


def tidied(lines: Sequence[str]) -> Tidied:
    """The lines of an untidy text as paragraphs, their spaces at the left still there."""
    found = list(_lines(lines))
    single = [replace(line, text=_once(line.text)) for line in found]
    kept = list(_without_repeated_titles(list(_without_repeated_lines(single))))
    doubled = sum(line.text != once.text for line, once in zip(found, single, strict=True))
    texts = [_LOST_BULLET.sub(f"{BULLET} ", line.text) for line in kept]
    starts = [at == 0 or _begins(texts[at - 1], texts[at], line) for at, line in enumerate(kept)]
    return Tidied(tuple(zip(texts, starts, strict=True)), doubled + len(single) - len(kept))


def _lines(lines: Sequence[str]) -> Iterator[_Line]:
    """Those with words. Where few lines are indented, a slide begins at each."""
    filled = sum(bool(line.strip()) for line in lines)
    indented = [line[:1].isspace() and bool(line.strip()) for line in lines]
    slides = sum(indented) <= _TITLES * filled
    for at, line in enumerate(lines):
        if line.strip():
            yield _Line(line.strip(), at > 0 and not lines[at - 1].strip(), slides and indented[at])


def _once(text: str) -> str:
    """The line without its second half where that is the first again; and without a fragment that begins the next."""
    for gap in (0, 1, 2):
        half, rest = divmod(len(text) - gap, 2)
        if rest == 0 and half > 0 and text[:half] == text[half + gap :] and not text[half : half + gap].strip():
            return text[:half] if _is_said_once(text[:half]) else text
    parts = _INNER.split(text)
    return " ".join(part for at, part in enumerate(parts) if at + 1 == len(parts) or not parts[at + 1].startswith(part))


def _is_said_once(half: str) -> bool:
    """Whether nobody would write this twice on one line, as two columns may hold the same value."""
    if len(half.split()) >= _SURE:
        return True
    return (" " in half or half.endswith(":")) and not any(letter.isdigit() for letter in half)


def _without_repeated_lines(lines: Sequence[_Line]) -> Iterator[_Line]:
    last = ""
    for line in lines:
        if line.text != last or len(line.text.split()) < _SURE:
            yield line
        last = line.text


def _without_repeated_titles(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Slides that go on under the same title are one."""
    before: list[str] = []
    at = 0
    while at < len(lines):
        title: list[str] = []
        if lines[at].opens:
            below = takewhile(lambda line: not (line.apart or line.opens or _bulleted(line.text)), lines[at + 1 :])
            title = [lines[at].text, *(line.text for line in below)]
            if title == before:
                at += len(title)
                continue
            before = title
        yield lines[at]
        at += 1


def _bulleted(text: str) -> bool:
    return bool(_LOST_BULLET.match(text) or _MARK.match(text))


def _begins(above: str, text: str, line: _Line) -> bool:
    """Whether a paragraph begins; a sentence goes on across a gap that the extraction has left."""
    if line.opens or _MARK.match(text):
        return True
    if _ENDED.search(above):
        return line.apart or not _GOES_ON.match(text)
    return not _GOES_ON.match(text) if line.apart else False
