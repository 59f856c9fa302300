"""What goes with a document that is forgotten."""

from sqlite3 import Connection, Row

from clausier.adapters.sqlite.common import bump
from clausier.adapters.sqlite.packing import packed_names, unpacked_names
from clausier.adapters.sqlite.rows import DOCUMENT, as_document
from clausier.domain.documents import GUIDANCE, Document, DocumentId, DossierId
from clausier.errors import UnknownName


def known_document(connection: Connection, document: DocumentId) -> Document:
    """A document, or `UnknownName` where there is none."""
    query = f"SELECT {DOCUMENT} FROM documents WHERE id = ?"
    row: Row | None = connection.execute(query, (document,)).fetchone()
    if row is None:
        raise UnknownName(
            "Ce document n’est pas, ou n’est plus, dans la bibliothèque.", "Choisissez un document de la liste."
        )
    return as_document(row)


def forget_document(connection: Connection, document: Document) -> None:
    """Delete a document with all that was made of it; the caller erases the traces once that is committed."""
    if document.dossier != GUIDANCE:
        _forget_uses(connection, document.dossier, document.id)
    connection.execute("DELETE FROM drafts WHERE dossier = ? AND digest = ?", (document.dossier, document.sha256))
    connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
    bump(connection)


def _forget_uses(connection: Connection, dossier: DossierId, document: DocumentId) -> None:
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
