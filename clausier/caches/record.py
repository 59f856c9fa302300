"""The record, as caches read it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clausier.domain.documents import GUIDANCE, Document, DossierId, Passage
from clausier.domain.questions import Scope
from clausier.ports import Dossiers, Library, Passages, Vectors, VectorStore


@dataclass(frozen=True, slots=True)
class Record:
    """What the caches are made from, and the encoder whose vectors they hold."""

    dossiers: Dossiers
    library: Library
    passages: Passages
    store: VectorStore
    encoder: str

    def all_dossiers(self) -> list[DossierId]:
        return sorted({dossier.id for dossier in self.dossiers.all()} | {GUIDANCE})

    def size(self, scope: Scope) -> int:
        """How many passages a scope holds, without reading them."""
        return sum(document.report.passages for document in self.library.documents(scope))

    def documents(self, dossier: DossierId) -> list[Document]:
        return self.library.documents(Scope(dossier))

    def encoded(self, dossier: DossierId) -> list[Document]:
        """The documents that this encoder has read whole."""
        waiting = {passage.document_id for passage in self.store.missing(self.encoder)}
        return [document for document in self.documents(dossier) if document.id not in waiting]

    def read(self, dossier: DossierId, documents: Sequence[Document]) -> list[Passage]:
        return self.passages.passages(_scope(dossier, documents))

    def vectors(self, dossier: DossierId, documents: Sequence[Document]) -> tuple[list[Passage], Vectors]:
        """The passages of these documents, and a row for each."""
        passages = {passage.id: passage for passage in self.read(dossier, documents)}
        ids, vectors = self.store.vectors(_scope(dossier, documents), self.encoder)
        kept = [row for row, passage in enumerate(ids) if passage in passages]
        return [passages[ids[row]] for row in kept], np.ascontiguousarray(vectors[kept])


def _scope(dossier: DossierId, documents: Sequence[Document]) -> Scope:
    if not documents:
        raise ValueError("a scope without documents would be the whole dossier")
    return Scope(dossier, frozenset(document.id for document in documents))
