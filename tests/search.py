"""The encoder and the indexes, in memory: small honest implementations that pass the tests of the real ones."""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from clausier.answering.words import content_stems, explained
from clausier.domain.documents import DossierId, Passage, PassageId
from clausier.domain.folding import fold
from clausier.domain.questions import Hit, Query, Scope
from clausier.ports import Passages, Vectors, Watcher

_WORD = re.compile(r"\w{3,}")


def _words(text: str) -> list[str]:
    """Folded words, cut short so that singular and plural, verb and noun mostly meet."""
    return [word[:6] for word in _WORD.findall(fold(text))]


class WordEncoder:
    """Vectors by word overlap: deterministic, instant, and nearly sensible."""

    identity = "words@256"
    dimension = 256

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        rows: list[NDArray[np.float32]] = []
        for done, text in enumerate(texts, 1):
            rows.append(self.encode_question(text))
            watch("vecteurs", done, len(texts))
        return np.array(rows, np.float32).reshape(len(texts), self.dimension)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        row = np.zeros(self.dimension, np.float32)
        for word in _words(text):
            row[crc32(word.encode()) % self.dimension] += 1
        length = np.linalg.norm(row)
        if not length:
            row[0], length = 1.0, np.float64(1.0)
        unit: NDArray[np.float32] = (row / length).astype(np.float32)
        return unit

    def count_tokens(self, text: str) -> int:
        return len(text.split())


class ByWords:
    """A retriever that counts the words in common."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        asked = content_stems(f"{query.text} {' '.join(query.expansions)}")
        hits = [Hit(p, len(explained(asked, content_stems(p.indexed)))) for p in self._passages.passages(scope)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:limit]


class MemoryWordIndex:
    """Counts the words that text and passage share."""

    def __init__(self) -> None:
        self._rows: dict[PassageId, tuple[DossierId, Passage]] = {}

    def add(self, dossier: DossierId, passages: Sequence[Passage]) -> None:
        self._rows.update({passage.id: (dossier, passage) for passage in passages})

    def search(self, texts: Sequence[tuple[str, float]], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        weights: dict[str, float] = {}
        for text, weight in texts:
            for word in _words(text):
                weights[word] = max(weights.get(word, 0.0), weight)
        scored = [
            (passage.id, sum(weights.get(word, 0.0) for word in set(_words(passage.indexed))))
            for dossier, passage in self._rows.values()
            if _within(scope, dossier, passage)
        ]
        return sorted((row for row in scored if row[1] > 0), key=lambda row: (-row[1], row[0]))[:limit]

    def close(self) -> None:
        self._rows.clear()


class MemoryVectorIndex:
    """Compares every vector."""

    def __init__(self) -> None:
        self._rows: dict[PassageId, tuple[DossierId, Passage, NDArray[np.float32]]] = {}

    def add(self, dossier: DossierId, passages: Sequence[Passage], vectors: Vectors) -> None:
        rows = zip(passages, vectors, strict=True)
        self._rows.update({passage.id: (dossier, passage, vector) for passage, vector in rows})

    def nearest(self, vector: NDArray[np.float32], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        scored = [
            (passage.id, float(row @ vector))
            for dossier, passage, row in self._rows.values()
            if _within(scope, dossier, passage)
        ]
        return sorted(scored, key=lambda row: (-row[1], row[0]))[:limit]

    def close(self) -> None:
        self._rows.clear()


def _within(scope: Scope, dossier: DossierId, passage: Passage) -> bool:
    return dossier == scope.dossier and (not scope.documents or passage.document_id in scope.documents)
