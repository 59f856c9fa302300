"""What every paper says of itself: what it was made from, when, by what, and what it is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clausier.domain.documents import Document
from clausier.domain.french import long_date, typeset
from clausier.domain.papers import Cell, Fact, Grid
from clausier.render import DISCLAIMER

_SHORT: Final = 16
"""Signs of a fingerprint that are enough to tell files apart at a glance."""
MADE_BY_A_MACHINE: Final = (
    "Document produit par Clausier, un système d’intelligence artificielle : les passages et les verdicts sont "
    "trouvés par un programme, et le texte rédigé par un modèle est signalé comme tel."
)


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is made from."""

    dossier: str
    documents: Sequence[Document]
    corpus: str  # the version of the reference notes
    model: str  # "" where none words anything
    at: datetime


def cover(about: About) -> tuple[Fact, ...]:
    """The lines under the title. Names come as they are, never typeset."""
    return (
        Fact("Dossier", about.dossier),
        *(Fact(_numbered(number, about), _named(one)) for number, one in enumerate(about.documents, 1)),
        Fact("Modèle", about.model or "aucun"),
        Fact("Version des repères", about.corpus),
        Fact("Date", long_date(about.at.date())),
    )


def notices() -> tuple[str, ...]:
    """Said on every paper."""
    return (typeset(MADE_BY_A_MACHINE), typeset(DISCLAIMER))


def fingerprints(about: About) -> Grid:
    """The documents with their whole fingerprints, for whoever checks that a file is the one that was read."""
    rows = tuple((Cell(one.title), Cell(one.file), Cell(one.sha256)) for one in about.documents)
    return Grid("Documents lus", ("Titre", "Fichier", "Empreinte SHA-256"), rows, (2, 2, 4))


def _numbered(number: int, about: About) -> str:
    return f"Document\u00a0{number}" if len(about.documents) > 1 else "Document"


def _named(document: Document) -> str:
    title = "" if document.title == document.file else f" ({document.title})"
    return f"{document.file}{title} · SHA-256\u00a0{document.sha256[:_SHORT]}…"
