"""What the tests of the caches share: a record with some text in it, and the caches made of it."""

from pathlib import Path

import pytest

from clausier.adapters.chroma import RECIPE as CHROMA
from clausier.adapters.chroma import ChromaVectors
from clausier.adapters.sqlite import SqliteStore
from clausier.adapters.tantivy import RECIPE as TANTIVY
from clausier.adapters.tantivy import TantivyWords
from clausier.caches import BorrowedCaches, Maker, OwnedCaches, Record
from clausier.domain.documents import DossierId, Reading
from clausier.domain.questions import Scope
from tests.builders import reading
from tests.fakes import MemoryStore, WordEncoder

ENCODER = WordEncoder()
ASKED = [("réversibilité assistance prestataire", 1.0)]
VECTOR = ENCODER.encode_question("Quelle assistance à la réversibilité le prestataire doit-il ?")
SECRET = "Zygomorphe"
Store = MemoryStore | SqliteStore


def unwatched(step: str, done: int, total: int) -> None: ...


class Watched:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def __call__(self, step: str, done: int, total: int) -> None:
        self.steps.append((step, done, total))


def record_of(store: Store, encoder: str = ENCODER.identity) -> Record:
    return Record(store.dossiers, store.library, store.passages, store.vectors, encoder)


def caches_of(store: Store, home: Path, encoder: str = ENCODER.identity, wide: int = 0) -> OwnedCaches:
    """Unless told otherwise, every scope counts as wide, so that Chroma answers."""
    chroma = Maker(CHROMA, lambda folder: ChromaVectors(folder, encoder))
    return OwnedCaches(home, record_of(store, encoder), Maker(TANTIVY, TantivyWords), chroma, wide)


def keep(store: Store, dossier: DossierId, name: str, *paragraphs: str) -> Reading:
    articles = {"Réversibilité": paragraphs or (f"Le Prestataire {name} doit son assistance.", "Elle dure six mois.")}
    read = reading(name, dossier, articles)
    vectors = ENCODER.encode_passages([passage.indexed for passage in read.passages], unwatched)
    store.library.add(read, b"", vectors, ENCODER.identity)
    return read


def bytes_of(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def names_of(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*/*") if path.is_dir()}


def assert_same(caches: OwnedCaches, store: Store, scope: Scope) -> None:
    """The caches on disk give what the record alone gives."""
    borrowed = BorrowedCaches(record_of(store), lambda: TantivyWords(None))
    ours, theirs = caches.words.search(ASKED, scope, 50), borrowed.words.search(ASKED, scope, 50)
    assert [passage for passage, _ in ours] == [passage for passage, _ in theirs]
    assert dict(ours) == pytest.approx(dict(theirs))
    ours, theirs = caches.vectors.nearest(VECTOR, scope, 50), borrowed.vectors.nearest(VECTOR, scope, 50)
    assert dict(ours) == pytest.approx(dict(theirs), abs=1e-4)
