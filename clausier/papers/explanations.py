"""A clause made plain, as a paper: its words, who owes what in it, what it leans on, and a model's words set apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from clausier.clarifying.wording import REST, grouped, hinged, left_unread, subject, towards
from clausier.domain.answers import Citation
from clausier.domain.documents import Dossier, PassageId
from clausier.domain.french import FIXED, listed, typeset
from clausier.domain.glosses import Clarification, GlossEntry, Phrase, Unsaid
from clausier.domain.papers import Block, Heading, Paper, Text
from clausier.domain.questions import Scope
from clausier.papers.answers import quotation, worded
from clausier.papers.covers import About, cover, fingerprints, made_now, notices, page_readings
from clausier.ports import Library
from clausier.render import Readings, place

_MANY: Final = 6  # figures of a sentence: more of them are a table's, and read better there
_BY_A_PROGRAM: Final = (
    "Explication établie par un programme, phrase par phrase, sans réécrire la clause. Elle ne remplace pas sa lecture."
)


def explanation_paper(found: Clarification, about: About) -> Paper:
    """`about`: as `explanation_about` tells it."""
    readings = page_readings(_cited(found), about.documents)
    return Paper(
        title=f"{found.label} – {found.document.title}",
        facts=cover(about),
        blocks=(
            *_introduced(found),
            *_in_plain_words(found),
            *_alerts(found, readings),
            *_text(found, readings),
            *_who_owes_what(found, readings),
            *_around(found, readings),
            *_of_the_field(found, readings),
            fingerprints(about),
        ),
        notices=notices(),
    )


def explanation_about(found: Clarification, library: Library, dossier: Dossier) -> About:
    """What the paper is made from: the clause's document, and those of its dossier that are quoted beside it."""
    quoted = {found.document.id, *(citation.document_id for citation in _cited(found))}
    others = [one for one in library.documents(Scope(dossier.id)) if one.id in quoted - {found.document.id}]
    model = found.explanation.model if found.explanation and found.explanation.sentences else ""
    return made_now(library, dossier, [found.document, *others], model)


def _cited(found: Clarification) -> Iterator[Citation]:
    """Every quotation that the paper shows."""
    yield from found.text
    for phrase in found.phrases:
        yield from (*phrase.lead, *phrase.citations)
    for alert in found.alerts:
        yield from alert.citations
    for term in found.terms:
        yield from term.citations
    yield from (pointer.citation for pointer in found.pointers)
    yield from (item.citation for item in found.guidance)


def _introduced(found: Clarification) -> Iterator[Block]:
    if found.path:
        yield Text(" › ".join(found.path))
    yield Text(typeset(subject(found)), strong=True)
    yield Text(typeset(_BY_A_PROGRAM))


def _in_plain_words(found: Clarification) -> Iterator[Block]:
    """What a model worded, and how much of the clause it was given: a long one does not fit a small model."""
    explanation = found.explanation
    if explanation is None:
        return
    yield from worded(explanation, _keys(found), 1)
    if explanation.sentences and (unread := left_unread(found)):
        yield Text(typeset(unread))


def _keys(found: Clarification) -> dict[str, str]:
    """The number of each passage that a model was given, by the key that it cites it by."""
    marks = _marks(found)
    return {item.key: marks[item.passage.id] for item in found.evidence if item.passage.id in marks}


def _marks(found: Clarification) -> Mapping[PassageId, str]:
    """The number of each passage of the clause."""
    passages = dict.fromkeys(citation.passage_id for citation in found.text)
    return {passage: str(number) for number, passage in enumerate(passages, 1)}


def _alerts(found: Clarification, readings: Readings) -> Iterator[Block]:
    if found.alerts or found.unsaid:
        yield Heading("Points d’attention")
    seen: set[Citation] = set()
    for alert in found.alerts:
        yield Text(typeset(alert.sentence))
        yield from _quoted([one for one in alert.citations if one not in seen], readings)
        if again := [one for one in alert.citations if one in seen]:
            yield Text(f"{typeset('Mots cités plus haut : ')}{listed([_origin(one) for one in again])}.")
        seen |= {*alert.citations}
    if found.unsaid:
        yield Text(typeset("Cette clause ne dit pas, du moins dans les mots d’usage :"))
        yield from (Text(typeset(f"– {_unsaid(one)}")) for one in found.unsaid)


