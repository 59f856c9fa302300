"""Files that are taken in by a process that is killed, anywhere: by then and afterwards, all that it said is so."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from subprocess import Popen

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.tantivy import TantivyWords
from clausier.caches import BorrowedCaches
from clausier.domain.documents import Document, DossierId
from clausier.domain.jobs import Job, JobId, JobState
from clausier.domain.questions import Scope
from clausier.errors import UnknownName
from clausier.work import ReadingWorker
from ingest.pipeline import Ingester
from ingest.reading import read_file
from tests.builders import NOON
from tests.library.hard_files import PAGES, readers, word
from tests.library.hard_reader import ENCODER, READERS, caches_of, record_of

KILLS = 20
PATIENCE = 30.0
ROOT = Path(__file__).parents[2]
Said = list[list[str]]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that copies processes")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def starter(home: Path) -> Iterator["Popen[str]"]:
    """What starts the processes that are killed."""
    command = [sys.executable, "-m", "tests.library.hard_reader", str(home)]
    with Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait(PATIENCE)


def _line(starter: "Popen[str]") -> list[str]:
    assert starter.stdout is not None
    return starter.stdout.readline().split()


def _started(starter: "Popen[str]", turn: int, words: int) -> Said:
    """The first words of a process, after the line that names it."""
    assert starter.stdin is not None
    starter.stdin.write(f"{turn}\n")
    starter.stdin.flush()
    said = [_line(starter)]
    while len(said) <= words or said[0][0] != "started":
        said.append(_line(starter))
        said.sort(key=lambda line: line[0] != "started")  # the two of them speak at once
        assert said[-1][0] != "ended", "it ended by itself"
    return said


def _killed(starter: "Popen[str]", said: Said) -> Said:
    """Those words, and what it had time for until it was killed."""
    os.kill(int(said[0][1]), signal.SIGKILL)
    while said[-1][0] != "ended":
        said.append(_line(starter))
    assert said[-1] == ["ended", str(-signal.SIGKILL)]
    return said[1:-1]


class _Ledger:
    """What has been acknowledged so far."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, str]] = {}  # by job: the file's name and the sha256 of its bytes
        self.documents: dict[str, str] = {}  # by job
        self.drafts: set[tuple[str, int]] = set()
        self.leaving: set[str] = set()  # may be there or not: killed while it was forgotten
        self.gone: set[str] = set()

    def write(self, said: Said) -> None:
        for line in said:
            match line:
                case ["submitted", job, name, digest]:
                    self.files[job] = name, digest
                case ["drafted", digest, page]:
                    self.drafts.add((digest, int(page)))
                case ["done", job, document]:
                    self.documents[job] = document
                case ["forgetting", document]:
                    self.leaving.add(document)
                case ["forgotten", document]:
                    self.gone.add(document)

    def check(self, store: SqliteStore) -> None:
        [dossier] = store.dossiers.all()
        documents = store.library.documents(Scope(dossier.id))
        there = {document.id for document in documents}
        assert len({document.sha256 for document in documents}) == len(documents)
        assert len({document.file for document in documents}) == len(documents)
        assert not self.gone & there
        assert set(self.documents.values()) - self.gone - self.leaving <= there
        for document in documents:
            check_whole(store, document)
        for job, (name, digest) in self.files.items():
            self._check_job(store, JobId(job), name, digest)
        self._check_drafts(store, dossier.id, documents)

    def _check_job(self, store: SqliteStore, job: JobId, name: str, digest: str) -> None:
        try:
            known = store.jobs.get(job)
        except UnknownName:
            # It leaves with its document; a process that forgot one before it could say that it was done says which.
            assert self.documents.get(job, "") in self.gone | self.leaving | {""}
            assert job in self.documents or self.leaving
            return
        assert known.file == name
        if known.state is JobState.DONE:
            assert known.document is not None
            assert store.library.document(known.document).sha256 == digest
        else:
            assert job not in self.documents
            assert known.state in (JobState.WAITING, JobState.RUNNING, JobState.CANCELLED)
            assert sha256(_submitted(store, job)).hexdigest() == digest

    def _check_drafts(self, store: SqliteStore, dossier: DossierId, documents: list[Document]) -> None:
        served = {document.sha256 for document in documents}
        jobs = {self.files[job.id][1] for job in _unfinished(store, dossier) if job.id in self.files}
        for digest in {digest for digest, _ in self.drafts}:
            kept = store.drafts.kept(dossier, digest)
            assert not (kept and digest in served)
            if digest in jobs - served:  # a kill may come between the document's coming in and the job's saying so
                assert {page for known, page in self.drafts if known == digest} <= kept.keys()


