"""Questionnaires answered behind the reader's back, one at a time."""

import logging

from clausier.domain.questionnaires import Questionnaire, Stage
from clausier.errors import Cancelled, ClausierError
from clausier.looping import Loop
from clausier.ports import Questionnaires
from clausier.questionnaires.desk import QuestionnaireDesk

_log = logging.getLogger(__name__)


class QuestionnaireWorker:
    """Answers the questionnaires that wait, in one thread, the oldest first."""

    def __init__(self, store: Questionnaires, desk: QuestionnaireDesk) -> None:
        self._store = store
        self._desk = desk
        self._loop = Loop("questionnaires", self._answer_next)

    def start(self) -> None:
        """Take up what was being answered when the program stopped, then whatever waits."""
        self._store.recover()
        self._loop.start()

    def wake(self) -> None:
        """Say that a questionnaire waits."""
        self._loop.wake()

    def close(self) -> None:
        """Stop after the present question. What was being answered waits for the next start."""
        self._loop.close()

    def _answer_next(self) -> bool:
        taken = self._store.next()
        if taken is None:
            return False
        try:
            self._desk.answer(taken, self._watch)
        except Cancelled:
            self._put_back(taken)
        except ClausierError as error:  # it was forgotten, or the disk is full
            _log.warning("a questionnaire stopped: %s", error)
            self._give_up(taken)
        return True

    def _put_back(self, taken: Questionnaire) -> None:
        """Where the program stops, it waits for the next start; one that a person gave up stays so."""
        if self._loop.closing.is_set():
            self._store.move(taken, Stage.WAITING)

    def _give_up(self, taken: Questionnaire) -> None:
        try:
            self._store.move(taken, Stage.CANCELLED)
        except ClausierError as error:
            _log.warning("a questionnaire could not be put aside: %s", error)

    def _watch(self, step: str, done: int, total: int) -> None:
        if self._loop.closing.is_set():
            raise Cancelled("Le questionnaire s’est arrêté avec Clausier.", "Il reprendra au prochain démarrage.")
