"""Tables of contents: where they are, so that their lines are not taken for the clauses they announce."""

import re

from clausier.domain.folding import fold
from ingest.structure.marks import marks
from ingest.structure.sheet import Sheet

TITLE = "Table des matières"
_ANNOUNCED = re.compile(r"(?:table des matieres|sommaire|table of contents|contents|index des articles|plan)\W*$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…\s?…|_{4,}|·{4,}|\t\s*\d{1,3}$")
_PAGE = re.compile(r"(?:\s|\.|…|_)+(?:p(?:age|\.)?\s*)?(\d{1,3}|[ivx]{1,5})$", re.IGNORECASE)
_LINK = re.compile(r"^(?:[-*]\s*)?\[[^\]]+\]\(#[^)]*\)$")
_LEAST_ENTRIES = 3
_STRAY = 2  # lines in a row that look like no entry: a title that runs over, a page's head


def contents(sheet: Sheet) -> list[range]:
    """The lines of each table of contents, its title included."""
    found: list[range] = []
    titles = {_key(sheet.words(at)): at for at in range(len(sheet)) if _key(sheet.words(at))}
    at = 0
    while at < len(sheet):
        announced = bool(_ANNOUNCED.match(fold(sheet.words(at)).strip("*_# ")))
        end = _end(sheet, at + 1 if announced else at, titles, announced)
        if end is None:
            at += 1
        else:
            found.append(range(at, end))
            at = end
    return found


def _end(sheet: Sheet, start: int, titles: dict[str, int], announced: bool) -> int | None:
    """Where the table that may start here ends; None when there is none."""
    if not announced and not _entry(sheet, start, titles):
        return None
    entries, last, led = 0, start, 0
    seen: set[str] = set()
    for at in range(start, len(sheet)):
        words = sheet.words(at)
        if _entry(sheet, at, titles) and (not _key(words) or _key(words) not in seen):
            entries, last = entries + 1, at + 1
            led += bool(_LEADERS.search(words) or _LINK.match(words))
            seen.add(_key(words))
        elif at - last >= _STRAY or words.endswith((".", ";")) or (_key(words) and _key(words) in seen):
            break
    # Without the title, or dots, or page numbers, a run of headings must come again whole to be a table.
    enough = entries >= _LEAST_ENTRIES and (
        announced or led >= _LEAST_ENTRIES or _repeated(sheet, range(start, last), titles)
    )
    return last if enough else None


def _entry(sheet: Sheet, at: int, titles: dict[str, int]) -> bool:
    words = sheet.words(at)
    if _LEADERS.search(words) or _LINK.match(words):
        return True
    key = _key(words)
    later = bool(key) and titles.get(key, -1) > at
    return later and (bool(_PAGE.search(words)) or bool(marks(words)))


def _repeated(sheet: Sheet, lines: range, titles: dict[str, int]) -> bool:
    keys = [_key(sheet.words(at)) for at in lines]
    again = [key for key in keys if key and titles.get(key, -1) >= lines.stop]
    return len(again) >= max(_LEAST_ENTRIES, 0.8 * len(keys)) and len(keys) > _LEAST_ENTRIES


def _key(words: str) -> str:
    """A heading's words without page number, dots and punctuation, to be recognised where it comes again."""
    bare = _PAGE.sub("", _LEADERS.split(words)[0].strip())
    return " ".join(re.findall(r"[a-z]+|\d+", fold(bare))) if len(bare) < 160 and re.search(r"[^\W\d]{3}", bare) else ""
