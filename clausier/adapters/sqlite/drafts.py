"""Pages recognised so far, over SQLite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from clausier.adapters.sqlite.common import need_dossier
from clausier.adapters.sqlite.connections import Connections
from clausier.domain.documents import DossierId


@dataclass(frozen=True, slots=True)
class SqliteDrafts:
    """A page is kept until its document comes in, its job leaves the list, or nobody has come back for it."""

    connections: Connections

    def kept(self, dossier: DossierId, digest: str) -> Mapping[int, bytes]:
        """The pages of a file that were recognised, by number."""
        query = "SELECT page, draft FROM drafts WHERE dossier = ? AND digest = ? ORDER BY page"
        with self.connections.reading() as connection:
            return {row["page"]: bytes(row["draft"]) for row in connection.execute(query, (dossier, digest))}

    def keep(self, dossier: DossierId, digest: str, page: int, draft: bytes) -> None:
        """Keep a page; on return it is safe on disk. Nothing is kept of a file whose document is in already."""
        with self.connections.writing() as connection:
            need_dossier(connection, dossier)
            connection.execute(
                """INSERT OR REPLACE INTO drafts SELECT :dossier, :digest, :page, :draft, :now
                WHERE NOT EXISTS (SELECT 1 FROM documents WHERE dossier = :dossier AND sha256 = :digest)""",
                {"dossier": dossier, "digest": digest, "page": page, "draft": draft, "now": _moment(datetime.now(UTC))},
            )

    def forget(self, dossier: DossierId, digest: str) -> None:
        """Forget the pages of a file."""
        with self.connections.writing() as connection:
            connection.execute("DELETE FROM drafts WHERE dossier = ? AND digest = ?", (dossier, digest))
        self.connections.erase()

    def sweep(self, before: datetime) -> None:
        """Forget the pages kept before a moment, and those of documents that are in."""
        stale = """FROM drafts WHERE kept < ? OR EXISTS (
            SELECT 1 FROM documents WHERE documents.dossier = drafts.dossier AND documents.sha256 = drafts.digest)"""
        with self.connections.reading() as connection:
            if not connection.execute(f"SELECT 1 {stale} LIMIT 1", (_moment(before),)).fetchone():
                return
        with self.connections.writing() as connection:
            connection.execute(f"DELETE {stale}", (_moment(before),))
        self.connections.erase()


def _moment(at: datetime) -> str:
    """Moments in this shape sort as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
