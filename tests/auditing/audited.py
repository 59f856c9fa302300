"""Files read for an audit: real readers, real structure, the real topics and checklists, and no encoder."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial

import numpy as np

from clausier.adapters.pdfium import PdfiumEngine
from clausier.amending.joining import JoinedInForce
from clausier.amending.standing import Standings
from clausier.answering.meaning import Meaning, Meanings, no_meanings
from clausier.answering.topics import load_topics
from clausier.auditing.auditor import Auditor
from clausier.auditing.checklists import load_checklists
from clausier.auditing.settling import SILENT, Measure
from clausier.bundle import CORPUS
from clausier.domain.audits import Audit, AuditRow, Checklist
from clausier.domain.documents import GUIDANCE, DocumentId, PassageId
from clausier.domain.jobs import Submission
from clausier.domain.questions import Topic
from ingest.pipeline import Ingester
from ingest.reading import read_file, standard_readers
from tests.fakes import MemoryDossiers, MemoryDrafts, MemoryLibrary, WordEncoder
from tests.reading.made import unwatched

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@cache
def topics() -> tuple[Topic, ...]:
    return load_topics(CORPUS / "topics")


@cache
def checklists() -> dict[str, Checklist]:
    return load_checklists(CORPUS / "checklists", topics())


class Desk:
    """A dossier, files read into it, and their audits."""

    def __init__(self, meanings: Meanings = no_meanings, measure: Measure = SILENT) -> None:
        dossiers = MemoryDossiers()
        self.library = MemoryLibrary(dossiers)
        self.dossier = dossiers.create("Affaire").id
        self._auditor = Auditor(
            self.library,
            self.library,
            topics(),
            meanings,
            JoinedInForce(self.library, Standings(self.library), date.today),
            lambda passages: dict.fromkeys(passages, np.zeros(len(measure.vectors), np.float32)),
            lambda: measure,
        )
        read = partial(read_file, readers=standard_readers(PdfiumEngine()))
        self._taking = Ingester(read, WordEncoder(), self.library, lambda: NOW, MemoryDrafts())

    def read(self, name: str, data: bytes) -> DocumentId:
        return self._taking.ingest(Submission(name, data, self.dossier), unwatched).id

    def take(self, submission: Submission, amends: DocumentId) -> DocumentId:
        return self._taking.ingest(replace(submission, amends=amends), unwatched).id

    def note(self, data: bytes) -> None:
        """A note of reference."""
        self._taking.ingest(Submission("note.md", data, GUIDANCE), unwatched)

    def text(self, document: DocumentId) -> str:
        return self.library.reading(document).text

    def audit(self, document: DocumentId, checklist: str = "generale") -> Audit:
        return self._auditor.audit(document, checklists()[checklist], unwatched)

    def row(self, contract: str, point: str, checklist: str = "generale") -> AuditRow:
        """What a contract written in Markdown says on one point."""
        document = self.read("contrat.md", f"# Contrat\n\n{contract}\n".encode())
        return by_point(self.audit(document, checklist))[point]


def by_point(audit: Audit) -> dict[str, AuditRow]:
    return {row.point.id: row for row in audit.rows}


def about(topic: str, share: float, *told: str) -> Meanings:
    """Every passage is so likely about a topic, and likely deals with these of its elements."""

    def meanings(question: str, passages: Sequence[PassageId]) -> Mapping[PassageId, Meaning]:
        elements = frozenset(f"{topic}/{element}" for element in told)
        return dict.fromkeys(passages, Meaning({topic: share}, told=elements))

    return meanings
