"""Where the passages that answer stand in a document as it was read: in which words, article and page."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from clausier.domain.documents import Clause, ClauseId, Passage, PassageId, Reading
from clausier.domain.structure import enclosing_article
from clausier.domain.text import Span
from evals.golden.questions import GoldPassage, said

_ALIKE = 85.0  # of 100: a recogniser misreads some letters of a sentence, never a seventh of them


@dataclass(frozen=True, slots=True)
class Spot:
    """A gold passage, looked for in a document. Spans are empty where its article was read, and its words otherwise."""

    gold: GoldPassage
    document: str  # its identity in the library
    spans: tuple[Span, ...]
    passages: frozenset[PassageId]  # that hold its words, or stand in its finest article
    articles: frozenset[ClauseId]  # whole articles that these stand in
    pages: frozenset[int]  # physical; none where the format has no pages

    @property
    def found(self) -> bool:
        return bool(self.passages)


@dataclass(frozen=True)
class ReadDocument:
    """A document of the library, in which gold passages are looked for."""

    reading: Reading

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        return squeezed(self.reading.text)

    @cached_property
    def clauses(self) -> Mapping[ClauseId, Clause]:
        return {clause.id: clause for clause in self.reading.clauses}

    def article_of(self, passage: Passage) -> ClauseId:
        """What a hit may be widened to at most."""
        return enclosing_article(self.clauses[passage.clause_id], self.clauses).id

    def spot(self, gold: GoldPassage) -> Spot:
        """Where a gold passage stands: in its own article where the same words stand elsewhere, too."""
        finest = [clause.span for clause in self.reading.clauses if _same(clause.number, gold.article)]
        everywhere = list(self._spans(said(gold.quote)))
        inside = [span for span in everywhere if any(span.overlaps(clause) for clause in finest)]
        spans = inside or everywhere
        right = [
            passage
            for passage in self.reading.passages
            if any(passage.span.overlaps(span) for span in spans) or any(passage.span.within(one) for one in finest)
        ]
        return Spot(
            gold=gold,
            document=str(self.reading.document.id),
            spans=tuple(spans),
            passages=frozenset(passage.id for passage in right),
            articles=frozenset(map(self.article_of, right)),
            pages=frozenset(self._pages(spans)),
        )

    def _spans(self, quote: str) -> Iterator[Span]:
        text, origins = self._squeezed
        wanted, _ = squeezed(quote)
        at = text.find(wanted)
        if at < 0:
            near = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_ALIKE)
            if near is not None and near.dest_end > near.dest_start:
                yield Span(origins[near.dest_start], origins[near.dest_end - 1] + 1)
        while at >= 0:
            yield Span(origins[at], origins[at + len(wanted) - 1] + 1)
            at = text.find(wanted, at + 1)

    def _pages(self, spans: Sequence[Span]) -> Iterator[int]:
        if self.reading.document.paged:
            yield from (page.number for page in self.reading.pages if any(page.span.overlaps(span) for span in spans))


def squeezed(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, small and without accents, and where each of them came from."""
    letters: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        for one in unicodedata.normalize("NFKD", character).casefold():
            if one.isalnum():
                letters.append(one)
                origins.append(at)
    return "".join(letters), origins


def _same(number: str, article: str) -> bool:
    return bool(number) and squeezed(number)[0] == squeezed(article)[0]
