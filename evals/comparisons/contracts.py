"""Two contracts topic by topic: the topics, how their sides stand to each other, and their figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausier.domain.comparisons import Comparison, ComparisonRow, Relation, Side
from evals.amendments.judging import tokens
from evals.comparisons.gold import Compared, Pair


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of a topic's side, and where it is seen."""

    written: str
    quoted: bool  # in a quotation of that side
    valued: bool  # among the figures that sum it up


@dataclass(frozen=True, slots=True)
class Judged:
    """A topic that one of the contracts deals with, by the gold or by the comparison."""

    pair: str
    topic: str
    expected: Relation | None
    got: Relation | None
    cited: tuple[bool, ...]  # of the sides that are expected and given: whether a quotation is of the gold's sentences
    figures: tuple[Shown, ...]
    opposed: tuple[tuple[str, bool], ...]  # figures set against one another, and whether the gold has both
    told: str

    @property
    def right(self) -> bool:
        return self.expected is self.got


def judged(pair: Pair, found: Comparison) -> list[Judged]:
    """Every topic of the gold or of the comparison, once."""
    gold = {row.topic: row for row in pair.gold.row}
    given = {row.topic: row for row in found.rows}
    return [_judged(pair, topic, gold.get(topic), given.get(topic)) for topic in dict.fromkeys((*gold, *given))]


def _judged(pair: Pair, topic: str, gold: Compared | None, row: ComparisonRow | None) -> Judged:
    sides = [(gold.a, gold.figures_a, row.a), (gold.b, gold.figures_b, row.b)] if gold and row else []
    return Judged(
        pair=pair.name,
        topic=topic,
        expected=gold.relation if gold else None,
        got=row.relation if row else None,
        cited=tuple(_cited(said, side) for said, _, side in sides if said and side.citations),
        figures=tuple(_shown(figure, side) for _, figures, side in sides for figure in figures if side.citations),
        opposed=tuple(_opposed(gold, row)) if gold and row else (),
        told=row.summary if row else "",
    )


def _cited(said: Sequence[str], side: Side) -> bool:
    """Whether a side quotes one of the sentences, or a part of one."""
    quotes = [tokens(citation.quote) for citation in side.citations]
    return any(holds(quote, tokens(one)) or holds(tokens(one), quote) for one in said for quote in quotes)


def _shown(figure: str, side: Side) -> Shown:
    wanted = tokens(figure)
    quoted = any(holds(tokens(citation.quote), wanted) for citation in side.citations)
    return Shown(figure, quoted, holds(tokens(side.value), wanted))


def _opposed(gold: Compared, row: ComparisonRow) -> list[tuple[str, bool]]:
    """Each change of a row: whether all of its figures stand in the gold's sentences on the topic."""
    return [
        (
            change.summary,
            all(_said(edit.before, gold.a) and _said(edit.after, gold.b) for edit in change.edits),
        )
        for change in row.changes
    ]


def _said(figures: str, sentences: Sequence[str]) -> bool:
    """Figures come as a list; the sentences hold each of them."""
    parts = [part for part in figures.split(", ") if part]
    return all(any(holds(tokens(sentence), tokens(part)) for sentence in sentences) for part in parts)


def holds(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether words follow one another in others."""
    size = len(short)
    return bool(size) and any(list(long[at : at + size]) == list(short) for at in range(len(long) - size + 1))
