"""What a clause leans on: the terms that the document defines, the places it refers to, what is absent or disagrees."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from clausier.answering.asking import places
from clausier.answering.figures import clashes, in_words
from clausier.clarifying.laws import laws
from clausier.clarifying.parties import SIDES, is_alias
from clausier.clarifying.places import label_of, namesakes
from clausier.clarifying.quotations import Quoter
from clausier.clarifying.sentences import Piece
from clausier.domain.answers import Citation
from clausier.domain.documents import Clause, Document, Kind, Passage
from clausier.domain.folding import fold
from clausier.domain.glosses import Alert, Law, Pointer, Term
from clausier.domain.text import Span, mend
from clausier.reporting import CAUTIONS, page_reading

_SHORT = 3  # letters: a shorter word takes no plural


def terms_used(clause: Clause, quoter: Quoter) -> tuple[Term, ...]:
    """The defined terms that a clause uses, as they come; those that it defines itself, and the parties, left out."""
    reading = quoter.reading
    text = mend(clause.span.of(reading.text)).text
    found: dict[str, tuple[int, Term]] = {}
    for definition in reading.definitions:
        own = definition.span.within(clause.span)
        if own or not definition.term.strip() or fold(definition.term) in SIDES or is_alias(definition, reading):
            continue
        if used := _uses(definition.term).search(text):
            found.setdefault(definition.term, (used.start(), Term(definition.term, quoter.quote(definition.span))))
    return tuple(term for _, term in sorted(found.values(), key=lambda one: one[0]))


@lru_cache(maxsize=4096)
def _uses(term: str) -> re.Pattern[str]:
    """Finds a defined term where it is used as one: with its capitals, singular or plural."""
    words = [re.escape(word.rstrip("sx") if len(word) > _SHORT else word) + "[sx]?" for word in mend(term).text.split()]
    either = re.sub("['’]", "['’]", " ".join(words))
    return re.compile(rf"(?<!\w){either}(?!\w)")


def pointers(clause: Clause, quoter: Quoter) -> tuple[Pointer, ...]:
    """The places that a clause refers to, each once, with the words that they begin with."""
    reading = quoter.reading
    found: dict[str, Pointer] = {}
    for reference in reading.references:
        if not reference.span.within(clause.span) or reference.target == clause.id:
            continue
        target = quoter.clause(reference.target)
        citation = quoter.opening(target)
        if citation is not None:
            words = mend(reference.span.of(reading.text)).text
            found.setdefault(target.id, Pointer(words, label_of(target), citation))
    return tuple(found.values())


def laws_named(passages: Sequence[Passage], quoter: Quoter) -> tuple[Law, ...]:
    """The texts outside the contract that a clause names, each once."""
    found: dict[str, Law] = {}
    for passage in passages:
        text = mend(passage.text)
        for span in laws(text.text):
            source = text.source(span)
            words = span.of(text.text)
            (citation,) = quoter.quote(Span(source.start + passage.span.start, source.end + passage.span.start))[:1]
            found.setdefault(fold(words), Law(words, citation))
    return tuple(found.values())


def alerts(clause: Clause, found: Sequence[Piece], quoter: Quoter, others: Sequence[Document]) -> tuple[Alert, ...]:
    """What a reader should look at. `others` are the other documents of the dossier."""
    return (
        *_namesakes(clause, quoter),
        *_clashing(found, quoter),
        *_absent_annexes(clause, quoter, others),
        *_absent_articles(clause, found, quoter),
        *_doubtful_pages(clause, quoter),
    )


def _namesakes(clause: Clause, quoter: Quoter) -> Iterator[Alert]:
    others = namesakes(quoter.reading.clauses, clause)
    if others:
        cited = tuple(filter(None, map(quoter.opening, others)))
        yield Alert("Une autre clause de ce document porte le même numéro : celle-ci est la première.", cited)


def _clashing(found: Sequence[Piece], quoter: Quoter) -> Iterator[Alert]:
    for piece in found:
        for said, again in clashes(piece.text):
            both = f"{in_words(said)} et {in_words(again)}"
            yield Alert(f"Les lettres et les chiffres ne disent pas la même chose : {both}.", quoter.quote(piece.span))


def _absent_annexes(clause: Clause, quoter: Quoter, others: Sequence[Document]) -> Iterator[Alert]:
    elsewhere = {name: other for other in others for name in other.report.annexes_present}
    text = clause.span.of(quoter.reading.text)
    for name in quoter.reading.document.report.missing_annexes:
        if not (named := _annex(name).search(text)):
            continue
        start = clause.span.start + named.start()
        cited = quoter.quote(Span(start, clause.span.start + named.end()))
        if name in elsewhere:
            yield Alert(
                f"« {name} » n’est pas dans ce fichier ; le dossier la tient de « {elsewhere[name].title} ».", cited
            )
        else:
            yield Alert(f"La clause renvoie à « {name} », qui n’est ni dans ce fichier ni dans le dossier.", cited)


@lru_cache(maxsize=256)
def _annex(name: str) -> re.Pattern[str]:
    """Finds an annex by its name, or by its number in a list: « les Annexes 5 et 6 »."""
    word, _, number = name.rpartition(" ")
    listing = r"(?:n°\s*)?(?:[\w./]{1,4}(?:\s*,\s*|\s+(?:et|ou|à|and|or|to)\s+))*"
    return re.compile(rf"\b{re.escape(word)}s?\s+{listing}{re.escape(number)}(?!\w)", re.IGNORECASE)


def _absent_articles(clause: Clause, found: Sequence[Piece], quoter: Quoter) -> Iterator[Alert]:
    """Articles of this contract that are named and not there. An annex or an amendment speaks of another act's."""
    if quoter.reading.document.kind is not Kind.CONTRACT or not quoter.reading.document.report.structured:
        return
    annex = ", " in clause.number or clause.number.lower().startswith(("annexe", "schedule"))
    known = {fold(other.number) for other in quoter.reading.clauses}
    known |= {number.rpartition(", ")[2] for number in known}
    for piece in found:
        for place in places(piece.text):
            if annex or place.startswith("Annexe") or fold(place) in known or _of_law(piece.text, place):
                continue
            sentence = f"La clause renvoie à l’article {place}, que ce document n’a pas."
            yield Alert(sentence, quoter.quote(piece.span))


def _of_law(text: str, place: str) -> bool:
    return any(place in span.of(text) for span in laws(text))


def _doubtful_pages(clause: Clause, quoter: Quoter) -> Iterator[Alert]:
    report = quoter.reading.document.report
    for citation in _one_a_page(quoter.quote(clause.span)):
        if how := page_reading(report, citation.page):
            yield Alert(CAUTIONS[how], (citation,))


def _one_a_page(citations: Sequence[Citation]) -> Sequence[Citation]:
    return tuple({citation.page: citation for citation in reversed(citations)}.values())[::-1]
