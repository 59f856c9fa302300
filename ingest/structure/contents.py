"""Tables of contents: where they are, so that their lines are not taken for the clauses they announce."""

import re
from dataclasses import dataclass

from clausier.domain.folding import fold
from ingest.structure.marks import marks
from ingest.structure.sheet import Sheet

TITLE = "Table des matières"
_ANNOUNCED = re.compile(r"(?:table des matieres|sommaire|table of contents|contents|index des articles|plan)\W*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…\s?…|_{4,}|·{4,}|\t\s*\d{1,3}$")
_PAGE = re.compile(r"(?:\s|\.|…|_)+(?:p(?:age|\.)?\s*)?(\d{1,3}|[ivx]{1,5})$", re.IGNORECASE)
_LINK = re.compile(r"^(?:[-*]\s*)?\[[^\]]+\]\(#[^)]*\)$")
_LEAST_ENTRIES = 3
_LONGEST = 1000
"""Lines. A longer table is taken for two; a damaged file in which every other line comes again is read in seconds."""
_STRAY = 2  # lines in a row that look like no entry: a title that runs over, a page's head


@dataclass(frozen=True, slots=True)
class _Lines:
    """What is looked at in every line, more than once."""

    words: list[str]
    keys: list[str]
    last: dict[str, int]  # where a heading's words stand for the last time

    @staticmethod
    def of(sheet: Sheet) -> "_Lines":
        words = [sheet.words(at) for at in range(len(sheet))]
        keys = [_key(line) for line in words]
        return _Lines(words, keys, {key: at for at, key in enumerate(keys) if key})


def contents(sheet: Sheet) -> list[range]:
    """The lines of each table of contents, its title included."""
    found: list[range] = []
    lines = _Lines.of(sheet)
    entries = [_entry(lines, at) for at in range(len(sheet))]
    at = 0
    while at < len(sheet):
        announced = bool(_ANNOUNCED.match(fold(lines.words[at]).strip("*_# ")))
        end = _end(lines, entries, at + 1 if announced else at, announced)
        if end is None:
            at += 1
        else:
            found.append(range(at, end))
            at = end
    return found


def _end(lines: _Lines, entries: list[bool], start: int, announced: bool) -> int | None:
    """Where the table that may start here ends; None when there is none."""
    if not announced and not entries[start]:
        return None
    found, last, led = 0, start, 0
    seen: set[str] = set()
    for at in range(start, min(len(entries), start + _LONGEST)):
        words, key = lines.words[at], lines.keys[at]
        if entries[at] and (not key or key not in seen):
            found, last = found + 1, at + 1
            led += bool(_LEADERS.search(words) or _LINK.match(words))
            seen.add(key)
        elif at - last >= _STRAY or words.endswith((".", ";")) or (key and key in seen):
            break
    # Without the title, or dots, or page numbers, a run of headings must come again whole to be a table.
    enough = found >= _LEAST_ENTRIES and (announced or led >= _LEAST_ENTRIES or _repeated(lines, range(start, last)))
    return last if enough else None


def _entry(lines: _Lines, at: int) -> bool:
    words, key = lines.words[at], lines.keys[at]
    if _LEADERS.search(words) or _LINK.match(words):
        return True
    later = bool(key) and lines.last[key] > at
    return later and (bool(_PAGE.search(words)) or bool(marks(words)))


def _repeated(lines: _Lines, table: range) -> bool:
    keys = [lines.keys[at] for at in table]
    again = [key for key in keys if key and lines.last[key] >= table.stop]
    return len(again) >= max(_LEAST_ENTRIES, 0.8 * len(keys)) and len(keys) > _LEAST_ENTRIES


def _key(words: str) -> str:
    """A heading's words without page number, dots and punctuation, to be recognised where it comes again."""
    bare = _PAGE.sub("", _LEADERS.split(words)[0].strip())
    return " ".join(re.findall(r"[a-z]+|\d+", fold(bare))) if len(bare) < 160 and re.search(r"[^\W\d]{3}", bare) else ""
