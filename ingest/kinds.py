"""What a document is called, and what it is: told from its first lines and from what it does."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from clausier.domain.documents import GUIDANCE, DossierId, Kind
from clausier.domain.folding import fold
from ingest.structure.candidates import candidates
from ingest.structure.contents import contents
from ingest.structure.landmarks import Point, landmark
from ingest.structure.marks import Series, marks
from ingest.structure.sheet import Sheet
from ingest.structure.titles import LONGEST, all_capitals, clean, reads_as_title

_FRONT = 40  # lines in which a title is looked for
_LONGEST = 200
_LARGE = 1.15  # times the body's size
_TITLE_LINES = 4
_NAMES = re.compile(
    r"\b(?:contrat|convention|accord|avenant|annexe|conditions (?:generales|particulieres)|protocole|marche|"
    r"cahier|plan|agreement|contract|amendment|addendum|schedule|exhibit|terms)\b"
)
_FILING = re.compile(r"(?:exhibits?|ex-)\s*\d+[.(][\dxiv]+\)?\s*", re.IGNORECASE)
_SENSELESS = re.compile(
    r"^(?:microsoft word|sans titre|untitled|document\s?\d*$|presentation|\S+\.(?:docx?|pdf|indd|odt)$)", re.I
)
_AMENDMENT = re.compile(r"(?:projet d['’]\s*)?(?:avenant|amendment|addendum|acte modificatif)\b")
_SELF = re.compile(r"\b(?:le|du|au) present avenant\b|\bthis (?:amendment|addendum)\b")
_OPERATION = re.compile(
    r"\b(?:est|sont) (?:modifiee?s? et )?(?:remplacee?s?|supprimee?s?|completee?s?|abrogee?s?|modifiee?s?)\b|"
    r"\bil est (?:insere|ajoute)\b|\bannule et remplace\b|\b(?:is|are) (?:hereby )?(?:amended|deleted|replaced)\b|"
    r"\bautres (?:stipulations|dispositions|clauses)\b.{0,60}\b(?:demeurent|restent)\b"
)
_LEAST_OPERATIONS = 2
_UNFINISHED = re.compile(r"(?:\b(?:et|ou|de|d[ue]s?|l[ea]s?|a|aux?|en|pour|par|sur|and|or|of|for|the|to|in)|['’,&])$")
_ANNEX = re.compile(r"(?:annexe|schedule|exhibit|appendix|appendice)s?\b")


def title_of(sheet: Sheet, declared: str, file: str) -> str:
    """The document's title: a line of its first pages that names a kind of document, the most prominent first;
    then its properties, the largest or the first line; the file's name when nothing else is left."""
    front = list(_front(sheet))
    levelled = [_line(sheet, at) for at in front if sheet.lines[at].level is not None and not _numbered(sheet, at)]
    largest = _largest(sheet, front)
    outstanding = _named(sheet, [at for at in front if sheet.stands_out(at)])
    proper = _sensible(declared)
    naming = [title for title in (*levelled[:3], largest, outstanding, proper) if _NAMES.search(fold(title))]
    for title in (*naming, largest, *levelled[:1], proper, _named(sheet, front), _first(sheet, front)):
        if title:
            return _FILING.sub("", title, count=1)[:_LONGEST] or title
    return re.sub(r"[_\s]+", " ", PurePath(file).stem).strip() or file


def _front(sheet: Sheet) -> Iterator[int]:
    """Lines before the contract itself begins: no number, no table of contents, no filing label."""
    tables = {at for table in contents(sheet) for at in table}
    for at in range(min(_FRONT, len(sheet))):
        if at in tables:
            continue
        if at > 0 and candidates(sheet, range(at, at + 1), frozenset()) and _begins(sheet, at):
            return
        if landmark(sheet, at):
            return
        if not _FILING.fullmatch(sheet.words(at)):
            yield at


def _begins(sheet: Sheet, at: int) -> bool:
    return any(mark.series is not Series.ANNEX and mark.series is not Series.CAPITAL for mark in marks(sheet.words(at)))


