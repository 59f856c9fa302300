"""A clause as its amendments have made it: the sentences in force, and what no longer holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clausier.amending.family import Family, family_of
from clausier.amending.pieces import placed, sources
from clausier.amending.saying import change_told, place_named
from clausier.amending.targets import within
from clausier.clarifying.quotations import Quoter
from clausier.clarifying.sentences import Piece as Sentence
from clausier.clarifying.sentences import pieces
from clausier.domain.amendments import Caveat, Change, Consolidated, Doubt, Piece, Provision
from clausier.domain.answers import Citation
from clausier.domain.documents import Clause, Document, DocumentId, Kind, Passage, PassageId
from clausier.domain.french import long_date, lowered
from clausier.domain.glosses import Alert
from clausier.domain.questions import Scope
from clausier.domain.text import Span
from clausier.ports import Library

_ON_A_CLAUSE = frozenset({Doubt.NO_TARGET, Doubt.WORDS_NOT_FOUND, Doubt.CONFLICT, Doubt.ORPHAN})
_ON_AN_AMENDMENT = frozenset({Doubt.CONDITIONAL, Doubt.UNSIGNED, Doubt.ABSENT})

Quoters = Mapping[DocumentId, Quoter]


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence in force: its words, and where they stand, be it in several documents."""

    text: str
    citations: tuple[Citation, ...]
    lead: str = ""
    opening: tuple[Citation, ...] = ()  # the quotations of its lead
    row: bool = False


@dataclass(frozen=True, slots=True)
class InForce:
    """A clause that amendments changed, as it stands."""

    text: tuple[Citation, ...]  # letter for letter, from all of its documents; empty where it was deleted
    said: tuple[Stated, ...]
    alerts: tuple[Alert, ...]  # what changed it and what it said; what is to come; what is doubtful
    held: tuple[Piece, ...]  # all of it
    read: tuple[tuple[Passage, Citation], ...]  # what a model may read of it
    amending: frozenset[DocumentId]  # the amendments that the alerts tell of

    @property
    def words(self) -> str:
        """What it says, run together."""
        return " ".join(one.text for one in self.said)


def family_in_force(library: Library, document: Document, day: date) -> tuple[Family, Consolidated] | None:
    """A contract's family and its text in force on a day; None for what nothing amends."""
    if document.kind is Kind.AMENDMENT or not _amended(library, document):
        return None
    family = family_of(library, document.id)
    return family, family.at(day)


def _amended(library: Library, document: Document) -> bool:
    return any(one.amends == document.id for one in library.documents(Scope(document.dossier)))


def in_force(clause: Clause, family: Family, consolidated: Consolidated, quoters: Quoters) -> InForce | None:
    """The clause as it stands; None where no amendment changes it, now or later, or where two bear its number."""
    under = [one for one in consolidated.provisions if one.number and within(one.number, clause.number)]
    if not clause.number or sum(one.number == clause.number for one in under) > 1:
        return None
    coming = [one for one in consolidated.pending if _touches(one, clause.number)]
    changed = [one for one in under if one.changes or one.superseded]
    if not under or not (changed or coming):
        return None
    told = list(_told(changed, clause.number, consolidated.at, quoters))
    told += [_coming(one, consolidated.at, quoters) for one in coming]
    changes = [*coming, *(change for one in changed for change in one.changes)]
    told += _doubts(consolidated.caveats, under, changes, quoters)
    held = [piece for one in under for piece in one.pieces]
    return InForce(
        text=tuple(citation for piece in held for citation in _quoted(piece, quoters)),
        said=tuple(stated for one in under if one.pieces for stated in _said(one, family, quoters)),
        alerts=tuple(told),
        held=tuple(held),
        read=tuple(_read(held, consolidated.contract, quoters)),
        amending=frozenset(change.amendment for change in changes),
    )


def _touches(change: Change, number: str) -> bool:
    target = change.operation.target
    return not target or within(target, number) or within(number, target)


