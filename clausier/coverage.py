"""Whether passages deal with a question: how much of what it asks is said in a few of their sentences.

Words are worth their rarity, a sentence is read under its headings, and a long one says less of any of its words, as in
BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with little saturation. The few best
sentences are averaged: one sentence that has all the words may have them by chance.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from types import MappingProxyType

from clausier.answering.abbreviations import expansions
from clausier.answering.bearing import folded_sentences
from clausier.answering.words import content_stems, stem
from clausier.domain.documents import Passage
from clausier.domain.folding import fold

_BEST = 5  # sentences
_LENGTH = 28  # words of content: of an average sentence with its headings
_SATURATION, _BY_LENGTH = 0.3, 0.5  # k1 and b of BM25
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Rarity:
    """How telling words are: by how few of some passages have them. Without passages all are worth the same."""

    passages: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, stem: str) -> float:
        """Robertson and Spärck Jones's weight."""
        count = self.counts.get(stem, 0)
        return log(1 + (self.passages - count + 0.5) / (count + 0.5)) if self.passages else 1.0


def rarity(texts: Iterable[str]) -> Rarity:
    """Taken from many texts, best of many documents: what one document lacks is not rare for that."""
    found = [content_stems(text) for text in texts]
    return Rarity(len(found), Counter(stem for stems in found for stem in stems))


def coverage(
    question: str,
    passages: Sequence[Passage],
    rare: Rarity = Rarity(),
    acronyms: Mapping[str, str] = MappingProxyType({}),
) -> float:
    """How far passages deal with a question: 0 not at all, about 1 in every word. Comparable between documents."""
    weights = {stem: rare.of(stem) for stem in content_stems(question)}
    total = sum(weights.values())
    if not total:
        return 0.0
    meanings = _meanings(question, acronyms)
    said = [_said(weights, meanings, words) for passage in passages for words in _sentences(passage)]
    return sum(sorted(said, reverse=True)[:_BEST]) / _BEST / total


def _meanings(question: str, acronyms: Mapping[str, str]) -> dict[str, list[frozenset[str]]]:
    """Beside a word that is an abbreviation, the words that say the same."""
    found: dict[str, list[frozenset[str]]] = {}
    for word in set(_WORD.findall(question)):
        meanings = [*expansions(word), *filter(None, [acronyms.get(word)])]
        if meanings:
            found[stem(fold(word))] = [content_stems(meaning) for meaning in meanings]
    return found


@lru_cache(maxsize=2048)
def _sentences(passage: Passage) -> tuple[frozenset[str], ...]:
    """What each sentence of a passage speaks of, its headings included."""
    above = content_stems(" ".join(passage.path))
    return tuple(above | content_stems(sentence) for sentence in folded_sentences(passage.text))


def _said(weights: Mapping[str, float], meanings: Mapping[str, list[frozenset[str]]], words: frozenset[str]) -> float:
    said = sum(
        weight
        for word, weight in weights.items()
        if word in words or any(meaning <= words for meaning in meanings.get(word, ()))
    )
    return said * (_SATURATION + 1) / (1 + _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * len(words) / _LENGTH))
