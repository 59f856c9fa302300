"""Conversations and their answers over SQLite."""

from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection, Row

from clausier.adapters.sqlite.common import need_dossier, new_id
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.packing import packed_answer, packed_names, unpacked_answer, unpacked_names
from clausier.domain.answers import Answer, AnswerId, Conversation, ConversationId
from clausier.domain.documents import DocumentId, DossierId
from clausier.errors import UnknownName


@dataclass(frozen=True, slots=True)
class SqliteConversations:
    """What was asked and answered; an answer carries its evidence, so it can be shown as it was."""

    connections: Connections

    def start(self, dossier: DossierId, title: str, scope: frozenset[DocumentId]) -> Conversation:
        """A new conversation about a dossier, or about some of its documents."""
        made = Conversation(ConversationId(new_id()), dossier, title, datetime.now(UTC), scope)
        with self.connections.writing() as connection:
            need_dossier(connection, dossier)
            connection.execute(
                "INSERT INTO conversations VALUES (NULL, ?, ?, ?, ?, ?)",
                (made.id, dossier, title, made.started.isoformat(), packed_names(sorted(scope))),
            )
        return made

    def all(self, dossier: DossierId) -> list[Conversation]:
        """A dossier's conversations, the last started first."""
        with self.connections.reading() as connection:
            rows = connection.execute("SELECT * FROM conversations WHERE dossier = ? ORDER BY row DESC", (dossier,))
            return [_as_conversation(row) for row in rows]

    def get(self, conversation: ConversationId) -> Conversation:
        """One conversation, by its identifier."""
        with self.connections.reading() as connection:
            return _as_conversation(_known(connection, conversation))

    def answers(self, conversation: ConversationId) -> list[Answer]:
        """The answers of a conversation, in the order they were asked for."""
        with self.connections.reading() as connection:
            _known(connection, conversation)
            rows = connection.execute("SELECT body FROM answers WHERE conversation = ? ORDER BY row", (conversation,))
            return [unpacked_answer(row["body"]) for row in rows]

    def answer(self, answer: AnswerId) -> Answer:
        """One answer, by its identifier."""
        with self.connections.reading() as connection:
            row = connection.execute("SELECT body FROM answers WHERE id = ?", (answer,)).fetchone()
        if row is None:
            raise UnknownName("Cette réponse n’existe pas, ou n’existe plus.", "Posez la question à nouveau.")
        return unpacked_answer(row["body"])

    def save(self, answer: Answer) -> None:
        """Keep an answer, or what has become of it; it keeps its place in the conversation."""
        with self.connections.writing() as connection:
            _known(connection, answer.conversation)
            connection.execute(
                """INSERT INTO answers VALUES (NULL, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation, body = excluded.body""",
                (answer.id, answer.conversation, packed_answer(answer)),
            )
            connection.execute("DELETE FROM quoted WHERE answer = ?", (answer.id,))
            connection.executemany(
                "INSERT INTO quoted VALUES (?, ?)", [(answer.id, document) for document in answer.quoted]
            )

    def forget(self, conversation: ConversationId) -> None:
        """Forget a conversation and its answers; no text of them stays in the library's files."""
        with self.connections.writing() as connection:
            _known(connection, conversation)
            connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
        self.connections.erase()


def _known(connection: Connection, conversation: ConversationId) -> Row:
    row: Row | None = connection.execute("SELECT * FROM conversations WHERE id = ?", (conversation,)).fetchone()
    if row is None:
        raise UnknownName(
            "Cette conversation n’existe pas, ou n’existe plus.", "Choisissez une conversation de la liste."
        )
    return row


def _as_conversation(row: Row) -> Conversation:
    return Conversation(
        id=ConversationId(row["id"]),
        dossier=DossierId(row["dossier"]),
        title=row["title"],
        started=datetime.fromisoformat(row["started"]),
        scope=frozenset(map(DocumentId, unpacked_names(row["scope"]))),
    )
