import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.sqlite.connections import KEPT
from clausier.domain.documents import Dossier
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.errors import ClausierError
from tests.builders import ENCODER, keep, reading

THREADS = KEPT + 4


def test_many_threads_write_and_read_at_once(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "library.sqlite3")
    dossiers = [store.dossiers.create(f"Affaire {number}") for number in range(THREADS)]
    together = Barrier(THREADS)

    def work(dossier: Dossier) -> None:
        together.wait()
        for number in range(4):
            read = reading(f"d{number}", dossier.id)
            keep(store.library, read)
            assert store.passages.passages(Scope(dossier.id, frozenset({read.document.id}))) == list(read.passages)
            store.jobs.submit(Submission("a.pdf", b"%PDF", dossier.id))
            if number == 2:
                store.library.forget(read.document.id)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, dossiers))
    for dossier in dossiers:
        assert len(store.library.documents(Scope(dossier.id))) == 3
    assert store.library.generation() == 5 * THREADS
    store.close()


def test_no_job_is_given_to_two_threads(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "library.sqlite3")
    dossier = store.dossiers.create("Affaire").id
    jobs = {store.jobs.submit(Submission("a.pdf", b"%PDF", dossier)).id for _ in range(3 * THREADS)}
    with ThreadPoolExecutor(THREADS) as pool:
        taken = [given[0].id for given in pool.map(lambda _: store.jobs.next(), range(4 * THREADS)) if given]
    assert sorted(taken) == sorted(jobs)
    store.close()


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "library.sqlite3")
    dossier = store.dossiers.create("Affaire").id
    with store.connections.reading() as connection:
        count = "SELECT count(*) FROM documents"
        assert connection.execute(count).fetchone()[0] == 0
        keep(store.library, reading(dossier=dossier))
        assert connection.execute(count).fetchone()[0] == 0
    assert len(store.vectors.vectors(Scope(dossier), ENCODER)[0]) == 8
    store.close()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "library.sqlite3")
    first = store.dossiers.create("Affaire").id
    read = reading(dossier=first)
    keep(store.library, read)
    taken = reading("autre", first)
    clash = type(taken)(taken.document, read.text, (), read.clauses, read.passages)  # another document's identifiers
    with pytest.raises(sqlite3.IntegrityError):
        keep(store.library, clash)
    assert store.library.documents(Scope(first)) == [read.document]
    assert store.passages.passages(Scope(first)) == list(read.passages)
    keep(store.library, taken)
    store.close()


def test_a_closed_library_says_so_and_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    store = SqliteStore.open(path)
    store.dossiers.create("Affaire")
    store.close()
    store.close()
    assert [item.name for item in tmp_path.glob("library*")] == [path.name]
    with pytest.raises(RuntimeError, match="closed"):
        store.dossiers.all()


def test_a_library_that_another_program_keeps_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausier.adapters.sqlite.connections.BUSY_SECONDS", 0.05)
    path = tmp_path / "library.sqlite3"
    store = SqliteStore.open(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ClausierError, match="occupée") as busy:
            store.dossiers.create("Affaire")
        assert busy.value.advice
        other.execute("ROLLBACK")
    assert store.dossiers.create("Affaire").name == "Affaire"
    store.close()


def test_a_file_too_big_for_the_library_is_told(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "library.sqlite3")
    dossier = store.dossiers.create("Affaire").id
    with store.connections.reading() as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10_000)  # the real limit is a gigabyte
    with pytest.raises(ClausierError, match="trop gros"):
        store.jobs.submit(Submission("a.pdf", b"%PDF" * 5_000, dossier))
    assert store.jobs.all(dossier) == []
    store.close()
