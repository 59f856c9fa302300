"""What several of the adapters say or do alike."""

from sqlite3 import Connection
from uuid import uuid4

from clausier.adapters.sqlite.packing import packed_names
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.questions import Scope
from clausier.errors import UnknownName

IN_SCOPE = """documents.dossier = :dossier
    AND (:documents = '[]' OR documents.id IN (SELECT value FROM json_each(:documents)))"""
"""The dossier first: a document of another one is never in scope, even when it is named."""


def scoped(scope: Scope) -> dict[str, str]:
    """What `IN_SCOPE` is asked with."""
    return {"dossier": scope.dossier, "documents": packed_names(sorted(scope.documents))}


def new_id() -> str:
    """An identifier that nobody can guess: some of them stand in the page's address."""
    return uuid4().hex


def need_dossier(connection: Connection, dossier: DossierId) -> None:
    """Raise `UnknownName` where there is no such dossier."""
    if not connection.execute("SELECT 1 FROM dossiers WHERE id = ?", (dossier,)).fetchone():
        raise UnknownName("Ce dossier n’existe pas, ou n’existe plus.", "Choisissez un dossier de la liste.")


def need_document(connection: Connection, document: DocumentId) -> None:
    """Raise `UnknownName` where there is no such document."""
    if not connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
        raise UnknownName(
            "Ce document n’est pas, ou n’est plus, dans la bibliothèque.", "Choisissez un document de la liste."
        )


def bump(connection: Connection) -> None:
    """Tell the caches that documents or vectors have changed."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
