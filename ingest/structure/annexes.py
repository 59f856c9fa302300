"""Annexes: where each begins, and which ones the text speaks of."""

import re
from collections.abc import Iterator

from clausier.domain.documents import Role
from ingest.structure.candidates import Candidate
from ingest.structure.headings import Heading, Rank, title_of
from ingest.structure.landmarks import Point, landmark
from ingest.structure.marks import Series, annex_name, marks
from ingest.structure.numerals import roman
from ingest.structure.sheet import Sheet
from ingest.structure.titles import all_capitals, reads_as_title

_NUMBER = r"(?<!\w)(?:\d{1,2}|[IVX]{1,5}|[A-Z])(?:[./]\d{1,2})*(?![\w’'°])"
_ONE = re.compile(_NUMBER)
_NAMED = re.compile(
    r"\b(?P<word>(?:annexe|annex|appendice|appendix|schedule|exhibit|attachment)s?)\s{1,2}(?:n°\s*|no\.?\s*)?"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|et|ou|à|and|or|to|&)\s*(?:l['’]annexe\s+)?(?:n°\s*)?{_NUMBER})*)",
    re.IGNORECASE,
)
# An annex of the law, not of the contract.
_OF_LAW = re.compile(
    r"\s*(?:du|de la|de l['’]|au|à la|of|to the)\s*"
    r"(?:règlement|directive|décret|loi|arrêté|code|ccag|rgpd|gdpr|regulation|act)\b",
    re.IGNORECASE,
)
_ANNEX_WORD = re.compile(r"\b(?:annexe|annex|appendix|appendice|schedule|exhibit|attachment)", re.IGNORECASE)
_RANGE = re.compile(r"\s(?:à|to)\s")
_LONGEST_RANGE = 30
_EXCERPT_LINES = 2
_SIGNING_LINES = 12  # that the place and day, the names, capacities and signatures of two parties take
_FILING_LABEL = re.compile(
    r"exhibits?\s+\d+[.(][\dxiv]+\)?", re.IGNORECASE
)  # how filings to an authority label a whole contract


def annex_headings(sheet: Sheet, candidates: list[Candidate]) -> list[Heading]:
    """Where annexes begin: not where a list names them, and once each."""
    found = [c for c in candidates if c.mark.series is Series.ANNEX and _stands(sheet, c)]
    lines = {c.line for c in candidates if c.mark.series is Series.ANNEX}
    headings: dict[str, Heading] = {}
    for candidate in found:
        if not _listed(sheet, candidate.line, lines) and candidate.mark.number not in headings:
            heading = _heading(sheet, candidate, list(headings.values()))
            headings[heading.number] = heading
    return _without_own_title(sheet, list(headings.values()))


def _stands(sheet: Sheet, candidate: Candidate) -> bool:
    rest = sheet.words(candidate.line)[candidate.mark.at :]
    signed = candidate.mark.separated and reads_as_title(rest) and _after_signatures(sheet, candidate.line)
    if candidate.announced and not sheet.stands_out(candidate.line) and not signed:
        return False
    set_apart = sheet.opens(candidate.line) or sheet.stands_out(candidate.line) or signed
    if not set_apart and not _shouted(sheet, candidate):
        return False
    if rest.endswith((";", ",")) or (rest.endswith(".") and len(rest) > 60):
        return False
    if not candidate.mark.values:
        return (
            _shouted(sheet, candidate)
            or signed
            or (sheet.stands_out(candidate.line) and (not rest or candidate.mark.separated))
        )
    return not rest or candidate.mark.separated or not rest[0].islower()


def _after_signatures(sheet: Sheet, at: int) -> bool:
    """Whether the parties sign a few lines above: no sentence goes on from there, and « Pour le Client : » announces
    a name, not an annex. « Liste des annexes : » does announce some."""
    if at and _ANNEX_WORD.search(sheet.words(at - 1)):
        return False
    above = (landmark(sheet, line) for line in range(max(0, at - _SIGNING_LINES), at))
    return any(mark is not None and mark.point is Point.SIGNATURE for mark in above)


def _shouted(sheet: Sheet, candidate: Candidate) -> bool:
    return all_capitals(sheet.words(candidate.line).split()[0])


def _listed(sheet: Sheet, at: int, lines: set[int]) -> bool:
    """Another annex is named right before or right after, with no text between: a list of annexes."""
    if sheet.lines[at].level is not None:
        return False
    before = max((line for line in lines if line < at), default=None)
    after = min((line for line in lines if line > at), default=None)
    follows = after is not None and after - at <= _EXCERPT_LINES and sheet.lines[after].page == sheet.lines[at].page
    follows = follows and not (after is not None and _says_something(sheet, at, after))
    preceded = before is not None and at - before <= _EXCERPT_LINES and sheet.lines[before].page == sheet.lines[at].page
    return follows or (preceded and not sheet.stands_out(at) and not _opens_page(sheet, at))


def _says_something(sheet: Sheet, at: int, after: int) -> bool:
    """Whether a heading that stands out has a text of its own, set otherwise, before the next: an annex of one line."""
    return sheet.stands_out(at) and any(not sheet.alike(at, line) for line in range(at + 1, after))


def _opens_page(sheet: Sheet, at: int) -> bool:
    return at == 0 or sheet.lines[at - 1].page != sheet.lines[at].page


def _heading(sheet: Sheet, candidate: Candidate, before: list[Heading]) -> Heading:
    title, lines = title_of(sheet, candidate.line, candidate.mark)
    number = candidate.mark.number
    under = any(number.startswith(f"{other.number}.") for other in before)
    return Heading(candidate.line, Role.ANNEX, Rank.ANNEX + under, number, title, lines)


def _without_own_title(sheet: Sheet, headings: list[Heading]) -> list[Heading]:
    """A file that is one annex, or that an authority labelled « Exhibit 10.1 », is not an annex to itself."""
    if not headings or any(marks(sheet.words(at)) for at in range(headings[0].line)):
        return headings
    first, *others = headings
    alone = not others or _FILING_LABEL.fullmatch(first.number) is not None
    return others if alone and first.line < 15 else headings


def named_annexes(text: str) -> tuple[str, ...]:
    """Every annex that the text speaks of, in the order of the first mention, each under its one name."""
    return tuple(dict.fromkeys(name for found in _NAMED.finditer(text) for name in _names(found, text)))


def _names(found: re.Match[str], text: str) -> Iterator[str]:
    word = {"appendices": "appendice", "appendix": "appendix"}.get(found["word"].lower(), found["word"].lower())
    if _OF_LAW.match(text, found.end()):
        return
    before: re.Match[str] | None = None
    for number in _ONE.finditer(text, *found.span("numbers")):
        between = text[before.end() : number.start()] if before else ""
        if before and _RANGE.search(between) and before[0].isdigit() and number[0].isdigit():
            for skipped in range(int(before[0]) + 1, min(int(number[0]), int(before[0]) + _LONGEST_RANGE)):
                yield annex_name(word, str(skipped))
        if _believable(number[0]) and not _FILING_LABEL.fullmatch(f"{word} {number[0]}"):
            yield annex_name(word, number[0])
        before = number


def _believable(number: str) -> bool:
    """Capitals only: « annexe a » is a verb's start, « annexe i » a slip."""
    head = re.split(r"[./]", number)[0]
    return head.isdigit() or (head.isupper() and (len(head) == 1 or roman(head) is not None))
