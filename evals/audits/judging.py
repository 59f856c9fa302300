"""An audit beside the gold, topic by topic."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from clausier.domain.answers import Verdict
from clausier.domain.audits import Audit
from evals.amendments.judging import tokens
from evals.audits.gold import Point
from evals.comparisons.contracts import holds


@dataclass(frozen=True, slots=True)
class Judged:
    """A topic of one contract."""

    contract: str
    topic: str
    expected: Verdict
    got: Verdict
    quote: str  # of the gold
    shown: str  # the first quotation; the first lead, where nothing was found
    led: bool  # what was not found stands in a lead
    missing: tuple[str, ...]  # of what the checklist expects

    @property
    def right(self) -> bool:
        return self.expected is self.got

    @property
    def covered(self) -> bool:
        """Whether the contract deals with it at all."""
        return self.expected is not Verdict.NOT_FOUND

    @property
    def falsely_covered(self) -> bool:
        return not self.covered and self.got is not Verdict.NOT_FOUND

    @property
    def falsely_absent(self) -> bool:
        return self.covered and self.got is Verdict.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Elements:
    """Of one contract, "topic/element" of those expected: what it settles, and what its audit says it does."""

    there: frozenset[str]
    said: frozenset[str]


def elements(settling: Set[str], audit: Audit) -> Elements:
    """What is expected of each topic; the rest of what an audit finds was not labelled."""
    said = {
        f"{row.point.topic}/{one.element.id}"
        for row in audit.rows
        for one in row.found
        if one.element in row.point.expected
    }
    return Elements(frozenset(settling), frozenset(said))


def judged(contract: str, gold: Mapping[str, Point], audit: Audit) -> Iterator[Judged]:
    """Every topic of the gold."""
    rows = {row.point.topic: row for row in audit.rows}
    for topic, point in gold.items():
        row = rows[topic]
        leads = [lead.citation.quote for lead in row.leads]
        quotes = [citation.quote for citation in row.citations] or leads
        yield Judged(
            contract=contract,
            topic=topic,
            expected=point.verdict,
            got=row.verdict,
            quote=point.quote,
            shown=quotes[0] if quotes else "",
            led=any(_of(lead, point.quote) for lead in leads),
            missing=tuple(element.label for element in row.missing),
        )


def _of(quote: str, sentence: str) -> bool:
    """Whether one holds the other."""
    return holds(tokens(quote), tokens(sentence)) or holds(tokens(sentence), tokens(quote))
