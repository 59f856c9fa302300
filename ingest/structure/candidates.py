"""Which lines might be numbered headings, and how much each looks like one, before their sequence is known."""

import re
from dataclasses import dataclass, replace

from ingest.structure.landmarks import Point, landmark
from ingest.structure.marks import BULLETS, Mark, Series, marks
from ingest.structure.sheet import Sheet
from ingest.structure.titles import all_capitals, begins_lowercase, reads_as_title

# « Article 14 du Contrat », « Section 3 of the Act »: the sentence goes on, so it points at an article.
_GOES_ON = re.compile(
    r"(?:du|de|des|d['’]|ci-|et|ou|à|au|aux|susvisé|précité|susmentionné|of|and|or|above|below|hereof|to|through|the)\b",
    re.IGNORECASE,
)
_STATUTE = re.compile(r"(?:RGPD|GDPR|LCEN|C\.\s?(?:civ|com|trav|pén)|CPI\b|CGI\b|Code\b|Règlement\s|Directive\s)")
_MONTH = re.compile(
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|april|"
    r"may|june|july|august|september|october|november|december)\b,?(?:\s\d{4}|$)",
    re.IGNORECASE,
)
_HIGHEST = 60  # of a bare number; above it is a quantity, a street number or a year
ARTICLE_STRENGTH = 4.0
_WINDOW = 4  # lines before and after
_CROWD = 6  # headings among them, all short: a list of headings, such as a table of contents
_SHORT = 110  # characters
_CROWDED = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a numbered heading. `strength` is at least 0; 4 and above is as good as certain."""

    line: int
    mark: Mark
    strength: float
    fragment: bool  # a piece of a sentence: the line before announces it, or it begins or ends like one
    announced: bool  # « : » stands right before it


def candidates(sheet: Sheet, lines: range, barred: frozenset[int]) -> list[Candidate]:
    """In the order of the lines; a line may give several, one for each way to read its mark."""
    found = [
        candidate
        for at in lines
        if at not in barred
        for mark in marks(sheet.words(at))
        if (candidate := _weighed(sheet, at, mark))
    ]
    short = {candidate.line for candidate in found if len(sheet.words(candidate.line)) < _SHORT}
    return [
        replace(candidate, strength=candidate.strength * _CROWDED) if _crowded(candidate.line, short) else candidate
        for candidate in found
    ]


def _crowded(line: int, short: set[int]) -> bool:
    """Headings without any text between them announce others, that come later with their text."""
    return sum(at in short for at in range(line - _WINDOW, line + _WINDOW + 1)) >= _CROWD


def _weighed(sheet: Sheet, at: int, mark: Mark) -> Candidate | None:
    rest = sheet.words(at)[mark.at :]
    if sheet.wrapped(at) or rest[:1] in (",", ")", ";"):
        return None
    weigh = {
        Series.ARTICLE: _worded,
        Series.SECTION: _worded,
        Series.PART: _worded,
        Series.ANNEX: _worded,
        Series.DECIMAL: _counted,
        Series.LETTERED: _counted,
    }.get(mark.series, _listed)
    strength = weigh(sheet, at, mark, rest)
    return Candidate(at, mark, strength, _fragment(sheet, at, rest), _announced(sheet, at)) if strength > 0 else None


def _worded(sheet: Sheet, at: int, mark: Mark, rest: str) -> float:
    word = sheet.words(at).lstrip(BULLETS).split()[0]
    if word[0].islower() and word != "§" and not sheet.stands_out(at):
        return 0
    if begins_lowercase(rest) and not mark.separated and (not word.isupper() or _GOES_ON.match(rest)):
        return 0
    if not mark.separated and (_STATUTE.match(rest) or rest.startswith("(")):
        return 0
    return ARTICLE_STRENGTH + (1.0 if sheet.stands_out(at) or word.isupper() else 0) - (0 if sheet.opens(at) else 1.0)


def _counted(sheet: Sheet, at: int, mark: Mark, rest: str) -> float:
    """A bare number: "1.", "12.3", "A.1"."""
    outstanding = sheet.stands_out(at)
    if (
        max(mark.values) > _HIGHEST
        or rest[:1].isdigit()
        or (len(mark.values) == 1 and _MONTH.match(rest))
        or (rest and not (rest[0].isalpha() or rest[0] in "«“\"'([’_*{<"))
    ):
        return 0
    title = reads_as_title(rest)
    if begins_lowercase(rest) and not outstanding:
        return 0.4 if sheet.apart(at) and len(mark.values) > 1 else 0.2 if mark.style else 0
    if not rest and not sheet.apart(at) and not outstanding:
        return 0
    strength = (1.0 if title else 0) + (1.5 if outstanding else 0) + (0 if sheet.opens(at) else -0.3)
    if len(mark.values) > 1:
        return strength + 1.5
    if sheet.apart(at) and not _fragment(sheet, at, rest):
        strength += 0.4  # a paragraph of its own
    if not mark.style and not title and not outstanding:
        return 0
    return max(0.2, strength + (0.6 if mark.style else 0.4) - (0.5 if _fragment(sheet, at, rest) else 0))


def _listed(sheet: Sheet, at: int, mark: Mark, rest: str) -> float:
    """I., A., a), i): letters, that only their neighbours make believable."""
    if mark.series in (Series.ROMAN, Series.CAPITAL):
        title = reads_as_title(rest) or not rest
        return 0.6 + (1.0 if title else 0) + (1.5 if sheet.stands_out(at) else 0) + (0.5 if all_capitals(rest) else 0)
    return 0.5


def _fragment(sheet: Sheet, at: int, rest: str) -> bool:
    if sheet.stands_out(at) or all_capitals(rest):
        return False
    before = sheet.words(at - 1) if at else ""
    goes_on = before.endswith((";", ",")) or _announced(sheet, at)
    return goes_on or begins_lowercase(rest) or rest.endswith((";", ",")) or not rest


def _announced(sheet: Sheet, at: int) -> bool:
    """« : » ends the line before, and not the words that open the whole contract."""
    if at == 0 or not sheet.words(at - 1).endswith(":"):
        return False
    opening = landmark(sheet, at - 1)
    return opening is None or opening.point is not Point.OPERATIVE