def _told(changed: Sequence[Provision], number: str, at: date, quoters: Quoters) -> Iterator[Alert]:
    """For each change of some articles of a clause: what it did, once, with the words that order it and those that no
    longer hold."""
    for change in dict.fromkeys(change for one in changed for change in one.changes):
        made = [one for one in changed if change in one.changes]
        gone = [one for article in made for one in article.superseded if one.by == change]
        former = [citation for one in gone for citation in _quoted(one.piece, quoters)]
        ordered = _quoted(Piece(change.amendment, change.operation.sentence), quoters)
        deleted = all(one.deleted for one in made)
        now = "Il n’est plus en vigueur" if deleted else "Le texte expliqué ici est celui qui est en vigueur"
        target = change.operation.target
        article = place_named(made[0].number if len(made) == 1 else target if within(target, number) else number)
        yield Alert(f"{article} : {lowered(change_told(change, at))} {now}.", ordered)
        if former:
            yield Alert(f"{article} : ces mots ne valent plus{_since(change)}.", tuple(former))


def _coming(change: Change, at: date, quoters: Quoters) -> Alert:
    ordered = _quoted(Piece(change.amendment, change.operation.sentence), quoters)
    return Alert(f"À venir ou non appliqué : {lowered(change_told(change, at))}", ordered)


def _doubts(
    caveats: Sequence[Caveat], under: Sequence[Provision], changes: Sequence[Change], quoters: Quoters
) -> Iterator[Alert]:
    """What consolidation leaves to a reader, where it is about these articles or what changed them."""
    held = [piece for one in under for piece in one.pieces]
    amending = {change.amendment for change in changes}
    for caveat in caveats:
        about = caveat.doubt in _ON_A_CLAUSE and any(_meet(one, piece) for one in caveat.pieces for piece in held)
        whole = caveat.doubt in _ON_AN_AMENDMENT and any(one.document in amending for one in caveat.pieces)
        if about or whole or caveat.doubt is Doubt.NOT_UNDERSTOOD or not caveat.pieces:
            cited = tuple(citation for one in caveat.pieces for citation in _quoted(one, quoters))
            yield Alert(caveat.sentence, cited)


def _meet(one: Piece, other: Piece) -> bool:
    return one.document == other.document and one.span.overlaps(other.span)


def _quoted(piece: Piece, quoters: Quoters) -> tuple[Citation, ...]:
    """A piece, quoted page by page; a full stop by itself is no quotation."""
    return tuple(one for one in quoters[piece.document].quote(piece.span) if any(map(str.isalnum, one.quote)))


def _said(provision: Provision, family: Family, quoters: Quoters) -> Iterator[Stated]:
    """The sentences of an article, read across the documents that its words stand in."""
    texts = {document: reading.text for document, reading in family.readings.items()}
    text, starts = placed(provision.pieces, texts)
    label = f"Article {provision.number} {provision.heading}".strip()
    likeness = quoters[provision.pieces[0].document].reading.passages[0]
    passage = replace(likeness, id=PassageId(""), path=(label,), span=Span(0, len(text)), text=text, headers="")

    def cited(sentence: Sentence | None) -> tuple[Citation, ...]:
        if sentence is None:
            return ()
        return tuple(one for piece in sources(sentence.span, starts) for one in _quoted(piece, quoters))

    for one in pieces([passage]):
        yield Stated(one.text, cited(one), one.lead.text if one.lead else "", cited(one.lead), one.row)


def _read(held: Sequence[Piece], contract: DocumentId, quoters: Quoters) -> Iterator[tuple[Passage, Citation]]:
    """What a model reads: passages of the contract whose every word holds, and those of amendments that hold some."""
    for document, quoter in quoters.items():
        spans = [piece.span for piece in held if piece.document == document]
        for passage in quoter.reading.passages:
            covered = sum(len(passage.span.clipped(span)) for span in spans)
            if covered >= len(passage.span) or (covered and document != contract):
                yield passage, quoter.quote(passage.span)[0]


def _since(change: Change) -> str:
    return f" depuis le {long_date(change.since)}" if change.since else ""
