"""Questionnaires are answered in the background, and nothing is lost when the program stops."""

from collections.abc import Iterator
from threading import Event, active_count

import pytest

from clausier.domain.documents import DossierId
from clausier.domain.questionnaires import Questionnaire, Stage
from clausier.questionnaires.desk import QuestionnaireDesk
from clausier.questionnaires.worker import QuestionnaireWorker
from tests.questionnaires.conftest import Finder
from tests.questionnaires.test_desk import QUESTIONS, handed_in

PATIENCE = 30


@pytest.fixture
def worker(desk: QuestionnaireDesk) -> Iterator[QuestionnaireWorker]:
    before = active_count()
    made = QuestionnaireWorker(desk.store, desk)
    yield made
    made.close()
    assert active_count() == before


def settled(desk: QuestionnaireDesk, asked: Questionnaire, stage: Stage) -> Questionnaire:
    pause = Event()
    for _ in range(PATIENCE * 100):
        if (now := desk.store.get(asked.id)).stage is stage:
            return now
        pause.wait(0.01)
    raise AssertionError(f"never {stage}")


def test_what_waits_and_what_comes_later_is_answered(
    desk: QuestionnaireDesk, affair: DossierId, worker: QuestionnaireWorker
) -> None:
    first = handed_in(desk, affair)
    worker.start()
    assert settled(desk, first, Stage.DONE).answered == 5
    second = handed_in(desk, affair)
    worker.wake()
    assert settled(desk, second, Stage.DONE).answered == 5


def test_closed_in_the_middle_it_waits_and_is_taken_up_at_the_next_start(
    desk: QuestionnaireDesk, affair: DossierId, worker: QuestionnaireWorker, finder: Finder
) -> None:
    begun, let_go = Event(), Event()

    def hold(question: str) -> None:
        if question == QUESTIONS[1]:
            begun.set()
            assert let_go.wait(PATIENCE)

    finder.before = hold
    asked = handed_in(desk, affair)
    worker.start()
    assert begun.wait(PATIENCE)
    closing = Event()

    def close() -> None:
        worker.close()
        closing.set()

    from threading import Thread

    Thread(target=close).start()
    let_go.set()
    assert closing.wait(PATIENCE)
    now = desk.store.get(asked.id)
    assert now.stage is Stage.WAITING or now.answered == 5
    again = QuestionnaireWorker(desk.store, desk)
    again.start()
    settled(desk, asked, Stage.DONE)
    again.close()
    assert finder.asked == list(QUESTIONS)


def test_one_given_up_stays_so_and_the_next_is_answered(
    desk: QuestionnaireDesk, affair: DossierId, worker: QuestionnaireWorker, finder: Finder
) -> None:
    first, second = handed_in(desk, affair), handed_in(desk, affair)
    finder.before = lambda question: desk.store.cancel(first.id) if len(finder.asked) == 2 else None
    worker.start()
    assert settled(desk, second, Stage.DONE).answered == 5
    assert desk.store.get(first.id).stage is Stage.CANCELLED
    assert desk.store.get(first.id).answered == 2


def test_one_forgotten_while_it_is_answered_stops_nothing(
    desk: QuestionnaireDesk, affair: DossierId, worker: QuestionnaireWorker, finder: Finder
) -> None:
    first, second = handed_in(desk, affair), handed_in(desk, affair)
    finder.before = lambda question: desk.store.forget(first.id) if len(finder.asked) == 2 else None
    worker.start()
    assert settled(desk, second, Stage.DONE).answered == 5
    assert [one.id for one in desk.store.all(affair)] == [second.id]
