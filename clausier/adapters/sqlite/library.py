"""The record of documents over SQLite."""

from dataclasses import dataclass
from sqlite3 import Connection, Row

from clausier.adapters.sqlite.common import IN_SCOPE, bump, need_document, scoped
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.forgetting import forget_document, known_document
from clausier.adapters.sqlite.packing import unpacked_rows, unpacked_words
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
from clausier.domain.documents import Document, DocumentId, Kind, Page, Reading
from clausier.domain.questions import Scope
from clausier.domain.versions import CANNOT_AMEND, amended_after, may_amend, same_name
from clausier.errors import UnknownName, WrongSetting
from clausier.ports import Vectors


@dataclass(frozen=True, slots=True)
class SqliteLibrary:
    """Documents with all that was read in them, and the files they came from."""

    connections: Connections

    def add(self, reading: Reading, data: bytes, vectors: Vectors, encoder: str, drawn: bytes | None = None) -> None:
        """Add a document, whole or not at all. One that is there already stays as it is.

        The pages of the file that were recognised before are given up in the same moment.
        """
        with self.connections.writing() as connection:
            store(connection, reading, (data, drawn), vectors, encoder)

    def forget(self, document: DocumentId) -> None:
        """Forget a document, and leave no text of it in the library's files.

        With it go the jobs that read it, every answer that quotes it, and the conversations held about it alone; it
        leaves the scope of the others. A shared note goes alone: it is nobody's secret, and it goes whenever a newer
        one comes, which must not cost anybody an answer.
        """
        with self.connections.writing() as connection:
            forget_document(connection, known_document(connection, document))
        self.connections.erase()

    def rivals(self, document: DocumentId) -> list[Document]:
        """The older documents of the same file name, until somebody has said what becomes of them."""
        with self.connections.reading() as connection:
            found = known_document(connection, document)
            if connection.execute("SELECT beside FROM documents WHERE id = ?", (document,)).fetchone()["beside"]:
                return []
            return _older(connection, found)

    def keep_beside(self, document: DocumentId) -> None:
        """Remember that a document is to stand beside the older ones of its name."""
        with self.connections.writing() as connection:
            known_document(connection, document)
            connection.execute("UPDATE documents SET beside = 1 WHERE id = ?", (document,))

    def replace(self, old: DocumentId, new: DocumentId) -> None:
        """Forget a document as `forget` does, another one taking its place: what amended the one amends the other."""
        with self.connections.writing() as connection:
            gone, kept = known_document(connection, old), known_document(connection, new)
            if old == new or gone.dossier != kept.dossier:
                raise WrongSetting(
                    "Un document n’en remplace un autre que dans le même dossier.",
                    "Choisissez l’ancienne et la nouvelle version dans un même dossier.",
                )
            changes = amended_after(gone, kept, _beside(connection, gone))
            connection.execute("UPDATE jobs SET amends = ? WHERE amends = ?", (new, old))
            forget_document(connection, gone)
            connection.executemany(
                "UPDATE documents SET amends = ? WHERE id = ?", [(target, key) for key, target in changes.items()]
            )
        self.connections.erase()

    def amend(self, document: DocumentId, amended: DocumentId | None) -> None:
        """Say what a document amends; None for nothing. It is an amendment from then on, or a contract."""
        with self.connections.writing() as connection:
            found = known_document(connection, document)
            if amended is not None:
                other = known_document(connection, amended)
                if not may_amend(found, other, _beside(connection, found)):
                    raise WrongSetting(CANNOT_AMEND, "Choisissez le contrat que cet avenant modifie.")
            kind = Kind.CONTRACT if amended is None else Kind.AMENDMENT
            connection.execute("UPDATE documents SET amends = ?, kind = ? WHERE id = ?", (amended, kind, document))
            bump(connection)

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
            return known_document(connection, document)

    def reading(self, document: DocumentId) -> Reading:
        """A document with all that was read in it, but for the words of its pages."""
        with self.connections.reading() as connection:

            def rows(columns: str, table: str, order: str = "row") -> list[Row]:
                query = f"SELECT {columns} FROM {table} WHERE document = ? ORDER BY {order}"
                return connection.execute(query, (document,)).fetchall()

            packed = connection.execute("SELECT rows FROM tables WHERE document = ?", (document,)).fetchone()
            return Reading(
                document=known_document(connection, document),
                text=_text(connection, document),
                pages=tuple(map(as_page, rows(PAGE, "pages"))),
                clauses=tuple(map(as_clause, rows(CLAUSE, "clauses"))),
                passages=tuple(map(as_passage, rows(PASSAGE, "passages"))),
                definitions=tuple(map(as_definition, rows("*", "definitions"))),
                references=tuple(map(as_reference, rows("*", "mentions"))),
                rows=unpacked_rows(packed["rows"]) if packed else (),
            )

    def text(self, document: DocumentId) -> str:
        """What was read in a document: what spans are counted in."""
        with self.connections.reading() as connection:
            need_document(connection, document)
            return _text(connection, document)

    def page(self, document: DocumentId, number: int) -> Page:
        """A page with its words."""
        with self.connections.reading() as connection:
            need_document(connection, document)
            query = f"SELECT {PAGE}, words FROM pages WHERE document = ? AND number = ?"
            row = connection.execute(query, (document, number)).fetchone()
        if row is None:
            raise UnknownName(f"Ce document n’a pas de page {number}.", "Choisissez une page du document.")
        return as_page(row, unpacked_words(row["words"]))

    def data(self, document: DocumentId) -> bytes:
        """The file, as it was handed in."""
        with self.connections.reading() as connection:
            known_document(connection, document)
            return bytes(connection.execute("SELECT data FROM files WHERE document = ?", (document,)).fetchone()[0])

    def drawn(self, document: DocumentId) -> bytes:
        """The PDF that the pages are drawn from: the file itself, unless it does not serve."""
        query = "SELECT coalesce(drawn, data) FROM files WHERE document = ?"
        with self.connections.reading() as connection:
            known_document(connection, document)
            return bytes(connection.execute(query, (document,)).fetchone()[0])


def _older(connection: Connection, document: Document) -> list[Document]:
    """The documents of its dossier and of its name that came in before it. No other is unpacked: a dossier has many."""
    query = f"""SELECT {DOCUMENT} FROM documents
        WHERE dossier = ? AND row < (SELECT row FROM documents WHERE id = ?) ORDER BY row"""
    name = same_name(document.file)
    rows = connection.execute(query, (document.dossier, document.id))
    return [as_document(row) for row in rows if same_name(row["file"]) == name]


def _beside(connection: Connection, document: Document) -> list[Document]:
    """The documents of its dossier, in the order they came in, itself among them."""
    query = f"SELECT {DOCUMENT} FROM documents WHERE dossier = ? ORDER BY row"
    return [as_document(row) for row in connection.execute(query, (document.dossier,))]


def _text(connection: Connection, document: DocumentId) -> str:
    return str(connection.execute("SELECT text FROM texts WHERE document = ?", (document,)).fetchone()[0])
