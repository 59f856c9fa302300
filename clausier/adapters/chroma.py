"""Passages by their vectors, over Chroma, for scopes too wide to scan."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
from numpy.typing import NDArray

from clausier.domain.documents import DossierId, Passage, PassageId
from clausier.domain.questions import Scope
from clausier.errors import BrokenIndex
from clausier.ports import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

RECIPE = f"vectors 1, chromadb {version('chromadb')}"
"""Names what an index was made with, beside the encoder; one made otherwise is made again."""

_BATCH = 5_000  # Chroma refuses more than 5,461 rows at once
# Twice Chroma's own: measured on real clauses, the first 5 are then those of an exact scan, and 99 % of the first 40.
_BREADTH = 200


class ChromaVectors:
    """Fits port VectorIndex. It keeps no text: ids and vectors alone.

    One collection a dossier and encoder, so that a search never meets another dossier's vectors and a dossier asked
    whole is searched without a filter, which Chroma does forty times faster than with one.
    Files change while it is opened and while it is added to, never while it is searched.
    One process may open a folder; `close` before it is removed.
    """

    def __init__(self, folder: Path, encoder: str) -> None:
        import chromadb
        from chromadb.config import Settings

        logging.getLogger("chromadb").setLevel(logging.ERROR)
        self._encoder = encoder
        folder.mkdir(parents=True, exist_ok=True)
        with _broken():
            settings = Settings(anonymized_telemetry=False, is_persistent=True)
            self._client = cast("Client", chromadb.PersistentClient(path=str(folder), settings=settings))
            self._settle()

    def add(self, dossier: DossierId, passages: Sequence[Passage], vectors: Vectors) -> None:
        with _broken():
            collection = self._collection(dossier)
            for start in range(0, len(passages), _BATCH):
                batch = passages[start : start + _BATCH]
                collection.upsert(
                    ids=[passage.id for passage in batch],
                    embeddings=vectors[start : start + _BATCH],
                    metadatas=[{"dossier": dossier, "document": passage.document_id} for passage in batch],
                )
            self._settle()

    def nearest(self, vector: NDArray[np.float32], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        from chromadb.errors import NotFoundError

        with _broken():
            try:
                collection = self._client.get_collection(self._name(scope.dossier), embedding_function=None)
            except NotFoundError:
                return []
            found = collection.query(
                query_embeddings=vector[np.newaxis, :], n_results=limit, where=_where(scope), include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        scored = [(PassageId(name), 1.0 - distance) for name, distance in zip(found["ids"][0], distances, strict=True)]
        return sorted(scored, key=lambda row: (-row[1], row[0]))

    def close(self) -> None:
        self._client.close()

    def _settle(self) -> None:
        """Have Chroma write now what it would write at the first search."""
        for collection in self._client.list_collections():
            vectors = collection.peek(limit=1)["embeddings"]
            if vectors is not None and len(vectors):
                collection.query(query_embeddings=np.asarray(vectors, np.float32), n_results=1, include=["distances"])

    def _name(self, dossier: DossierId) -> str:
        return sha256(f"{self._encoder}\n{dossier}".encode()).hexdigest()[:32]

    def _collection(self, dossier: DossierId) -> "Collection":
        return self._client.get_or_create_collection(
            self._name(dossier),
            embedding_function=None,  # its own would fetch a model
            configuration={"hnsw": {"space": "ip", "ef_search": _BREADTH, "ef_construction": _BREADTH}},
        )


def _where(scope: Scope) -> "Where | None":
    names: dict[Literal["$in", "$nin"], list[str | int | float | bool]] = {"$in": [*sorted(scope.documents)]}
    return {"document": names} if scope.documents else None


@contextmanager
def _broken() -> Iterator[None]:
    """What Chroma raises over damaged files: its own errors, or those of what it is made of."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, OSError, RuntimeError) as error:
        raise BrokenIndex(str(error)) from error
