from pathlib import Path

import numpy as np
import pytest

from clausier.adapters.encoder import open_encoder
from clausier.adapters.modelstore import ModelStore
from clausier.errors import Cancelled
from clausier.models import ENCODER
from clausier.ports import Encoder
from tests.conftest import MODELS
from tests.fakes import WordEncoder

CLAUSES = (
    "Le Prestataire assure la réversibilité et transfère les données au Client en fin de contrat.",
    "Le prix est payé à trente jours.",
    "Chaque partie peut résilier le contrat en cas de manquement grave, après une mise en demeure restée sans effet "
    "pendant trente jours, sans préjudice des dommages et intérêts auxquels elle pourrait prétendre. " * 3,
)


def unwatched(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def folder() -> Path:
    return ModelStore(MODELS).fetch(ENCODER, unwatched)


@pytest.fixture(
    scope="module", params=["words", "openvino", pytest.param("sentence-transformers", marks=pytest.mark.slow)]
)
def encoder(request: pytest.FixtureRequest, folder: Path) -> Encoder:
    if request.param == "words":
        return WordEncoder()
    name = ENCODER if request.param == "openvino" else str(folder)
    return open_encoder(name, ModelStore(MODELS), threads=1)


def test_each_text_has_a_row_of_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(CLAUSES, unwatched)
    assert vectors.shape == (len(CLAUSES), encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_question_is_one_vector_of_the_same_kind(encoder: Encoder) -> None:
    vector = encoder.encode_question("réversibilité ?")
    assert vector.shape == (encoder.dimension,)
    assert vector.dtype == np.float32
    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-3)


def test_rows_keep_the_order_of_the_texts_whatever_they_are_encoded_with(encoder: Encoder) -> None:
    many = CLAUSES * 5
    together = encoder.encode_passages(many, unwatched)
    for row in (0, 2, 7, 14):
        alone = encoder.encode_passages([many[row]], unwatched)[0]
        assert float(alone @ together[row]) > 0.999


def test_no_text_is_no_row(encoder: Encoder) -> None:
    assert encoder.encode_passages([], unwatched).shape == (0, encoder.dimension)


def test_a_question_is_nearest_to_the_clause_that_deals_with_it(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(CLAUSES, unwatched)
    nearest = [
        int(np.argmax(vectors @ encoder.encode_question(question)))
        for question in ("La réversibilité est-elle prévue ?", "Quand le prix est-il payé ?", "Comment résilier ?")
    ]
    assert nearest == [0, 1, 2]


def test_work_is_told_to_its_end(encoder: Encoder) -> None:
    told: list[tuple[int, int]] = []
    encoder.encode_passages(CLAUSES * 9, lambda step, done, total: told.append((done, total)))
    assert told[-1] == (27, 27)
    assert told == sorted(told)
    assert len(told) > 2


def test_a_reader_may_stop_it(encoder: Encoder) -> None:
    def watch(step: str, done: int, total: int) -> None:
        if done:
            raise Cancelled("assez")

    with pytest.raises(Cancelled):
        encoder.encode_passages(CLAUSES * 9, watch)


def test_longer_texts_have_more_tokens(encoder: Encoder) -> None:
    counts = [encoder.count_tokens(text) for text in (CLAUSES[1], CLAUSES[0], CLAUSES[2])]
    assert counts == sorted(set(counts))
    assert counts[0] > 0


def test_the_identity_stays(encoder: Encoder) -> None:
    assert encoder.identity
    assert encoder.identity == encoder.identity
