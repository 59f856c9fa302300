"""What tables say on a question: the rows that answer it, cited with the names of their columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clausier.answering.quoting import cite, opening
from clausier.answering.rows import Choice, Found, choose
from clausier.answering.tables import Table, Tables, named_cells
from clausier.answering.verdicts import Told, missed_by_rows, told_by_rows
from clausier.domain.answers import Citation
from clausier.domain.documents import Document, DocumentId, Page, Passage
from clausier.domain.questions import Scope
from clausier.domain.text import Span
from clausier.ports import Library, Passages


@dataclass(frozen=True, slots=True)
class Tabled:
    """Rows that answer, or the table that has none; `cited` are the passages that they stand in, and the quotations."""

    told: tuple[Told, ...] = ()
    missed: str = ""
    cited: tuple[tuple[Passage, Citation], ...] = ()

    def conclusion(self, several: bool) -> str:
        """One line: what the rows say; "" where tables have nothing to say. `several`: name the documents."""
        if self.told:
            return told_by_rows(self.told, several)
        return missed_by_rows(self.missed, self.cited[0][1], several) if self.missed else ""


@dataclass(frozen=True)
class TableReader:
    """Looks questions up in the tables that stand in some passages."""

    passages: Passages
    library: Library
    tables: Tables
    documents: Mapping[DocumentId, Document]

    def choice(self, question: str, around: Sequence[Passage]) -> Choice:
        """The rows that a question is about, of the tables that these passages hold a part of."""
        found = self.tables.within(around)
        return choose(question, [(table, self._under(table, around)) for table in found])

    def tabled(self, choice: Choice) -> Tabled:
        """The rows that answer, cited; or the table that has none for the question."""
        if choice.found:
            cited = tuple(self._row(found) for found in choice.found)
            told = zip(choice.found, cited, strict=True)
            return Tabled(tuple(Told(found.label, found.values, one[1]) for found, one in told), cited=cited)
        if choice.missed is not None:
            return Tabled(missed=choice.missed.said, cited=(self._start(choice.missed.table),))
        return Tabled()

    def named(self, citation: Citation) -> Citation:
        """The citation with its cells, where it quotes one whole row."""
        document = self.documents.get(citation.document_id)
        found = self.tables.line(document, citation.span) if document is not None else None
        if found is None or found[1].row.span != citation.span:
            return citation
        return replace(citation, cells=named_cells(*found))

    def _under(self, table: Table, around: Sequence[Passage]) -> str:
        passage = next(p for p in around if p.document_id == table.document and p.span.overlaps(table.span))
        return " › ".join((self.documents[table.document].title, *passage.path))

    def _row(self, found: Found) -> tuple[Passage, Citation]:
        span = found.line.row.span
        passage = self._holding(found.table.document, span)
        citation = self._cited(passage, span.clipped(passage.span))
        return passage, replace(citation, cells=named_cells(found.table, found.line))

    def _start(self, table: Table) -> tuple[Passage, Citation]:
        passage = self._holding(table.document, table.span)
        return passage, self._cited(passage, opening(passage, table.span))

    def _holding(self, document: DocumentId, span: Span) -> Passage:
        """The passage that a stretch of a document begins in."""
        scope = Scope(self.documents[document].dossier, frozenset({document}))
        return next(p for p in self.passages.passages(scope) if p.span.start <= span.start < p.span.end)

    def _cited(self, passage: Passage, span: Span) -> Citation:
        return cite(self.documents[passage.document_id], passage, span, pages_of(self.library, passage))


def pages_of(library: Library, passage: Passage) -> list[Page]:
    """The pages that a passage stands on."""
    first, last = passage.pages
    return [library.page(passage.document_id, number) for number in range(first, last + 1)]
