"""« sous réserve de l’article 9.2 »: places of the text that point at another clause of the same document."""

import re
from collections.abc import Iterator

from clausier.domain.documents import Clause, Kind, Reference, Role
from clausier.domain.text import Span
from ingest.structure.contents import TITLE
from ingest.structure.marks import BULLETS, annex_name
from ingest.structure.numerals import BIS, normal
from ingest.structure.places import Places

_BIS = rf"(?:\s(?:{'|'.join(BIS)})\b)?"
_ONE = (
    r"(?:\d{1,3}(?:[.\-]\d{1,3})*(?:\.[a-z]\b)?|[IVX]{1,6}(?:\.\d{1,2})*|premier|1er)(?![\w’'])(?!°)"
    + _BIS
    + r"(?:\s?\(?[a-z]\))?"
)
_JOIN = r"\s*(?:,|;|et|ou|à|and|or|to|through|&)\s*(?:(?:de\s+)?(?:l['’]|les?\s+)?articles?\s+)?(?:et\s+)?"
_CLAUSES = re.compile(
    rf"\b(?:articles?|art\.|paragraphe?s?|clauses?|sections?|§)\s*(?:n°\s*)?(?P<numbers>{_ONE}(?:{_JOIN}{_ONE})*)",
    re.IGNORECASE,
)
_ANNEX_WORD = r"(?P<word>annexe|appendice|appendix|schedule|exhibit)"
_ANNEX = r"(?:\d{1,2}|[IVX]{1,5}|[A-Z])(?:[./]\d{1,2})*(?![\w’'])"
# « les annexes A (Niveaux de service), B (Prix) et D »: titles may stand between the numbers.
_GLOSS = r"(?:\s*(?:\([^()\n]{1,80}\)|«[^»]{1,80}»))?"
_ANNEXES = re.compile(
    rf"\b{_ANNEX_WORD}s?\s+(?:n°\s*)?(?P<numbers>{_ANNEX}(?:{_GLOSS}\s*(?:,|et|ou|à|and|or|to|&)\s*{_ANNEX})*)",
    re.IGNORECASE,
)
_ANNEX_NUMBER = re.compile(rf"(?<![\w.]){_ANNEX}")
_GLOSSED = re.compile(r"\([^()]*\)|«[^»]*»")
_PART_OF = re.compile(
    rf"\b(?P<part>part|partie)\s+(?P<letter>[A-Z]|\d{{1,2}})\s+(?:of|to|de|à)\s+(?:l['’]\s*)?{_ANNEX_WORD}\s+(?:n°\s*)?"
    rf"(?P<number>{_ANNEX})",
    re.IGNORECASE,
)
# The text of a law, a regulation, another contract: nothing here to point at.
_ELSEWHERE = re.compile(
    r"\s*(?:,?\s*(?:alinéa|al\.|paragraphe|§)\s*\d+\s*,?)?\s*(?:\([^)]{1,12}\)\s*)?(?:(?:précité|susvisé)e?s?\s*)?"
    r"(?:du|de la|de l['’]|des|de|au|of|of the|under the)?\s*(?:présente?\s)?\(?"
    r"(?:codes?|RGPD|GDPR|règlements?|directives?|lois?|décrets?|ordonnances?|arrêtés?|LCEN|LIL|traités?|TFUE|TUE|"
    r"convention collective|CCAG|CGI|CPI|CPC|C\.\s?(?:civ|com|trav|pén|conso|propr)|constitution|DORA|Data Act|NIS|"
    r"acts?|regulations?|laws?|U\.?S\.?C|statutes?)\b",
    re.IGNORECASE,
)
# What an annex or an amendment calls the document that it belongs to.
_MAIN_ACT = re.compile(
    r"\s*(?:«[^»]{1,80}»\s*)?(?:du|de la|des|of the)\s+"
    r"(?:contrat|convention|conditions|accord|marché|CG[A-Z]{1,3}|agreement|master)\b",
    re.IGNORECASE,
)
_ANY_ANNEX = re.compile(
    r"\s*(?:«[^»]{1,80}»\s*)?(?:de|à|of|to)\s+(?:l['’]\s*)?(?:annexe|schedule|exhibit|appendix)\b", re.I
)
_THIS_ACT = re.compile(
    r"\s*(?:du présent|de la présente|des présentes|ci-(?:dessus|dessous|après|avant)|hereof|above|below|of this)", re.I
)
_OF_ANNEX = re.compile(
    r"\s*(?:de|à|of|to)\s+(?:l['’]\s*)?(?P<word>annexe|schedule|exhibit|appendix)\s+(?:n°\s*)?(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z])\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(_ONE, re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:à|to|through)\s*(?:l['’]article\s*)?", re.IGNORECASE)
_LONGEST_RANGE = 8  # « les articles 1 à 39 » speaks of the whole contract, not of each article