def _numbered(sheet: Sheet, at: int) -> bool:
    return any(mark.series is not Series.ANNEX for mark in marks(sheet.words(at)))


def _largest(sheet: Sheet, front: list[int]) -> str:
    """The lines of the first page that are set largest, when something is larger than the body."""
    first = [at for at in front if sheet.lines[at].page == sheet.lines[0].page] or front
    size = max((sheet.lines[at].size for at in first), default=0.0)
    if not sheet.body or size < _LARGE * sheet.body:
        return ""
    start = next(at for at in first if sheet.lines[at].size == size)
    lines = [start]
    while len(lines) < _TITLE_LINES and lines[-1] + 1 in first and sheet.lines[lines[-1] + 1].size >= size * 0.8:
        if sheet.lines[lines[-1] + 1].size < _LARGE * sheet.body:
            break
        lines.append(lines[-1] + 1)
    return clean(" ".join(sheet.words(at) for at in lines))


def _named(sheet: Sheet, lines: list[int]) -> str:
    """The first title that says what the document is; one in capitals before the others."""
    titles = [at for at in lines if reads_as_title(sheet.words(at)) and not sheet.words(at).endswith(".")]
    named = [at for at in titles if _NAMES.search(fold(sheet.words(at))) and sheet.words(at)[0].isupper()]
    chosen = next((at for at in named if all_capitals(sheet.words(at))), named[0] if named else None)
    return "" if chosen is None else _line(sheet, chosen)


def _line(sheet: Sheet, at: int) -> str:
    """A line as a title, with the next ones that it goes on over: « ANNEXE » alone, « CONTRAT D’HÉBERGEMENT ET »."""
    title = clean(sheet.words(at))
    for after in range(at + 1, at + _TITLE_LINES):
        words = sheet.words(after)
        goes_on = _UNFINISHED.search(fold(title)) or (len(title.split()) == 1 and reads_as_title(words))
        if not goes_on or not words or len(title) + len(words) > LONGEST or marks(words):
            break
        title = f"{title} {clean(words)}"
    return title


def _first(sheet: Sheet, lines: list[int]) -> str:
    """The very first line, when it stands alone."""
    if not lines or lines[0] != 0 or len(sheet) < 2 or not reads_as_title(sheet.words(0)):
        return ""
    return clean(sheet.words(0)) if sheet.apart(1) or all_capitals(sheet.words(0)) else ""


def _sensible(declared: str) -> str:
    """A title in the file's properties, unless a program put it there."""
    title = " ".join(declared.split())
    return title if len(title.split()) > 1 and not _SENSELESS.search(title) else ""


def kind_of(sheet: Sheet, title: str, dossier: DossierId) -> Kind:
    """What the document is by itself; a contract that speaks of its amendments stays a contract."""
    if dossier == GUIDANCE:
        return Kind.GUIDANCE
    named = fold(title).strip()
    front = [fold(sheet.words(at)).strip(" *_#-") for at in range(min(_FRONT // 2, len(sheet)))]
    if _AMENDMENT.match(named) or _amends(sheet, front):
        return Kind.AMENDMENT
    if _ANNEX.match(named) and not _FILING.match(title) and not _parties(sheet):
        return Kind.ANNEX
    shouted = [sheet.words(at) for at in range(min(5, len(sheet))) if all_capitals(sheet.words(at).split()[0])]
    first = next((words for words in shouted if _ANNEX.match(fold(words))), "")
    return Kind.ANNEX if first and not _FILING.match(first) and not _parties(sheet) else Kind.CONTRACT


def _amends(sheet: Sheet, front: list[str]) -> bool:
    """It calls itself an amendment, and does what amendments do."""
    announced = any(_AMENDMENT.match(line) for line in front)
    text = fold(sheet.text)
    operations = len(_OPERATION.findall(text))
    return operations >= _LEAST_OPERATIONS and (announced or bool(_SELF.search(text)))


def _parties(sheet: Sheet) -> bool:
    """A block of parties: an annex has none of its own."""
    return any(
        (found := landmark(sheet, at)) is not None and found.point is Point.PARTIES
        for at in range(min(2 * _FRONT, len(sheet)))
    )
