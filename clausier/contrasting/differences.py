"""« Quelles différences sur… »: what the comparison of two contracts gives on the topics of the question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

from clausier.comparing.comparer import Comparer
from clausier.contrasting.drafts import Draft, Drawn
from clausier.domain.answers import Citation, Outcome
from clausier.domain.comparisons import ComparisonRow, Manner, Relation, Side
from clausier.domain.documents import Document
from clausier.domain.french import lowered
from clausier.domain.questions import Topic
from clausier.naming import called
from clausier.ports import Passages

MOST = 3
"""Contracts compared in one answer: each with each makes three pairs."""
_QUOTED = 3  # quotations of a side; the whole comparison has the others
_LETTER = re.compile(r"\b([Dd]ans) ([AB])\b")
_NOTHING = "rien de relevé"
_OUTCOMES: Mapping[Relation, Outcome] = MappingProxyType(
    {
        Relation.IDENTICAL: Outcome.SAME,
        Relation.DIFFERENT: Outcome.DIFFERENT,
        Relation.ONLY_A: Outcome.SOME,
        Relation.ONLY_B: Outcome.SOME,
    }
)


@dataclass(frozen=True, slots=True)
class Differences:
    """Compares contracts on some topics, each with each."""

    comparer: Comparer
    passages: Passages

    def drafts(self, contracts: Sequence[Document], topics: Sequence[Topic]) -> Iterator[Draft]:
        """A contrast for each pair and each topic, that of a topic which neither deals with included."""
        names = called(contracts)
        for topic in topics:
            for a, b in combinations(contracts, 2):
                compared = self.comparer.compare(a.id, b.id, _unwatched, Manner.CONTRACTS, topic.id)
                row = next(iter(compared.rows), None)
                pair = (Drawn(a, names[a.id], note=_NOTHING), Drawn(b, names[b.id], note=_NOTHING))
                yield self._draft(row, pair) if row else _absent(topic, pair)

    def _draft(self, row: ComparisonRow, pair: tuple[Drawn, Drawn]) -> Draft:
        ours = [citation for change in row.changes for citation in change.a]
        theirs = [citation for change in row.changes for citation in change.b]
        drawn = (self._filled(pair[0], row.a, ours), self._filled(pair[1], row.b, theirs))
        outcome = Outcome.UNDECIDED if row.doubtful else _OUTCOMES[row.relation]
        return Draft(row.label, outcome, f"{row.label} : {_line(row, pair)}", drawn)

    def _filled(self, drawn: Drawn, side: Side, first: Sequence[Citation]) -> Drawn:
        cited = list(dict.fromkeys([*first, *side.citations]))[:_QUOTED]
        quoted = tuple((self.passages.passage(citation.passage_id), citation) for citation in cited)
        return replace(drawn, value=side.value, note="", quoted=quoted) if quoted else drawn


def _line(row: ComparisonRow, pair: tuple[Drawn, Drawn]) -> str:
    """The comparison's own line, the contracts called by their names."""
    names = {"A": f"« {pair[0].name} »", "B": f"« {pair[1].name} »"}
    told = _LETTER.sub(lambda found: f"{found[1]} {names[found[2]]}", row.summary).rstrip(".")
    return f"de {names['A']} à {names['B']}, {told}." if row.changes else f"{lowered(told)}."


def _absent(topic: Topic, pair: tuple[Drawn, Drawn]) -> Draft:
    line = f"{topic.label} : rien de relevé ni dans « {pair[0].name} » ni dans « {pair[1].name} »."
    return Draft(topic.label, Outcome.SAME, line, pair)


def _unwatched(step: str, done: int, total: int) -> None:
    """A few topics take a moment."""
