"""The record of documents over SQLite."""

from dataclasses import dataclass
from sqlite3 import Connection, Row

from clausier.adapters.sqlite.common import IN_SCOPE, bump, scoped
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.packing import packed_names, unpacked_names, unpacked_words
from clausier.adapters.sqlite.rows import (
    CLAUSE,
    DOCUMENT,
    PAGE,
    PASSAGE,
    as_clause,
    as_definition,
    as_document,
    as_page,
    as_passage,
    as_reference,
)
from clausier.adapters.sqlite.storing import store
from clausier.domain.documents import GUIDANCE, Document, DocumentId, Page, Reading
from clausier.domain.questions import Scope
from clausier.errors import UnknownName
from clausier.ports import Vectors


@dataclass(frozen=True, slots=True)
class SqliteLibrary:
    """Documents with all that was read in them, and the files they came from."""

    connections: Connections

    def add(self, reading: Reading, data: bytes, vectors: Vectors, encoder: str) -> None:
        """Add a document, whole or not at all. One that is there already stays as it is."""
        with self.connections.writing() as connection:
            store(connection, reading, data, vectors, encoder)

    def forget(self, document: DocumentId) -> None:
        """Forget a document, and leave no text of it in the library's files.

        With it go the jobs that read it, every answer that quotes it, and the conversations held about it alone; it
        leaves the scope of the others. A shared note goes alone: it is nobody's secret, and it goes whenever a newer
        one comes, which must not cost anybody an answer.
        """
        with self.connections.writing() as connection:
            dossier = _known(connection, document)["dossier"]
            if dossier != GUIDANCE:
                _forget_uses(connection, dossier, document)
            connection.execute("DELETE FROM documents WHERE id = ?", (document,))
            bump(connection)
        self.connections.erase()

    def generation(self) -> int:
        """A number that grows whenever a document or a vector comes or goes."""
        with self.connections.reading() as connection:
            return int(connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])

    def documents(self, scope: Scope) -> list[Document]:
        """What is in scope, in the order it came in."""
        with self.connections.reading() as connection:
            query = f"SELECT {DOCUMENT} FROM documents WHERE {IN_SCOPE} ORDER BY row"
            return [as_document(row) for row in connection.execute(query, scoped(scope))]

    def document(self, document: DocumentId) -> Document:
        """One document, by its identifier."""
        with self.connections.reading() as connection:
            return as_document(_known(connection, document))

    def reading(self, document: DocumentId) -> Reading:
        """A document with all that was read in it, but for the words of its pages."""
        with self.connections.reading() as connection:

            def rows(columns: str, table: str, order: str = "row") -> list[Row]:
                query = f"SELECT {columns} FROM {table} WHERE document = ? ORDER BY {order}"
                return connection.execute(query, (document,)).fetchall()

            return Reading(
                document=as_document(_known(connection, document)),
                text=rows("text", "texts", "document")[0]["text"],
                pages=tuple(map(as_page, rows(PAGE, "pages"))),
                clauses=tuple(map(as_clause, rows(CLAUSE, "clauses"))),
                passages=tuple(map(as_passage, rows(PASSAGE, "passages"))),
                definitions=tuple(map(as_definition, rows("*", "definitions"))),
                references=tuple(map(as_reference, rows("*", "mentions"))),
            )

    def page(self, document: DocumentId, number: int) -> Page:
        """A page with its words."""
        with self.connections.reading() as connection:
            _known(connection, document)
            query = f"SELECT {PAGE}, words FROM pages WHERE document = ? AND number = ?"
            row = connection.execute(query, (document, number)).fetchone()
        if row is None:
            raise UnknownName(f"Ce document n’a pas de page {number}.", "Choisissez une page du document.")
        return as_page(row, unpacked_words(row["words"]))

    def data(self, document: DocumentId) -> bytes:
        """The file, as it was handed in."""
        with self.connections.reading() as connection:
            _known(connection, document)
            return bytes(connection.execute("SELECT data FROM files WHERE document = ?", (document,)).fetchone()[0])


def _known(connection: Connection, document: DocumentId) -> Row:
    query = f"SELECT {DOCUMENT} FROM documents WHERE id = ?"
    row: Row | None = connection.execute(query, (document,)).fetchone()
    if row is None:
        raise UnknownName(
            "Ce document n’est pas, ou n’est plus, dans la bibliothèque.", "Choisissez un document de la liste."
        )
    return row


def _forget_uses(connection: Connection, dossier: str, document: DocumentId) -> None:
    connection.execute("DELETE FROM answers WHERE id IN (SELECT answer FROM quoted WHERE document = ?)", (document,))
    connection.execute("DELETE FROM jobs WHERE document = ?", (document,))
    # An empty scope means the whole dossier: a conversation must not come to that by losing its only document.
    for row in connection.execute("SELECT id, scope FROM conversations WHERE dossier = ?", (dossier,)).fetchall():
        scope = unpacked_names(row["scope"])
        left = [name for name in scope if name != document]
        if not left and scope:
            connection.execute("DELETE FROM conversations WHERE id = ?", (row["id"],))
        elif len(left) < len(scope):
            connection.execute("UPDATE conversations SET scope = ? WHERE id = ?", (packed_names(left), row["id"]))
