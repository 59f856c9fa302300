"""A reading into rows."""

from sqlite3 import Connection

import numpy as np

from clausier.adapters.sqlite.common import bump, need_dossier
from clausier.adapters.sqlite.packing import packed_facts, packed_names, packed_report, packed_rows, packed_words
from clausier.domain.documents import Clause, Document, Page, Passage, Reading
from clausier.errors import UnknownName
from clausier.ports import Vectors

File = tuple[bytes, bytes | None]
"""A file as it was handed in, and the PDF that its pages are drawn from where the file itself does not serve."""


def store(connection: Connection, reading: Reading, file: File, vectors: Vectors, encoder: str) -> None:
    """Insert a document and all that was read in it, unless it is there already. Its drafts have served."""
    document = reading.document
    if len(vectors) != len(reading.passages):
        raise ValueError(f"{len(vectors)} vectors for {len(reading.passages)} passages")
    need_dossier(connection, document.dossier)
    _need_amended(connection, document)
    connection.execute("DELETE FROM drafts WHERE dossier = ? AND digest = ?", (document.dossier, document.sha256))
    if connection.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone():
        return
    _insert(connection, "documents", _document(document))
    _insert(connection, "files", (document.id, *file))
    _insert(connection, "texts", (document.id, reading.text))
    if reading.rows:
        _insert(connection, "tables", (document.id, packed_rows(reading.rows)))
    for page in reading.pages:
        _insert(connection, "pages", _page(document, page))
    for clause in reading.clauses:
        _insert(connection, "clauses", _clause(clause))
    rows = np.asarray(vectors, "<f4")
    for passage, vector in zip(reading.passages, rows, strict=True):
        key = _insert(connection, "passages", _passage(passage))
        _insert(connection, "vectors", (key, encoder, vector.tobytes()))
    for definition in reading.definitions:
        span = definition.span
        values = (None, document.id, definition.term, span.start, span.end, definition.clause_id)
        _insert(connection, "definitions", values)
    for reference in reading.references:
        span = reference.span
        _insert(connection, "mentions", (None, document.id, span.start, span.end, reference.target))
    bump(connection)


def _need_amended(connection: Connection, document: Document) -> None:
    if document.amends is None:
        return
    query = "SELECT 1 FROM documents WHERE id = ? AND dossier = ?"
    if not connection.execute(query, (document.amends, document.dossier)).fetchone():
        raise UnknownName(
            "Le document que celui-ci modifie n’est pas, ou n’est plus, dans ce dossier.",
            "Ajoutez d’abord le document modifié, ou ajoutez celui-ci sans dire ce qu’il modifie.",
        )


def _insert(connection: Connection, table: str, values: tuple[object, ...]) -> int | None:
    return connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values).lastrowid


def _document(document: Document) -> tuple[object, ...]:
    return (
        None,
        document.id,
        document.dossier,
        document.title,
        document.file,
        document.kind,
        document.sha256,
        document.paged,
        document.added.isoformat(),
        document.amends,
        packed_report(document.report),
        packed_facts(document.facts),
        0,  # nobody has said yet whether it is to stand beside older versions
    )


def _page(document: Document, page: Page) -> tuple[object, ...]:
    return (
        None,
        document.id,
        page.number,
        page.label,
        page.span.start,
        page.span.end,
        page.width,
        page.height,
        page.furniture,
        packed_words(page.words),
    )


def _clause(clause: Clause) -> tuple[object, ...]:
    return (
        None,
        clause.id,
        clause.document_id,
        clause.role,
        clause.number,
        clause.heading,
        clause.span.start,
        clause.span.end,
        clause.parent,
    )


def _passage(passage: Passage) -> tuple[object, ...]:
    return (
        None,
        passage.id,
        passage.document_id,
        passage.clause_id,
        packed_names(passage.path),
        passage.article,
        passage.span.start,
        passage.span.end,
        *passage.pages,
        passage.text,
        passage.headers,
    )
