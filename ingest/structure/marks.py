"""What stands at the start of a line: « Article 12 bis – », "12.3.1", "II.", "a)", « Annexe 3 »."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.structure.numerals import BIS, components, letter, normal, ordinal, roman


class Series(StrEnum):
    """A way of counting. Marks of one series follow one another; marks of two never do."""

    ARTICLE = "article"
    SECTION = "section"
    DECIMAL = "decimal"
    LETTERED = "lettered"  # A.1, F1.2
    ROMAN = "roman"
    CAPITAL = "capital"
    LETTER = "letter"
    SMALL_ROMAN = "small roman"
    PART = "part"
    ANNEX = "annex"


CLOSED = "F1"  # the style of a letter and a number without a point between them


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the start of a line. It may be a heading's, a list item's, or none at all."""

    series: Series
    number: str  # one way of writing it: "12.3", "12 bis", "II", "Titre II", "Annexe 3"
    values: tuple[int, ...]  # what orders it within its series
    bis: int  # 0; 1 for bis, 2 for ter…
    style: str  # what is written round it: one list keeps one style
    at: int  # where the words after it begin, in the line
    separated: bool  # something other than a space stands between the number and the words

    @property
    def depth(self) -> int:
        """How many numbers deep it counts: 12.3 is at 2. The letter of F1 belongs to its first number."""
        return len(self.values) - (self.style == CLOSED)


_SEPARATOR = r"(?P<separator>\s*(?:[–—:.)°|]|-(?=\s|[^\W\d])|\.\s?[-–—])*\s*)"
_END = r"(?![\w’'])"
_NUMBER = r"\d{1,3}(?:\s?\.\s?\d{1,3}|-\d{1,3}(?!\d))*(?:\.[a-z](?![a-z]))?"
_BIS = rf"(?:\s*(?P<bis>{'|'.join(BIS)})\b)?"

_ARTICLE = re.compile(
    rf"(?P<word>Articles?|Art\.?|Clause)\s*(?:n°\s*)?"
    rf"(?P<number>premier|première|1\s?er|1\s?ère|unique|{_NUMBER}|[IVXL]{{1,7}}){_END}{_BIS}{_SEPARATOR}",
    re.IGNORECASE,
)
_SECTION = re.compile(rf"(?P<word>Section|Sec\.|§)\s*(?P<number>{_NUMBER}|[IVXL]{{1,7}}){_END}{_BIS}{_SEPARATOR}", re.I)
_PART = re.compile(
    r"(?P<word>Titre|Chapitre|Partie|Livre|Title|Chapter|Part)\s+"
    rf"(?P<number>premier|première|1er|[IVXL]{{1,7}}|\d{{1,2}}|[A-H]){_END}{_SEPARATOR}",
    re.IGNORECASE,
)
_NTH_PART = re.compile(rf"(?P<number>[^\W\d]+)\s+(?P<word>partie|part){_END}{_SEPARATOR}", re.IGNORECASE)
_ANNEX = re.compile(
    r"(?P<word>Annexe|Appendice|Appendix|Annex|Schedule|Exhibit|Attachment)(?![^\W\d])\s*(?:n°\s*|no\.?\s*|#\s*)?"
    rf"(?P<number>unique{_END}|(?:\d{{1,2}}|[IVX]{{1,5}}|[A-Z])(?:[./\-]\d{{1,2}})*{_END})?{_SEPARATOR}",
    re.IGNORECASE,
)
_DECIMAL = re.compile(
    rf"(?P<number>{_NUMBER})(?!\s?[°%€$]\s?[a-z%€$])(?P<trail>\s?\.?\s?[-–—](?=\s)|\.?\)|\.|°\)?|\s:(?=\s))?"
    rf"{_BIS}(?P<space>\s+|$|(?=[^\W\d_a-z]))"
)
_BRACKETED = re.compile(r"\((?P<number>\d{1,2}|[a-z]|[ivx]{1,5}|[IVX]{1,5}|[A-Z])\)\s*")
_LETTERED = re.compile(r"(?P<number>[A-Z][.\-]?\d{1,2}(?:\.\d{1,2})*)(?P<trail>\s?[-–—](?=\s)|[.)])?(?P<space>\s+|$)")
_ROMAN_BELOW = re.compile(
    r"(?P<number>[IVXL]{1,7}(?:[.\-]\d{1,2})+)(?P<trail>\s?\.?\s?[-–—](?=\s)|[.)])?(?P<space>\s+|$)"
)
_CAPITALS = re.compile(r"(?P<number>[IVXL]{1,7}|[A-Z])(?P<trail>\s?[-–—](?=\s)|\.\s?[-–—](?=\s)|[.)°/])(?:\s+|$)")
_SMALL = re.compile(r"(?P<number>[ivx]{1,5}|[a-z])(?P<trail>\s[-–—](?=\s)|\.-|[.)])(?:\s+|$)")

_ENGLISH_PARTS = ("title", "chapter", "part")
_PART_ORDER = {"livre": 0, "partie": 1, "part": 1, "titre": 2, "title": 2, "chapitre": 3, "chapter": 3}
# These are Roman numerals too, but a lone one after « Article » is a code's letter: « Article L. 1224-1 ».
_CODE_LETTERS = ("L", "C", "D", "M", "R")


