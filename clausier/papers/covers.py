"""What every paper says of itself: what it was made from, when, by what, and what it is not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from clausier.amending.standing import families_of
from clausier.domain.answers import Answer, Citation
from clausier.domain.documents import GUIDANCE, Document, Dossier
from clausier.domain.french import count, long_date, typeset
from clausier.domain.papers import Cell, Fact, Grid, PaperFormat
from clausier.domain.questions import Scope
from clausier.ports import Library
from clausier.render import DISCLAIMER, Readings
from clausier.reporting import page_reading

_SHORT: Final = 16
"""Signs of a fingerprint that are enough to tell files apart at a glance."""
MADE_BY_A_MACHINE: Final = (
    "Document produit par Clausier, un système d’intelligence artificielle : les passages et les verdicts sont "
    "trouvés par un programme, et le texte rédigé par un modèle est signalé comme tel."
)
PAGES: Final = (PaperFormat.DOCX, PaperFormat.PDF)
"""What is read, and not reckoned with, needs no spreadsheet."""


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is made from."""

    dossier: str
    documents: Sequence[Document]
    corpus: str  # the version of the reference notes
    model: str  # "" where none words anything
    at: datetime


def made_now(library: Library, dossier: Dossier, documents: Sequence[Document], model: str = "") -> About:
    """What a paper made now is made from; `model`: the one that worded some of it."""
    return About(dossier.name, documents, _notes(library), model, datetime.now(UTC))


def answers_about(answers: Sequence[Answer], library: Library, dossier: Dossier) -> About:
    """What a paper of some answers is made from: the documents searched or quoted that are still here."""
    read = {identity for one in answers for identity in (*one.quoted, *(searched for searched, _ in one.documents))}
    models = dict.fromkeys(one.explanation.model for one in answers if one.explanation and one.explanation.sentences)
    documents = [one for one in library.documents(Scope(dossier.id)) if one.id in read]
    return made_now(library, dossier, documents, ", ".join(models))


def with_amendments(
    library: Library, dossier: Dossier, documents: Sequence[Document], titles: Sequence[str]
) -> list[Document]:
    """Some contracts, then those of their amendments that a result takes in. `titles`: of these amendments."""
    held = library.documents(Scope(dossier.id))
    families = families_of(held)
    amending = {one for document in documents for one in families.get(document.id, ())}
    return [*documents, *(one for one in held if one.id in amending and one.title in titles and one not in documents)]


def _notes(library: Library) -> str:
    """The reference notes: how many there are, and when the last of them was checked."""
    notes = library.documents(Scope(GUIDANCE))
    days = sorted(value for note in notes for name, value in note.facts if name == "checked_on")
    checked = typeset(f", vérifiés le {long_date(date.fromisoformat(days[-1]))}") if days else ""
    return f"{count(len(notes), 'repère')}{checked}" if notes else "aucun"


def page_readings(cited: Iterable[Citation], documents: Sequence[Document]) -> Readings:
    """The quotations whose words are to be compared with the picture of their page, and why."""
    reports = {document.id: document.report for document in documents}
    found = {one: page_reading(reports[one.document_id], one.page) for one in cited if one.document_id in reports}
    return {one: how for one, how in found.items() if how is not None}


def cover(about: About) -> tuple[Fact, ...]:
    """The lines under the title. Names come as they are, never typeset."""
    return (
        Fact("Dossier", about.dossier),
        *(Fact(_numbered(number, about), _named(one)) for number, one in enumerate(about.documents, 1)),
        Fact("Modèle", about.model or "aucun"),
        Fact("Version des repères", about.corpus),
        Fact("Date", long_date(about.at.astimezone().date())),
    )


def notices() -> tuple[str, ...]:
    """Said on every paper."""
    return (typeset(MADE_BY_A_MACHINE), typeset(DISCLAIMER))


def fingerprints(about: About) -> Grid:
    """The documents with their whole fingerprints, for whoever checks that a file is the one that was read."""
    rows = tuple((Cell(one.title), Cell(one.file), Cell(one.sha256)) for one in about.documents)
    return Grid("Documents lus", ("Titre", "Fichier", "Empreinte SHA-256"), rows, (1.8, 3.2, 3.2))


def capital(words: str) -> str:
    """The same words, as what begins a cell or a line."""
    return f"{words[:1].upper()}{words[1:]}"


def _numbered(number: int, about: About) -> str:
    return f"Document\u00a0{number}" if len(about.documents) > 1 else "Document"


def _named(document: Document) -> str:
    title = "" if document.title == document.file else f" ({document.title})"
    return f"{document.file}{title} · {short(document.sha256)}"


def short(sha256: str) -> str:
    """A fingerprint's beginning: "SHA-256 3f9c01aa12345678…"."""
    return f"SHA-256\u00a0{sha256[:_SHORT]}…"
