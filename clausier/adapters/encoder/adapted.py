"""Vectors turned towards what contracts deal with: a linear map learnt from questions and the clauses that settle them.

The map is shipped beside this file; `python -m evals.adapting` makes it, from wordings written for it alone, and says
what it brings (docs/decisions/0019).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clausier.ports import Encoder, Vectors, Watcher

SHIPPED = Path(__file__).with_name("adapted.npz")

Matrix = NDArray[np.float32]

_REMEMBERED = 64  # questions: finding an answer asks for the vector of one several times


@dataclass(frozen=True)
class Adaptation:
    """One affine map for questions and one for passages, of n dimensions; vectors are unit rows before and after.

    Each takes the mean of its kind away, and multiplies what is left.
    """

    question_mean: Matrix  # (n,)
    question_map: Matrix  # (n, n)
    passage_mean: Matrix
    passage_map: Matrix

    def of_questions(self, rows: Matrix) -> Matrix:
        """(k, n) to (k, n)."""
        return _unit((rows - self.question_mean) @ self.question_map)

    def of_passages(self, rows: Matrix) -> Matrix:
        """(k, n) to (k, n)."""
        return _unit((rows - self.passage_mean) @ self.passage_map)

    @cached_property
    def name(self) -> str:
        """The first letters of the SHA-256 of its numbers."""
        parts = (self.question_mean, self.question_map, self.passage_mean, self.passage_map)
        return hashlib.sha256(b"".join(part.astype("<f2").tobytes() for part in parts)).hexdigest()[:12]


def load_adaptation(path: Path = SHIPPED) -> Adaptation:
    """The map kept in a file, as `save_adaptation` wrote it."""
    with np.load(path, allow_pickle=False) as kept:
        return Adaptation(*(kept[part].astype(np.float32) for part in Adaptation.__dataclass_fields__))


def save_adaptation(adaptation: Adaptation, path: Path) -> None:
    """Half precision is ten times finer than what the map was fitted to."""
    np.savez_compressed(
        path, **{part: getattr(adaptation, part).astype("<f2") for part in Adaptation.__dataclass_fields__}
    )


class AdaptedEncoder:
    """Fits port Encoder: another one's vectors, turned."""

    def __init__(self, encoder: Encoder, adaptation: Adaptation) -> None:
        self._encoder = encoder
        self._adaptation = adaptation
        self._question = lru_cache(_REMEMBERED)(encoder.encode_question)

    @property
    def identity(self) -> str:
        return f"{self._encoder.identity}+{self._adaptation.name}"

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        return self._adaptation.of_passages(self._encoder.encode_passages(texts, watch))

    def encode_question(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._adaptation.of_questions(self._question(text)[None])[0]
        return row

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)


def _unit(rows: NDArray[Any]) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit
