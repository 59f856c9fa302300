"""The nearest vectors by comparing every one: exact, and the fastest way in small scopes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausier.domain.documents import PassageId
from clausier.domain.questions import Scope
from clausier.ports import VectorStore


@dataclass(frozen=True, slots=True)
class ExactScan:
    """Fits port VectorSearch, straight from the record."""

    store: VectorStore
    encoder: str

    def nearest(self, vector: NDArray[np.float32], scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
        ids, vectors = self.store.vectors(scope, self.encoder)
        if not ids or limit < 1:
            return []
        scores = vectors @ vector
        least = np.partition(scores, -limit)[-limit] if limit < len(ids) else scores.min()
        best = [(ids[row], float(scores[row])) for row in np.flatnonzero(scores >= least)]
        return sorted(best, key=lambda row: (-row[1], row[0]))[:limit]
