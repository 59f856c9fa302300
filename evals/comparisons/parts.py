"""What comparison owes, as figures: every change listed and no other, every topic set against its like."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from clausier.domain.comparisons import Manner, Relation
from clausier.ports import Watcher
from evals.amendments.handed import Desk, opened, opened_for_words
from evals.amendments.parts import Pair as Counted
from evals.amendments.parts import of_pairs
from evals.answers.figures import READER
from evals.comparisons import contracts, published, versions
from evals.comparisons.contracts import Judged
from evals.comparisons.gold import pairs
from evals.comparisons.handed import handed_in
from evals.comparisons.published import Followed
from evals.comparisons.versions import Listed, Versions
from evals.figures import Failure, Figure, Outcome
from evals.table import WITHIN
from evals.vectors import unwatched

T = TypeVar("T")

VERSIONS, CONTRACTS, PUBLISHED = "versions comparées", "contrats comparés", "versions publiées"
_BOTH = frozenset({Relation.IDENTICAL, Relation.DIFFERENT})


def measured_versions(folder: Path, watch: Watcher) -> Outcome:
    """The versions compared by hand."""
    with opened(folder) as desk:
        desk.clausier.resemblance.prepare(watch)
        found = list(_of_versions(desk, watch))
    return Outcome(tuple(of_versions(found)), tuple(missed(found)))


def measured_contracts(folder: Path, watch: Watcher) -> Outcome:
    """The contracts compared by hand."""
    with opened(folder) as desk:
        desk.clausier.resemblance.prepare(watch)
        found = list(_of_contracts(desk, watch))
    return Outcome(tuple(of_contracts(found)), tuple(misjudged(found)))


def measured_published(data: Path, folder: Path, watch: Watcher) -> Outcome:
    """Versions of terms that were published, of the data folder."""
    with opened_for_words(folder) as desk:
        found = published.followed(desk, data, watch)
    return Outcome(tuple(of_published(found)), tuple(unlisted(found)))


def _of_versions(desk: Desk, watch: Watcher) -> Iterator[Versions]:
    every = pairs("versions")
    known = handed_in(desk, every, watch)
    for pair in every:
        found = desk.clausier.comparer.compare(known[pair.name, "a"], known[pair.name, "b"], unwatched)
        if found.manner is not Manner.VERSIONS:
            raise ValueError(f"{pair.name}: taken for two contracts")
        yield versions.judged(pair, found)


def _of_contracts(desk: Desk, watch: Watcher) -> Iterator[Sequence[Judged]]:
    every = pairs("contracts")
    known = handed_in(desk, every, watch)
    for pair in every:
        found = desk.clausier.comparer.compare(known[pair.name, "a"], known[pair.name, "b"], unwatched)
        if found.manner is not Manner.CONTRACTS:
            raise ValueError(f"{pair.name}: taken for versions of one contract")
        yield contracts.judged(pair, found)


def of_versions(found: Sequence[Versions]) -> Iterator[Figure]:
    """Pairs are what was drawn."""

    def share(measure: str, counted: Callable[[Versions], Counted], owed: float | None = None) -> Figure:
        return Figure(VERSIONS, measure, READER, of_pairs([counted(one) for one in found]), owed)

    yield share("changements listés", lambda one: _count(one.made, _told), 0.95)
    yield share("changements de fond listés", lambda one: _count(list(filter(_grave, one.made)), _told), 1.0)
    yield share("changements listés en entier", lambda one: _count(one.made, lambda it: it.complete))
    yield share("changements listés qui ont été faits", lambda one: (one.listed - len(one.extra), one.listed), 0.95)
    yield share("lignes différentes qui le sont", lambda one: (one.rows - one.idle, one.rows))
    for sort, changes in versions.by_sort(found):
        name = f"{VERSIONS}{WITHIN}nature{WITHIN}{sort}"
        per_pair = [[one for one in changes if one.pair == pair.pair] for pair in found]
        yield Figure(name, "changements listés", READER, of_pairs([_count(some, _told) for some in per_pair]))


def _told(one: Listed) -> bool:
    return bool(one.told)


def _grave(one: Listed) -> bool:
    return versions.expected_grave(one.made)


def of_contracts(found: Sequence[Sequence[Judged]]) -> Iterator[Figure]:
    """Likewise; a topic that one side is said not to deal with, and does, is counted by itself."""

    def share(
        measure: str, counted: Callable[[Sequence[Judged]], Counted], owed: float | None = None, low: bool = False
    ) -> Figure:
        return Figure(CONTRACTS, measure, READER, of_pairs([counted(one) for one in found]), owed, low)

    yield share("sujets trouvés", lambda one: _count([it for it in one if it.expected], lambda it: it.got is not None))
    yield share("sujets trouvés qui y sont", lambda one: _count([it for it in one if it.got], _expected), 0.95)
    yield share("relations justes", lambda one: _count([it for it in one if it.expected and it.got], _right))
    yield share("sujets dits absents d’un côté, à tort", lambda one: _count(list(filter(_both, one)), _lost), low=True)
    yield share("citations du sujet", lambda one: _counted([right for it in one for right in it.cited]))
    yield share("chiffres montrés", lambda one: _counted([f.quoted or f.valued for it in one for f in it.figures]))
    yield share(
        "chiffres mis en regard, justes", lambda one: _counted([right for it in one for _, right in it.opposed])
    )


def _expected(one: Judged) -> bool:
    return one.expected is not None


def _right(one: Judged) -> bool:
    return one.right


def _both(one: Judged) -> bool:
    return one.expected in _BOTH


def _lost(one: Judged) -> bool:
    return one.got not in _BOTH


def of_published(found: Sequence[Followed]) -> Iterator[Figure]:
    """Pairs of versions are what was drawn."""
    shares = of_pairs([(one.changed - len(one.missed), one.changed) for one in found])
    if shares.units:
        yield Figure(PUBLISHED, "chiffres changés, listés", READER, shares, 0.99)


def _count(units: Sequence[T], counted: Callable[[T], bool]) -> Counted:
    return sum(map(counted, units)), len(units)


def _counted(right: Sequence[bool]) -> Counted:
    return sum(right), len(right)


def missed(found: Sequence[Versions]) -> Iterator[Failure]:
    """The changes that are not listed, or not whole, and those that nobody made."""
    for pair in found:
        for one in pair.made:
            if not (one.told and one.complete):
                cause = "comparaison : changement listé en partie" if one.told else "comparaison : changement non listé"
                yield Failure(VERSIONS, f"{one.made.sort} : {one.made.a}", pair.pair, one.made.b, one.told, cause)
        for extra in pair.extra:
            yield Failure(VERSIONS, extra.told, pair.pair, "", extra.told, "comparaison : changement listé à tort")


def misjudged(found: Sequence[Sequence[Judged]]) -> Iterator[Failure]:
    """The topics whose relation is not the one expected."""
    for one in (topic for pair in found for topic in pair if not topic.right):
        expected, got = (relation.value if relation else "aucune ligne" for relation in (one.expected, one.got))
        yield Failure(
            CONTRACTS, one.topic, one.pair, expected, f"{got} : {one.told}", f"comparaison : {expected} → {got}"
        )


def unlisted(found: Sequence[Followed]) -> Iterator[Failure]:
    """The figures that changed and are not listed."""
    for one in found:
        for before, value, after in one.missed:
            words = f"{before} {value} {after}"
            yield Failure(PUBLISHED, words, one.pair, "listé", "", "comparaison : chiffre changé non listé")
