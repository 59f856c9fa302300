"""What an audit owes, as figures: no point said to be covered that is not, and few said to be absent that are there."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from clausier.auditing.checklists import GENERAL
from clausier.domain.answers import Verdict
from clausier.ports import Watcher
from evals.amendments.handed import opened
from evals.amendments.parts import of_pairs
from evals.answers.figures import READER
from evals.audits.gold import audited
from evals.audits.judging import Judged, judged
from evals.comparisons.gold import pairs
from evals.comparisons.handed import handed_in
from evals.figures import Failure, Figure, Outcome
from evals.table import WITHIN
from evals.vectors import unwatched

SET = "audit"
UNREAD = f"{SET}{WITHIN}contrats jamais lus"
_QUICK = 2  # contracts


def measured(folder: Path, watch: Watcher, quick: bool = False) -> Outcome:
    """Every contract that somebody audited, against the general checklist."""
    gold = dict(list(audited().items())[: _QUICK if quick else None])
    unread = {pair.name for pair in pairs("contracts") if pair.gold.unread}
    found: list[list[Judged]] = []
    with opened(folder) as desk:
        desk.clausier.resemblance.prepare(watch)
        known = handed_in(desk, pairs("contracts"), watch)
        for key, points in gold.items():
            audit = desk.clausier.auditor.audit(known[key], desk.clausier.checklists[GENERAL], unwatched)
            found.append(list(judged(" ".join(key), points, audit)))
    apart = [contract for key, contract in zip(gold, found, strict=True) if key[0] in unread]
    return Outcome((*figures(found), *shares(UNREAD, apart)), tuple(failures(found)))


def figures(found: Sequence[Sequence[Judged]]) -> Iterator[Figure]:
    """All contracts together, and verdict by verdict."""
    yield from shares(SET, found)
    yield from _matrix([one for contract in found for one in contract])


def shares(name: str, found: Sequence[Sequence[Judged]]) -> Iterator[Figure]:
    """What is owed of some contracts. They are what was drawn."""

    def share(
        measure: str,
        among: Callable[[Judged], bool],
        counted: Callable[[Judged], bool],
        owed: float | None = None,
        low: bool = False,
    ) -> Figure:
        chosen = [[one for one in contract if among(one)] for contract in found]
        return Figure(
            name, measure, READER, of_pairs([(sum(map(counted, some)), len(some)) for some in chosen]), owed, low
        )

    yield share("verdicts justes", lambda one: True, lambda one: one.right, 0.92)
    yield share("présences à tort", lambda one: not one.covered, lambda one: one.falsely_covered, 0.02, low=True)
    yield share("absences à tort", lambda one: one.covered, lambda one: one.falsely_absent, 0.10, low=True)
    yield share("absences à tort qu’une piste signale", lambda one: one.falsely_absent, lambda one: one.led)
    yield share("« oui » à tort", lambda one: one.got is Verdict.YES, lambda one: not one.right, 0.05, low=True)


def _matrix(every: Sequence[Judged]) -> Iterator[Figure]:
    """The share of each verdict said, by verdict expected."""
    for expected in Verdict:
        said = [one.got for one in every if one.expected is expected]
        for got in Verdict if said else ():
            units = [(float(one is got), 1.0) for one in said]
            name = f"{SET}{WITHIN}verdict{WITHIN}{expected}"
            yield Figure(name, got.value, READER, of_pairs(units), lower_is_better=got is not expected)


def failures(found: Sequence[Sequence[Judged]]) -> Iterator[Failure]:
    """The topics whose verdict is another."""
    for one in (point for contract in found for point in contract if not point.right):
        cause = f"audit : {one.expected} attendu, {one.got} rendu"
        said = one.shown or ", ".join(one.missing)
        yield Failure(SET, one.topic, one.contract, f"{one.expected} : {one.quote}", f"{one.got} : {said}", cause)
