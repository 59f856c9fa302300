"""One dossier's index on disk, kept in step with the record."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from threading import RLock
from typing import Generic, Protocol, TypeVar
from uuid import uuid4

from clausier.caches.seal import Seal, checksums, read_seal
from clausier.domain.documents import Document, DocumentId, DossierId
from clausier.ports import Library, Watcher

_BATCH = 4_000  # passages read, indexed and sealed at a time: seconds of work, and bounded memory
_PATIENCE = 0.2  # seconds that a question waits for another one's answer


class Closes(Protocol):
    def close(self) -> None: ...


I = TypeVar("I", bound=Closes)  # noqa: E741
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Making(Generic[I]):
    """How one kind of index is made from the record."""

    recipe: str  # made by another, it is made again
    step: str  # what the reader is told, in French
    documents: Callable[[DossierId], list[Document]]  # what it should hold
    open: Callable[[Path], I]
    fill: Callable[[I, DossierId, Sequence[Document]], None]


class Cache(Generic[I]):
    """Holds just what the record holds, whatever happened to its files. Nothing is ever deleted inside an index.

    A deleted row leaves its text in the files, so forgetting makes the index afresh and removes the old folder.
    """

    def __init__(self, folder: Path, dossier: DossierId, making: Making[I], library: Library) -> None:
        self._folder = folder
        self._dossier = dossier
        self._making = making
        self._library = library
        self._lock = RLock()
        self._seal: Seal | None = None  # checked in this process
        self._index: I | None = None

    def refresh(self, watch: Watcher) -> None:
        """Bring the files in step with the record; a moment when they already are."""
        with self._lock:
            generation = self._library.generation()
            if self._seal is not None and self._seal.generation == generation:
                return
            wanted = {document.id: document for document in self._making.documents(self._dossier)}
            seal = self._usable(wanted)
            if not wanted:
                return self._clear()
            if seal is None:
                self._clear()
                seal = Seal(uuid4().hex, self._making.recipe, 0, {}, {})
            self._complete(replace(seal, generation=generation), wanted, watch)

    def ask(self, question: Callable[[I], R]) -> R | None:
        """What the index answers, once it is in step with the record; None where there is nothing to index."""
        with self._lock:  # held while it answers: another thread may not close the index meanwhile
            self.refresh(_unwatched)
            return question(self._open(self._seal)) if self._seal else None

    def ask_if_current(self, question: Callable[[I], R]) -> R | None:
        """The same without the wait: None where the index is not in step, or is being made."""
        if not self._lock.acquire(timeout=_PATIENCE):
            return None
        try:
            in_step = self._seal is not None and self._seal.generation == self._library.generation()
            return question(self._open(self._seal)) if in_step and self._seal else None
        finally:
            self._lock.release()

    def distrust(self) -> None:
        """Make the index afresh when it is next asked for."""
        with self._lock:
            self._clear()

    def close(self) -> None:
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None

    def _usable(self, wanted: dict[DocumentId, Document]) -> Seal | None:
        seal = self._seal or read_seal(self._folder)
        if seal is None or seal.recipe != self._making.recipe:
            return None
        kept = {document: _stamp(wanted[document]) for document in seal.documents if document in wanted}
        return seal if kept == seal.documents else None

    def _complete(self, seal: Seal, wanted: dict[DocumentId, Document], watch: Watcher) -> None:
        missing = [document for document in wanted.values() if document.id not in seal.documents]
        done, total = 0, sum(document.report.passages for document in missing)
        for batch in _batches(missing):
            watch(self._making.step, done, total)
            index = self._open(seal)
            self._seal = None  # until the files are sealed again, they are nothing to rely on
            self._making.fill(index, self._dossier, batch)
            added = {document.id: _stamp(document) for document in batch}
            seal = self._sealed(replace(seal, documents={**seal.documents, **added}))
            done += sum(document.report.passages for document in batch)
        if missing:
            watch(self._making.step, total, total)
        else:
            seal.write(self._folder)
            self._seal = seal

    def _open(self, seal: Seal) -> I:
        if self._index is None:
            self._index = self._making.open(self._folder / seal.build)
            if seal.documents:
                self._sealed(seal)  # Chroma writes to its files when it opens them
        return self._index

    def _sealed(self, seal: Seal) -> Seal:
        self._seal = replace(seal, files=checksums(self._folder / seal.build))
        self._seal.write(self._folder)
        return self._seal

    def _clear(self) -> None:
        self.close()
        self._seal = None
        if self._folder.exists():
            rmtree(self._folder)


def _unwatched(step: str, done: int, total: int) -> None:
    """For work that a question waits for: it is short, and nobody looks."""


def _stamp(document: Document) -> str:
    return document.added.isoformat()


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Whole documents, together about `_BATCH` passages."""
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if sum(each.report.passages for each in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
