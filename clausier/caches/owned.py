"""Caches on disk, for the one process that owns the home folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from clausier.caches.cache import Cache, Closes, Making
from clausier.caches.record import Record
from clausier.caches.scan import ExactScan
from clausier.domain.documents import Document, DossierId, PassageId
from clausier.domain.questions import Scope
from clausier.errors import BrokenIndex
from clausier.ports import Library, VectorIndex, VectorSearch, Watcher, WordIndex

WIDE = 5_000  # passages; up to there a scan of the record, which is exact, takes no longer than Chroma (40 ms)

I = TypeVar("I", bound=Closes)  # noqa: E741
I_co = TypeVar("I_co", bound=Closes, covariant=True)


class Shelf(Generic[I]):
    """One kind of index, a cache a dossier: what is forgotten in one costs the others nothing."""

    def __init__(self, folder: Path, making: Making[I], library: Library) -> None:
        self._folder = folder
        self._making = making
        self._library = library
        self._lock = Lock()
        self._caches: dict[DossierId, Cache[I]] = {}

    def cache(self, dossier: DossierId) -> Cache[I]:
        with self._lock:
            if dossier not in self._caches:
                self._caches[dossier] = Cache(self._folder / _name(dossier), dossier, self._making, self._library)
            return self._caches[dossier]

    def refresh(self, dossiers: Sequence[DossierId], watch: Watcher) -> None:
        """Bring these in step with the record, and leave nothing of any other."""
        for dossier in dossiers:
            self._refreshed(self.cache(dossier), watch)
        with self._lock:
            for gone in self._caches.keys() - set(dossiers):
                self._caches.pop(gone).distrust()
        known = {_name(dossier) for dossier in dossiers}
        for folder in self._folder.glob("*"):
            if folder.name not in known:
                rmtree(folder) if folder.is_dir() else folder.unlink()

    def _refreshed(self, cache: Cache[I], watch: Watcher) -> None:
        try:
            cache.refresh(watch)
        except BrokenIndex:
            cache.distrust()
            cache.refresh(watch)

    def close(self) -> None:
        with self._lock:
            for cache in self._caches.values():
                cache.close()


@dataclass(frozen=True, slots=True)
class ShelvedWords:
    """Fits port WordSearch. A document that was just added is found; one that was just forgotten is not."""

    shelf: Shelf[WordIndex]

    def search(self, texts: Sequence[tuple[str, float]], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        cache = self.shelf.cache(scope.dossier)

        def search(index: WordIndex) -> list[tuple[PassageId, float]]:
            return index.search(texts, scope, limit)

        try:
            return cache.ask(search) or []
        except BrokenIndex:
            cache.distrust()
            return cache.ask(search) or []


@dataclass(frozen=True, slots=True)
class ShelvedVectors:
    """Fits port VectorSearch: Chroma in wide scopes, once it is in step with the record; a scan otherwise."""

    shelf: Shelf[VectorIndex]
    record: Record
    scan: VectorSearch
    wide: int = WIDE

    def nearest(self, vector: NDArray[np.float32], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        if self.record.size(scope) > self.wide:
            cache = self.shelf.cache(scope.dossier)
            try:
                found = cache.ask_if_current(lambda index: index.nearest(vector, scope, limit))
            except BrokenIndex:
                cache.distrust()  # made again at the next refresh; until then the scan answers
            else:
                if found is not None:
                    return found
        return self.scan.nearest(vector, scope, limit)


@dataclass(frozen=True, slots=True)
class Maker(Generic[I_co]):
    """An adapter that opens an index in a folder, and the recipe that its files depend on."""

    recipe: str
    open: Callable[[Path], I_co]


class OwnedCaches:
    """Both indexes. `refresh` after documents come or go, and once at start; the wiring holds the owner's lock."""

    def __init__(
        self,
        home: Path,
        record: Record,
        words: Maker[WordIndex],
        vectors: Maker[VectorIndex],
        wide: int = WIDE,
    ) -> None:
        self._record = record
        self._words = Shelf(home / "words", _making_words(record, words), record.library)
        self._vectors = Shelf(home / "chroma", _making_vectors(record, vectors, wide), record.library)
        self.words = ShelvedWords(self._words)
        self.vectors = ShelvedVectors(self._vectors, record, ExactScan(record.store, record.encoder), wide)

    def refresh(self, watch: Watcher) -> None:
        """Make both hold just what the record holds. Raises what `watch` raises; what is done by then stays done."""
        dossiers = self._record.all_dossiers()
        self._words.refresh(dossiers, watch)
        self._vectors.refresh(dossiers, watch)

    def rebuild(self, watch: Watcher) -> None:
        """Throw both away, and make them again from the record."""
        self._words.refresh((), watch)
        self._vectors.refresh((), watch)
        self.refresh(watch)

    def close(self) -> None:
        self._words.close()
        self._vectors.close()


def _making_words(record: Record, maker: Maker[WordIndex]) -> Making[WordIndex]:
    def fill(index: WordIndex, dossier: DossierId, documents: Sequence[Document]) -> None:
        index.add(dossier, record.read(dossier, documents))

    return Making(maker.recipe, "index des mots", record.documents, maker.open, fill)


def _making_vectors(record: Record, maker: Maker[VectorIndex], wide: int) -> Making[VectorIndex]:
    def documents(dossier: DossierId) -> list[Document]:
        """None where the scan answers every question: an index that nobody asks would double what the vectors take."""
        return record.encoded(dossier) if record.size(Scope(dossier)) > wide else []

    def fill(index: VectorIndex, dossier: DossierId, documents: Sequence[Document]) -> None:
        index.add(dossier, *record.vectors(dossier, documents))

    recipe = f"{maker.recipe}, {record.encoder}"
    return Making(recipe, "index des vecteurs", documents, maker.open, fill)


def _name(dossier: DossierId) -> str:
    """A folder's name, whatever characters the dossier's own holds."""
    return sha256(dossier.encode()).hexdigest()[:16]
