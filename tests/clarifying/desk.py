"""Clarifiers over real contracts and notes, read by the real readers into a library in memory."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, partial
from types import MappingProxyType

from clausier.adapters.pdfium import PdfiumEngine
from clausier.answering.explaining import CLAUSE_BUDGET, Explainer
from clausier.answering.topics import load_topics
from clausier.bundle import CORPUS
from clausier.clarifying.clarifier import Clarifier
from clausier.clarifying.glossary import Glossary, load_glossary
from clausier.domain.documents import GUIDANCE, DocumentId, DossierId, Kind
from clausier.domain.glosses import Clarification
from clausier.domain.jobs import Submission
from clausier.ports import ChatModel
from ingest.pipeline import Ingester
from ingest.reading import read_file, standard_readers
from prompts import load
from tests.fakes import ByWords, MemoryDrafts, MemoryLibrary, WordEncoder

AFFAIRE = DossierId("affaire")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CONTRACTS: Mapping[str, str] = MappingProxyType(
    {
        "brumelaine": "brumelaine-contrat-infogerance-2023.pdf",
        "avenant": "brumelaine-avenant-2.docx",
        "valsonne": "valsonne-contrat-tma-2025.docx",
        "hallowmere": "harder/hallowmere-managed-services-agreement-2025.pdf",
    }
)
NOTES = ("05-reversibilite-18-points.md", "08-sla-penalites-paq.md")


def clarifier(library: MemoryLibrary, model: ChatModel | None = None) -> Clarifier:
    """Over a library, with the topics and the glossary that are shipped; recognises topics by words alone."""
    return Clarifier(
        library=library,
        passages=library,
        retriever=ByWords(library),
        topics=load_topics(CORPUS / "topics"),
        glossary=Glossary(load_glossary(CORPUS / "glossary")),
        explainer=Explainer(model, load("clarify"), CLAUSE_BUDGET) if model else None,
        record=lambda verb, documents: None,
    )


def take_in(library: MemoryLibrary, name: str, data: bytes, dossier: DossierId = AFFAIRE) -> DocumentId:
    """A file, read as it comes."""
    read = partial(read_file, readers=standard_readers(PdfiumEngine()))
    ingester = Ingester(read, WordEncoder(), library, lambda: NOW, MemoryDrafts())
    kind = Kind.GUIDANCE if dossier == GUIDANCE else None
    return ingester.ingest(Submission(name, data, dossier, kind), lambda step, done, total: None).id


@cache
def shelf() -> tuple[MemoryLibrary, Mapping[str, DocumentId]]:
    """The demonstration contracts and two reference notes, read once."""
    library = MemoryLibrary()
    for note in NOTES:
        take_in(library, note, (CORPUS / "guidance" / note).read_bytes(), GUIDANCE)
    held = {
        name: take_in(library, path.rpartition("/")[2], (CORPUS / "contracts" / path).read_bytes())
        for name, path in CONTRACTS.items()
    }
    return library, held


def clarified(name: str, article: str) -> Clarification:
    """An article of a demonstration contract."""
    library, held = shelf()
    return clarifier(library).clarify(held[name], article)


def written(text: str, article: str, *others: str) -> Clarification:
    """An article of a contract typed here, the others of its dossier beside it."""
    library = MemoryLibrary()
    document = take_in(library, "contrat.md", text.encode())
    for number, other in enumerate(others):
        take_in(library, f"autre-{number}.md", other.encode())
    return clarifier(library).clarify(document, article)


def flat(text: str) -> str:
    """A text without its line breaks and special spaces."""
    return " ".join(text.split())
