"""What every word index and every vector index does, in memory or on disk."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from clausier.adapters.chroma import ChromaVectors
from clausier.adapters.tantivy import TantivyWords
from clausier.domain.documents import DocumentId, DossierId, Passage
from clausier.domain.questions import Scope
from clausier.ports import VectorIndex, Vectors, WordIndex
from tests.builders import reading, vectors_of
from tests.fakes import MemoryVectorIndex, MemoryWordIndex

HERE, ELSEWHERE = DossierId("affaire"), DossierId("autre")
FIRST, SECOND = reading("contrat"), reading("avenant")
FOREIGN = reading("contrat", "autre")


@pytest.fixture(params=["memory", "tantivy in memory", "tantivy"])
def words(request: pytest.FixtureRequest, tmp_path: Path) -> WordIndex:
    made: dict[str, WordIndex] = {
        "memory": MemoryWordIndex(),
        "tantivy in memory": TantivyWords(None),
        "tantivy": TantivyWords(tmp_path / "words"),
    }
    index = made[request.param]
    for read in (FIRST, SECOND, FOREIGN):
        index.add(read.document.dossier, read.passages)
    return index


@pytest.fixture(params=["memory", "chroma"])
def vectors(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    index: VectorIndex = MemoryVectorIndex()
    if request.param == "chroma":
        index = ChromaVectors(tmp_path / "chroma", "seeded@4")
    for read in (FIRST, SECOND, FOREIGN):
        index.add(read.document.dossier, read.passages, vectors_of(read))
    yield index
    index.close()


def _one(passage: Passage) -> Vectors:
    row: Vectors = vectors_of(FIRST)[[each.id for each in FIRST.passages].index(passage.id)]
    return row


def test_the_passage_with_the_words_comes_first(words: WordIndex) -> None:
    found = words.search([("assistance pendant six mois", 1.0)], Scope(HERE, frozenset({FIRST.document.id})), 3)
    best = next(passage for passage in FIRST.passages if passage.id == found[0][0])
    assert "assiste le Client pendant six mois" in best.text
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_words_that_nothing_holds_find_nothing(words: WordIndex) -> None:
    assert words.search([("xylophone", 1.0)], Scope(HERE), 5) == []
    assert words.search([("", 1.0)], Scope(HERE), 5) == []
    assert words.search([], Scope(HERE), 5) == []


def test_words_stay_in_their_dossier(words: WordIndex) -> None:
    found = words.search([("réversibilité prestataire contrat", 1.0)], Scope(ELSEWHERE), 50)
    assert {passage for passage, _ in found} <= {passage.id for passage in FOREIGN.passages}
    assert found
    assert words.search([("réversibilité", 1.0)], Scope(DossierId("inconnu")), 5) == []


def test_words_stay_in_the_documents_asked(words: WordIndex) -> None:
    found = words.search([("réversibilité prestataire contrat", 1.0)], Scope(HERE, frozenset({SECOND.document.id})), 50)
    assert {passage for passage, _ in found} <= {passage.id for passage in SECOND.passages}
    assert found
    # A document of another dossier is not reached by naming it.
    assert words.search([("réversibilité", 1.0)], Scope(HERE, frozenset({FOREIGN.document.id})), 5) == []


def test_adding_twice_changes_nothing(words: WordIndex) -> None:
    asked = [("réversibilité", 1.0)]
    before = [passage for passage, _ in words.search(asked, Scope(HERE), 50)]
    words.add(HERE, FIRST.passages)
    assert [passage for passage, _ in words.search(asked, Scope(HERE), 50)] == before


def test_a_lighter_text_weighs_less(words: WordIndex) -> None:
    scope = Scope(HERE, frozenset({FIRST.document.id}))
    for heavy, light in (("tacitement", "assiste"), ("assiste", "tacitement")):
        found = words.search([(heavy, 1.0), (light, 0.1)], scope, 5)
        best = next(passage for passage in FIRST.passages if passage.id == found[0][0])
        assert heavy in best.text
        assert len(found) > 1


def test_a_limit_is_kept(words: WordIndex, vectors: VectorIndex) -> None:
    assert len(words.search([("contrat prestataire client réversibilité", 1.0)], Scope(HERE), 2)) == 2
    assert len(vectors.nearest(_one(FIRST.passages[0]), Scope(HERE), 2)) == 2


def test_a_vector_is_nearest_to_itself(vectors: VectorIndex) -> None:
    for passage in FIRST.passages:
        (found, score), *_ = vectors.nearest(_one(passage), Scope(HERE, frozenset({FIRST.document.id})), 3)
        assert found == passage.id
        assert score == pytest.approx(1.0, abs=1e-4)


def test_vectors_stay_in_their_scope(vectors: VectorIndex) -> None:
    vector = _one(FIRST.passages[0])
    for scope, read in (
        (Scope(ELSEWHERE), FOREIGN),
        (Scope(HERE, frozenset({SECOND.document.id})), SECOND),
    ):
        found = {passage for passage, _ in vectors.nearest(vector, scope, 50)}
        assert found == {passage.id for passage in read.passages}
    assert vectors.nearest(vector, Scope(HERE, frozenset({FOREIGN.document.id})), 5) == []
    assert vectors.nearest(vector, Scope(DossierId("inconnu")), 5) == []


def test_adding_vectors_again_replaces_them(vectors: VectorIndex) -> None:
    vectors.add(HERE, FIRST.passages, np.roll(vectors_of(FIRST), 1, axis=0))
    found = vectors.nearest(_one(FIRST.passages[0]), Scope(HERE, frozenset({DocumentId("affaire-contrat")})), 1)
    assert found[0][0] == FIRST.passages[1].id
    assert len(vectors.nearest(_one(FIRST.passages[0]), Scope(HERE), 50)) == len(FIRST.passages) + len(SECOND.passages)
