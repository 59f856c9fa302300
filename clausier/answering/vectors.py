"""The vectors of passages, as the record has them."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from clausier.domain.documents import PassageId
from clausier.ports import VectorStore

PassageVectors = Mapping[PassageId, NDArray[np.float32]]
"""Unit vectors of one encoder. A passage that has none is not there."""

VectorsOf = Callable[[Sequence[PassageId]], PassageVectors]


def no_vectors(passages: Sequence[PassageId]) -> PassageVectors:
    """For whoever goes by words alone."""
    return {}


def stored_vectors(store: VectorStore, encoder: str, passages: Sequence[PassageId]) -> PassageVectors:
    """Those of the record, by one encoder."""
    found, rows = store.some(passages, encoder)
    return dict(zip(found, rows, strict=True))
