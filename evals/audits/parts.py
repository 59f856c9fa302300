"""What an audit owes, as figures: no point said to be covered that is not, and few said to be absent that are there."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from clausier.auditing.checklists import GENERAL
from clausier.domain.answers import Verdict
from clausier.domain.documents import Kind
from clausier.ports import Watcher
from evals.amendments.handed import Desk, opened
from evals.amendments.parts import of_pairs
from evals.answers.figures import READER
from evals.audits.gold import Point, audited
from evals.audits.judging import Elements, Judged, elements, judged
from evals.comparisons.gold import pairs
from evals.comparisons.handed import handed_in
from evals.figures import Failure, Figure, Outcome
from evals.golden.labelled import HELD, Labelled, labelled
from evals.table import WITHIN
from evals.vectors import unwatched

SET = "audit"
UNREAD = f"{SET}{WITHIN}contrats jamais lus"
HELD_OUT = f"{SET}{WITHIN}contrats dont rien n’est appris"
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
        held = [_held(desk, contract) for contract in labelled(HELD)[: _QUICK if quick else None]]
    apart = [contract for key, contract in zip(gold, found, strict=True) if key[0] in unread]
    of_held = (*shares(HELD_OUT, [points for points, _ in held]), *_elements([found for _, found in held]))
    return Outcome((*figures(found), *shares(UNREAD, apart), *of_held), tuple(failures(found)))


def _held(desk: Desk, contract: Labelled) -> tuple[list[Judged], Elements]:
    """A contract that says which sentence settles what: the audit's points, and its elements."""
    document = desk.take(desk.dossier(contract.name), f"{contract.name}.md", contract.source.encode(), Kind.CONTRACT)
    audit = desk.clausier.auditor.audit(document, desk.clausier.checklists[GENERAL], unwatched)
    points = {name: Point(topic.verdict, topic.quote) for name, topic in contract.topics.items()}
    return list(judged(contract.name, points, audit)), elements(contract.settling().keys(), audit)


def _elements(found: Sequence[Elements]) -> Iterator[Figure]:
    """Of what the contracts settle, and of what audits say they settle, the share that is both."""
    there = of_pairs([(len(one.there & one.said), len(one.there)) for one in found])
    right = of_pairs([(len(one.there & one.said), len(one.said)) for one in found])
    yield Figure(HELD_OUT, "éléments trouvés", READER, there)
    yield Figure(HELD_OUT, "éléments dits à raison", READER, right)


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
