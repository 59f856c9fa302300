"""Questionnaires, their questions and the answers, over SQLite.

What a forgotten document takes along is deleted by a trigger, so that no way of forgetting it can leave that out.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from sqlite3 import Connection, Row
from typing import TYPE_CHECKING

from clausier.adapters.sqlite.common import need_dossier, new_id
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.packing import packed_answer, packed_names, unpacked_answer, unpacked_names
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.questionnaires import (
    Format,
    Item,
    LeftOut,
    Line,
    LineState,
    Questionnaire,
    QuestionnaireId,
    Ruling,
    Stage,
    Submitted,
)
from clausier.errors import UnknownName

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_QUESTIONNAIRE = """SELECT questionnaires.*, count(number) AS total, total(state = 'answered') AS answered,
    total(state = 'failed') AS failed, count(ruling) AS ruled
    FROM questionnaires LEFT JOIN questionnaire_lines ON questionnaire_lines.questionnaire = questionnaires.id
    WHERE {} GROUP BY questionnaires.row ORDER BY questionnaires.row"""
_GONE = """SELECT 1 FROM json_each(?) WHERE value NOT IN (SELECT id FROM documents) LIMIT 1"""
_TAKEN = "id = ? AND turn = ? AND stage = 'running'"


@dataclass(frozen=True, slots=True)
class SqliteQuestionnaires:
    """A questionnaire is its file, its questions in order, and for each the answer and what a person made of it."""

    connections: Connections

    def submit(self, submitted: Submitted) -> Questionnaire:
        """Keep a questionnaire, to be answered; on return it is safe on disk."""
        key, scope = QuestionnaireId(new_id()), submitted.scope
        with self.connections.writing() as connection:
            need_dossier(connection, scope.dossier)
            connection.execute(
                """INSERT INTO questionnaires
                (id, dossier, file, format, sha256, scope, stage, created, left_out, notices)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    key,
                    scope.dossier,
                    submitted.file,
                    submitted.format,
                    sha256(submitted.data).hexdigest(),
                    packed_names(sorted(scope.documents)),
                    Stage.WAITING,
                    datetime.now(UTC).isoformat(),
                    _left_out().dump_json(submitted.sheet.left_out).decode(),
                    packed_names(submitted.sheet.notices),
                ),
            )
            connection.execute("INSERT INTO questionnaire_files VALUES (?, ?)", (key, submitted.data))
            connection.executemany(
                "INSERT INTO questionnaire_lines (questionnaire, number, item, state) VALUES (?, ?, ?, ?)",
                [
                    (key, number, _items().dump_json(item).decode(), LineState.WAITING)
                    for number, item in enumerate(submitted.sheet.items, 1)
                ],
            )
            return _known(connection, key)

    def next(self) -> Questionnaire | None:
        """The oldest that waits, from now on running: no other caller is given it."""
        with self.connections.writing() as connection:
            row = connection.execute(
                "SELECT id FROM questionnaires WHERE stage = ? ORDER BY row LIMIT 1", (Stage.WAITING,)
            ).fetchone()
            return None if row is None else _run(connection, QuestionnaireId(row["id"]))

    def take(self, questionnaire: QuestionnaireId) -> Questionnaire:
        """This one, from now on running here and nowhere else; what failed waits again."""
        with self.connections.writing() as connection:
            _known(connection, questionnaire)
            _retry(connection, questionnaire)
            return _run(connection, questionnaire)

    def get(self, questionnaire: QuestionnaireId) -> Questionnaire:
        """One questionnaire, and how far it has come."""
        with self.connections.reading() as connection:
            return _known(connection, questionnaire)

    def all(self, dossier: DossierId) -> list[Questionnaire]:
        """A dossier's questionnaires, in the order they were handed in."""
        with self.connections.reading() as connection:
            rows = connection.execute(_QUESTIONNAIRE.format("dossier = ?"), (dossier,)).fetchall()
        return [_as_questionnaire(row) for row in rows]

    def lines(self, questionnaire: QuestionnaireId) -> list[Line]:
        """The questions in their order, with what has become of each."""
        with self.connections.reading() as connection:
            _known(connection, questionnaire)
            rows = connection.execute(
                "SELECT * FROM questionnaire_lines WHERE questionnaire = ? ORDER BY number", (questionnaire,)
            ).fetchall()
        return [_as_line(row) for row in rows]

    def data(self, questionnaire: QuestionnaireId) -> bytes:
        """The file, as it was handed in."""
        with self.connections.reading() as connection:
            _known(connection, questionnaire)
            row = connection.execute(
                "SELECT data FROM questionnaire_files WHERE questionnaire = ?", (questionnaire,)
            ).fetchone()
        return bytes(row["data"])

    def keep(self, taken: Questionnaire, line: Line) -> bool:
        """Keep what has become of a question; on return it is safe on disk. A person's ruling stays as it is.

        An answer that quotes a document forgotten in the meantime is not kept: its question waits.
        """
        with self.connections.writing() as connection:
            if not connection.execute(
                f"SELECT 1 FROM questionnaires WHERE {_TAKEN}", (taken.id, taken.turn)
            ).fetchone():
                return False
            quoted = sorted(line.answer.quoted) if line.answer else []
            if connection.execute(_GONE, (packed_names(quoted),)).fetchone():
                line, quoted = replace(line, state=LineState.WAITING, answer=None), []
            connection.execute(
                """UPDATE questionnaire_lines SET state = ?, message = ?, advice = ?, answer = ?
                WHERE questionnaire = ? AND number = ?""",
                (
                    line.state,
                    line.message,
                    line.advice,
                    packed_answer(line.answer) if line.answer else None,
                    taken.id,
                    line.number,
                ),
            )
            connection.execute(
                "DELETE FROM questionnaire_quoted WHERE questionnaire = ? AND number = ?", (taken.id, line.number)
            )
            connection.executemany(
                "INSERT INTO questionnaire_quoted VALUES (?, ?, ?)",
                [(taken.id, line.number, document) for document in quoted],
            )
        return True

    def move(self, taken: Questionnaire, stage: Stage) -> bool:
        """Say how a questionnaire ended."""
        with self.connections.writing() as connection:
            moved = connection.execute(
                f"UPDATE questionnaires SET stage = ? WHERE {_TAKEN}", (stage, taken.id, taken.turn)
            )
        return moved.rowcount > 0

    def rule(self, questionnaire: QuestionnaireId, number: int, ruling: Ruling | None) -> None:
        """Keep what a person made of an answer, in the place of what they made of it before."""
        packed = _rulings().dump_json(ruling).decode() if ruling else None
        with self.connections.writing() as connection:
            _known(connection, questionnaire)
            connection.execute(
                "UPDATE questionnaire_lines SET ruling = ? WHERE questionnaire = ? AND number = ?",
                (packed, questionnaire, number),
            )

    def cancel(self, questionnaire: QuestionnaireId) -> None:
        """Give up one that is not done; what was answered is kept, and whoever works on it is to look."""
        with self.connections.writing() as connection:
            _known(connection, questionnaire)
            connection.execute(
                "UPDATE questionnaires SET stage = ? WHERE id = ? AND stage <> ?",
                (Stage.CANCELLED, questionnaire, Stage.DONE),
            )

    def resume(self, questionnaire: QuestionnaireId) -> None:
        """Have one taken up again in the background; what failed is asked again."""
        with self.connections.writing() as connection:
            if _known(connection, questionnaire).stage is Stage.RUNNING:
                return
            _retry(connection, questionnaire)
            connection.execute("UPDATE questionnaires SET stage = ? WHERE id = ?", (Stage.WAITING, questionnaire))

    def recover(self) -> None:
        """Put back to wait what was being answered when the program stopped."""
        with self.connections.writing() as connection:
            connection.execute("UPDATE questionnaires SET stage = ? WHERE stage = ?", (Stage.WAITING, Stage.RUNNING))

    def forget(self, questionnaire: QuestionnaireId) -> None:
        """Forget a questionnaire, its file and its answers; no text of them stays in the library's files."""
        with self.connections.writing() as connection:
            _known(connection, questionnaire)
            connection.execute("DELETE FROM questionnaires WHERE id = ?", (questionnaire,))
        self.connections.erase()