def references(text: str, kind: Kind, places: Places) -> tuple[Reference, ...]:
    """Those that can be resolved, in the order of the text; a clause does not point at itself by its own heading."""
    found = [*_to_clauses(text, kind, places), *_to_annexes(text, places)]
    return tuple(sorted(dict.fromkeys(found), key=lambda reference: (reference.span, reference.target)))


def _to_clauses(text: str, kind: Kind, places: Places) -> Iterator[Reference]:
    for match in _CLAUSES.finditer(text):
        if _points_elsewhere(text, match.end(), kind):
            continue
        at = places.innermost(match.start())
        if _in_contents(at):
            continue
        annexed = _OF_ANNEX.match(text, match.end())
        home = annex_name(annexed["word"], annexed["number"]) if annexed else places.annex(at)
        for span, number in _numbers(text, match):
            target = _resolved(number, home, places, strictly=annexed is not None)
            if target is not None and not _own_heading(at, target, match.start(), text):
                yield Reference(span, places.holder(target).id)


def _points_elsewhere(text: str, end: int, kind: Kind) -> bool:
    if _ELSEWHERE.match(text, end) or (_ANY_ANNEX.match(text, end) and not _OF_ANNEX.match(text, end)):
        return True
    if kind is Kind.ANNEX:
        return bool(_MAIN_ACT.match(text, end))
    # « L’article 12 » in an amendment is the contract's, unless the amendment says that it is its own.
    return kind is Kind.AMENDMENT and not _THIS_ACT.match(text, end)


def _numbers(text: str, match: re.Match[str]) -> Iterator[tuple[Span, str]]:
    """Each number with its place; « 5 à 7 » gives 6 too, over the whole range."""
    before: re.Match[str] | None = None
    for found in _NUMBER.finditer(text, *match.span("numbers")):
        if before:
            for number in _between(before[0], text[before.end() : found.start()], found[0]):
                yield Span(before.start(), found.end()), number
        yield Span(found.start(), found.end()), found[0]
        before = found


def _resolved(printed: str, annex: str, places: Places, strictly: bool) -> Clause | None:
    """The clause of that number: in the annex first, then in the body; « 12.3 a) » is 12.3.a or, failing that, 12.3."""
    lettered = re.fullmatch(r"(.*?)\s?\(?([a-z])\)", printed)
    base = normal(lettered[1] if lettered else printed)
    wanted = [f"{base}.{lettered[2]}", base] if lettered else [base]
    homes = [f"{annex}, "] if annex else [""]
    homes += [""] if annex and not strictly else []
    return next((clause for home in homes for number in wanted if (clause := places.numbered(home + number))), None)


def _in_contents(clause: Clause) -> bool:
    return clause.heading == TITLE and clause.role is Role.FRONT


def _own_heading(at: Clause, target: Clause, start: int, text: str) -> bool:
    return at.id == target.id and not text[at.span.start : start].strip(BULLETS + " \t\n")


def _to_annexes(text: str, places: Places) -> Iterator[Reference]:
    parts = list(_PART_OF.finditer(text))
    held = {part.start("word") for part in parts}
    for match in parts:
        annex = annex_name(match["word"], match["number"])
        part = places.numbered(f"{annex}, {match['part'].capitalize()} {match['letter']}") or places.numbered(annex)
        if part is not None:
            yield Reference(Span(match.start(), match.end()), part.id)
    for match in _ANNEXES.finditer(text):
        at = places.innermost(match.start())
        if match.start() in held or _ELSEWHERE.match(text, match.end()) or _in_contents(at):
            continue
        within = {above.id for above in places.line(at)}
        for span, target in _annexes_of(text, match, places):
            if target.id not in within:
                yield Reference(span, target.id)


def _annexes_of(text: str, match: re.Match[str], places: Places) -> Iterator[tuple[Span, Clause]]:
    """Each annex of a list, those that « 1 à 4 » leaves out too."""
    glosses = [gloss.span() for gloss in _GLOSSED.finditer(text, *match.span("numbers"))]
    before: re.Match[str] | None = None
    for found in _ANNEX_NUMBER.finditer(text, *match.span("numbers")):
        if any(first <= found.start() < last for first, last in glosses):
            continue
        printed = [(Span(found.start() if before else match.start(), found.end()), found[0])]
        if before:
            skipped = _between(before[0], text[before.end() : found.start()], found[0])
            printed = [*((Span(before.start(), found.end()), number) for number in skipped), *printed]
        for span, number in printed:
            if (target := places.numbered(annex_name(match["word"], number))) is not None:
                yield span, target
        before = found


def _between(first: str, joined: str, last: str) -> Iterator[str]:
    """The numbers that a range leaves out."""
    if _RANGE.fullmatch(joined) and first.isdigit() and last.isdigit() and int(last) - int(first) <= _LONGEST_RANGE:
        yield from map(str, range(int(first) + 1, int(last)))
