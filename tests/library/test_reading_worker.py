import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event, active_count

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.documents import Document, DossierId
from clausier.domain.jobs import Job, JobState, Submission
from clausier.domain.questions import Scope
from clausier.errors import LockedFile, UnreadableFile
from clausier.ports import Watcher
from clausier.work import ReadingWorker
from tests.builders import keep, reading

Ingest = Callable[[Submission, Watcher], Document]
PATIENCE = 30


class _Reader:
    """Reads a file in as many steps as its text has words, waiting at « wait » until it is let go."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self.reached, self.let_go = Event(), Event()
        self.dropped: list[str] = []

    def __call__(self, submission: Submission, watch: Watcher) -> Document:
        words = submission.data.decode().split()
        for at, word in enumerate(words):
            watch("lecture des pages", at, len(words))
            if word == "wait":
                self.reached.set()
                assert self.let_go.wait(PATIENCE)
            if word == "unreadable":
                raise UnreadableFile("Le fichier est vide.", "Ajoutez un autre fichier.")
            if word == "locked" and submission.password != "sésame":
                raise LockedFile("Ce fichier est protégé.", "Donnez son mot de passe.")
            if word == "defect":
                raise ZeroDivisionError("a defect of ours")
        watch("mise en bibliothèque", len(words), len(words))
        return keep(self._store.library, reading(submission.name, submission.dossier))

    def drop(self, submission: Submission) -> None:
        self.dropped.append(submission.name)


@pytest.fixture
def reader(store: SqliteStore) -> _Reader:
    return _Reader(store)


@pytest.fixture
def worker(store: SqliteStore, reader: _Reader) -> Iterator[ReadingWorker]:
    before = active_count()
    made = ReadingWorker(store.jobs, reader, reader.drop)
    yield made
    reader.let_go.set()
    made.close()
    assert active_count() == before


def _submit(store: SqliteStore, affair: DossierId, text: str, name: str = "a") -> Job:
    return store.jobs.submit(Submission(name, text.encode(), affair))


def _ended(store: SqliteStore, job: Job) -> Job:
    """The job once it is finished; the reader thread is given time, never raced."""
    pause = Event()
    for _ in range(PATIENCE * 100):
        now = store.jobs.get(job.id)
        if now.state not in (JobState.WAITING, JobState.RUNNING):
            return now
        pause.wait(0.01)
    raise AssertionError(f"{now} never ended")


def test_files_are_read_one_after_the_other(store: SqliteStore, affair: DossierId, worker: ReadingWorker) -> None:
    before = _submit(store, affair, "deux mots", "a")
    worker.start()
    ended = _ended(store, before)
    assert ended.state is JobState.DONE
    assert ended.document == f"{affair}-a"
    assert (ended.step, ended.done, ended.total) == ("mise en bibliothèque", 2, 2)
    later = _submit(store, affair, "encore", "b")
    worker.wake()
    assert _ended(store, later).document == f"{affair}-b"
    assert [document.file for document in store.library.documents(Scope(affair))] == ["a.pdf", "b.pdf"]


def test_progress_is_seen_while_it_reads(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker, reader: _Reader
) -> None:
    job = _submit(store, affair, "wait puis fini")
    worker.start()
    assert reader.reached.wait(PATIENCE)
    now = store.jobs.get(job.id)
    assert (now.state, now.step, now.done, now.total) == (JobState.RUNNING, "lecture des pages", 0, 3)
    reader.let_go.set()
    assert _ended(store, job).state is JobState.DONE


def test_a_file_that_cannot_be_read_says_why_and_the_next_is_read(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker
) -> None:
    first, second = _submit(store, affair, "unreadable"), _submit(store, affair, "bon")
    worker.start()
    failed = _ended(store, first)
    assert (failed.state, failed.message) == (JobState.FAILED, "Le fichier est vide.")
    assert failed.advice == "Ajoutez un autre fichier."
    assert _ended(store, second).state is JobState.DONE


def test_a_defect_is_told_plainly_and_logged(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = _submit(store, affair, "defect"), _submit(store, affair, "bon")
    worker.start()
    failed = _ended(store, first)
    assert failed.state is JobState.FAILED
    assert failed.message == "La lecture s’est arrêtée sur une erreur du logiciel."
    assert "ZeroDivisionError" not in failed.message + failed.advice
    assert failed.advice
    assert _ended(store, second).state is JobState.DONE
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert caplog.records[0].exc_info is not None


def test_a_cancelled_reading_stops_and_leaves_nothing(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker, reader: _Reader
) -> None:
    job = _submit(store, affair, "wait puis fini")
    worker.start()
    assert reader.reached.wait(PATIENCE)
    store.jobs.cancel(job.id)
    reader.let_go.set()
    later = _submit(store, affair, "bon", "b")
    worker.wake()
    assert _ended(store, later).state is JobState.DONE
    assert store.jobs.get(job.id).state is JobState.CANCELLED
    assert [document.file for document in store.library.documents(Scope(affair))] == ["b.pdf"]


def test_a_cancelled_reading_is_taken_up_again(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker, reader: _Reader
) -> None:
    job = _submit(store, affair, "wait puis fini")
    worker.start()
    assert reader.reached.wait(PATIENCE)
    store.jobs.cancel(job.id)
    reader.let_go.set()
    later = _submit(store, affair, "bon", "b")
    worker.wake()
    _ended(store, later)
    store.jobs.resume(job.id)
    worker.wake()
    assert _ended(store, job).document == f"{affair}-a"


def test_a_reading_that_is_taken_up_while_it_still_stops_is_read_once(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker, reader: _Reader
) -> None:
    job = _submit(store, affair, "wait puis fini")
    worker.start()
    assert reader.reached.wait(PATIENCE)
    store.jobs.cancel(job.id)
    store.jobs.resume(job.id)
    assert store.jobs.get(job.id) == job  # the reader has not noticed yet; it may not take this for its own
    reader.let_go.set()
    ended = _ended(store, job)
    assert (ended.state, ended.document) == (JobState.DONE, f"{affair}-a")
    assert len(store.library.documents(Scope(affair))) == 1
    assert reader.dropped == []


def test_a_locked_file_waits_for_its_password_and_the_next_is_read(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker
) -> None:
    job, other = _submit(store, affair, "locked"), _submit(store, affair, "bon", "b")
    worker.start()
    assert _ended(store, other).state is JobState.DONE
    for password in ("", "faux"):
        locked = _ended(store, job)
        assert (locked.state, locked.message) == (JobState.LOCKED, "Ce fichier est protégé.")
        assert locked.advice == "Donnez son mot de passe."
        store.jobs.resume(job.id, password)
        worker.wake()
    _ended(store, job)
    store.jobs.resume(job.id, "sésame")
    worker.wake()
    opened = _ended(store, job)
    assert (opened.state, opened.message, opened.advice) == (JobState.DONE, "", "")


def test_a_job_taken_off_the_list_while_it_is_read_stops(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker, reader: _Reader
) -> None:
    job = _submit(store, affair, "wait puis fini")
    worker.start()
    assert reader.reached.wait(PATIENCE)
    store.jobs.forget(job.id)
    reader.let_go.set()
    later = _submit(store, affair, "bon", "b")
    worker.wake()
    assert _ended(store, later).state is JobState.DONE
    assert store.jobs.all(affair) == [store.jobs.get(later.id)]
    assert reader.dropped == ["a"]


def test_closing_puts_back_what_was_being_read(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker, reader: _Reader
) -> None:
    job = _submit(store, affair, "un wait puis fini")

    def read_and_close(submission: Submission, watch: Watcher) -> Document:
        watch("lecture des pages", 0, 2)
        reader.reached.set()
        while not reader.let_go.wait(0.001):
            watch("lecture des pages", 1, 2)
        raise AssertionError("it was not told to stop")

    closing = ReadingWorker(store.jobs, read_and_close, reader.drop)
    closing.start()
    assert reader.reached.wait(PATIENCE)
    closing.close()
    assert store.jobs.get(job.id) == job
    reader.let_go.set()
    worker.start()
    assert _ended(store, job).state is JobState.DONE


def test_what_was_being_read_when_the_program_died_is_taken_up(
    store: SqliteStore, affair: DossierId, worker: ReadingWorker
) -> None:
    job = _submit(store, affair, "bon")
    taken = store.jobs.next()
    assert taken is not None
    store.jobs.save(replace(taken[0], done=7, total=40))
    worker.start()
    assert _ended(store, job).state is JobState.DONE


def test_it_closes_whether_or_not_it_was_started(store: SqliteStore, reader: _Reader) -> None:
    idle, unused = ReadingWorker(store.jobs, reader, reader.drop), ReadingWorker(store.jobs, reader, reader.drop)
    idle.start()
    before = active_count()
    idle.close()
    unused.close()
    assert active_count() == before - 1
