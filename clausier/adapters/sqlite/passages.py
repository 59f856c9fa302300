"""The record of documents, seen by passage."""

from dataclasses import dataclass
from sqlite3 import Connection

from clausier.adapters.sqlite.common import IN_SCOPE, need_document, scoped
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.packing import unpacked_rows
from clausier.adapters.sqlite.rows import CLAUSE, PASSAGE, as_clause, as_definition, as_passage, as_reference
from clausier.domain.documents import (
    Clause,
    ClauseId,
    Definition,
    DocumentId,
    Passage,
    PassageId,
    Reference,
    Role,
    Row,
)
from clausier.domain.questions import Scope
from clausier.domain.structure import enclosing_article
from clausier.domain.text import Span
from clausier.errors import UnknownName

_ASK_AGAIN = "Posez la question à nouveau."
_ANCESTRY = f"""
    WITH RECURSIVE ancestry (id, parent) AS (
        SELECT id, parent FROM clauses WHERE id = ?
        UNION
        SELECT clauses.id, clauses.parent FROM clauses JOIN ancestry ON clauses.id = ancestry.parent
    )
    SELECT {CLAUSE} FROM clauses WHERE id IN (SELECT id FROM ancestry)"""


@dataclass(frozen=True, slots=True)
class SqlitePassages:
    """Passages, in the order of the documents and of their text."""

    connections: Connections

    def passages(self, scope: Scope) -> list[Passage]:
        """Every passage in scope."""
        with self.connections.reading() as connection:
            query = f"""SELECT {PASSAGE} FROM passages JOIN documents ON documents.id = passages.document
                WHERE {IN_SCOPE} ORDER BY passages.row"""
            return [as_passage(row) for row in connection.execute(query, scoped(scope))]

    def passage(self, passage: PassageId) -> Passage:
        """One passage, by its identifier."""
        with self.connections.reading() as connection:
            row = connection.execute(f"SELECT {PASSAGE} FROM passages WHERE id = ?", (passage,)).fetchone()
        if row is None:
            raise UnknownName("Ce passage n’est plus dans la bibliothèque.", _ASK_AGAIN)
        return as_passage(row)

    def of_clause(self, clause: ClauseId) -> list[Passage]:
        """What a clause holds, its children's passages too."""
        with self.connections.reading() as connection:
            row = connection.execute(f"SELECT {CLAUSE} FROM clauses WHERE id = ?", (clause,)).fetchone()
            if row is None:
                raise UnknownName("Cet article n’est plus dans la bibliothèque.", _ASK_AGAIN)
            known = as_clause(row)
            return _inside(connection, known.document_id, known.span)

    def siblings(self, passage: Passage) -> list[Passage]:
        """The other passages of the article it stands in; outside any article, of the clause itself."""
        with self.connections.reading() as connection:
            rows = connection.execute(_ANCESTRY, (passage.clause_id,)).fetchall()
            clauses: dict[ClauseId, Clause] = {clause.id: clause for clause in map(as_clause, rows)}
            if passage.clause_id not in clauses:
                raise UnknownName("Ce passage n’est plus dans la bibliothèque.", _ASK_AGAIN)
            article = enclosing_article(clauses[passage.clause_id], clauses)
            found = _inside(connection, passage.document_id, article.span)
        # An annex or a preamble holds too much to be one subject: only what stands directly in it counts.
        whole = article.role in (Role.ARTICLE, Role.ITEM)
        return [other for other in found if other.id != passage.id and (whole or other.clause_id == article.id)]

    def definitions(self, document: DocumentId) -> list[Definition]:
        """Where a document says what its terms mean."""
        with self.connections.reading() as connection:
            need_document(connection, document)
            rows = connection.execute("SELECT * FROM definitions WHERE document = ? ORDER BY row", (document,))
            return [as_definition(row) for row in rows]

    def rows(self, document: DocumentId) -> list[Row]:
        """The rows of a document's tables, in the order of its text."""
        with self.connections.reading() as connection:
            need_document(connection, document)
            row = connection.execute("SELECT rows FROM tables WHERE document = ?", (document,)).fetchone()
        return list(unpacked_rows(row["rows"])) if row else []

    def references(self, passage: Passage) -> list[Reference]:
        """The places in a passage that point at other clauses."""
        with self.connections.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM mentions WHERE document = ? AND first >= ? AND past <= ? ORDER BY row",
                (passage.document_id, passage.span.start, passage.span.end),
            )
            return [as_reference(row) for row in rows]


def _inside(connection: Connection, document: DocumentId, span: Span) -> list[Passage]:
    query = f"SELECT {PASSAGE} FROM passages WHERE document = ? AND first >= ? AND past <= ? ORDER BY row"
    return [as_passage(row) for row in connection.execute(query, (document, span.start, span.end))]
