"""Retrievers, each alone and nested."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from clausier.adapters.tantivy import TantivyWords
from clausier.caches import ExactScan
from clausier.domain.documents import DocumentId, DossierId, Passage, PassageId
from clausier.domain.questions import Hit, Query, Scope
from clausier.ports import Retriever
from clausier.retrieval import RRF_K, Dense, Fused, Reranked, Widened, Words, fused
from tests.builders import reading
from tests.fakes import MemoryLibrary, WordEncoder

HERE = Scope(DossierId("affaire"))
ENCODER = WordEncoder()


def _unwatched(step: str, done: int, total: int) -> None: ...


@pytest.fixture
def library() -> MemoryLibrary:
    kept = MemoryLibrary()
    for name, dossier in (("contrat", "affaire"), ("avenant", "affaire"), ("contrat", "autre")):
        read = reading(name, dossier)
        vectors = ENCODER.encode_passages([passage.indexed for passage in read.passages], _unwatched)
        kept.add(read, b"", vectors, ENCODER.identity)
    return kept


@pytest.fixture
def words(library: MemoryLibrary) -> Words:
    index = TantivyWords(None)
    for dossier in ("affaire", "autre"):
        index.add(DossierId(dossier), library.passages(Scope(DossierId(dossier))))
    return Words(index, library)


@pytest.fixture
def dense(library: MemoryLibrary) -> Dense:
    return Dense(ENCODER, ExactScan(library, ENCODER.identity), library)


@dataclass(frozen=True, slots=True)
class Longest:
    """A reranker that prefers long texts."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [float(len(text)) for text in texts]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A retriever that always finds the same."""

    hits: tuple[Hit, ...]

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        return list(self.hits[:limit])


def test_every_way_finds_the_clause_asked_for(words: Words, dense: Dense, library: MemoryLibrary) -> None:
    ways: list[Retriever] = [words, dense, Fused((dense, words)), Widened(Fused((dense, words)), library)]
    for way in ways:
        hits = way.find(Query("Le contrat se renouvelle-t-il tacitement ?"), HERE, 2)
        assert {hit.passage.article for hit in hits[:2]} == {"2.2"}, way


def test_no_way_leaves_its_scope(words: Words, dense: Dense, library: MemoryLibrary) -> None:
    scope = Scope(HERE.dossier, frozenset({DocumentId("affaire-avenant")}))
    for way in (words, dense, Reranked(Fused((dense, words)), Longest()), Widened(words, library)):
        assert {hit.passage.document_id for hit in way.find(Query("réversibilité"), scope, 20)} == scope.documents


def test_the_fields_words_find_what_the_question_does_not_say(words: Words) -> None:
    assert words.find(Query("Comment récupérer nos affaires ?"), HERE, 5) == []
    hits = words.find(Query("Comment récupérer nos affaires ?", ("réversibilité",)), HERE, 5)
    assert {hit.passage.article.split(".")[0] for hit in hits} == {"3"}


def test_the_questions_own_words_outweigh_the_fields(words: Words) -> None:
    hits = words.find(Query("renouvelle", ("assiste",)), HERE, 5)
    assert [hit.passage.article for hit in hits[:2]] == ["2.2", "2.2"]
    assert {hit.passage.article for hit in hits[2:]} == {"3.1", "3.2"}


def test_fusion_adds_reciprocal_ranks(library: MemoryLibrary) -> None:
    one, two, three = (Hit(passage, 0.0) for passage in library.passages(HERE)[:3])
    merged = fused([[one, two], [two, three]])
    assert [hit.passage.id for hit in merged] == [two.passage.id, one.passage.id, three.passage.id]
    assert merged[0].score == pytest.approx(1 / (RRF_K + 2) + 1 / (RRF_K + 1))


def test_fusion_breaks_ties_by_id_whatever_the_order(library: MemoryLibrary) -> None:
    rankings = [[Hit(passage, 0.0)] for passage in library.passages(HERE)[:4]]
    expected = sorted(ranking[0].passage.id for ranking in rankings)
    assert [hit.passage.id for hit in fused(rankings)] == expected
    assert [hit.passage.id for hit in fused(rankings[::-1])] == expected


def test_a_reranker_has_the_last_word(dense: Dense) -> None:
    hits = Reranked(dense, Longest()).find(Query("réversibilité"), HERE, 4)
    lengths = [len(hit.passage.indexed) for hit in hits]
    assert lengths == sorted(lengths, reverse=True)
    assert len(hits) == 4


def test_widening_adds_the_rest_of_the_article(words: Words, library: MemoryLibrary) -> None:
    scope = Scope(HERE.dossier, frozenset({DocumentId("affaire-contrat")}))
    hits = Widened(words, library).find(Query("tacitement"), scope, 1)
    assert [hit.passage.article for hit in hits] == ["2.2", "2", "2.1"]
    assert hits[1].score < hits[0].score


def test_a_passage_forgotten_meanwhile_is_left_out(words: Words, library: MemoryLibrary) -> None:
    before = words.find(Query("réversibilité"), HERE, 50)
    library.forget(DocumentId("affaire-avenant"))
    after = words.find(Query("réversibilité"), HERE, 50)
    assert [hit for hit in before if hit.passage.document_id != "affaire-avenant"] == after
    assert len(after) < len(before)


def test_the_scan_keeps_ties_in_order() -> None:
    library = MemoryLibrary()
    read = reading()
    library.add(read, b"", ENCODER.encode_passages(["pareil"] * len(read.passages), _unwatched), ENCODER.identity)
    ids = sorted(passage.id for passage in read.passages)
    scan = ExactScan(library, ENCODER.identity)
    found: list[tuple[PassageId, float]] = scan.nearest(ENCODER.encode_question("pareil"), HERE, 3)
    assert [passage for passage, _ in found] == ids[:3]
    assert scan.nearest(ENCODER.encode_question("pareil"), Scope(DossierId("vide")), 3) == []


def test_a_retriever_is_whatever_finds(library: MemoryLibrary) -> None:
    passage: Passage = library.passages(HERE)[0]
    assert Fused((Fixed((Hit(passage, 1.0),)),)).find(Query("x"), HERE, 1)[0].passage == passage
