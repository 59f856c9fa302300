"""A library as the first shape left it, with content: made by that version, and kept as it was."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.sqlite.schema import REVISIONS, prepare
from clausier.domain.answers import Verdict
from clausier.domain.documents import Document, DocumentId, Findings
from clausier.domain.jobs import Job, JobState
from clausier.domain.questions import Scope
from clausier.errors import WrongSetting
from tests.builders import keep, reading
from tests.fakes import WordEncoder
from tests.library.test_schema import LATER, scripts

OLD = Path(__file__).with_name("r0001.sqlite3.gz")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    copy = tmp_path / "library.sqlite3"
    copy.write_bytes(gzip.decompress(OLD.read_bytes()))
    return copy


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.open(path)
    yield opened
    opened.close()


def _documents(store: SqliteStore) -> tuple[Document, Document]:
    (dossier,) = store.dossiers.all()
    contract, amendment = store.library.documents(Scope(dossier.id))
    return contract, amendment


def _jobs(store: SqliteStore) -> dict[str, Job]:
    (dossier,) = store.dossiers.all()
    return {job.file: job for job in store.jobs.all(dossier.id)}


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return list(connection.iterdump())


def test_it_comes_to_the_present_shape(path: Path, store: SqliteStore) -> None:
    assert any(f"'{REVISIONS[-1]}'" in line for line in _dump(path))


def test_its_documents_are_as_they_were(store: SqliteStore) -> None:
    contract, amendment = _documents(store)
    assert (contract.file, amendment.file) == ("contrat.pdf", "avenant.md")
    assert amendment.amends == contract.id
    assert store.library.data(contract.id).startswith(b"%PDF")
    assert store.library.drawn(contract.id) == store.library.data(contract.id)
    read = store.library.reading(contract.id)
    assert "Le Contrat dure trois ans." in read.text
    assert [passage.headers for passage in read.passages] == [""] * contract.report.passages
    assert read.rows == ()
    assert store.passages.rows(contract.id) == []
    assert store.library.page(contract.id, 1).words
    ids, _ = store.vectors.vectors(Scope(contract.dossier), WordEncoder.identity)
    assert len(ids) == contract.report.passages + amendment.report.passages


def test_a_report_written_before_there_were_findings_is_read(store: SqliteStore) -> None:
    report = _documents(store)[0].report
    assert (report.pages, report.articles, report.structured) == (1, 2, True)
    assert (report.findings, report.gaps, report.aimed) == (Findings(), (), ())


def test_its_answers_are_shown_as_they_were(store: SqliteStore) -> None:
    contract, _ = _documents(store)
    (conversation,) = store.conversations.all(contract.dossier)
    (answer,) = store.conversations.answers(conversation.id)
    assert answer.finding.verdict is Verdict.YES
    assert answer.quoted == {contract.id}
    assert answer.finding.searched.unreadable_pages == (2,)


def test_its_list_of_files_is_taken_up(store: SqliteStore) -> None:
    store.jobs.recover()
    taken = [store.jobs.next() for _ in range(3)]
    assert [given and (given[0].file, given[1].data) for given in taken] == [
        ("en cours.pdf", b"%PDF-1.4 running"),
        ("attend.pdf", b"%PDF-1.4 waiting"),
        None,
    ]
    assert _jobs(store)["contrat.pdf"].state is JobState.DONE


def test_pages_of_a_file_on_its_list_leave_with_it(store: SqliteStore) -> None:
    waiting = _jobs(store)["attend.pdf"]
    digest = sha256(b"%PDF-1.4 waiting").hexdigest()
    store.drafts.keep(waiting.dossier, digest, 1, b"une page")
    store.jobs.forget(waiting.id)
    assert store.drafts.kept(waiting.dossier, digest) == {}


def test_a_job_whose_file_was_not_kept_then_cannot_be_taken_up(store: SqliteStore) -> None:
    abandoned = _jobs(store)["abandonné.pdf"]
    assert abandoned.state is JobState.CANCELLED
    with pytest.raises(WrongSetting, match="pas été gardé") as refused:
        store.jobs.resume(abandoned.id)
    assert refused.value.advice
    assert _jobs(store)["abandonné.pdf"] == abandoned
    store.jobs.forget(abandoned.id)


def test_what_is_new_works_with_what_is_old(store: SqliteStore) -> None:
    contract, amendment = _documents(store)
    newer = keep(store.library, reading("contrat", contract.dossier))
    assert store.library.rivals(newer.id) == [contract]
    store.library.replace(contract.id, newer.id)
    assert store.library.document(amendment.id).amends == newer.id
    store.drafts.keep(contract.dossier, "0" * 64, 1, b"une page")
    assert store.drafts.kept(contract.dossier, "0" * 64) == {1: b"une page"}
    store.library.forget(DocumentId(newer.id))


def test_a_later_step_that_fails_undoes_the_steps_before_it(path: Path, tmp_path: Path) -> None:
    before = _dump(path)
    with pytest.raises(ArithmeticError):
        prepare(path, scripts(tmp_path / "scripts", "raise ArithmeticError('half way')"), LATER)
    assert _dump(path) == before
    SqliteStore.open(path).close()
