"""Ways of finding passages. Each is a Retriever, so they nest: `Reranked(Fused((…), passages), reranker)`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from clausier.domain.documents import PassageId
from clausier.domain.questions import Hit, Query, Scope
from clausier.domain.structure import Article, article_of
from clausier.errors import UnknownName
from clausier.neighbours import neighbours
from clausier.ports import Encoder, Passages, Reranker, Retriever, VectorSearch, WordSearch

# What `python -m evals.ablation` measures, on questions of the field and on sets nobody here wrote.
CANDIDATES = 200  # of each ranking: the last of them is where its scale begins
MEANING_WEIGHT = 0.8  # of vectors beside words; from 0.5 to 1.2 finds about the same
EXPANSION_WEIGHT = 0.5  # the field has many words for a thing: together they must not outvote the question's own
REPEATED = 0.85  # what a passage keeps of its score for every better one of its article
_LOOKED_AT = 2  # passages read for one wanted: articles that repeat make room for others
RERANKED = 24  # pairs that a cross-encoder reads; its time grows with them
AROUND = 6  # neighbours that `Widened` adds

Scored = list[tuple[PassageId, float]]
"""Passages by name, best first, with scores comparable within this list only."""


class Ranking(Protocol):
    """One order of passages, which takes no passage from the record."""

    def rank(self, query: Query, scope: Scope, limit: int) -> Scored: ...


@dataclass(frozen=True, slots=True)
class Words:
    """By the words that question and passage share, and, for less, by the field's words for the same thing."""

    index: WordSearch
    passages: Passages

    def rank(self, query: Query, scope: Scope, limit: int) -> Scored:
        texts = [(query.text, 1.0), *((text, EXPANSION_WEIGHT) for text in query.expansions)]
        return self.index.search(texts, scope, limit)

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        return _hits(self.passages, self.rank(query, scope, limit))


@dataclass(frozen=True, slots=True)
class Dense:
    """By meaning: the passages whose vectors lie nearest to the question's."""

    encoder: Encoder
    index: VectorSearch
    passages: Passages

    def rank(self, query: Query, scope: Scope, limit: int) -> Scored:
        return self.index.nearest(self.encoder.encode_question(query.text), scope, limit)

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        return _hits(self.passages, self.rank(query, scope, limit))


@dataclass(frozen=True, slots=True)
class Fused:
    """Several rankings merged by their scores, each ranking on a scale of its own, and articles spread.

    A weighted sum of scores keeps how far ahead a passage is, which ranks forget (Bruch, Gai and Ingber, "An Analysis
    of Fusion Functions for Hybrid Retrieval", 2023).
    """

    rankings: Sequence[tuple[Ranking, float]]  # each with its weight
    passages: Passages
    repeated: float = REPEATED

    def find(self, query: Query, scope: Scope, limit: int) -> list[Hit]:
        ranked = [(ranking.rank(query, scope, CANDIDATES), weight) for ranking, weight in self.rankings]
        places = [{passage: rank for rank, (passage, _) in enumerate(scored, 1)} for scored, _ in ranked]
        hits = spread(_hits(self.passages, merged(ranked)[: _LOOKED_AT * limit]), self.repeated)[:limit]
        return [replace(hit, places=tuple(known.get(hit.passage.id, 0) for known in places)) for hit in hits]


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


def merged(rankings: Sequence[tuple[Scored, float]]) -> Scored:
    """The weighted sum of rankings. Ties go to the smaller id, so that a run repeats exactly."""
    total: dict[PassageId, float] = {}
    for scored, weight in rankings:
        for passage, share in _shares(scored).items():
            total[passage] = total.get(passage, 0.0) + weight * share
    return sorted(total.items(), key=lambda row: (-row[1], row[0]))


def _shares(scored: Scored) -> Mapping[PassageId, float]:
    """Scores between 0, of the last of a ranking, and 1, of its first."""
    if not scored:
        return {}
    best, worst = scored[0][1], scored[-1][1]
    scale = best - worst
    return {passage: (score - worst) / scale if scale else 1.0 for passage, score in scored}


def spread(hits: Sequence[Hit], repeated: float = REPEATED) -> list[Hit]:
    """Hits, best first, of which one counts less for every better one of its article.

    Who reads the first few then sees several places of a contract, not several lines of one.
    """
    seen: Counter[Article] = Counter()
    counted: list[Hit] = []
    for hit in hits:
        article = article_of(hit.passage)
        counted.append(replace(hit, score=hit.score * repeated ** seen[article]))
        seen[article] += 1
    return _best(counted)


def _best(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def _hits(passages: Passages, scored: Scored) -> list[Hit]:
    """The passages themselves. One that was forgotten since the index was asked is left out."""
    hits: list[Hit] = []
    for passage, score in scored:
        try:
            hits.append(Hit(passages.passage(passage), score))
        except UnknownName:
            continue
    return hits
