"""Ways of finding passages. Each is a Retriever, so they nest: `Reranked(Fused((Dense(…), Words(…))), reranker)`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clausier.domain.documents import PassageId
from clausier.domain.questions import Hit, Query, Scope
from clausier.errors import UnknownName
from clausier.neighbours import neighbours
from clausier.ports import Encoder, Passages, Reranker, Retriever, VectorSearch, WordSearch

RRF_K = 60  # Cormack, Clarke and Büttcher 2009; larger flattens the head of each list
CANDIDATES = 40  # taken from each ranking before they are merged; measured: 20, 40 and 100 find the same
EXPANSION_WEIGHT = 0.3  # the field has many words for a thing: together they must not outvote the question's own
RERANKED = 24  # pairs that a cross-encoder reads; its time grows with them
AROUND = 6  # neighbours that `Widened` adds


@dataclass(frozen=True, slots=True)
class Words:
    """By the words that question and passage share, and, for less, by the field's words for the same thing."""

    index: WordSearch
    passages: Passages

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        texts = [(query.text, 1.0), *((text, EXPANSION_WEIGHT) for text in query.expansions)]
        return _hits(self.passages, self.index.search(texts, scope, limit))


@dataclass(frozen=True, slots=True)
class Dense:
    """By meaning: the passages whose vectors lie nearest to the question's."""

    encoder: Encoder
    index: VectorSearch
    passages: Passages

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        return _hits(self.passages, self.index.nearest(self.encoder.encode_question(query.text), scope, limit))


@dataclass(frozen=True, slots=True)
class Fused:
    """Several rankings merged by reciprocal rank: what two of them place well comes before what one places first."""

    retrievers: tuple[Retriever, ...]

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        wanted = max(limit, CANDIDATES)
        return fused([retriever.find(query, scope, wanted) for retriever in self.retrievers])[:limit]


@dataclass(frozen=True, slots=True)
class Reranked:
    """Another retriever's hits in the order of a model that reads question and passage together."""

    inner: Retriever
    reranker: Reranker

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        hits = self.inner.find(query, scope, max(limit, RERANKED))
        scores = self.reranker.scores(query.text, [hit.passage.indexed for hit in hits])
        return _best(replace(hit, score=score) for hit, score in zip(hits, scores, strict=True))[:limit]


@dataclass(frozen=True, slots=True)
class Widened:
    """Another retriever's hits, `limit` of them, then what stands around them, for a reader that needs the context."""

    inner: Retriever
    passages: Passages
    around: int = AROUND

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        hits = self.inner.find(query, scope, limit)
        found = neighbours([hit.passage for hit in hits], self.passages, self.around)
        return hits + [Hit(neighbour.passage, 0.0) for neighbour in found]


def fused(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Merge rankings by reciprocal rank. Ties go to the smaller id, so that a run repeats exactly."""
    hits = {hit.passage.id: hit for ranking in reversed(rankings) for hit in ranking}
    ranks = [{hit.passage.id: rank for rank, hit in enumerate(ranking, 1)} for ranking in rankings]
    places = {passage: tuple(known.get(passage, 0) for known in ranks) for passage in hits}
    return _best(
        replace(hit, score=sum(1 / (RRF_K + place) for place in places[passage] if place), places=places[passage])
        for passage, hit in hits.items()
    )


def _best(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def _hits(passages: Passages, scored: Sequence[tuple[PassageId, float]]) -> list[Hit]:
    """The passages themselves. One that was forgotten since the index was asked is left out."""
    hits: list[Hit] = []
    for passage, score in scored:
        try:
            hits.append(Hit(passages.passage(passage), score))
        except UnknownName:
            continue
    return hits
