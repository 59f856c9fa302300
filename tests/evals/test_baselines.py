"""The rivals' own parts, as far as they need no more than Clausier does."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausier.ports import Vectors, Watcher
from evals.baselines import OVERLAP, SIZE, Chunk, Dense, split
from evals.vectors import KeptEncoder, unwatched

CHUNKS = [Chunk("a", 1, "le loyer"), Chunk("b", None, "la durée"), Chunk("a", 2, "le préavis")]


class Counted:
    """Every text is its first letter's place; how many were asked for is told."""

    identity = "lettres"
    dimension = 30

    def __init__(self) -> None:
        self.texts = 0

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        return np.array([self.encode_question(text.split()[-1]) for text in texts]).reshape(-1, self.dimension)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        self.texts += 1
        vector: NDArray[np.float32] = np.eye(self.dimension, dtype=np.float32)[ord(text[0]) - ord("a")]
        return vector

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def test_long_texts_are_cut_with_something_in_common() -> None:
    text = " ".join(f"mot{number}" for number in range(400))
    found = split([Chunk("a", 3, text), Chunk("b", None, "court")])
    assert found[-1] == Chunk("b", None, "court")
    assert {(chunk.document, chunk.page) for chunk in found[:-1]} == {("a", 3)}
    assert max(len(chunk.text) for chunk in found) <= SIZE
    first, second = found[0].text.split(), found[1].text.split()
    assert 0 < len(" ".join([word for word in second if word in first])) <= OVERLAP


def test_vectors_are_compared_within_the_documents_named() -> None:
    dense = Dense(CHUNKS, Counted())
    assert [chunk.text for chunk in dense.find("loyer", 3)] == ["le loyer"]
    assert dense.find("durée", 3, ["a"]) == []
    assert dense.find("préavis", 1, ["a"])[0].page == 2


def test_a_text_is_encoded_once_for_ever(tmp_path: Path) -> None:
    encoder = Counted()
    first = KeptEncoder(encoder, tmp_path)
    rows = first.encode_passages(["le loyer", "la durée", "le loyer"], unwatched)
    assert encoder.texts == 2
    assert np.array_equal(rows[0], rows[2])
    again = KeptEncoder(encoder, tmp_path)
    assert np.array_equal(again.encode_passages(["la durée", "le préavis"], unwatched)[0], rows[1])
    assert encoder.texts == 3
    again.encode_question("loyer")
    assert encoder.texts == 4, "a question is not a passage"
    assert np.array_equal(again.encode_question("loyer"), first.encode_question("loyer"))
    assert encoder.texts == 4


def test_vectors_of_another_encoder_are_not_taken(tmp_path: Path) -> None:
    KeptEncoder(Counted(), tmp_path).encode_question("loyer")
    other = Counted()
    other.identity = "autres"
    KeptEncoder(other, tmp_path).encode_question("loyer")
    assert other.texts == 1
