"""Questionnaires in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import RLock
from typing import TYPE_CHECKING
from uuid import uuid4

from clausier.domain.documents import GUIDANCE, DocumentId, DossierId
from clausier.domain.questionnaires import (
    Line,
    LineState,
    Questionnaire,
    QuestionnaireId,
    Ruling,
    Stage,
    Submitted,
)
from clausier.domain.questions import Scope
from clausier.errors import UnknownName

if TYPE_CHECKING:
    from tests.memory import MemoryDossiers, MemoryLibrary


class MemoryQuestionnaires:
    """Questionnaires in a dict, their lines beside them."""

    def __init__(self, dossiers: "MemoryDossiers", library: "MemoryLibrary") -> None:
        self._dossiers, self._library = dossiers, library
        self._known: dict[QuestionnaireId, Questionnaire] = {}
        self._lines: dict[QuestionnaireId, list[Line]] = {}
        self._data: dict[QuestionnaireId, bytes] = {}
        self._lock = RLock()
        dossiers.leaving.append(self._forget_dossier)
        library.leaving.append(self._forget_document)

    def submit(self, submitted: Submitted) -> Questionnaire:
        if submitted.scope.dossier not in self._dossiers:
            raise UnknownName("Ce dossier n’existe pas.", "Choisissez un dossier de la liste.")
        key = QuestionnaireId(uuid4().hex)
        with self._lock:
            self._known[key] = Questionnaire(
                id=key,
                file=submitted.file,
                format=submitted.format,
                sha256=sha256(submitted.data).hexdigest(),
                dossier=submitted.scope.dossier,
                documents=submitted.scope.documents,
                stage=Stage.WAITING,
                created=datetime.now(UTC),
                left_out=submitted.sheet.left_out,
                notices=submitted.sheet.notices,
            )
            self._lines[key] = [Line(number, item) for number, item in enumerate(submitted.sheet.items, 1)]
            self._data[key] = submitted.data
            return self.get(key)

    def next(self) -> Questionnaire | None:
        with self._lock:
            waiting = next((key for key, one in self._known.items() if one.stage is Stage.WAITING), None)
            return None if waiting is None else self._run(waiting)

    def take(self, questionnaire: QuestionnaireId) -> Questionnaire:
        with self._lock:
            self.get(questionnaire)
            self._retry(questionnaire)
            return self._run(questionnaire)

    def get(self, questionnaire: QuestionnaireId) -> Questionnaire:
        if questionnaire not in self._known:
            raise UnknownName("Ce questionnaire n’existe pas.", "Donnez-le à nouveau.")
        lines = self._lines[questionnaire]
        return replace(
            self._known[questionnaire],
            total=len(lines),
            answered=sum(line.state is LineState.ANSWERED for line in lines),
            failed=sum(line.state is LineState.FAILED for line in lines),
            ruled=sum(line.ruling is not None for line in lines),
        )

    def all(self, dossier: DossierId) -> list[Questionnaire]:
        return [self.get(key) for key, one in self._known.items() if one.dossier == dossier]

    def lines(self, questionnaire: QuestionnaireId) -> list[Line]:
        self.get(questionnaire)
        return list(self._lines[questionnaire])

    def data(self, questionnaire: QuestionnaireId) -> bytes:
        self.get(questionnaire)
        return self._data[questionnaire]

    def keep(self, taken: Questionnaire, line: Line) -> bool:
        with self._lock:
            if not self._heard(taken):
                return False
            here = {
                document.id
                for dossier in (taken.dossier, GUIDANCE)
                for document in self._library.documents(Scope(dossier))
            }
            if line.answer is not None and not line.answer.quoted <= here:
                line = replace(line, state=LineState.WAITING, answer=None)
            self._change(
                taken.id, lambda kept: replace(line, ruling=kept.ruling) if kept.number == line.number else kept
            )
            return True

    def move(self, taken: Questionnaire, stage: Stage) -> bool:
        with self._lock:
            heard = self._heard(taken)
            if heard:
                self._known[taken.id] = replace(self._known[taken.id], stage=stage)
            return heard

    def rule(self, questionnaire: QuestionnaireId, number: int, ruling: Ruling | None) -> None:
        self.get(questionnaire)
        self._change(questionnaire, lambda line: replace(line, ruling=ruling) if line.number == number else line)

    def cancel(self, questionnaire: QuestionnaireId) -> None:
        with self._lock:
            if self.get(questionnaire).stage is not Stage.DONE:
                self._known[questionnaire] = replace(self._known[questionnaire], stage=Stage.CANCELLED)

    def resume(self, questionnaire: QuestionnaireId) -> None:
        with self._lock:
            if self.get(questionnaire).stage is not Stage.RUNNING:
                self._retry(questionnaire)
                self._known[questionnaire] = replace(self._known[questionnaire], stage=Stage.WAITING)

    def recover(self) -> None:
        with self._lock:
            for key, one in self._known.items():
                if one.stage is Stage.RUNNING:
                    self._known[key] = replace(one, stage=Stage.WAITING)

    def forget(self, questionnaire: QuestionnaireId) -> None:
        self.get(questionnaire)
        with self._lock:
            del self._known[questionnaire], self._lines[questionnaire], self._data[questionnaire]

    def _heard(self, taken: Questionnaire) -> bool:
        known = self._known.get(taken.id)
        return known is not None and known.stage is Stage.RUNNING and known.turn == taken.turn

    def _run(self, key: QuestionnaireId) -> Questionnaire:
        known = self._known[key]
        self._known[key] = replace(known, stage=Stage.RUNNING, turn=known.turn + 1)
        return self.get(key)

    def _retry(self, key: QuestionnaireId) -> None:
        def again(line: Line) -> Line:
            failed = line.state is LineState.FAILED
            return replace(line, state=LineState.WAITING, message="", advice="") if failed else line

        self._change(key, again)

    def _change(self, key: QuestionnaireId, change: Callable[[Line], Line]) -> None:
        self._lines[key] = [change(line) for line in self._lines[key]]

    def _forget_dossier(self, dossier: DossierId) -> None:
        for one in self.all(dossier):
            self.forget(one.id)

    def _forget_document(self, document: DocumentId) -> None:
        for key, one in list(self._known.items()):
            if one.documents == {document}:
                self.forget(key)
                continue
            self._known[key] = replace(one, documents=one.documents - {document})
            self._change(key, lambda line: _without(line, document))


def _without(line: Line, document: DocumentId) -> Line:
    quoted = line.answer is not None and document in line.answer.quoted
    return Line(line.number, line.item) if quoted else line
