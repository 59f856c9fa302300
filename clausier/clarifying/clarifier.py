"""A clause of a document, made plain: by our code at once, then in a model's words where there is one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clausier.answering.bearing import has_substance
from clausier.answering.explaining import Explainer
from clausier.answering.figures import read, told
from clausier.answering.figures.model import Sort
from clausier.answering.meaning import Meaning, Meanings, no_meanings
from clausier.answering.searching import searched
from clausier.answering.tabled import TableReader
from clausier.answering.tables import Tables
from clausier.answering.words import is_english
from clausier.clarifying.amended import amended
from clausier.clarifying.around import alerts, laws_named, pointers, terms_used
from clausier.clarifying.cues import cues
from clausier.clarifying.glossary import Glossary
from clausier.clarifying.inforce import InForce, family_in_force, in_force
from clausier.clarifying.notes import Notes
from clausier.clarifying.parties import Parties, parties_of
from clausier.clarifying.places import find_clause, label_of
from clausier.clarifying.quotations import Quoter
from clausier.clarifying.sentences import Piece, pieces
from clausier.clarifying.stances import stances
from clausier.clarifying.subject import subject_of, unsaid
from clausier.domain.answers import Citation, Evidence, Finding
from clausier.domain.documents import Clause, Document, DocumentId, Passage, PassageId, Reading
from clausier.domain.glosses import Alert, Clarification, Force, Phrase
from clausier.domain.questions import Asks, Scope, Topic
from clausier.domain.text import mend
from clausier.errors import ModelUnavailable
from clausier.ports import Library, Passages, Retriever

_UNTOLD = frozenset({Sort.NUMBER, Sort.RANK})  # the number of an article or of a law is no figure of the clause


@dataclass(frozen=True, slots=True)
class Clarifier:
    """Explains clauses."""

    library: Library
    passages: Passages
    retriever: Retriever
    topics: tuple[Topic, ...]
    glossary: Glossary
    explainer: Explainer | None
    record: Callable[[str, Sequence[DocumentId]], None]
    meanings: Meanings = no_meanings
    today: Callable[[], date] = date.today

    def clarify(self, document: DocumentId, article: str) -> Clarification:
        """The clause of that number, made plain. An unknown one raises UnknownName, with those that are near."""
        reading = self.library.reading(document)
        clause = find_clause(reading.document, reading.clauses, article)
        quoter = self._quoter(reading)
        held = [passage for passage in quoter.within(clause.span) if passage.span.within(clause.span)]
        self.record("explain", [document])
        path = _above(clause, reading)
        meant, silent = self._meant(clause, held)
        subject = subject_of(_titles(clause, reading), held, self.topics, meant)
        topics = subject.topics
        notes, unheard = self._notes(topics, clause)
        now = self._now(clause, reading.document)
        found = _holding(pieces(held), document, now)
        parties = parties_of(reading, quoter)
        text = mend(clause.span.of(reading.text)).text
        return Clarification(
            document=reading.document,
            number=clause.number,
            label=label_of(clause) or article,
            path=path,
            text=(now.text if now else ()) or quoter.quote(clause.span),
            english=is_english(text),
            topics=tuple(topic.id for topic in topics),
            about=tuple(topic.label for topic in topics),
            phrases=_phrases_now(now, parties) if now else _phrases(found, parties, quoter),
            terms=terms_used(clause, quoter),
            pointers=pointers(clause, quoter),
            laws=laws_named(held, quoter),
            unsaid=unsaid(topics[0], clause, quoter, meant) if subject.headed and not now else (),
            alerts=(*self._alerts(clause, found, quoter, parties, now), *(silent or unheard)),
            glosses=self.glossary.gloss_of(" ".join([clause.heading, now.words if now else text])),
            guidance=notes,
            evidence=_evidence(now.read if now else [(one, quoter.quote(one.span)[0]) for one in held]),
        )

    def explain(self, clarification: Clarification) -> Iterator[Clarification]:
        """The clarification as a model words it, each sentence checked; nothing where there is no model."""
        if self.explainer is None or not clarification.evidence:
            return
        finding = _finding(clarification)
        for explanation in self.explainer.explain(finding):
            yield replace(clarification, explanation=explanation)

    def _quoter(self, reading: Reading) -> Quoter:
        document = reading.document
        tables = Tables(self.passages, self.library)
        return Quoter(reading, TableReader(self.passages, self.library, tables, {document.id: document}))

    def _now(self, clause: Clause, document: Document) -> InForce | None:
        """The clause as amendments have made it; None where none touches it."""
        known = family_in_force(self.library, document, self.today())
        if known is None:
            return None
        family, consolidated = known
        quoters = {one: self._quoter(reading) for one, reading in family.readings.items()}
        return in_force(clause, family, consolidated, quoters)

    def _alerts(
        self, clause: Clause, found: Sequence[Piece], quoter: Quoter, parties: Parties, now: InForce | None
    ) -> tuple[Alert, ...]:
        document = quoter.reading.document
        others = [one for one in self.library.documents(Scope(document.dossier)) if one.id != document.id]
        told = now.amending if now else frozenset[DocumentId]()
        changed = amended(document, clause, self.library, self.passages, parties, told)
        return (*(now.alerts if now else ()), *changed, *alerts(clause, found, quoter, others))

    def _meant(self, clause: Clause, held: Sequence[Passage]) -> tuple[Mapping[PassageId, Meaning], tuple[Alert, ...]]:
        """What the passages are about by their vectors; without an encoder words alone tell, and that is said."""
        try:
            return self.meanings("", [passage.id for passage in held]), ()
        except ModelUnavailable as error:
            return {}, (Alert(f"Le sens des mots n’a pas pu être comparé : {error}"),)

    def _notes(self, topics: Sequence[Topic], clause: Clause) -> tuple[tuple[Evidence, ...], tuple[Alert, ...]]:
        if not topics:
            return (), ()
        try:
            return Notes(self.retriever, self.library).on(topics[0], clause.heading), ()
        except ModelUnavailable as error:
            return (), (Alert(f"Les notes de référence n’ont pas pu être cherchées : {error}"),)


def _above(clause: Clause, reading: Reading) -> tuple[str, ...]:
    """The labels of the clauses above one, the outermost first."""
    known = {each.id: each for each in reading.clauses}
    labels: list[str] = []
    while clause.parent is not None:
        clause = known[clause.parent]
        labels.insert(0, clause.label)
    return tuple(label for label in labels if label)


def _titles(clause: Clause, reading: Reading) -> tuple[str, ...]:
    """The titles of a clause and of those above it, the nearest first; "" where one has none."""
    known = {each.id: each for each in reading.clauses}
    titles = [clause.heading]
    while clause.parent is not None:
        clause = known[clause.parent]
        titles.append(clause.heading)
    return tuple(titles)


def _phrases(found: Sequence[Piece], parties: Parties, quoter: Quoter) -> tuple[Phrase, ...]:
    titles = {row.span for row in quoter.reading.rows if row.header}
    return tuple(_phrase(piece, parties, quoter) for piece in found if piece.span not in titles)


def _holding(found: Sequence[Piece], document: DocumentId, now: InForce | None) -> list[Piece]:
    """The sentences of the clause that hold, every word of them."""
    if now is None:
        return list(found)
    held = [piece.span for piece in now.held if piece.document == document]
    return [one for one in found if any(one.span.within(span) for span in held)]


def _phrases_now(now: InForce, parties: Parties) -> tuple[Phrase, ...]:
    return tuple(_told(one.text, one.lead, one.row, parties, one.citations, one.opening) for one in now.said)


def _phrase(piece: Piece, parties: Parties, quoter: Quoter) -> Phrase:
    lead = quoter.quote(piece.lead.span) if piece.lead else ()
    return _told(piece.text, piece.lead.text if piece.lead else "", piece.row, parties, quoter.quote(piece.span), lead)


def _told(
    text: str, lead: str, row: bool, parties: Parties, citations: tuple[Citation, ...], opening: tuple[Citation, ...]
) -> Phrase:
    """What a sentence says, `lead` being the words of the list that it is an item of; `row`: it is one of a table."""
    own = () if row else stances(text, parties)
    listed = stances(lead, parties) if lead else ()
    told_own = any(stance.force is not Force.SAID for stance in own)
    return Phrase(
        citations=citations,
        stances=own if told_own or not listed else listed,
        figures=_figures(text),
        cues=() if row else cues(text),
        lead=opening,
    )


def _figures(text: str) -> tuple[str, ...]:
    """The figures of a sentence, in French; where words and digits disagree, both are alerts' business."""
    counted = (stated for stated in read(text) if stated.sort not in _UNTOLD)
    return tuple(dict.fromkeys(told(stated) for stated in counted if not stated.again))


def _evidence(read: Sequence[tuple[Passage, Citation]]) -> tuple[Evidence, ...]:
    """The clause's passages that say something, as a model is given them."""
    saying = [one for one in read if has_substance(one[0])] or list(read)
    return tuple(Evidence(f"E{n}", passage, cited) for n, (passage, cited) in enumerate(saying, 1))


def _finding(clarification: Clarification) -> Finding:
    """The clause as an explainer is given it: a question of value, answered by the clause alone."""
    question = f"Que dit {clarification.label}, en français simple ?"
    return Finding(
        question=question,
        standalone=question,
        asks=Asks.VALUE,
        topics=clarification.topics,
        verdict=None,
        conclusion="",
        evidence=clarification.evidence,
        guidance=clarification.guidance,
        nearest=None,
        missing=(),
        searched=searched((clarification.document,)),
        support="",
    )