def _submitted(store: SqliteStore, job: JobId) -> bytes:
    with store.connections.reading() as connection:
        row = connection.execute("SELECT data FROM submitted WHERE job = ?", (job,)).fetchone()
    assert row is not None, "the bytes of a file that was not read are gone"
    return bytes(row["data"])


def _unfinished(store: SqliteStore, dossier: DossierId) -> list[Job]:
    return [job for job in store.jobs.all(dossier) if job.state is not JobState.DONE]


def check_whole(store: SqliteStore, document: Document) -> None:
    """Every page of it, once."""
    text = store.library.reading(document.id).text
    for page in range(1, PAGES + 1):
        assert text.count(f"{word(document.file, page)} ") == 1
    scope = Scope(document.dossier, frozenset({document.id}))
    passages = store.passages.passages(scope)
    assert len(passages) == document.report.passages > 0
    assert store.vectors.vectors(scope, ENCODER.identity)[0] == [passage.id for passage in passages]
    assert sha256(store.library.data(document.id)).hexdigest() == document.sha256


def _check_file(store: SqliteStore) -> None:
    with store.connections.reading() as connection:
        assert [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _check_caches(store: SqliteStore, home: Path) -> None:
    """What is on disk, mended where it has to be, gives what the record alone gives."""
    [dossier] = store.dossiers.all()
    scope, caches = Scope(dossier.id), caches_of(store, home)
    borrowed = BorrowedCaches(record_of(store), lambda: TantivyWords(None))
    many = len(store.passages.passages(scope)) + 9
    try:
        caches.refresh(lambda step, done, total: None)
        asked = [("prestataire serveurs client", 1.0)]
        found = caches.words.search(asked, scope, many)
        assert dict(found) == pytest.approx(dict(borrowed.words.search(asked, scope, many)))
        assert len(found) == len({passage for passage, _ in found})
        vector = ENCODER.encode_question("Le Prestataire exploite les serveurs du Client")
        near = dict(caches.vectors.nearest(vector, scope, many))
        assert near == pytest.approx(dict(borrowed.vectors.nearest(vector, scope, many)), abs=1e-4)
    finally:
        caches.close()


def _check_alone(home: Path) -> None:
    """The process that read for the killed one has ended, too."""
    until = time.monotonic() + PATIENCE
    while left := _apart(home):
        assert time.monotonic() < until, left
        time.sleep(0.05)


def _apart(home: Path) -> list[str]:
    """The processes that read for those of this home."""
    listed = subprocess.run(["ps", "-Awwo", "args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if READERS in line and str(home) in line]


def _read_to_the_end(store: SqliteStore) -> None:
    """Take up whatever is left, as the next start of the program does, and what somebody had cancelled."""
    [dossier] = store.dossiers.all()
    read = partial(read_file, readers=readers())
    ingester = Ingester(read, ENCODER, store.library, lambda: NOON, store.drafts)
    worker = ReadingWorker(store.jobs, ingester.ingest, ingester.drop)
    for job in store.jobs.all(dossier.id):
        if job.state is JobState.CANCELLED:
            store.jobs.resume(job.id)
    worker.start()
    until = time.monotonic() + PATIENCE
    while _unfinished(store, dossier.id):
        assert time.monotonic() < until
        time.sleep(0.02)
    worker.close()


def test_nothing_acknowledged_is_lost_and_nothing_is_double(starter: "Popen[str]", home: Path) -> None:
    random, ledger, apart = Random(7), _Ledger(), 0
    for turn in range(KILLS):
        said = _started(starter, turn, random.randint(1, 30))
        apart += len(_apart(home))
        time.sleep(random.uniform(0, 0.05))
        ledger.write(_killed(starter, said))
        _check_alone(home)
        store = SqliteStore.open(home / "library.sqlite3")
        _check_file(store)
        ledger.check(store)
        _check_caches(store, home)
        store.close()
    store = SqliteStore.open(home / "library.sqlite3")
    _read_to_the_end(store)
    ledger.check(store)
    [dossier] = store.dossiers.all()
    read = {document.sha256 for document in store.library.documents(Scope(dossier.id))}
    forgotten = len(ledger.gone | ledger.leaving)
    assert len({digest for _, digest in ledger.files.values()} - read) <= forgotten
    _check_caches(store, home)
    store.close()
    assert len(ledger.documents) > KILLS / 2
    assert apart
    assert ledger.drafts
    assert ledger.gone
