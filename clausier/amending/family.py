"""A contract with its amendments, read together: every surface shows them from here, each word with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clausier.amending.consolidating import consolidated
from clausier.amending.life import life
from clausier.amending.pieces import text_of
from clausier.amending.proposing import proposal
from clausier.amending.reading import amendment_of
from clausier.amending.standing import families_of
from clausier.domain.amendments import Amendment, Consolidated, Event, Piece, Provision
from clausier.domain.answers import Citation, Source
from clausier.domain.documents import Document, DocumentId, Kind, PassageId, Reading
from clausier.domain.questions import Scope
from clausier.domain.text import Span
from clausier.ports import Library


@dataclass(frozen=True, slots=True)
class Family:
    """A contract, and what amends it."""

    contract: Reading
    amendments: tuple[tuple[Amendment, Reading], ...] = ()

    @property
    def readings(self) -> Mapping[DocumentId, Reading]:
        return {one.document.id: one for one in (self.contract, *(reading for _, reading in self.amendments))}

    @property
    def documents(self) -> tuple[Document, ...]:
        """The contract first."""
        return tuple(reading.document for reading in self.readings.values())

    def at(self, day: date) -> Consolidated:
        """The contract as it stands on a day."""
        return consolidated(self.contract, self.amendments, day)

    def life(self, day: date) -> tuple[Event, ...]:
        """Its days, in their order, as they are known on a day."""
        return life(self.contract, self.amendments, day)

    def text(self, pieces: Sequence[Piece]) -> str:
        """The words of some pieces, run together as they read."""
        return text_of(pieces, {document: reading.text for document, reading in self.readings.items()}).strip()

    def cited(self, piece: Piece) -> Citation:
        """A piece, all of it, with the place where it begins."""
        return quotation(self.readings[piece.document], piece.span)


def family_of(library: Library, document: DocumentId) -> Family:
    """The family that a document is of: its own, or that of the contract that it amends in the end."""
    asked = library.document(document)
    families = families_of(library.documents(Scope(asked.dossier)))
    root = next((contract for contract, amending in families.items() if document in amending), document)
    read = [library.reading(one) for one in families.get(root, ())]
    return Family(library.reading(root), tuple((amendment_of(one), one) for one in read))


def proposed(library: Library, document: DocumentId) -> Document | None:
    """The contract of its dossier that an amendment seems to amend; None for what is no amendment, or is attached."""
    amending = library.document(document)
    if amending.kind is not Kind.AMENDMENT or amending.amends is not None:
        return None
    reading = library.reading(document)
    held = [one for one in library.documents(Scope(amending.dossier)) if one.kind is Kind.CONTRACT]
    found = proposal(amendment_of(reading), reading, [library.reading(one.id) for one in held])
    return library.document(found) if found else None


def quotation(reading: Reading, span: Span) -> Citation:
    """A stretch of a document, letter for letter, with the page and the article that it begins in."""
    words = span.of(reading.text)
    start = span.start + len(words) - len(words.lstrip())
    kept = Span(start, max(start, span.start + len(words.rstrip())))
    passage = next((one for one in reading.passages if one.span.end > start), None)
    page = next((one.number for one in reading.pages if one.span.end > start), 1)
    return Citation(
        document_id=reading.document.id,
        title=reading.document.title,
        file=reading.document.file,
        page=page if reading.document.paged else None,
        article=passage.article if passage else "",
        quote=kept.of(reading.text),
        span=kept,
        passage_id=passage.id if passage else PassageId(""),
        source=Source.GUIDANCE if reading.document.kind is Kind.GUIDANCE else Source.CONTRACT,
    )


def touched(contract: Consolidated) -> tuple[Provision, ...]:
    """The articles that an amendment changed."""
    return tuple(one for one in contract.provisions if one.changes or one.superseded)
