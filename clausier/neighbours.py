"""What stands around a passage and is needed to read it rightly."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest

from clausier.domain.documents import Definition, DocumentId, Passage, PassageId
from clausier.domain.text import mend
from clausier.ports import Passages

LIMIT = 12


class Reason(StrEnum):
    """Why a neighbour is there, the most binding first."""

    LEAD_IN = "lead-in"  # what opens the article or the clause: "Le Prestataire s'engage à :"
    DEFINITION = "definition"  # of a term that the passage uses
    REFERENCE = "reference"  # a clause that the passage refers to
    SIBLING = "sibling"  # another paragraph of the same article


@dataclass(frozen=True, slots=True)
class Neighbour:
    passage: Passage
    reason: Reason
    of: PassageId  # the passage that it helps to read


def neighbours(found: Sequence[Passage], passages: Passages, limit: int = LIMIT) -> list[Neighbour]:
    """At most `limit` passages around those found, each once, in the order of the documents.

    Where there are too many, every passage found gets its most binding ones first, the best found before the others.
    """
    known = {passage.id for passage in found}
    terms = _Terms(passages)
    chosen: dict[PassageId, Neighbour] = {}
    for row in zip_longest(*(_around(passage, passages, terms) for passage in found)):
        for neighbour in row:
            if neighbour is not None and neighbour.passage.id not in known and len(chosen) < limit:
                chosen.setdefault(neighbour.passage.id, neighbour)
    order = {document: place for place, document in enumerate(dict.fromkeys(each.document_id for each in found))}
    return sorted(chosen.values(), key=lambda each: (order[each.passage.document_id], each.passage.span))


def _around(passage: Passage, passages: Passages, terms: "_Terms") -> Iterator[Neighbour]:
    siblings = passages.siblings(passage)
    leading = [each for each in siblings if _leads_in(each, passage)]
    # A sibling next to the passage says more about it than one at the article's far end.
    others = sorted(
        (each for each in siblings if each not in leading), key=lambda each: abs(each.span.start - passage.span.start)
    )
    for reason, group in (
        (Reason.LEAD_IN, leading),
        (Reason.DEFINITION, terms.defining(passage)),
        (Reason.REFERENCE, _referred(passage, passages)),
        (Reason.SIBLING, others),
    ):
        yield from (Neighbour(each, reason, passage.id) for each in group)


def _leads_in(other: Passage, passage: Passage) -> bool:
    """Is `other` the opening words of a clause that `passage` stands in?"""
    above = len(other.path) < len(passage.path) and passage.path[: len(other.path)] == other.path
    return above and other.span.end <= passage.span.start


def _referred(passage: Passage, passages: Passages) -> Iterator[Passage]:
    """The first passage of each clause referred to: a whole article would drown the rest."""
    for reference in passages.references(passage):
        yield from passages.of_clause(reference.target)[:1]


class _Terms:
    """The definitions of each document met, read once."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._known: dict[DocumentId, list[tuple[re.Pattern[str], Definition]]] = {}

    def defining(self, passage: Passage) -> Iterator[Passage]:
        """The passages that define the terms used in this one, in the order of their first use."""
        text = mend(passage.text).text
        uses = [(use.start(), each) for pattern, each in self._of(passage.document_id) if (use := pattern.search(text))]
        for _, definition in sorted(uses, key=lambda use: (use[0], use[1].span)):
            for candidate in self._passages.of_clause(definition.clause_id):
                if candidate.span.overlaps(definition.span):
                    yield candidate
                    break

    def _of(self, document: DocumentId) -> list[tuple[re.Pattern[str], Definition]]:
        if document not in self._known:
            definitions = self._passages.definitions(document)
            self._known[document] = [(_uses(each.term), each) for each in definitions if each.term.strip()]
        return self._known[document]


@lru_cache(maxsize=4096)
def _uses(term: str) -> re.Pattern[str]:
    """Finds a defined term where it is used as one: with its capitals, singular or plural."""
    words = [re.escape(word.rstrip("sx") if len(word) > 3 else word) + "[sx]?" for word in mend(term).text.split()]
    either = re.sub("['’]", "['’]", " ".join(words))  # mended text has single spaces, and either apostrophe
    return re.compile(rf"(?<!\w){either}(?!\w)")
