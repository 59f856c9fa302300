"""The caches follow the record: through additions, forgetting, and a change of encoder."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from clausier.adapters.tantivy import TantivyWords
from clausier.caches import BorrowedCaches, ExactScan, OwnedCaches
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.questions import Scope
from clausier.errors import Cancelled
from clausier.reencoding import reencode
from tests.builders import NOON, reading
from tests.fakes import WordEncoder
from tests.retrieval.cached import (
    ASKED,
    ENCODER,
    SECRET,
    VECTOR,
    Store,
    Watched,
    assert_same,
    bytes_of,
    caches_of,
    keep,
    names_of,
    record_of,
    unwatched,
)


def test_what_is_added_is_found(store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches]) -> None:
    caches = opened()
    assert caches.words.search(ASKED, Scope(dossier), 5) == []
    assert caches.vectors.nearest(VECTOR, Scope(dossier), 5) == []
    for name in ("premier", "second"):
        keep(store, dossier, name)
        assert_same(caches, store, Scope(dossier))
        caches.refresh(unwatched)
        assert_same(caches, store, Scope(dossier))


def test_chroma_answers_as_the_scan_does(store: Store, dossier: DossierId, tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    for number in range(40):
        read = reading(f"contrat {number}", dossier)
        rows = generator.normal(size=(len(read.passages), 64)).astype(np.float32)
        store.library.add(read, b"", rows / np.linalg.norm(rows, axis=1, keepdims=True), "random@64")
    caches = caches_of(store, tmp_path / "wide", "random@64")
    caches.refresh(unwatched)
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
    keep(store, dossier, "premier")
    caches = caches_of(store, tmp_path)
    caches.refresh(unwatched)
    caches.vectors.nearest(VECTOR, Scope(dossier, frozenset({DocumentId("inconnu")})), 500)
    caches.vectors.nearest(VECTOR, Scope(dossier), 500)
    caches.close()
    assert capfd.readouterr() == ("", "")


def test_a_second_start_makes_nothing_again(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    keep(store, dossier, "premier")
    watched = Watched()
    opened().refresh(watched)
    assert {step for step, _, _ in watched.steps} == {"index des mots", "index des vecteurs"}
    assert watched.steps[-1][1:] == (3, 3)
    before, again = names_of(tmp_path / "words") | names_of(tmp_path / "chroma"), Watched()
    for _ in range(3):
        caches = opened()
        caches.refresh(again)
        assert_same(caches, store, Scope(dossier))
    assert again.steps == []
    assert names_of(tmp_path / "words") | names_of(tmp_path / "chroma") == before
    assert len(before) == 2


def test_vectors_are_indexed_only_where_the_index_is_asked(store: Store, dossier: DossierId, tmp_path: Path) -> None:
    first, folder = keep(store, dossier, "premier"), tmp_path / "chroma"
    caches = caches_of(store, tmp_path, wide=len(first.passages))
    caches.refresh(unwatched)
    assert not folder.exists() or list(folder.iterdir()) == []
    second = keep(store, dossier, "second")
    caches.refresh(unwatched)
    assert len(list(folder.iterdir())) == 1
    assert_same(caches, store, Scope(dossier))
    store.library.forget(second.document.id)
    caches.refresh(unwatched)
    assert list(folder.iterdir()) == []
    assert_same(caches, store, Scope(dossier))
    caches.close()


@pytest.mark.parametrize("folder", ["words", "chroma"])
def test_what_is_forgotten_leaves_no_trace(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path, folder: str
) -> None:
    kept = keep(store, dossier, "premier")
    gone = keep(store, dossier, "second", f"Le {SECRET} est dû.")
    caches = opened()
    caches.refresh(unwatched)
    traces = [gone.document.id.encode(), SECRET.lower().encode()]
    assert any(trace in bytes_of(tmp_path / folder) for trace in traces)
    store.library.forget(gone.document.id)
    assert all(passage in {each.id for each in kept.passages} for passage, _ in both(caches, dossier))
    caches.refresh(unwatched)
    assert not any(trace in bytes_of(tmp_path / folder) for trace in traces)
    assert_same(caches, store, Scope(dossier))


def both(caches: OwnedCaches, dossier: DossierId) -> list[tuple[str, float]]:
    words = caches.words.search([*ASKED, (SECRET, 1.0)], Scope(dossier), 50)
    return [*words, *caches.vectors.nearest(VECTOR, Scope(dossier), 50)]


def test_a_forgotten_dossier_leaves_no_folder(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    other = store.dossiers.create("Autre").id
    keep(store, dossier, "premier")
    keep(store, other, "second")
    caches = opened()
    caches.refresh(unwatched)
    assert len(list((tmp_path / "words").iterdir())) == len(list((tmp_path / "chroma").iterdir())) == 2
    store.dossiers.forget(other)
    caches.refresh(unwatched)
    assert len(list((tmp_path / "words").iterdir())) == len(list((tmp_path / "chroma").iterdir())) == 1
    assert caches.words.search(ASKED, Scope(other), 5) == []


def test_forgetting_the_last_document_leaves_nothing(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    only = keep(store, dossier, "premier")
    caches = opened()
    caches.refresh(unwatched)
    store.library.forget(only.document.id)
    caches.refresh(unwatched)
    assert [path for path in (tmp_path / "chroma").rglob("*") if path.is_file()] == []
    assert [path for path in (tmp_path / "words").rglob("*") if path.is_file()] == []
    assert both(caches, dossier) == []


def test_a_document_read_afresh_is_indexed_afresh(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    caches = opened()
    first = keep(store, dossier, "premier", f"Le {SECRET} est dû.")
    caches.refresh(unwatched)
    store.library.forget(first.document.id)
    again = reading("premier", dossier, {"Réversibilité": ("Le Prestataire doit son assistance.",)})
    again = replace(again, document=replace(again.document, added=NOON + timedelta(hours=1)))
    vectors = ENCODER.encode_passages([passage.indexed for passage in again.passages], unwatched)
    store.library.add(again, b"", vectors, ENCODER.identity)
    caches.refresh(unwatched)
    assert caches.words.search([(SECRET, 1.0)], Scope(dossier), 5) == []
    assert SECRET.lower().encode() not in bytes_of(tmp_path / "words")
    assert_same(caches, store, Scope(dossier))


def test_another_encoder_makes_other_vectors(store: Store, dossier: DossierId, tmp_path: Path) -> None:
    class Other(WordEncoder):
        identity = "words@other"

    keep(store, dossier, "premier")
    first = caches_of(store, tmp_path)
    first.refresh(unwatched)
    first.close()
    second, watched = caches_of(store, tmp_path, Other.identity), Watched()
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

    keep(store, dossier, "premier")
    caches = opened()
    with pytest.raises(Cancelled):
        caches.refresh(stop)
    assert_same(caches, store, Scope(dossier))
    watched = Watched()
    caches.refresh(watched)
    assert {step for step, _, _ in watched.steps} == {"index des vecteurs"}
    assert_same(caches, store, Scope(dossier))


def test_dossiers_do_not_weigh_on_each_other(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches]
) -> None:
    keep(store, dossier, "premier")
    caches = opened()
    before = caches.words.search(ASKED, Scope(dossier), 50)
    other = store.dossiers.create("Autre").id
    for number in range(5):
        keep(store, other, f"contrat {number}")
    assert caches.words.search(ASKED, Scope(dossier), 50) == before


def test_a_borrower_writes_nothing_and_sees_changes(store: Store, dossier: DossierId, tmp_path: Path) -> None:
    borrowed = BorrowedCaches(record_of(store), lambda: TantivyWords(None))
    assert borrowed.words.search(ASKED, Scope(dossier), 5) == []
    read = keep(store, dossier, "premier")
    assert {passage for passage, _ in borrowed.words.search(ASKED, Scope(dossier), 5)} <= {p.id for p in read.passages}
    assert len(borrowed.vectors.nearest(VECTOR, Scope(dossier), 5)) == 3
    store.library.forget(DocumentId(read.document.id))
    assert borrowed.words.search(ASKED, Scope(dossier), 5) == []
    assert list(tmp_path.iterdir()) == []


def test_questions_and_changes_at_once(store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches]) -> None:
    caches, stop = opened(), Event()
    keep(store, dossier, "premier")

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
                read = keep(store, dossier, f"contrat {number}")
                caches.refresh(unwatched)
                store.library.forget(read.document.id)
                caches.refresh(unwatched)
        finally:
            stop.set()
    assert all(each.result() for each in asking)
    assert_same(caches, store, Scope(dossier))