def _origin(citation: Citation) -> str:
    return " · ".join(filter(None, [citation.file, place(citation)]))


def _unsaid(one: Unsaid) -> str:
    return f"{one.label} – dit ailleurs : {place(one.elsewhere)}." if one.elsewhere else f"{one.label}."


def _text(found: Clarification, readings: Readings) -> Iterator[Block]:
    marks = _marks(found)
    yield Heading("Le texte, mot pour mot")
    yield from (quotation(one, marks[one.passage_id], readings) for one in found.text)


def _who_owes_what(found: Clarification, readings: Readings) -> Iterator[Block]:
    """The sentences by what they do to whom; those of which nothing more is told are above, and only pointed at."""
    if found.phrases:
        yield Heading("Qui doit quoi")
    marks = _marks(found)
    for name, phrases in grouped(found):
        above = {one: marks[one.citations[0].passage_id] for one in phrases if _above(one, name, marks)}
        yield Heading(typeset(name), 2)
        yield from _phrases([one for one in phrases if one not in above], name, readings)
        if above:
            numbers = dict.fromkeys(f"[{mark}]" for mark in above.values())
            yield Text(typeset(f"Phrases à lire plus haut : {listed(list(numbers))}."))


def _above(phrase: Phrase, name: str, marks: Mapping[PassageId, str]) -> bool:
    """Whether a sentence is only to be pointed at: it stands in the text above, and nothing more is told of it."""
    told = name != REST or any(_details(phrase, name))
    return not told and bool(phrase.citations) and phrase.citations[0].passage_id in marks


def _phrases(phrases: Sequence[Phrase], name: str, readings: Readings) -> Iterator[Block]:
    """An item of a list comes under the words that open the list, said once."""
    lead: tuple[Citation, ...] = ()
    for phrase in phrases:
        if phrase.lead and phrase.lead != lead:
            yield from _quoted(phrase.lead, readings)
        lead = phrase.lead or phrase.citations
        yield from _quoted(phrase.citations, readings)
        if details := " ".join(_details(phrase, name)):
            yield Text(details)


def _details(phrase: Phrase, name: str) -> Iterator[str]:
    """What can be told of a sentence without rewording it; of a row of a table its cells are told already."""
    if any(header for citation in phrase.citations for header, _ in citation.cells):
        return
    if whom := towards(phrase, name):
        yield typeset(f"Envers : {whom}.")
    if 0 < len(phrase.figures) <= _MANY:
        yield typeset(f"Chiffres : {listed(phrase.figures)}.")
    for hinge, words in hinged(phrase.cues):
        quoted = listed([f"«{FIXED}{each}{FIXED}»" for each in words])
        yield f"{typeset(f'{hinge} : ')}{quoted}."


def _around(found: Clarification, readings: Readings) -> Iterator[Block]:
    """The terms that the document defines, the places that the clause refers to, the laws that it names."""
    if found.terms:
        yield Heading("Termes que le document définit")
    for term in found.terms:
        yield Heading(term.term, 2)
        yield from _quoted(term.citations, readings)
    if found.pointers:
        yield Heading("Renvois")
    for pointer in found.pointers:
        yield Heading(pointer.label, 2)
        yield from _quoted([pointer.citation], readings)
    if found.laws:
        yield Text(f"{typeset('Textes cités (références seulement) : ')}{listed([law.words for law in found.laws])}.")


def _of_the_field(found: Clarification, readings: Readings) -> Iterator[Block]:
    if found.glosses:
        yield Heading("Les mots du métier")
        yield from (Text(typeset(_gloss(entry))) for entry in found.glosses)
    if found.guidance:
        yield Heading("Repères (hors contrat)")
        yield from (quotation(item.citation, item.key, readings) for item in found.guidance)


def _gloss(entry: GlossEntry) -> str:
    names = f" ({', '.join(entry.names)})" if entry.names else ""
    caution = f" Attention : {entry.caution}" if entry.caution else ""
    return f"{entry.term}{names} : {entry.definition}{caution}"


def _quoted(citations: Iterable[Citation], readings: Readings) -> Iterator[Block]:
    return (quotation(one, "", readings) for one in citations)
