"""Where questionnaires are handed in, answered, looked over, and given back."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath

from clausier.answering.answerer import scope_documents
from clausier.desk import Desk
from clausier.domain.answers import AnswerId
from clausier.domain.documents import DocumentId
from clausier.domain.filenames import harmless_name
from clausier.domain.questionnaires import (
    Decision,
    Format,
    Line,
    LineState,
    Questionnaire,
    QuestionnaireId,
    Ruling,
    Stage,
    Submitted,
)
from clausier.domain.questions import Scope
from clausier.errors import Cancelled, ClausierError, WrongSetting
from clausier.naming import resolve_document
from clausier.ports import Library, Questionnaires, Watcher
from clausier.questionnaires.formats import Form, format_of
from clausier.questionnaires.recognising import MOST
from clausier.questionnaires.replies import Reply, reply_of

_log = logging.getLogger(__name__)
_Documents = frozenset[tuple[DocumentId, str]]
"""Documents, each with its file's sha256."""


@dataclass(frozen=True, slots=True)
class QuestionnaireDesk:
    """A questionnaire, from its file to the same file answered."""

    store: Questionnaires
    forms: Mapping[Format, Form]
    desk: Desk
    library: Library

    def hand_in(self, name: str, data: bytes, scope: Scope) -> Questionnaire:
        """Read a file and keep its questions, to be asked of `scope`. Raises UnreadableFile.

        Raises WrongSetting where there are too many of them.
        """
        kind = format_of(data)
        sheet = self.forms[kind].read(data)
        if len(sheet.items) > MOST:
            raise WrongSetting(
                f"Ce questionnaire compte {len(sheet.items)} questions ; Clausier en prend {MOST} au plus.",
                "Découpez-le en plusieurs fichiers, puis remettez-les l’un après l’autre.",
            )
        return self.store.submit(Submitted(harmless_name(name), kind, data, scope, sheet))

    def known(self, data: bytes, scope: Scope) -> Questionnaire | None:
        """The last questionnaire made of the same bytes and asked of the same documents by name."""
        digest = sha256(data).hexdigest()
        alike = [one for one in self.store.all(scope.dossier) if one.sha256 == digest and one.scope == scope]
        return alike[-1] if alike else None

    def answer(self, taken: Questionnaire, watch: Watcher) -> Questionnaire:
        """Ask what waits, each answer kept before the next question; a question that fails never stops the others.

        What was answered from other documents than the present ones is asked again, unless a person looked it over.
        Raises Cancelled when somebody else took it up or gave it up, and lets through what `watch` raises.
        """
        lines = self.store.lines(taken.id)
        old = self.stale(taken, lines)
        waiting = [line for line in lines if _to_ask(line, line.number in old)]
        for done, line in enumerate(waiting, len(lines) - len(waiting)):
            watch("questions répondues", done, len(lines))
            if not self.store.keep(taken, self._asked(self.store.get(taken.id), line)):
                raise Cancelled("Ce questionnaire a été arrêté.", "Reprenez-le quand vous voulez.")
        watch("questions répondues", len(lines), len(lines))
        self.store.move(taken, Stage.DONE)
        return self.store.get(taken.id)

    def rule(self, questionnaire: QuestionnaireId, number: int, ruling: Ruling | None, answer: AnswerId | None) -> None:
        """Keep what a person made of an answer; None takes it back. A question without an answer may be given one.

        `answer`: the one that the person read, None where there was none. Raises WrongSetting where another came since.
        """
        line = next((line for line in self.store.lines(questionnaire) if line.number == number), None)
        if line is not None and ruling is not None and (line.answer.id if line.answer else None) != answer:
            raise WrongSetting("Cette réponse a changé depuis son affichage.", "Relisez-la, puis décidez.")
        given = line is not None and (line.answer is not None or ruling is None or ruling.decision is Decision.EDITED)
        if not given:
            raise WrongSetting(
                "Cette question n’a pas de réponse à relire.", "Attendez sa réponse, ou saisissez-en une."
            )
        self.store.rule(questionnaire, number, ruling)

    def stale(self, asked: Questionnaire, lines: Sequence[Line]) -> frozenset[int]:
        """The numbers of those of its lines whose answer rests on other documents than are there now."""
        answered = [(line, line.answer) for line in lines if line.answer]
        present = {names: self._present(asked, names) for names in {line.item.documents for line, _ in answered}}
        return frozenset(
            line.number for line, answer in answered if frozenset(answer.documents) != present[line.item.documents]
        )

    def replies(self, questionnaire: QuestionnaireId) -> list[Reply]:
        """Every line in its order, worded for a reader."""
        lines = self.store.lines(questionnaire)
        old = self.stale(self.store.get(questionnaire), lines)
        return [self._reply(line, line.number in old) for line in lines]

    def export(self, questionnaire: QuestionnaireId) -> bytes:
        """The file as it was handed in, with the answers that there are."""
        form = self.forms[self.store.get(questionnaire).format]
        return form.write(self.store.data(questionnaire), self.replies(questionnaire))

    def _asked(self, asked: Questionnaire, line: Line) -> Line:
        fresh = replace(line, state=LineState.WAITING, answer=None, message="", advice="")
        if line.item.refused:
            return replace(
                fresh, state=LineState.FAILED, message=line.item.refused, advice="Corrigez le questionnaire."
            )
        try:
            answer = self.desk.ask(line.item.text, self._scope(asked, line.item.documents), line.item.history)
        except ClausierError as error:
            return replace(fresh, state=LineState.FAILED, message=str(error), advice=error.advice)
        except Exception:  # noqa: BLE001 — the reader is told that this question failed, and the next ones are still asked
            _log.exception("a question of a questionnaire could not be answered: a defect")
            return replace(
                fresh,
                state=LineState.FAILED,
                message="La recherche s’est arrêtée sur une erreur du logiciel.",
                advice="Posez cette question autrement ; si l’erreur revient, signalez-la.",
            )
        return replace(fresh, state=LineState.ANSWERED, answer=answer)

    def _scope(self, asked: Questionnaire, names: Sequence[str]) -> Scope:
        """Where a question is looked for: the documents that it names, or those of its questionnaire."""
        named = [resolve_document(self.library, Scope(asked.dossier), name).id for name in names]
        return replace(asked.scope, documents=frozenset(named)) if named else asked.scope

    def _present(self, asked: Questionnaire, names: Sequence[str]) -> _Documents | None:
        """The documents that a question is asked of now; None where one that it names is no longer found."""
        try:
            return frozenset(scope_documents(self.library.documents(self._scope(asked, names))))
        except ClausierError:  # it is gone, or its name is no longer the only one
            return None

    def _reply(self, line: Line, changed: bool) -> Reply:
        readings = self.desk.page_readings(line.answer) if line.answer else {}
        return reply_of(line, readings, changed)


def _to_ask(line: Line, changed: bool) -> bool:
    return line.state is LineState.WAITING or (line.ruling is None and changed)


def export_name(questionnaire: Questionnaire) -> str:
    """What the answered file is called: "questions - réponses.xlsx"."""
    return f"{PurePath(questionnaire.file).stem} - réponses.{questionnaire.format.value}"
