"""What people ask of a job crosses what its reader says of it, in any order: no state lost, nothing read twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Event, Lock

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.documents import Document, DossierId
from clausier.domain.jobs import Job, JobState, Submission
from clausier.domain.questions import Scope
from clausier.errors import Cancelled, WrongSetting
from clausier.ports import Watcher
from clausier.work import ReadingWorker
from tests.builders import keep, reading

FILES, PEOPLE, ASKED, STEPS = 6, 3, 40, 4
PATIENCE = 60.0
A_STEP = 0.005  # long enough for somebody to change their mind within it


class _Reader:
    """Reads a file in a few steps that each look whether to go on, and counts what it read whole, and at once."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._lock = Lock()
        self._reading: set[str] = set()
        self.whole: Counter[str] = Counter()
        self.cut_short = 0
        self.doubled = False
        self.reached, self.let_go = Event(), Event()

    def __call__(self, submission: Submission, watch: Watcher) -> Document:
        with self._lock:
            self.doubled |= submission.name in self._reading
            self._reading.add(submission.name)
        try:
            for step in range(STEPS):
                watch(f"étape {step}", step, STEPS)
                self.reached.set()
                assert self.let_go.wait(PATIENCE)
                Event().wait(A_STEP)
            self.whole[submission.name] += 1
            return keep(self._store.library, reading(submission.name, submission.dossier))
        except Cancelled:
            self.cut_short += 1
            raise
        finally:
            with self._lock:
                self._reading.discard(submission.name)


def _pester(store: SqliteStore, jobs: list[Job], worker: ReadingWorker, random: Random) -> None:
    """Somebody who cannot make up their mind about their own files, and who looks at what became of what they asked."""
    for _ in range(ASKED):
        job = random.choice(jobs)
        store.jobs.cancel(job.id)
        assert store.jobs.get(job.id).state in (JobState.CANCELLED, JobState.DONE)
        with suppress(WrongSetting):
            store.jobs.resume(job.id)
            worker.wake()
        for _ in range(random.randint(1, 5)):
            assert store.jobs.get(job.id).state is not JobState.CANCELLED
            Event().wait(A_STEP * random.random())


def _settle(store: SqliteStore, jobs: list[Job], worker: ReadingWorker) -> list[Job]:
    """Take up, once, what is cancelled now. From then on nobody cancels anything, so all of it has to be read."""
    for job in jobs:
        with suppress(WrongSetting):
            store.jobs.resume(job.id)
    worker.wake()
    pause = Event()
    for _ in range(int(PATIENCE / 0.02)):
        now = [store.jobs.get(job.id) for job in jobs]
        assert not [job for job in now if job.state not in (JobState.WAITING, JobState.RUNNING, JobState.DONE)]
        if all(job.state is JobState.DONE for job in now):
            return now
        pause.wait(0.02)
    raise AssertionError(f"{[job.state for job in now]} never ended")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_crosses_every_file_is_read_once(store: SqliteStore, affair: DossierId, seed: int) -> None:
    jobs = [store.jobs.submit(Submission(f"d{number}", b"%PDF", affair)) for number in range(FILES)]
    reader = _Reader(store)
    worker = ReadingWorker(store.jobs, reader, lambda _: None)
    worker.start()
    try:
        assert reader.reached.wait(PATIENCE)
        store.jobs.cancel(jobs[0].id)
        store.jobs.resume(jobs[0].id)
        reader.let_go.set()
        with ThreadPoolExecutor(PEOPLE) as pool:
            asked = [
                pool.submit(_pester, store, jobs[person::PEOPLE], worker, Random(10 * seed + person))
                for person in range(PEOPLE)
            ]
            for each in asked:
                each.result()
        ended = _settle(store, jobs, worker)
    finally:
        worker.close()
    assert [job.document for job in ended] == [f"{affair}-d{number}" for number in range(FILES)]
    assert not reader.doubled
    assert reader.cut_short
    assert len(store.library.documents(Scope(affair))) == FILES
    assert store.jobs.next() is None


def test_a_job_that_says_done_has_its_document_whatever_else_is_said(store: SqliteStore, affair: DossierId) -> None:
    """Two readers, of which one does not know yet that the other has taken over."""
    job = store.jobs.submit(Submission("d", b"%PDF", affair))
    reader = _Reader(store)
    reader.let_go.set()
    workers = [ReadingWorker(store.jobs, reader, lambda _: None) for _ in range(2)]
    for worker in workers:
        worker.start()
    try:
        _pester(store, [job], workers[0], Random(1))
        (ended,) = _settle(store, [job], workers[1])
    finally:
        for worker in workers:
            worker.close()
    assert [document.id for document in store.library.documents(Scope(affair))] == [ended.document]
    assert store.jobs.get(job.id) == ended
