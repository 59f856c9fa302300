"""The vectors of the record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clausier.adapters.sqlite.common import IN_SCOPE, bump, scoped
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.rows import PASSAGE, as_passage
from clausier.domain.documents import Passage, PassageId
from clausier.domain.questions import Scope
from clausier.ports import Vectors

_STORED = np.dtype("<f4")


@dataclass(frozen=True, slots=True)
class SqliteVectors:
    """A vector for each passage and each encoder that has read it."""

    connections: Connections

    def vectors(self, scope: Scope, encoder: str) -> tuple[list[PassageId], Vectors]:
        """The passages in scope that this encoder has read, in order, and a row for each; rows cannot be written to."""
        query = f"""SELECT passages.id, vectors.vector FROM passages
            JOIN documents ON documents.id = passages.document
            JOIN vectors ON vectors.passage = passages.row AND vectors.encoder = :encoder
            WHERE {IN_SCOPE} ORDER BY passages.row"""
        return self._read(query, {**scoped(scope), "encoder": encoder})

    def some(self, passages: Sequence[PassageId], encoder: str) -> tuple[list[PassageId], Vectors]:
        """Those of these passages that this encoder has read, in the record's order, and a row for each."""
        query = """SELECT passages.id, vectors.vector FROM passages
            JOIN vectors ON vectors.passage = passages.row AND vectors.encoder = :encoder
            WHERE passages.id IN (SELECT value FROM json_each(:passages)) ORDER BY passages.row"""
        return self._read(query, {"passages": json.dumps(passages), "encoder": encoder})

    def missing(self, encoder: str) -> list[Passage]:
        """The passages of every dossier that this encoder has not read."""
        query = f"""SELECT {PASSAGE} FROM passages
            LEFT JOIN vectors ON vectors.passage = passages.row AND vectors.encoder = ?
            WHERE vectors.passage IS NULL ORDER BY passages.row"""
        with self.connections.reading() as connection:
            return [as_passage(row) for row in connection.execute(query, (encoder,))]

    def put(self, encoder: str, passages: Sequence[PassageId], vectors: Vectors) -> None:
        """Keep vectors made later. A passage forgotten in the meantime is left out: its vector serves nobody."""
        rows = zip(passages, np.asarray(vectors, _STORED), strict=True)
        with self.connections.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors SELECT row, ?, ? FROM passages WHERE id = ?",
                [(encoder, vector.tobytes(), passage) for passage, vector in rows],
            )
            bump(connection)

    def _read(self, query: str, values: Mapping[str, object]) -> tuple[list[PassageId], Vectors]:
        with self.connections.reading() as connection:
            rows = connection.execute(query, values).fetchall()
        if not rows:
            return [], np.zeros((0, 0), np.float32)
        found = np.frombuffer(b"".join(row["vector"] for row in rows), _STORED)
        return [PassageId(row["id"]) for row in rows], found.reshape(len(rows), -1)
