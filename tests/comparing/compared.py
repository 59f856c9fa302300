"""Contracts read for a comparison: real readers, real structure, the real topics, and no encoder."""

from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

from clausier.adapters.pdfium import PdfiumEngine
from clausier.amending.joining import JoinedInForce
from clausier.amending.standing import Standings
from clausier.answering.topics import load_topics
from clausier.bundle import CORPUS
from clausier.comparing.comparer import Comparer
from clausier.domain.answers import Citation
from clausier.domain.comparisons import Change, Comparison, ComparisonRow, Manner
from clausier.domain.documents import DocumentId
from clausier.domain.jobs import Submission
from clausier.domain.questions import Topic
from ingest.pipeline import Ingester
from ingest.reading import read_file, standard_readers
from tests.fakes import MemoryDossiers, MemoryDrafts, MemoryLibrary, WordEncoder
from tests.reading.made import unwatched

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

BASE = """\
# Contrat d’infogérance

## Article 1. Objet

Le Prestataire exploite le système d’information du Client depuis ses centres de Lille et de Reims.

## Article 2. Durée

Le contrat est conclu pour une durée de trois (3) ans à compter de sa signature. Il se renouvelle tacitement par
périodes de douze (12) mois.

## Article 3. Résiliation

Chaque partie peut résilier le contrat avec un préavis de six (6) mois, notifié par lettre recommandée.

## Article 4. Pénalités

Chaque heure d’indisponibilité donne lieu à une pénalité de 500 € hors taxes. Le total annuel des pénalités est plafonné
à 10 % du prix.

## Article 5. Sous-traitance

Le Prestataire peut recourir à des sous-traitants. Il demeure seul responsable de leurs interventions devant le Client.

## Article 6. Confidentialité

Chaque partie garde secrètes les informations de l’autre pendant cinq (5) ans. Cette obligation vaut pour leurs
salariés.

## Article 7. Assurance

Le Prestataire est assuré pour deux millions d’euros (2 000 000 €) par sinistre et en justifie chaque année.

## Article 8. Droit applicable

Le contrat est soumis au droit français. Les litiges sont portés devant le tribunal de commerce de Lille.
"""
"""A contract of eight articles, from which the tests make other versions."""


@cache
def topics() -> tuple[Topic, ...]:
    return load_topics(CORPUS / "topics")


class Desk:
    """A dossier, files read into it, and their comparisons."""

    def __init__(self) -> None:
        dossiers = MemoryDossiers()
        self.library = MemoryLibrary(dossiers)
        self.dossier = dossiers.create("Affaire").id
        self.comparer = Comparer(JoinedInForce(self.library, Standings(self.library), date.today), topics())
        read = partial(read_file, readers=standard_readers(PdfiumEngine()))
        self._taking = Ingester(read, WordEncoder(), self.library, lambda: NOW, MemoryDrafts())

    def read(self, name: str, data: bytes) -> DocumentId:
        return self._taking.ingest(Submission(name, data, self.dossier), unwatched).id

    def written(self, a: str, b: str, manner: Manner | None = None) -> Comparison:
        """Two contracts written in Markdown, compared."""
        one, other = self.read("a.md", a.encode()), self.read("b.md", b.encode())
        return self.comparer.compare(one, other, unwatched, manner)

    def files(self, a: Path, b: Path, manner: Manner | None = None) -> Comparison:
        one, other = (self.read(path.name, path.read_bytes()) for path in (a, b))
        return self.comparer.compare(one, other, unwatched, manner)

    def is_true(self, citation: Citation) -> bool:
        """Whether a quotation stands letter for letter where it says."""
        reading = self.library.reading(citation.document_id)
        page = next(page for page in reading.pages if citation.page in (None, page.number))
        return (
            bool(citation.quote)
            and citation.span.of(reading.text) == citation.quote
            and (citation.page is None or citation.span.within(page.span))
        )


def against(other: str) -> Comparison:
    """The usual contract and another version of it."""
    return Desk().written(BASE, other)


def changes(comparison: Comparison) -> list[Change]:
    return [change for row in comparison.rows for change in row.changes]


def row(comparison: Comparison, label: str) -> ComparisonRow:
    """The one row whose label holds these words."""
    (found,) = [row for row in comparison.rows if label in row.label or label in row.b.value]
    return found
