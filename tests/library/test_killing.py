"""A process that is killed, anywhere: what it acknowledged is there, and nothing is there by half or twice."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.answers import AnswerId
from clausier.domain.documents import DocumentId
from clausier.domain.jobs import JobId, JobState
from clausier.domain.questions import Scope
from tests.builders import ENCODER, reading

KILLS = 10


def _killed(path: Path, turn: int, words: int, after: float) -> list[list[str]]:
    """What a worker said until it was killed: so many words, and what it had time for in `after` seconds more."""
    command = [sys.executable, "-m", "tests.library.hard_worker", str(path), str(turn)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as worker:
        assert worker.stdout is not None
        said = [worker.stdout.readline() for _ in range(words)]
        time.sleep(after)
        worker.kill()
        said += worker.stdout.read().splitlines(keepends=True)
    return [line.split() for line in said if line.endswith("\n")]


class _Ledger:
    """What the library has acknowledged so far."""

    def __init__(self) -> None:
        self.documents: dict[str, str] = {}  # and the name that it was made from
        self.answers: dict[str, str] = {}  # and the document that it quotes
        self.jobs: dict[str, str] = {}  # and the document that came of it, which takes it along when it is forgotten
        self.leaving: set[str] = set()  # may be there or not: killed while it was forgotten
        self.gone: set[str] = set()

    def write(self, lines: list[list[str]]) -> None:
        for line in lines:
            match line:
                case ["submitted", job]:
                    self.jobs[job] = ""
                case ["done", job, document]:
                    self.jobs[job] = document
                case ["added", document, name]:
                    self.documents[document] = name
                case ["answered", answer, quoted]:
                    self.answers[answer] = quoted
                case ["forgetting", document]:
                    self.leaving.add(document)
                case ["forgotten", document]:
                    self.leaving.discard(document)
                    self.gone.add(document)

    def check(self, store: SqliteStore) -> None:
        [dossier] = store.dossiers.all()
        there = [document.id for document in store.library.documents(Scope(dossier.id))]
        assert len(there) == len(set(there))
        assert not self.gone & set(there)
        assert self.documents.keys() - self.gone - self.leaving <= set(there)
        for document in there:
            self._check_whole(store, document)
        for answer, quoted in self.answers.items():
            if quoted in there:
                assert store.conversations.answer(AnswerId(answer)).quoted == {quoted}
        for job, made in self.jobs.items():
            if made not in self.gone | self.leaving:
                assert store.jobs.get(JobId(job)).document == made or not made

    def _check_whole(self, store: SqliteStore, document: DocumentId) -> None:
        known = store.library.document(document)
        name = self.documents.get(document, known.file.removesuffix(".pdf"))  # killed before it could say so
        made = reading(name, known.dossier)
        bare = replace(made, pages=tuple(replace(page, words=()) for page in made.pages))
        assert store.library.reading(document) == bare
        assert store.library.data(document) == name.encode() * 20_000
        scope = Scope(known.dossier, frozenset({document}))
        assert store.vectors.vectors(scope, ENCODER)[0] == [passage.id for passage in made.passages]
        assert [store.library.page(document, page.number) for page in made.pages] == list(made.pages)


def _takes_up_what_was_submitted(store: SqliteStore) -> None:
    store.jobs.recover()
    while taken := store.jobs.next():
        job, submission = taken
        assert submission.data == submission.name.removesuffix(".pdf").encode() * 20_000
        store.jobs.save(replace(job, state=JobState.CANCELLED))


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path, random, ledger = tmp_path / "library.sqlite3", Random(7), _Ledger()
    for turn in range(KILLS):
        lines = _killed(path, turn, random.randint(1, 20), random.uniform(0, 0.02))
        ledger.write(lines)
        store = SqliteStore.open(path)
        with store.connections.reading() as connection:
            assert [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        ledger.check(store)
        if turn % 2:
            _takes_up_what_was_submitted(store)
        store.close()
    assert len(ledger.documents) > KILLS
    assert ledger.gone
