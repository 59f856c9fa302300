"""The same searches without any file, for a process that does not own the home folder."""

from collections.abc import Callable, Sequence
from threading import Lock

from clausier.caches.record import Record
from clausier.caches.scan import ExactScan
from clausier.domain.documents import DossierId, PassageId
from clausier.domain.questions import Scope
from clausier.errors import ClausierError
from clausier.ports import Watcher, WordIndex

_KEPT = 4  # dossiers whose words are held in memory at once


class MemoryWords:
    """Fits port WordSearch: a dossier's words, indexed in memory when it is first asked and when it has changed."""

    def __init__(self, record: Record, make: Callable[[], WordIndex]) -> None:
        self._record = record
        self._make = make
        self._lock = Lock()
        self._held: dict[DossierId, tuple[int, WordIndex]] = {}

    def search(self, texts: Sequence[tuple[str, float]], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        return self._current(scope.dossier).search(texts, scope, limit)

    def _current(self, dossier: DossierId) -> WordIndex:
        with self._lock:
            generation = self._record.library.generation()
            held = self._held.pop(dossier, None)
            if held is None or held[0] != generation:
                index = self._make()
                index.add(dossier, self._record.passages.passages(Scope(dossier)))
                held = generation, index
            self._held[dossier] = held
            while len(self._held) > _KEPT:
                self._held.pop(next(iter(self._held)))
            return held[1]


class BorrowedCaches:
    """Both searches, for one who may not touch the caches on disk. Slower in wide scopes; the answers are the same."""

    def __init__(self, record: Record, words: Callable[[], WordIndex]) -> None:
        self.words = MemoryWords(record, words)
        self.vectors = ExactScan(record.store, record.encoder)

    def refresh(self, watch: Watcher) -> None:
        """Nothing to do: the words are made again when they are next asked, the vectors are the record's own."""

    def rebuild(self, watch: Watcher) -> None:
        """Refused: the files are the owner's."""
        raise ClausierError(
            "Clausier est déjà ouvert, et tient ses index.",
            "Fermez la page (Ctrl + C dans son terminal), puis recommencez.",
        )

    def close(self) -> None:
        """Nothing is open."""
