"""The caches follow the record: through additions, forgetting, damage, crashes and a change of encoder."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from clausier.adapters.chroma import RECIPE as CHROMA
from clausier.adapters.chroma import ChromaVectors
from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.tantivy import RECIPE as TANTIVY
from clausier.adapters.tantivy import TantivyWords
from clausier.caches import BorrowedCaches, ExactScan, Maker, OwnedCaches, Record
from clausier.domain.documents import GUIDANCE, DocumentId, DossierId, Reading
from clausier.domain.questions import Scope
from clausier.errors import Cancelled
from clausier.reencoding import reencode
from tests.builders import NOON, reading
from tests.fakes import MemoryStore, WordEncoder

ENCODER = WordEncoder()
ASKED = [("réversibilité assistance prestataire", 1.0)]
VECTOR = ENCODER.encode_question("Quelle assistance à la réversibilité le prestataire doit-il ?")
SECRET = "Zygomorphe"
Store = MemoryStore | SqliteStore


def _unwatched(step: str, done: int, total: int) -> None: ...


class Watched:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def __call__(self, step: str, done: int, total: int) -> None:
        self.steps.append((step, done, total))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        opened = SqliteStore.open(tmp_path_factory.mktemp("library") / "library.sqlite3")
        yield opened
        opened.close()


@pytest.fixture
def dossier(store: Store) -> DossierId:
    return store.dossiers.create("Affaire").id


@pytest.fixture
def opened(store: Store, tmp_path: Path) -> Iterator[Callable[[], OwnedCaches]]:
    """Opens the caches of one home, as a process that starts does."""
    made: list[OwnedCaches] = []

    def opening() -> OwnedCaches:
        for caches in made:
            caches.close()
        made.append(_caches(store, tmp_path))
        return made[-1]

    yield opening
    for caches in made:
        caches.close()


def _record(store: Store, encoder: str = ENCODER.identity) -> Record:
    return Record(store.dossiers, store.library, store.passages, store.vectors, encoder)


def _caches(store: Store, home: Path, encoder: str = ENCODER.identity) -> OwnedCaches:
    """Every scope counts as wide, so that Chroma answers."""
    chroma = Maker(CHROMA, lambda folder: ChromaVectors(folder, encoder))
    return OwnedCaches(home, _record(store, encoder), Maker(TANTIVY, TantivyWords), chroma, wide=0)


def _keep(store: Store, dossier: DossierId, name: str, *paragraphs: str) -> Reading:
    articles = {"Réversibilité": paragraphs or (f"Le Prestataire {name} doit son assistance.", "Elle dure six mois.")}
    read = reading(name, dossier, articles)
    vectors = ENCODER.encode_passages([passage.indexed for passage in read.passages], _unwatched)
    store.library.add(read, b"", vectors, ENCODER.identity)
    return read


def _bytes(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*/*") if path.is_dir()}


def _same(caches: OwnedCaches, store: Store, scope: Scope) -> None:
    """The caches on disk give what the record alone gives."""
    borrowed = BorrowedCaches(_record(store), lambda: TantivyWords(None))
    ours, theirs = caches.words.search(ASKED, scope, 50), borrowed.words.search(ASKED, scope, 50)
    assert [passage for passage, _ in ours] == [passage for passage, _ in theirs]
    assert dict(ours) == pytest.approx(dict(theirs))
    ours, theirs = caches.vectors.nearest(VECTOR, scope, 50), borrowed.vectors.nearest(VECTOR, scope, 50)
    assert dict(ours) == pytest.approx(dict(theirs), abs=1e-4)


def test_what_is_added_is_found(store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches]) -> None:
    caches = opened()
    assert caches.words.search(ASKED, Scope(dossier), 5) == []
    assert caches.vectors.nearest(VECTOR, Scope(dossier), 5) == []
    for name in ("premier", "second"):
        _keep(store, dossier, name)
        _same(caches, store, Scope(dossier))
        caches.refresh(_unwatched)
        _same(caches, store, Scope(dossier))


def test_chroma_answers_as_the_scan_does(store: Store, dossier: DossierId, tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    for number in range(40):
        read = reading(f"contrat {number}", dossier)
        rows = generator.normal(size=(len(read.passages), 64)).astype(np.float32)
        store.library.add(read, b"", rows / np.linalg.norm(rows, axis=1, keepdims=True), "random@64")
    caches = _caches(store, tmp_path / "wide", "random@64")
    caches.refresh(_unwatched)
    scan = ExactScan(store.vectors, "random@64")
    some = frozenset(document.id for document in store.library.documents(Scope(dossier))[::4])
    for scope in (Scope(dossier), Scope(dossier, some)):
        for _ in range(10):
            asked = generator.normal(size=64).astype(np.float32)
            expected = scan.nearest(asked, scope, 5)
            found = caches.vectors.nearest(asked, scope, 5)
            assert [passage for passage, _ in found] == [passage for passage, _ in expected]
            assert dict(found) == pytest.approx(dict(expected), abs=1e-4)
    caches.close()


def test_chroma_says_nothing(
    store: Store, dossier: DossierId, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _keep(store, dossier, "premier")
    caches = _caches(store, tmp_path)
    caches.refresh(_unwatched)
    caches.vectors.nearest(VECTOR, Scope(dossier, frozenset({DocumentId("inconnu")})), 500)
    caches.vectors.nearest(VECTOR, Scope(dossier), 500)
    caches.close()
    assert capfd.readouterr() == ("", "")


def test_a_second_start_makes_nothing_again(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    _keep(store, dossier, "premier")
    watched = Watched()
    opened().refresh(watched)
    assert {step for step, _, _ in watched.steps} == {"index des mots", "index des vecteurs"}
    assert watched.steps[-1][1:] == (3, 3)
    before, again = _names(tmp_path / "words") | _names(tmp_path / "chroma"), Watched()
    for _ in range(3):
        caches = opened()
        caches.refresh(again)
        _same(caches, store, Scope(dossier))
    assert again.steps == []
    assert _names(tmp_path / "words") | _names(tmp_path / "chroma") == before
    assert len(before) == 2


@pytest.mark.parametrize("folder", ["words", "chroma"])
def test_what_is_forgotten_leaves_no_trace(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path, folder: str
) -> None:
    kept = _keep(store, dossier, "premier")
    gone = _keep(store, dossier, "second", f"Le {SECRET} est dû.")
    caches = opened()
    caches.refresh(_unwatched)
    traces = [gone.document.id.encode(), SECRET.lower().encode()]
    assert any(trace in _bytes(tmp_path / folder) for trace in traces)
    store.library.forget(gone.document.id)
    assert all(passage in {each.id for each in kept.passages} for passage, _ in _both(caches, dossier))
    caches.refresh(_unwatched)
    assert not any(trace in _bytes(tmp_path / folder) for trace in traces)
    _same(caches, store, Scope(dossier))


def _both(caches: OwnedCaches, dossier: DossierId) -> list[tuple[str, float]]:
    words = caches.words.search([*ASKED, (SECRET, 1.0)], Scope(dossier), 50)
    return [*words, *caches.vectors.nearest(VECTOR, Scope(dossier), 50)]


def test_a_forgotten_dossier_leaves_no_folder(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    other = store.dossiers.create("Autre").id
    _keep(store, dossier, "premier")
    _keep(store, other, "second")
    caches = opened()
    caches.refresh(_unwatched)
    assert len(list((tmp_path / "words").iterdir())) == len(list((tmp_path / "chroma").iterdir())) == 2
    store.dossiers.forget(other)
    caches.refresh(_unwatched)
    assert len(list((tmp_path / "words").iterdir())) == len(list((tmp_path / "chroma").iterdir())) == 1
    assert caches.words.search(ASKED, Scope(other), 5) == []


def test_forgetting_the_last_document_leaves_nothing(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    only = _keep(store, dossier, "premier")
    caches = opened()
    caches.refresh(_unwatched)
    store.library.forget(only.document.id)
    caches.refresh(_unwatched)
    assert [path for path in (tmp_path / "chroma").rglob("*") if path.is_file()] == []
    assert [path for path in (tmp_path / "words").rglob("*") if path.is_file()] == []
    assert _both(caches, dossier) == []


def test_a_document_read_afresh_is_indexed_afresh(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    caches = opened()
    first = _keep(store, dossier, "premier", f"Le {SECRET} est dû.")
    caches.refresh(_unwatched)
    store.library.forget(first.document.id)
    again = reading("premier", dossier, {"Réversibilité": ("Le Prestataire doit son assistance.",)})
    again = replace(again, document=replace(again.document, added=NOON + timedelta(hours=1)))
    vectors = ENCODER.encode_passages([passage.indexed for passage in again.passages], _unwatched)
    store.library.add(again, b"", vectors, ENCODER.identity)
    caches.refresh(_unwatched)
    assert caches.words.search([(SECRET, 1.0)], Scope(dossier), 5) == []
    assert SECRET.lower().encode() not in _bytes(tmp_path / "words")
    _same(caches, store, Scope(dossier))


def _files(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*") if path.is_file() and path.stat().st_size)


def _garbage(path: Path) -> None:
    path.write_bytes(np.random.default_rng(3).bytes(path.stat().st_size))


def _one_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("damage", [_garbage, _one_byte, _half, Path.unlink])
def test_any_damaged_file_is_made_again(
    store: Store, dossier: DossierId, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    _keep(store, dossier, "premier")
    caches = _caches(store, tmp_path)
    caches.refresh(_unwatched)
    caches.close()
    for name in [path.name for path in _files(tmp_path)]:
        victim = next((path for path in _files(tmp_path) if path.name == name), None)
        if victim is None:  # named afresh at every making
            continue
        damage(victim)
        watched, caches = Watched(), _caches(store, tmp_path)
        caches.refresh(watched)
        assert len({step for step, _, _ in watched.steps}) == 1, name
        _same(caches, store, Scope(dossier))
        caches.close()


def test_damage_while_running_is_mended(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    _keep(store, dossier, "premier")
    caches = opened()
    caches.refresh(_unwatched)
    for path in _files(tmp_path / "words"):
        path.unlink()
    _keep(store, dossier, "second")
    _same(caches, store, Scope(dossier))


def test_a_folder_that_is_a_file_is_cleared(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    _keep(store, dossier, "premier")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "stray").write_text("x")
    (tmp_path / "words" / "strays").mkdir()
    caches = opened()
    caches.refresh(_unwatched)
    assert len(list((tmp_path / "words").iterdir())) == 1
    _same(caches, store, Scope(dossier))


def test_another_encoder_makes_other_vectors(store: Store, dossier: DossierId, tmp_path: Path) -> None:
    class Other(WordEncoder):
        identity = "words@other"

    _keep(store, dossier, "premier")
    first = _caches(store, tmp_path)
    first.refresh(_unwatched)
    first.close()
    second, watched = _caches(store, tmp_path, Other.identity), Watched()
    second.refresh(watched)
    assert second.vectors.nearest(VECTOR, Scope(dossier), 5) == []  # nothing of the old encoder's
    assert reencode(Other(), store.vectors, watched) == 3
    assert reencode(Other(), store.vectors, watched) == 0
    second.refresh(watched)
    assert len(second.vectors.nearest(VECTOR, Scope(dossier), 5)) == 3
    assert {step for step, _, _ in watched.steps} == {"vecteurs des passages", "index des vecteurs"}
    second.close()


def test_stopping_in_the_middle_loses_nothing(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches]
) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step == "index des vecteurs":
            raise Cancelled("Arrêté.")

    _keep(store, dossier, "premier")
    caches = opened()
    with pytest.raises(Cancelled):
        caches.refresh(stop)
    _same(caches, store, Scope(dossier))
    watched = Watched()
    caches.refresh(watched)
    assert {step for step, _, _ in watched.steps} == {"index des vecteurs"}
    _same(caches, store, Scope(dossier))


def test_dossiers_do_not_weigh_on_each_other(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches]
) -> None:
    _keep(store, dossier, "premier")
    caches = opened()
    before = caches.words.search(ASKED, Scope(dossier), 50)
    other = store.dossiers.create("Autre").id
    for number in range(5):
        _keep(store, other, f"contrat {number}")
    assert caches.words.search(ASKED, Scope(dossier), 50) == before


def test_a_borrower_writes_nothing_and_sees_changes(store: Store, dossier: DossierId, tmp_path: Path) -> None:
    borrowed = BorrowedCaches(_record(store), lambda: TantivyWords(None))
    assert borrowed.words.search(ASKED, Scope(dossier), 5) == []
    read = _keep(store, dossier, "premier")
    assert {passage for passage, _ in borrowed.words.search(ASKED, Scope(dossier), 5)} <= {p.id for p in read.passages}
    assert len(borrowed.vectors.nearest(VECTOR, Scope(dossier), 5)) == 3
    store.library.forget(DocumentId(read.document.id))
    assert borrowed.words.search(ASKED, Scope(dossier), 5) == []
    assert list(tmp_path.iterdir()) == []


KILLED = """
import sys
from pathlib import Path
from threading import Event
from tests.retrieval.test_caches import ENCODER, _caches, _keep, _unwatched
from tests.fakes import MemoryStore
from clausier.domain.documents import GUIDANCE
store = MemoryStore()
caches = _caches(store, Path(sys.argv[1]))
for number in range(1000):
    _keep(store, GUIDANCE, f"note {number}")
    caches.refresh(_unwatched)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 7])
def test_a_killed_process_leaves_caches_that_mend(tmp_path: Path, after: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    store = MemoryStore()
    for number in range(after):
        _keep(store, GUIDANCE, f"note {number}")
    caches = _caches(store, tmp_path)
    caches.refresh(_unwatched)
    _same(caches, store, Scope(GUIDANCE))
    caches.close()


def test_questions_and_changes_at_once(store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches]) -> None:
    caches, stop = opened(), Event()
    _keep(store, dossier, "premier")

    def ask() -> int:
        asked = 0
        while not stop.is_set():
            assert caches.words.search(ASKED, Scope(dossier), 50)
            assert caches.vectors.nearest(VECTOR, Scope(dossier), 50)
            asked += 1
        return asked

    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        try:
            for number in range(4):
                read = _keep(store, dossier, f"contrat {number}")
                caches.refresh(_unwatched)
                store.library.forget(read.document.id)
                caches.refresh(_unwatched)
        finally:
            stop.set()
    assert all(each.result() for each in asking)
    _same(caches, store, Scope(dossier))
