import logging
from collections.abc import Iterator
from threading import Event, Thread, active_count

import pytest

from clausier.domain.answers import AnswerId
from clausier.errors import UnknownName
from clausier.work import ExplainWorker

PATIENCE = 30
FIRST, SECOND, THIRD = AnswerId("r1"), AnswerId("r2"), AnswerId("r3")


class _Writer:
    """Explains in steps that the test lets go one by one; remembers what was written, and what was cut short."""

    def __init__(self) -> None:
        self.begun: dict[AnswerId, Event] = {answer: Event() for answer in (FIRST, SECOND, THIRD)}
        self.ended: dict[AnswerId, Event] = {answer: Event() for answer in (FIRST, SECOND, THIRD)}
        self.let_go = {answer: Event() for answer in (FIRST, SECOND, THIRD)}
        self.written: list[AnswerId] = []
        self.cut: list[AnswerId] = []
        self.failing: dict[AnswerId, Exception] = {}

    def __call__(self, answer: AnswerId) -> Iterator[str]:
        try:
            yield "une phrase"
            self.begun[answer].set()
            assert self.let_go[answer].wait(PATIENCE)
            if answer in self.failing:
                raise self.failing[answer]
            yield "une autre"
            self.written.append(answer)
        except GeneratorExit:
            self.cut.append(answer)
            raise
        finally:
            self.ended[answer].set()


@pytest.fixture
def writer() -> _Writer:
    return _Writer()


@pytest.fixture
def worker(writer: _Writer) -> Iterator[ExplainWorker]:
    before = active_count()
    made = ExplainWorker(writer)
    yield made
    for event in writer.let_go.values():
        event.set()
    made.close()
    assert active_count() == before


def _settled(worker: ExplainWorker, answer: AnswerId) -> None:
    pause = Event()
    for _ in range(PATIENCE * 100):
        if not worker.running(answer):
            return
        pause.wait(0.01)
    raise AssertionError(f"{answer} never ended")


def test_explanations_are_written_one_at_a_time_in_order(worker: ExplainWorker, writer: _Writer) -> None:
    for answer in (FIRST, SECOND, THIRD):
        worker.start(answer)
    assert writer.begun[FIRST].wait(PATIENCE)
    assert [worker.position(answer) for answer in (FIRST, SECOND, THIRD)] == [0, 1, 2]
    assert all(worker.running(answer) for answer in (FIRST, SECOND, THIRD))
    assert not writer.begun[SECOND].is_set()
    for answer in (FIRST, SECOND, THIRD):
        writer.let_go[answer].set()
        assert writer.ended[answer].wait(PATIENCE)
        _settled(worker, answer)
    assert writer.written == [FIRST, SECOND, THIRD]


def test_asking_twice_writes_once(worker: ExplainWorker, writer: _Writer) -> None:
    for answer in (FIRST, FIRST, SECOND, SECOND):
        worker.start(answer)
    assert writer.begun[FIRST].wait(PATIENCE)
    worker.start(FIRST)
    assert worker.position(SECOND) == 1
    for answer in (FIRST, SECOND):
        writer.let_go[answer].set()
        _settled(worker, answer)
    assert writer.written == [FIRST, SECOND]


def test_one_that_waits_is_given_up_at_once(worker: ExplainWorker, writer: _Writer) -> None:
    for answer in (FIRST, SECOND, THIRD):
        worker.start(answer)
    assert writer.begun[FIRST].wait(PATIENCE)
    worker.stop(SECOND)
    assert not worker.running(SECOND)
    assert worker.position(THIRD) == 1
    for answer in (FIRST, THIRD):
        writer.let_go[answer].set()
        _settled(worker, answer)
    assert writer.written == [FIRST, THIRD]


def test_the_one_being_written_stops_after_its_step_and_may_be_asked_again(
    worker: ExplainWorker, writer: _Writer
) -> None:
    worker.start(FIRST)
    assert writer.begun[FIRST].wait(PATIENCE)
    worker.stop(FIRST)
    worker.start(FIRST)
    assert worker.running(FIRST)
    writer.let_go[FIRST].set()
    _settled(worker, FIRST)
    assert writer.cut == [FIRST]
    assert writer.written == [FIRST]


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (ZeroDivisionError("a defect"), logging.ERROR),
        (UnknownName("Cette conversation n’existe plus."), logging.WARNING),
    ],
)
def test_what_fails_is_logged_and_the_next_is_written(
    worker: ExplainWorker, writer: _Writer, caplog: pytest.LogCaptureFixture, error: Exception, level: int
) -> None:
    writer.failing[FIRST] = error
    for answer in (FIRST, SECOND):
        worker.start(answer)
        writer.let_go[answer].set()
        _settled(worker, answer)
    assert writer.written == [SECOND]
    assert [record.levelno for record in caplog.records] == [level]


def test_closing_cuts_short_and_forgets_the_rest(worker: ExplainWorker, writer: _Writer) -> None:
    for answer in (FIRST, SECOND):
        worker.start(answer)
    assert writer.begun[FIRST].wait(PATIENCE)
    closing = Thread(target=worker.close)
    closing.start()
    _settled(worker, SECOND)
    writer.let_go[FIRST].set()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    assert writer.cut == [FIRST]
    assert not writer.written
    worker.start(THIRD)
    assert not worker.running(THIRD)


def test_any_iterator_will_do() -> None:
    done = Event()

    def explain(answer: AnswerId) -> Iterator[str]:
        done.set()
        return iter([answer, answer])

    worker = ExplainWorker(explain)
    worker.start(FIRST)
    assert done.wait(PATIENCE)
    _settled(worker, FIRST)
    worker.close()
    worker.close()
