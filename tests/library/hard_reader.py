"""Processes that take files in until they are killed, and say what has been acknowledged: `hard_reader HOME`.

For each line that it is given it starts one, as a copy of itself, and says how that ended: what all of them import is
imported once.
"""

import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from itertools import count
from pathlib import Path
from random import Random

from clausier.adapters.chroma import RECIPE as CHROMA
from clausier.adapters.chroma import ChromaVectors
from clausier.adapters.isolated import IsolatedReading
from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.sqlite.drafts import SqliteDrafts
from clausier.adapters.tantivy import RECIPE as TANTIVY
from clausier.adapters.tantivy import TantivyWords
from clausier.caches import Maker, OwnedCaches, Record
from clausier.domain.documents import DossierId
from clausier.domain.jobs import JobId, JobState, Submission
from clausier.errors import WrongSetting
from clausier.work import ReadingWorker
from ingest.pipeline import Ingester
from tests.fakes import WordEncoder
from tests.library.hard_files import file_of

READERS = "tests.library.hard_files:readers"
ENCODER = WordEncoder()
_AT_ONCE = 3  # files on the list
_HEAVY = ("chromadb", "tantivy", "docx", "reportlab.pdfgen.canvas")


def _say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())  # in one piece: a line is said whole or not at all


def _unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks on."""


def record_of(store: SqliteStore) -> Record:
    return Record(store.dossiers, store.library, store.passages, store.vectors, ENCODER.identity)


def caches_of(store: SqliteStore, home: Path) -> OwnedCaches:
    """Both of them on disk; every scope counts as wide, so that Chroma answers."""
    chroma = Maker(CHROMA, lambda folder: ChromaVectors(folder, ENCODER.identity))
    return OwnedCaches(home, record_of(store), Maker(TANTIVY, TantivyWords), chroma, wide=0)


@dataclass(frozen=True, slots=True)
class _Drafts(SqliteDrafts):
    """Says which pages are safe on disk."""

    def keep(self, dossier: DossierId, digest: str, page: int, draft: bytes) -> None:
        SqliteDrafts.keep(self, dossier, digest, page, draft)
        _say("drafted", digest, page)


class _Person:
    """Adds files, changes their mind about some, and forgets a document now and then."""

    def __init__(self, home: Path, turn: int) -> None:
        sys.path.append(
            str(home)
        )  # it comes to stand among the arguments of the process that reads, which is told by it
        self._random = Random(turn)
        self._numbers = count(1_000 * turn)
        self._store = SqliteStore.open(home / "library.sqlite3")
        self._caches = caches_of(self._store, home)
        drafts = _Drafts(self._store.connections)
        reading = IsolatedReading(READERS)
        ingester = Ingester(reading, ENCODER, self._store.library, lambda: datetime.now(UTC), drafts)
        self._worker = ReadingWorker(self._store.jobs, ingester.ingest, ingester.drop)
        known = self._store.dossiers.all()
        self._dossier = (known[0] if known else self._store.dossiers.create("Affaire")).id

    def live(self) -> None:
        """Never ends by itself."""
        _say("opened")
        self._caches.refresh(_unwatched)
        _say("refreshed")
        self._worker.start()
        while True:
            jobs = [self._submit(*file_of(next(self._numbers))) for _ in range(_AT_ONCE)]
            self._worker.wake()
            self._hesitate(self._random.choice(jobs))
            for job in jobs:
                _say("done", job, self._document_of(job))
            self._forget_one()
            self._caches.refresh(_unwatched)
            _say("refreshed")

    def _submit(self, name: str, data: bytes) -> JobId:
        job = self._store.jobs.submit(Submission(name, data, self._dossier)).id
        _say("submitted", job, name, sha256(data).hexdigest())
        return job

    def _hesitate(self, job: JobId) -> None:
        time.sleep(self._random.uniform(0, 0.05))
        self._store.jobs.cancel(job)
        time.sleep(self._random.uniform(0, 0.05))
        with suppress(WrongSetting):  # it was read before it could be given up
            self._store.jobs.resume(job)
        self._worker.wake()

    def _document_of(self, job: JobId) -> str:
        while (now := self._store.jobs.get(job)).state is not JobState.DONE:
            if now.state not in (JobState.WAITING, JobState.RUNNING):
                raise AssertionError(f"{now}")
            time.sleep(0.005)
        return str(now.document)

    def _forget_one(self) -> None:
        done = [job.document for job in self._store.jobs.all(self._dossier) if job.document]
        gone = self._random.choice(done)
        _say("forgetting", gone)
        self._store.library.forget(gone)
        _say("forgotten", gone)


def _started(turns: Iterator[str], home: Path) -> None:
    for turn in turns:
        if (process := os.fork()) == 0:
            try:
                _Person(home, int(turn)).live()
            except BaseException:  # noqa: BLE001 — a copy that went on would take the original's place
                traceback.print_exc()
            os._exit(1)
        _say("started", process)
        _say("ended", os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


if __name__ == "__main__":
    for name in _HEAVY:
        import_module(name)
    _started(iter(sys.stdin.readline, ""), Path(sys.argv[1]))