def _worded(found: re.Match[str], series: Series) -> Mark | None:
    printed = found["number"]
    values = components(re.sub(r"\s", "", printed))
    if values is None or printed in _CODE_LETTERS:
        return None
    bis = BIS.index(found["bis"].lower()) + 1 if found["bis"] else 0
    number = normal(printed) + (f" {BIS[bis - 1]}" if bis else "")
    style = "article" if series is Series.ARTICLE else found["word"].lower()
    return Mark(series, number, values, bis, style, found.end(), bool(found["separator"].strip()))


def _articles(line: str) -> Iterator[Mark]:
    for pattern, series in ((_ARTICLE, Series.ARTICLE), (_SECTION, Series.SECTION)):
        if (found := pattern.match(line)) and (mark := _worded(found, series)):
            yield mark


def _parts(line: str) -> Iterator[Mark]:
    if found := _PART.match(line) or _NTH_PART.match(line):
        printed, word = found["number"], found["word"]
        # English « part », « title » begin many sentences: only capitals announce a heading.
        if word.lower() in _ENGLISH_PARTS and not word[0].isupper():
            return
        values = components(printed)
        rank = values[0] if values else ordinal(printed) or letter(printed)
        if rank is not None:
            name = f"{word.capitalize()} {normal(printed) if values or len(printed) == 1 else rank}"
            separated = bool(found["separator"].strip())
            yield Mark(Series.PART, name, (_PART_ORDER[word.lower()], rank), 0, word.lower(), found.end(), separated)


def _annexes(line: str) -> Iterator[Mark]:
    if (found := _ANNEX.match(line)) and found["word"][0].isupper():
        printed = found["number"] or ""
        only = printed.lower() == "unique"
        printed = printed.lower() if only else printed
        if printed[:1].islower() and not only:
            return
        head, *tail = re.split(r"[./\-]", "" if only else printed)
        value = int(head) if head.isdigit() else roman(head) or letter(head)
        values = () if value is None else (value, *map(int, tail))
        number = annex_name(found["word"], printed)
        yield Mark(
            Series.ANNEX, number, values, 0, found["word"].lower(), found.end(), bool(found["separator"].strip())
        )


def annex_name(word: str, printed: str) -> str:
    """How an annex is named everywhere: "Annexe 2", "Schedule B"; the same for « ANNEXES n° 2 »."""
    singular = word.capitalize().removesuffix("s")
    return f"{singular} {printed.strip(' .-/')}".strip()


def _decimals(line: str) -> Iterator[Mark]:
    if found := _DECIMAL.match(line):
        values = components(found["number"])
        trail = (found["trail"] or "").strip().replace("–", "-").replace("—", "-")
        if values is None or (not found["space"] and trail not in (".", ")")):
            return
        bis = BIS.index(found["bis"].lower()) + 1 if found["bis"] else 0
        number = normal(found["number"]) + (f" {BIS[bis - 1]}" if bis else "")
        yield Mark(Series.DECIMAL, number, values, bis, trail, found.end(), bool(trail))
    if found := _LETTERED.match(line):
        head, *tail = re.findall(r"[A-Z]|\d+", found["number"])
        values = (letter(head) or 0, *map(int, tail))
        closed = found["number"][1].isdigit()
        number = head + ("" if closed else ".") + ".".join(tail)
        yield Mark(Series.LETTERED, number, values, 0, CLOSED if closed else "F.1", found.end(), True)
    if found := _ROMAN_BELOW.match(line):
        head, *tail = re.split(r"[.\-]", found["number"])
        if value := roman(head):
            number = ".".join([head, *tail])
            yield Mark(Series.DECIMAL, number, (value, *map(int, tail)), 0, "", found.end(), bool(found["trail"]))


def _letters(line: str) -> Iterator[Mark]:
    """Every way to read a letter: "i)" is a ninth letter and a Roman one, its neighbours will tell."""
    for pattern in (_BRACKETED, _CAPITALS, _SMALL):
        if not (found := pattern.match(line)):
            continue
        printed = found["number"]
        style = "()" if pattern is _BRACKETED else found["trail"].strip().replace("–", "-").replace("—", "-")
        capital = printed.isupper()
        if printed.isdigit():
            yield Mark(Series.DECIMAL, printed, (int(printed),), 0, style, found.end(), True)
        if value := roman(printed):
            series = Series.ROMAN if capital else Series.SMALL_ROMAN
            yield Mark(series, printed, (value,), 0, style, found.end(), True)
        if value := letter(printed):
            series = Series.CAPITAL if capital else Series.LETTER
            yield Mark(series, printed, (value,), 0, style, found.end(), True)


BULLETS = "•◦▪●■○□☐☒*–—-"
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s+")

_READINGS: tuple[Callable[[str], Iterator[Mark]], ...] = (_articles, _parts, _annexes, _decimals, _letters)


def marks(line: str) -> tuple[Mark, ...]:
    """Every mark that the line may begin with, none when it begins with words. The line has no leading space."""
    bullet = _BULLET.match(line)
    if not bullet:
        return tuple(mark for reading in _READINGS for mark in reading(line))
    # « • ARTICLE 9.1 – Objet »: some word processors put a bullet before their headings.
    behind = (mark for reading in (_articles, _annexes, _decimals) for mark in reading(line[bullet.end() :]))
    certain = (Series.ARTICLE, Series.SECTION, Series.ANNEX)
    return tuple(
        replace(mark, at=mark.at + bullet.end()) for mark in behind if mark.series in certain or len(mark.values) > 1
    )
