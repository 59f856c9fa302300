"""What a change bears on: its figures, its negations, its parties, what is due; told from words alone."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from clausier.answering.figures import ARTICLE, Sort, Stated, read
from clausier.answering.figures.plain import plain
from clausier.answering.words import content_stems
from clausier.domain.comparisons import Nature
from clausier.domain.text import Span


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Written folded, French and English.
_NEGATIONS = _words(
    "ne n' pas aucun aucune jamais ni non sans sauf hormis excepte exception exceptions exclusion exclusif exclusive",
    "exclut excluent exclu exclue exclus exclues interdit interdite interdits interdites seul seule seulement",
    "uniquement not no never cannot neither nor without except unless excluding excluded exclusive only none",
)
_PARTIES = _words(
    "client clients commanditaire donneur beneficiaire acheteur acquereur abonne adherent preneur",
    "customer buyer purchaser licensee",
    "prestataire prestataires titulaire fournisseur fournisseurs infogerant hebergeur editeur vendeur vendeurs",
    "operateur integrateur mainteneur supplier provider contractor vendor seller licensor",
    "partie parties sous-traitant sous-traitants party parties subcontractor processor controller",
)
_MUST = _words("doit doivent devra devront engage engagent oblige tenu tenue tenus shall must")
_MAY = _words("peut peuvent pourra pourront pourrait efforce efforcera may might")
_NOT_PARTIES = _words("contrat convention accord agreement contract services annexe")
_NAMED = re.compile(
    r"(?:ci-apres|designee?s?|denommee?s?|hereinafter|referred to as)[^«“\"\n]{0,40}[«“\"]\s*"
    r"(?:le |la |les |l'|the )?([a-z][a-z-]{2,30})\s*[»”\"]"
)
_PLACE = re.compile(
    r"(?:\b(?:articles?|art|annexes?|clauses?|sections?|schedules?|appendix|chapitres?|titres?|paragraphes?|alineas?|"
    r"points?|pages?|n°|no|loi|decret|directive|reglement|ordonnance|iso|rfc|version)\b\.?|§)"
    r"[\s(]*(?:[a-z]\b[.\s-]*)?(?:\d[\d.]*[\s,]*(?:et|ou|a|and|or|to|-|,)[\s]*)*$"
)
_LEAD = 40  # characters before a number, where the word that makes it a reference stands
_CODE = re.compile(r"(?<![^\W_])(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]+")
_ABOUT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REACH = 60  # characters before a figure in which stands what it is about
_PHRASE = 4  # words: a party that comes in with so few stands beside the one that was there


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a text, or a code such as "P1", as it is compared and as it is written."""

    key: tuple[object, ...]
    words: str
    about: str  # the word before it that says what it is: "préavis"
    reference: bool
    span: Span  # of the text that it was read in
    sort: Sort | None = None  # None: a code


def parties_of(text: str) -> frozenset[str]:
    """How a contract calls its parties: the usual names, and those that it gives itself."""
    own = {name for name in _NAMED.findall(plain(text)) if name not in _NOT_PARTIES}
    return _PARTIES | own


def measures(text: str) -> tuple[Measure, ...]:
    """The figures of a text in its order."""
    stated = read(text)
    found = [_measure(text, one) for one in stated]
    for match in _CODE.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(one.span) for one in stated):
            key = (match.group().casefold(),)
            found.append(Measure(key, match.group(), "", _is_reference(text, span.start), span))
    return tuple(sorted(found, key=lambda measure: measure.span))


def _measure(text: str, stated: Stated) -> Measure:
    start = stated.span.start
    return Measure(
        key=(stated.figure, stated.again, stated.to, stated.tax, stated.per),
        words=" ".join(stated.span.of(text).split()),
        about=_about(text[max(0, start - _REACH) : start]),
        reference=stated.figure.value == ARTICLE or _is_reference(text, start),
        span=stated.span,
        sort=stated.sort,
    )


def _is_reference(text: str, start: int) -> bool:
    return _PLACE.search(plain(text[max(0, start - _LEAD) : start])) is not None


def _about(before: str) -> str:
    """The nearest word that says something, in the same stretch of a sentence."""
    words = _ABOUT.findall(re.split(r"[.;:\n]", before)[-1])
    return next((word.lower() for word in reversed(words[1:]) if len(word) > 3 and content_stems(word)), "")


def paired(ours: Sequence[Measure], theirs: Sequence[Measure]) -> list[tuple[Measure | None, Measure | None]]:
    """The figures that are not the same on both sides, each with the one that stands in its place."""
    matcher = SequenceMatcher(None, [one.key for one in ours], [one.key for one in theirs], autojunk=False)
    found: list[tuple[Measure | None, Measure | None]] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for n in range(max(i_end - i, j_end - j)):
            before = ours[i + n] if i + n < i_end else None
            after = theirs[j + n] if j + n < j_end else None
            found.append((before, after))
    return found


def negated(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a word that denies, excepts or restricts came or went."""
    return Counter(key for key in ours if key in _NEGATIONS) != Counter(key for key in theirs if key in _NEGATIONS)


def swapped(ours: Sequence[str], theirs: Sequence[str], parties: frozenset[str]) -> bool:
    """Whether another party stands where one stood, or one came or went beside another."""
    named_a, named_b = ([key for key in map(_bare, side) if key in parties] for side in (ours, theirs))
    tags = {tag for tag, *_ in SequenceMatcher(None, named_a, named_b, autojunk=False).get_opcodes()} - {"equal"}
    few = abs(len(ours) - len(theirs)) <= _PHRASE
    return bool(named_a and named_b) and ("replace" in tags or len(tags) > 1 or (bool(tags) and few))


def _bare(key: str) -> str:
    """A word without the apostrophe of an English genitive."""
    return key.rstrip("'")


def loosened(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether what is due became what is allowed, or the other way round."""
    must = sum(key in _MUST for key in theirs) - sum(key in _MUST for key in ours)
    may = sum(key in _MAY for key in theirs) - sum(key in _MAY for key in ours)
    return must * may < 0


ORDER = {nature: rank for rank, nature in enumerate(Nature)}
"""The gravest first."""
