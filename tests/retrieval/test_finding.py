"""Retrievers, each alone and nested."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from clausier.adapters.tantivy import TantivyWords
from clausier.caches import ExactScan
from clausier.domain.documents import DocumentId, DossierId, Passage, PassageId
from clausier.domain.questions import Hit, Query, Scope
from clausier.domain.structure import article_of
from clausier.ports import Retriever
from clausier.retrieval import REPEATED, Dense, Fused, Reranked, Widened, Words, merged, spread
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


@pytest.fixture
def both(words: Words, dense: Dense, library: MemoryLibrary) -> Fused:
    return Fused(((words, 1.0), (dense, 1.0)), library)


@dataclass(frozen=True, slots=True)
class Longest:
    """A reranker that prefers long texts."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        return [float(len(text)) for text in texts]


def test_every_way_finds_the_clause_asked_for(words: Words, dense: Dense, both: Fused, library: MemoryLibrary) -> None:
    ways: list[Retriever] = [words, dense, both, Widened(both, library)]
    for way in ways:
        hits = way.find(Query("Le contrat se renouvelle-t-il tacitement ?"), HERE, 2)
        assert {hit.passage.article for hit in hits[:2]} == {"2.2"}, way


def test_no_way_leaves_its_scope(words: Words, dense: Dense, both: Fused, library: MemoryLibrary) -> None:
    scope = Scope(HERE.dossier, frozenset({DocumentId("affaire-avenant")}))
    for way in (words, dense, Reranked(both, Longest()), Widened(words, library)):
        assert {hit.passage.document_id for hit in way.find(Query("réversibilité"), scope, 20)} == scope.documents


def test_the_fields_words_find_what_the_question_does_not_say(words: Words) -> None:
    assert words.find(Query("Comment récupérer nos affaires ?"), HERE, 5) == []
    hits = words.find(Query("Comment récupérer nos affaires ?", ("réversibilité",)), HERE, 5)
    assert {hit.passage.article.split(".")[0] for hit in hits} == {"3"}


def test_the_questions_own_words_outweigh_the_fields(words: Words) -> None:
    hits = words.find(Query("renouvelle", ("assiste",)), HERE, 5)
    assert [hit.passage.article for hit in hits[:2]] == ["2.2", "2.2"]
    assert {hit.passage.article for hit in hits[2:]} == {"3.1", "3.2"}


def test_fusion_adds_what_each_ranking_gives_on_its_own_scale() -> None:
    one, two, three = (PassageId(name) for name in ("1", "2", "3"))
    words = [(one, 30.0), (two, 25.0), (three, 10.0)]
    vectors = [(two, 0.9), (three, 0.85), (one, 0.8)]
    found = dict(merged([(words, 1.0), (vectors, 0.5)]))
    assert found == pytest.approx({two: 0.75 + 0.5, one: 1.0, three: 0.25})
    assert [passage for passage, _ in merged([(words, 1.0), (vectors, 0.5)])] == [two, one, three]


def test_a_ranking_that_finds_nothing_or_one_passage_is_merged_too() -> None:
    one, two = PassageId("1"), PassageId("2")
    assert merged([([], 1.0), ([(two, 0.3)], 0.5)]) == [(two, 0.5)]
    assert merged([]) == []
    assert merged([([(one, 7.0)], 1.0), ([(two, 0.9), (one, 0.8)], 1.0)]) == [(one, 1.0), (two, 1.0)]


def test_fusion_breaks_ties_by_id_whatever_the_order() -> None:
    names = [PassageId(name) for name in ("4", "2", "3", "1")]
    rankings = [([(name, 1.0)], 1.0) for name in names]
    assert [passage for passage, _ in merged(rankings)] == sorted(names)
    assert merged(rankings[::-1]) == merged(rankings)


def test_articles_are_spread(library: MemoryLibrary) -> None:
    passages = library.passages(Scope(HERE.dossier, frozenset({DocumentId("affaire-contrat")})))
    same = [passage for passage in passages if article_of(passage)[1] == ("Article 2 Durée",)]
    other = next(passage for passage in passages if passage.article.startswith("3"))
    hits = [Hit(same[0], 1.0), Hit(same[1], 0.9), Hit(other, 0.8), Hit(same[2], 0.7)]
    found = spread(hits)
    assert [hit.passage.id for hit in found] == [passage.id for passage in (same[0], other, same[1], same[2])]
    assert [hit.score for hit in found] == pytest.approx([1.0, 0.8, 0.9 * REPEATED, 0.7 * REPEATED**2])


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


def test_whatever_ranks_can_be_fused(library: MemoryLibrary) -> None:
    passage: Passage = library.passages(HERE)[0]

    @dataclass(frozen=True, slots=True)
    class Fixed:
        def rank(self, query: Query, scope: Scope, limit: int) -> list[tuple[PassageId, float]]:
            return [(passage.id, 1.0)]

    assert Fused(((Fixed(), 1.0),), library).find(Query("x"), HERE, 1)[0].passage == passage
