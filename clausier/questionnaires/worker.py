"""Questionnaires answered behind the reader's back, one at a time."""

import logging
from threading import Event, Thread

from clausier.domain.questionnaires import Questionnaire, Stage
from clausier.errors import Cancelled, ClausierError
from clausier.ports import Questionnaires
from clausier.questionnaires.desk import QuestionnaireDesk
from clausier.work import BETWEEN_LOOKS, CLOSING

_log = logging.getLogger(__name__)


class QuestionnaireWorker:
    """Answers the questionnaires that wait, in one thread, the oldest first."""

    def __init__(self, store: Questionnaires, desk: QuestionnaireDesk) -> None:
        self._store = store
        self._desk = desk
        self._woken = Event()
        self._closing = Event()
        self._thread = Thread(target=self._run, name="questionnaires", daemon=True)

    def start(self) -> None:
        """Take up what was being answered when the program stopped, then whatever waits."""
        self._store.recover()
        self._thread.start()

    def wake(self) -> None:
        """Say that a questionnaire waits."""
        self._woken.set()

    def close(self) -> None:
        """Stop after the present question. What was being answered waits for the next start."""
        self._closing.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(CLOSING)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._woken.clear()
            try:
                worked = self._answer_next()
            except Exception:  # noqa: BLE001 — were this thread to die, later questionnaires would wait without a word
                _log.exception("the list of questionnaires could not be worked on")
                worked = False
            if not worked and not self._closing.is_set():
                self._woken.wait(BETWEEN_LOOKS)

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
        if self._closing.is_set():
            self._store.move(taken, Stage.WAITING)

    def _give_up(self, taken: Questionnaire) -> None:
        try:
            self._store.move(taken, Stage.CANCELLED)
        except ClausierError as error:
            _log.warning("a questionnaire could not be put aside: %s", error)

    def _watch(self, step: str, done: int, total: int) -> None:
        if self._closing.is_set():
            raise Cancelled("Le questionnaire s’est arrêté avec Clausier.", "Il reprendra au prochain démarrage.")
