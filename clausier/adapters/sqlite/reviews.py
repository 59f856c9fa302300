"""What people say of audited points, over SQLite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Row

from clausier.adapters.sqlite.common import need_document
from clausier.adapters.sqlite.connections import Connections
from clausier.domain.answers import Verdict
from clausier.domain.audits import Review
from clausier.domain.documents import DocumentId


@dataclass(frozen=True, slots=True)
class SqliteReviews:
    """One review a point of a document. It goes with the document."""

    connections: Connections

    def save(self, review: Review) -> None:
        """Keep a review, in the place of an earlier one; on return it is safe on disk."""
        with self.connections.writing() as connection:
            need_document(connection, review.document)
            connection.execute(
                "INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?, ?)",
                (
                    review.document,
                    review.point,
                    review.at.astimezone(UTC).isoformat(),
                    review.checked,
                    review.note,
                    review.verdict.value if review.verdict else None,
                ),
            )

    def of(self, document: DocumentId) -> Mapping[str, Review]:
        """The reviews of a document, by the identifiers of their points."""
        with self.connections.reading() as connection:
            rows = connection.execute("SELECT * FROM reviews WHERE document = ? ORDER BY point", (document,)).fetchall()
        return {row["point"]: _as_review(row) for row in rows}

    def forget(self, document: DocumentId, point: str) -> None:
        """Take a review back; no text of it stays in the library's files."""
        with self.connections.writing() as connection:
            connection.execute("DELETE FROM reviews WHERE document = ? AND point = ?", (document, point))
        self.connections.erase()


def _as_review(row: Row) -> Review:
    return Review(
        document=DocumentId(row["document"]),
        point=row["point"],
        at=datetime.fromisoformat(row["at"]),
        checked=bool(row["checked"]),
        note=row["note"],
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
    )
