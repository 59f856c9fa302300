"""The access log over SQLite."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.packing import packed_names, unpacked_names
from clausier.domain.accesses import Access
from clausier.domain.documents import DocumentId


@dataclass(frozen=True, slots=True)
class SqliteAccesses:
    """Who did what with which documents. It outlives them: it says that they were forgotten, and holds no text."""

    connections: Connections

    def record(self, who: str, verb: str, documents: Sequence[DocumentId]) -> None:
        """Note one use of the library, now."""
        with self.connections.writing() as connection:
            connection.execute(
                "INSERT INTO accesses VALUES (NULL, ?, ?, ?, ?)",
                (datetime.now(UTC).isoformat(), who, verb, packed_names(documents)),
            )

    def latest(self, limit: int) -> list[Access]:
        """The last uses, the last first."""
        with self.connections.reading() as connection:
            rows = connection.execute("SELECT * FROM accesses ORDER BY row DESC LIMIT ?", (limit,)).fetchall()
        return [
            Access(
                at=datetime.fromisoformat(row["at"]),
                who=row["who"],
                verb=row["verb"],
                documents=tuple(map(DocumentId, unpacked_names(row["documents"]))),
            )
            for row in rows
        ]
