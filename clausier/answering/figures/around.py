"""What stands around a figure and belongs to it: what it counts, the tax, the rate, the base."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from clausier.answering.figures.model import ARTICLE, Figure, Sort, Stated
from clausier.answering.figures.plain import plain
from clausier.answering.words import content_stems
from clausier.domain.text import Span
from clausier.small_words import SMALL_WORDS

_TAX = re.compile(
    r",?[ \n]?\(?(?:(?P<ht>ht\b|h\.t\.|hors taxes?|hors tva|htva\b|excl(?:uding|usive of|\.)? vat|plus vat|net of vat)"
    r"|(?P<ttc>ttc\b|t\.t\.c\.|toutes taxes comprises|incl(?:uding|usive of|\.)? vat))\)?"
)
_PER = re.compile(
    r",?[ \n]?(?:(?P<slash>/ ?)|(?:et[ \n])?(?:par|per|for each|for every|each|every|chaque)[ \n])"
    r"(?:(?:further|additional|full|whole|complete|started)[ \n])?"
    r"(?P<noun>(?:business day|working day|calendar day)\b|[a-z][a-z'-]+)"
    r"(?P<kind>[ \n](?:entame|ouvre|ouvrable|calendaire|civil|supplementaire|contractuel)(?:le)?e?s?\b)?"
)
_A_YEAR = re.compile(r"[ \n](?:a|an)[ \n](?P<noun>day|week|month|quarter|year|hour)(?P<kind>)\b")
_FRENCH = {
    "day": "jour",
    "week": "semaine",
    "month": "mois",
    "quarter": "trimestre",
    "year": "an",
    "annum": "an",
    "hour": "heure",
    "business day": "jour ouvré",
    "working day": "jour ouvré",
    "calendar day": "jour calendaire",
    "user": "utilisateur",
    "incident": "incident",
    "person": "personne",
}
_ENDS = (
    r"(?=[,;.:()\t]|$|[ \n](?:par|per|pour|dans|au titre|en cas|si|lorsque|soit|if|where|when)\b"
    r"|[ \n](?:et|and|ou|or)[ \n](?:une?|le|la|les|l'|des|the|an?)\b)"
)
_OF = r"(?:du|de la|des|de l'|de|d'|of the|of)(?:[ \n]|(?<='))[^,;.:()\t0-9]{3,60}?"
_TIMES_WHAT = r"(?:(?:le|la|les|l'|the)(?:[ \n]|(?<=')))[^,;.:()\t0-9]{3,60}?"
_BASE = re.compile(rf"[ \n](?P<base>{_OF}){_ENDS}")
_MULTIPLIED = re.compile(rf"[ \n](?P<base>{_OF}|{_TIMES_WHAT}){_ENDS}")
_JOINT = re.compile(r"[ \n](?:et|and|ou|or)[ \n](?:(?:d[eu]|des|a|the|of)[ \n])?$")
_TRAILING = re.compile(r" (?:et|ou|and|or)$")
_EVENT = re.compile(
    r"[ \n](?P<base>(?:(?:avant|apres|a (?:compter|partir) d(?:es?|u|')|suivant|precedant"
    r"|before|after|from|following)\b"
    r"|de (?:salaire|redevance|remuneration|loyer|facturation|chiffre d'affaires|traitement)"
    r"|of (?:salary|pay|charges|fees))"
    r"[^,;.:()\t0-9]{0,60}?)(?=[,;.:()\t]|$|[ \n](?:par|per|au titre|en cas|si|lorsque|if|where|when)\b)"
)
_NOUN = re.compile(r"[ \n]?(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*(?:[ \n]d['’](?:[^\W\d_]+)| de [^\W\d_]+(?= par\b))?)")
_NO_NOUN = SMALL_WORDS | {
    *("and", "or", "to", "of", "per", "the", "if", "in", "at", "a", "by", "is", "are", "shall", "with", "bis", "ter")
}
_PLACE = re.compile(
    r"\b(?:articles?|art\.?|annexes?|clauses?|sections?|schedules?|appendix|exhibit|part|pages?|n°|no\.?|version|iso|"
    r"code|loi|law|act|reglement|regulation|ue|eu|ccag|niveau|level|lot|phase|tier|priorite|severite|alinea)"
    r"[ \n:(-]{0,2}$"
)
_LEAD = 16  # characters
_YEAR = re.compile(r"\b(?:en|in|annee|year|fin|depuis|since|debut|exercice|by|from|des)[ \n]$")
_YEARS = (1990, 2100)
_ONCE = re.compile(r"\b(?:(?P<once>once)|(?P<twice>twice)|(?P<thrice>thrice))\b(?= (?:a|an|per|each|every) )")
_EVERY = re.compile(r"\b(?:tou(?:te)?s les|every)[ \n]$")
_SELDOM_ONE = ("fois", "seconde", "jour-homme", "tiers", "quart")
_DURING = re.compile(r"\b(?:pendant|durant|cours des|during|over)\b")
_RATED = frozenset({Sort.AMOUNT, Sort.SHARE, Sort.MULTIPLE, Sort.COUNT, Sort.DURATION})
_TIMES = frozenset(
    {"jour", "semaine", "mois", "trimestre", "semestre", "an", "annee", "heure"}
    | {"day", "week", "month", "quarter", "year", "annum", "hour"}
)


def amid(text: str, stated: Sequence[Stated]) -> list[Stated]:
    """The figures of a text with what belongs to each; articles, "un" and "une", that count nothing are left out."""
    folded = plain(text)
    found = []
    for at, one in enumerate(stated):
        end = stated[at + 1].span.start if at + 1 < len(stated) else len(text)
        told = _with_rate(text, folded, _with_noun(text, folded, one), end)
        if _counts(folded, told):
            found.append(told)
    return sorted([*found, *_times(text, folded)], key=lambda one: one.span.start)


def _counts(folded: str, one: Stated) -> bool:
    """Whether "1" is a number: "une fois achevé", "l'un des", "une seconde fois" count nothing, "un mois" does."""
    if one.figure.value != 1 or one.again:
        return True
    if one.figure.unit in _SELDOM_ONE:
        told = one.per or (one.base if one.sort is Sort.SHARE else "")
        return bool(told) or folded[one.span.start].isdigit()
    return one.figure.unit != "" or (folded[one.span.start].isdigit() and one.sort is Sort.COUNT)


def _with_noun(text: str, folded: str, one: Stated) -> Stated:
    """A bare number with what it counts; a year where it stands as one."""
    if one.figure.unit or one.figure.value == ARTICLE:
        return one
    lead = folded[max(0, one.span.start - _LEAD) : one.span.start]
    if _YEARS[0] <= one.figure.value < _YEARS[1] and _YEAR.search(lead):
        return replace(one, sort=Sort.DATE)
    noun = _NOUN.match(text, one.span.end)
    if noun is None or _PLACE.search(lead):
        return one
    first = re.split(r"['\s]", plain(noun["noun"]))[0]
    heads = not lead.rpartition("\n")[2].strip() and noun["noun"][0].isupper()  # the number of a clause
    if first in _NO_NOUN or not content_stems(first) or len(first) < 3 or heads or one.figure.value % 1:
        return one
    return replace(one, sort=Sort.COUNT, noun=_run_on(noun["noun"]))


def _with_rate(text: str, folded: str, one: Stated, end: int) -> Stated:
    """A figure with the tax, the time or thing it is for, and what it is a share of; its span holds them all."""
    at = one.span.end
    tax = _TAX.match(folded, at, end) if one.sort is Sort.AMOUNT else None
    at = tax.end() if tax else at
    base = _base(folded, at, end, one.sort)
    at = base.end() if base else at
    per, at = _per(text, at, end, one.sort) if one.sort in _RATED else ("", at)
    sort = _sort_amid(folded, one, base, per)
    return replace(
        one,
        sort=sort,
        tax=("HT" if tax["ht"] else "TTC") if tax else "",
        base=_TRAILING.sub("", _run_on(text[base.start("base") : base.end("base")])) if base else "",
        per=per,
        span=Span(one.span.start, at),
    )


def _sort_amid(folded: str, one: Stated, base: re.Match[str] | None, per: str) -> Sort:
    """The sort that the words around tell: "deux fois par an", "tous les six mois", "six mois de salaire"."""
    lead = folded[max(0, one.span.start - _LEAD) : one.span.start]
    if (one.figure.unit == "fois" and per) or (one.sort is Sort.DURATION and _EVERY.search(lead)):
        return Sort.FREQUENCY
    paid = one.sort is Sort.DURATION and base is not None and base["base"].startswith(("de ", "of "))
    return Sort.AMOUNT if paid and not _DURING.search(lead) else one.sort


def _base(folded: str, at: int, end: int, sort: Sort) -> re.Match[str] | None:
    """What a share is of, or what a length of time runs to or from; whole, or not at all."""
    pattern = {Sort.SHARE: _BASE, Sort.MULTIPLE: _MULTIPLIED, Sort.DURATION: _EVENT}.get(sort)
    if pattern is None:
        return None
    joint = _JOINT.search(folded, at, end)
    if joint:
        return pattern.match(folded, at, joint.start())
    found = pattern.match(folded, at)
    return found if found and found.end() <= end else None


def _per(text: str, at: int, end: int, sort: Sort) -> tuple[str, int]:
    """What a figure is counted by, "par utilisateur et par mois", and where that ends; "" and the place itself where
    nothing of the kind follows. A length of time is counted by time: "300 heures par an", not "30 jours par lettre"."""
    folded = plain(text)
    told = []
    while found := _PER.match(folded, at, end) or _A_YEAR.match(folded, at, end):
        noun = found["noun"]
        if noun in _NO_NOUN or (sort is Sort.DURATION and noun not in _TIMES):
            break
        written = text[found.start("noun") : found.end()]
        told.append(f"par {_run_on(_FRENCH.get(noun, written))}")
        at = found.end()
    return " et ".join(told), at


def _times(text: str, folded: str) -> list[Stated]:
    """ "Twice a year"."""
    found = []
    for match in _ONCE.finditer(folded):
        value = 1 if match["once"] else 2 if match["twice"] else 3
        per, end = _per(text, match.end(), len(text), Sort.MULTIPLE)
        if per:
            found.append(Stated(Figure(Decimal(value), "fois"), Sort.FREQUENCY, Span(match.start(), end), per=per))
    return found


def _run_on(words: str) -> str:
    return " ".join(words.split())