def _known(connection: Connection, questionnaire: QuestionnaireId) -> Questionnaire:
    row = connection.execute(_QUESTIONNAIRE.format("questionnaires.id = ?"), (questionnaire,)).fetchone()
    if row is None:
        raise UnknownName(
            "Ce questionnaire n’existe pas, ou n’existe plus.",
            "Choisissez-en un dans la liste, ou donnez-le à nouveau.",
        )
    return _as_questionnaire(row)


def _run(connection: Connection, questionnaire: QuestionnaireId) -> Questionnaire:
    connection.execute(
        "UPDATE questionnaires SET stage = ?, turn = turn + 1 WHERE id = ?", (Stage.RUNNING, questionnaire)
    )
    return _known(connection, questionnaire)


def _retry(connection: Connection, questionnaire: QuestionnaireId) -> None:
    connection.execute(
        """UPDATE questionnaire_lines SET state = ?, message = '', advice = ''
        WHERE questionnaire = ? AND state = ?""",
        (LineState.WAITING, questionnaire, LineState.FAILED),
    )


def _as_questionnaire(row: Row) -> Questionnaire:
    return Questionnaire(
        id=QuestionnaireId(row["id"]),
        file=row["file"],
        format=Format(row["format"]),
        sha256=row["sha256"],
        dossier=DossierId(row["dossier"]),
        documents=frozenset(map(DocumentId, unpacked_names(row["scope"]))),
        stage=Stage(row["stage"]),
        created=datetime.fromisoformat(row["created"]),
        total=row["total"],
        answered=int(row["answered"]),
        failed=int(row["failed"]),
        ruled=row["ruled"],
        left_out=_left_out().validate_json(row["left_out"]),
        notices=unpacked_names(row["notices"]),
        turn=row["turn"],
    )


def _as_line(row: Row) -> Line:
    return Line(
        number=row["number"],
        item=_items().validate_json(row["item"]),
        state=LineState(row["state"]),
        answer=unpacked_answer(row["answer"]) if row["answer"] else None,
        message=row["message"],
        advice=row["advice"],
        ruling=_rulings().validate_json(row["ruling"]) if row["ruling"] else None,
    )


@cache
def _items() -> "TypeAdapter[Item]":
    from pydantic import TypeAdapter

    return TypeAdapter(Item)


@cache
def _left_out() -> "TypeAdapter[tuple[LeftOut, ...]]":
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[LeftOut, ...])


@cache
def _rulings() -> "TypeAdapter[Ruling]":
    from pydantic import TypeAdapter

    return TypeAdapter(Ruling)
