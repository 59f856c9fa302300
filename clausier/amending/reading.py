"""A document read as an amendment."""

import re
from dataclasses import replace

from clausier.amending.dating import effect, first_day, signed, unsigned
from clausier.amending.operations import operations
from clausier.amending.sentences import Sheet
from clausier.answering.figures.plain import plain
from clausier.domain.amendments import Amendment
from clausier.domain.documents import Reading
from clausier.domain.text import Span

_ORDINALS = (
    "premier first one un",
    "deuxieme second two deux",
    "troisieme third three trois",
    "quatrieme fourth four quatre",
    "cinquieme fifth five cinq",
    "sixieme sixth six",
    "septieme seventh seven sept",
    "huitieme eighth eight huit",
    "neuvieme ninth nine neuf",
    "dixieme tenth ten dix",
)
_RANKS = {word: str(rank) for rank, words in enumerate(_ORDINALS, 1) for word in words.split()}
_WORD = "|".join(_RANKS)
_NUMBER = re.compile(
    rf"\b(?:(?P<before>{_WORD})\s+(?:avenant|amendment|addendum)|(?:avenant|amendment|addendum|acte modificatif)\s*"
    rf"(?:n°\s*|no\.?\s*|numero\s+|number\s+|#\s*|-\s*)?(?:(?P<digits>\d{{1,2}})(?![\d/.]\d)|(?P<word>{_WORD})\b|"
    rf"(?P<roman>[ivx]{{1,4}})\b))"
)
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_FRONT = 600  # characters: a title and what stands under it
_DRAFT = re.compile(
    r"(?m:^\W*(?:projet|draft)\W*$)|\bprojet d'avenant\b|\bversion (?:de travail|projet)\b|\bdraft (?:amendment|"
    r"addendum)\b"
)
_PREVAILS = re.compile(
    r"\b(?:prevau(?:t|dra|dront)|prevalent|prime(?:nt|ra|ront)? sur|l'emporte(?:nt|ra)?|shall prevail|prevails?|"
    r"takes? precedence|shall take precedence|"
    r"annule et remplace toute|deroge\w*)\b"
)
_ACT = (
    r"(?:contrat|convention|accord|marche|conditions (?:generales|particulieres)|"
    r"(?:master )?(?:[\w-]+ ){0,3}agreement|contract)"
)
_NAMED = re.compile(
    rf"\b{_ACT}\b[^.;\n()«»]{{0,110}}?(?:\bn°\s*[\w./-]+|\b(?:ref(?:erence)?\.?|no\.?)\s*:?\s*[\w./-]*\d[\w./-]*)?"
    r"(?:[^.;\n()«»]{0,80}?\b(?:du|le|dated|of|on|as of)\s+(?:\d{1,2}(?:er)?\s+[a-z]+\s+\d{4}|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4}|[a-z]+ \d{1,2}, \d{4}))"
)
_NAMED_BY_NUMBER = re.compile(rf"\b{_ACT}\b[^.;\n()«»]{{0,80}}?\bn°\s*[\w./-]+")
_NAMED_BEFORE = re.compile(
    rf"\b(?:le|on)\s+\d{{1,2}}(?:er)?\s+[a-z]+\s+\d{{4}}\s*,?\s*(?:un|une|le|la|a|the)\s+{_ACT}\b[^.;\n()«»,]{{0,60}}"
)


def amendment_of(reading: Reading) -> Amendment:
    """What an amendment changes, from when, and what is doubtful about it."""
    sheet = Sheet(reading)
    ordered, not_understood = operations(sheet)
    on = signed(sheet)
    since = effect(sheet, on)
    dated = [replace(one, effective=one.effective or first_day(since.articles, one.article)) for one in ordered]
    return Amendment(
        document=reading.document.id,
        number=number_of(reading),
        operations=tuple(dated),
        not_understood=not_understood,
        signed=on,
        effective=since.day,
        unsigned=unsigned(sheet, dated=since.day is not None),
        conditions=since.conditions,
        prevails=next((one.span for one in sheet.sentences if _prevails(sheet, one.span)), None),
        named=_named(sheet),
        draft=_DRAFT.search(plain(f"{reading.document.title}\n{reading.text[:_FRONT]}")) is not None,
    )


def number_of(reading: Reading) -> str:
    """Its number, as its title or its first lines give it; "" where it has none."""
    for text in (reading.document.title, reading.text[:_FRONT]):
        found = _NUMBER.search(plain(text))
        if found:
            written = found["digits"] or found["word"] or found["before"] or found["roman"]
            return _RANKS.get(written) or _ROMAN.get(written) or written.lstrip("0")
    return ""


def _prevails(sheet: Sheet, span: Span) -> bool:
    return _PREVAILS.search(span.of(sheet.plain)) is not None


def _named(sheet: Sheet) -> tuple[str, ...]:
    """How its title, its parties and recitals, then its own articles, call what it amends."""
    text = sheet.reading.text
    shown = plain(text)
    found = [
        Span(*one.span())
        for pattern in (_NAMED, _NAMED_BY_NUMBER, _NAMED_BEFORE)
        for one in pattern.finditer(shown, 0, max(sheet.body.start, min(len(text), _FRONT)) + _FRONT)
    ]
    kept = [span for span in found if not any(span != other and span.within(other) for other in found)]
    return tuple(dict.fromkeys(" ".join(span.of(text).split()) for span in sorted(kept)))
