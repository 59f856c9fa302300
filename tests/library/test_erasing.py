"""The right to be forgotten, checked in the raw bytes of every file that the library keeps."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.sqlite.store import DRAFTED
from clausier.domain.answers import PagesOf
from clausier.domain.documents import DossierId, Reading, Row
from clausier.domain.jobs import JobState, Submission
from clausier.domain.questions import Scope
from tests.builders import ENCODER, answer, reading, vectors_of

WORD = "Zorglonde"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bibliothèque"


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.open(folder / "library.sqlite3")
    yield opened
    opened.close()


def _found(folder: Path, word: str = WORD) -> list[str]:
    """The files that hold a word, in any case, in the encodings a database may keep it in."""
    forms = [form.encode(code) for form in (word, word.lower(), word.upper()) for code in ("utf-8", "utf-16-le")]
    return sorted(path.name for path in folder.iterdir() if any(form in path.read_bytes() for form in forms))


def _secret(name: str, dossier: DossierId, word: str = WORD) -> Reading:
    """A document that says the word wherever a document can."""
    articles = {
        f"{word} {number}": (f"« {word} » désigne le Client. {word} " * (40 * number), f"Selon l’article 1, {word}.")
        for number in range(1, 6)
    }
    read = reading(name, dossier, articles)
    report = replace(read.document.report, remarks=(f"{word} est illisible.",), annexes_named=(word,))
    document = replace(read.document, title=word, file=f"{word}.pdf", report=report, facts=(("titre", word),))
    pages = tuple(replace(page, furniture=f"{word} — page", label=word) for page in read.pages)
    return replace(read, document=document, pages=pages)


def _keep(store: SqliteStore, read: Reading, word: str = WORD) -> None:
    data = (f"%PDF {word} ".encode() + os.urandom(50_000)) * 3
    rows = (Row(read.passages[0].span, (read.passages[0].span,), ()),)
    passages = tuple(replace(passage, headers=f"{word}\t{word}") for passage in read.passages)
    read = replace(read, rows=rows, passages=passages)
    store.library.add(read, data, vectors_of(read), ENCODER, f"%PDF drawn {word} ".encode() * 3_000)


def _live(store: SqliteStore, read: Reading, word: str = WORD) -> None:
    """Everything that a document leaves behind once it is submitted, read, and asked about."""
    dossier = read.document.dossier
    store.jobs.submit(Submission(read.document.file, f"%PDF {word} ".encode() * 5_000, dossier, password=word))
    taken = store.jobs.next()
    assert taken is not None
    for page in range(1, 4):
        store.drafts.keep(dossier, read.document.sha256, page, f"{word} ".encode() * 2_000)
    _keep(store, read, word)
    store.jobs.save(replace(taken[0], state=JobState.DONE, step=word, document=read.document.id))
    alone = store.conversations.start(dossier, f"Que dit {word} ?", frozenset({read.document.id}))
    whole = store.conversations.start(dossier, "Quelle durée ?", frozenset())
    store.conversations.save(answer(read, alone.id, f"{read.document.id}-1"))
    store.conversations.save(answer(read, whole.id, f"{read.document.id}-2"))


def test_a_forgotten_document_leaves_no_word_in_any_file(store: SqliteStore, folder: Path) -> None:
    affair = store.dossiers.create("Affaire").id
    kept = _secret("b", affair, "Balivernes")
    gone = _secret("a", affair)
    _live(store, kept, "Balivernes")
    _live(store, gone)
    assert _found(folder)
    store.library.forget(gone.document.id)
    assert _found(folder) == []
    assert _found(folder, "Balivernes")
    assert store.library.documents(Scope(affair)) == [kept.document]
    assert [passage.text for passage in store.passages.passages(Scope(affair))] == [
        passage.text for passage in kept.passages
    ]


def test_an_answer_that_only_names_a_document_goes_with_it(store: SqliteStore, folder: Path) -> None:
    affair = store.dossiers.create("Affaire").id
    gone, kept = _secret("a", affair), reading("b", affair)
    _keep(store, gone)
    conversation = store.conversations.start(affair, "Quelle durée ?", frozenset())
    silent = answer(kept, conversation.id)
    pages = PagesOf(gone.document.id, gone.document.title, gone.document.file, (3,))
    searched = replace(silent.finding.searched, unreadable=(pages,))
    store.conversations.save(replace(silent, finding=replace(silent.finding, searched=searched)))
    store.library.forget(gone.document.id)
    assert _found(folder) == []
    assert store.conversations.answers(conversation.id) == []


def test_a_document_that_is_replaced_leaves_no_word_in_any_file(store: SqliteStore, folder: Path) -> None:
    affair = store.dossiers.create("Affaire").id
    old, new = _secret("a", affair), _secret("b", affair, "Balivernes")
    _live(store, old)
    _live(store, new, "Balivernes")
    store.library.replace(old.document.id, new.document.id)
    assert _found(folder) == []
    assert _found(folder, "Balivernes")


def test_a_forgotten_dossier_leaves_no_word_in_any_file(store: SqliteStore, folder: Path) -> None:
    affair = store.dossiers.create(f"Affaire {WORD}").id
    _live(store, _secret("a", affair))
    store.jobs.submit(Submission(f"{WORD}.docx", WORD.encode() * 9_000, affair))
    store.drafts.keep(affair, "0" * 64, 1, WORD.encode() * 2_000)
    store.dossiers.forget(affair)
    assert _found(folder) == []


def test_a_forgotten_conversation_leaves_no_word_in_any_file(store: SqliteStore, folder: Path) -> None:
    affair = store.dossiers.create("Affaire").id
    conversation = store.conversations.start(affair, f"Que dit {WORD} ?", frozenset())
    store.conversations.save(answer(_secret("a", affair), conversation.id))
    assert _found(folder)
    store.conversations.forget(conversation.id)
    assert _found(folder) == []


def test_a_forgotten_job_leaves_no_word_in_any_file(store: SqliteStore, folder: Path) -> None:
    affair = store.dossiers.create("Affaire").id
    data = WORD.encode() * 9_000
    job = store.jobs.submit(Submission(f"{WORD}.pdf", data, affair, password=WORD))
    store.drafts.keep(affair, sha256(data).hexdigest(), 1, WORD.encode() * 2_000)
    assert _found(folder)
    store.jobs.cancel(job.id)
    store.jobs.forget(job.id)
    assert _found(folder) == []


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.LOCKED])
def test_a_password_goes_with_its_use(store: SqliteStore, folder: Path, state: JobState) -> None:
    affair = store.dossiers.create("Affaire").id
    job = store.jobs.submit(Submission("a.pdf", b"%PDF" * 9_000, affair, password=WORD))
    store.jobs.cancel(job.id)
    store.jobs.resume(job.id, WORD * 2)
    taken = store.jobs.next()
    assert taken is not None
    assert _found(folder)
    store.jobs.save(replace(taken[0], state=state))
    assert _found(folder) == []


def test_pages_that_nobody_comes_back_to_leave_no_word_in_any_file(folder: Path) -> None:
    path = folder / "library.sqlite3"
    store = SqliteStore.open(path)
    affair = store.dossiers.create("Affaire").id
    store.drafts.keep(affair, "1" * 64, 1, WORD.encode() * 2_000)
    store.drafts.keep(affair, "2" * 64, 1, b"Balivernes" * 2_000)
    with store.connections.writing() as connection:
        old = (datetime.now(UTC) - DRAFTED - timedelta(minutes=1)).isoformat()
        connection.execute("UPDATE drafts SET kept = ? WHERE digest = ?", (old, "1" * 64))
    store.close()
    again = SqliteStore.open(path)
    assert _found(folder) == []
    assert again.drafts.kept(affair, "1" * 64) == {}
    assert again.drafts.kept(affair, "2" * 64) == {1: b"Balivernes" * 2_000}
    again.close()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_came_and_went_before_no_word_stays(store: SqliteStore, folder: Path, seed: int) -> None:
    random = Random(seed)
    affair = store.dossiers.create("Affaire").id
    there: dict[str, Reading] = {}
    for number in range(24):
        if there and random.random() < 0.45:
            word, read = there.popitem() if random.random() < 0.5 else _pick(there, random)
            store.library.forget(read.document.id)
            assert _found(folder, word) == []
        else:
            word = f"Mot{seed}n{number}fin"
            there[word] = _secret(f"d{number}", affair, word)
            _live(store, there[word], word)
    assert all(_found(folder, word) for word in there)
    assert store.library.documents(Scope(affair)) == [read.document for read in there.values()]


def _pick(there: dict[str, Reading], random: Random) -> tuple[str, Reading]:
    word = random.choice(sorted(there))
    return word, there.pop(word)


def test_space_is_given_back(store: SqliteStore, folder: Path) -> None:
    affair = store.dossiers.create("Affaire").id
    before = sum(path.stat().st_size for path in folder.iterdir())
    read = _secret("a", affair)
    store.library.add(read, os.urandom(5_000_000), vectors_of(read), ENCODER)
    store.library.forget(read.document.id)
    assert sum(path.stat().st_size for path in folder.iterdir()) < before + 200_000


def test_a_process_killed_before_the_end_of_a_deletion_leaves_it_to_the_next(tmp_path: Path) -> None:
    folder, copied = tmp_path / "a", tmp_path / "b"
    store = SqliteStore.open(folder / "library.sqlite3")
    read = _secret("a", store.dossiers.create("Affaire").id)
    _keep(store, read)
    with store.connections.writing() as connection:  # the deletion, without the clearing up that follows it
        connection.execute("DELETE FROM documents")
    copied.mkdir()
    for path in folder.iterdir():
        (copied / path.name).write_bytes(path.read_bytes())
    store.close()
    assert _found(copied)
    again = SqliteStore.open(copied / "library.sqlite3")
    assert _found(copied) == []
    again.close()
