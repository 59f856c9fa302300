"""Questions put to documents with tables: real readers, real structure, an index that counts words."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from clausier.adapters.pdfium import PdfiumEngine
from clausier.answering.answerer import Answerer
from clausier.answering.topics import TopicIndex
from clausier.domain.answers import Finding
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope, Topic
from ingest.pipeline import Ingester
from ingest.reading import read_file, standard_readers
from tests.fakes import MemoryDossiers, MemoryDrafts, MemoryLibrary, WordEncoder
from tests.reading.made import unwatched
from tests.search import ByWords

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Matter:
    """A dossier of files, and the answers that they give."""

    def __init__(self, *files: tuple[str, bytes], topics: Sequence[Topic] = ()) -> None:
        dossiers = MemoryDossiers()
        self.library = MemoryLibrary(dossiers)
        self.dossier = dossiers.create("Affaire").id
        read = partial(read_file, readers=standard_readers(PdfiumEngine()))
        taking = Ingester(read, WordEncoder(), self.library, lambda: NOW, MemoryDrafts())
        for name, data in files:
            taking.ingest(Submission(name, data, self.dossier), unwatched)
        self._answerer = Answerer(ByWords(self.library), self.library, self.library, TopicIndex(tuple(topics)))

    def ask(self, question: str) -> Finding:
        return self._answerer.find(question, Scope(self.dossier))

    def told(self, question: str) -> list[tuple[tuple[str, str], ...]]:
        """The cells of the rows that the answer quotes first, and its conclusion tells."""
        finding = self.ask(question)
        if "du tableau donne" not in finding.conclusion:
            return []
        return [item.citation.cells for item in finding.evidence if item.citation.cells]


def note(*parts: str, title: str = "Contrat") -> tuple[str, bytes]:
    """A Markdown file of these parts, under numbered headings where they begin with one."""
    return f"{title}.md", "\n\n".join([f"# {title}", *parts, ""]).encode()


def table(*rows: str) -> str:
    """A Markdown table, its first row the names of the columns."""
    lines = [f"| {row} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * (rows[0].count("|") + 1), *lines[1:]])
