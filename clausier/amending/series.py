"""What is doubtful about amendments taken together: one that is missing, two that change one thing on one day."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from clausier.amending.targets import within
from clausier.domain.amendments import Action, Amendment, Caveat, Change, Doubt, Piece
from clausier.domain.french import listed

_LEAVING = frozenset({Action.COMPLETE, Action.INSERT, Action.RENEW})
"""What adds to an article takes nothing from another change to it."""


def missing(amendments: Sequence[Amendment]) -> Iterator[Caveat]:
    """The numbers that a series of amendments leaves out before its last. Nothing is quoted: nobody has their words."""
    known = sorted({int(one.number) for one in amendments if one.number.isdecimal()})
    gaps = [(before + 1, after - 1) for before, after in pairwise([0, *known]) if after > before + 1]
    lost = sum(last - first + 1 for first, last in gaps)
    if not lost:
        return
    names = listed([name for first, last in gaps for name in _numbers(first, last)])
    several = lost > 1
    yield Caveat(
        Doubt.ABSENT,
        f"{'Les avenants' if several else 'L’avenant'} {names} {'manquent' if several else 'manque'} au dossier, qui "
        f"tient l’avenant n° {known[-1]} : ce qui y est changé n’est pas pris en compte.",
    )


def _numbers(first: int, last: int) -> list[str]:
    """ "n° 2" and "n° 3"; more of them in one: "n° 2 à n° 9"."""
    if last - first < 2:
        return [f"n° {number}" for number in range(first, last + 1)]
    return [f"n° {first} à n° {last}"]


def same_day(changes: Sequence[Change], amendments: Sequence[Amendment]) -> Iterator[Caveat]:
    """Two amendments that change the same article from the same day, where nothing says which came last."""
    signed = {one.document: one.signed for one in amendments}
    told: set[tuple[str, str, str]] = set()
    for one, other in combinations(changes, 2):
        key = (one.amendment, other.amendment, one.operation.target)
        days = {signed.get(one.amendment), signed.get(other.amendment)}
        in_turn = len(days) > 1 and None not in days
        if one.amendment == other.amendment or one.since is None or one.since != other.since or in_turn or key in told:
            continue
        if not _meet(one, other):
            continue
        told.add(key)
        sentence = (
            f"L’{one.name} et l’{other.name} changent {_the(one, other)} du même jour : ils ont été appliqués dans cet "
            "ordre, à confirmer."
        )
        pieces = tuple(Piece(change.amendment, change.operation.sentence) for change in (one, other))
        yield Caveat(Doubt.CONFLICT, sentence, pieces)


def _meet(one: Change, other: Change) -> bool:
    """Whether one of them takes from the same article, or a part of it, what the other puts there."""
    a, b = one.operation, other.operation
    both_add = a.action in _LEAVING and b.action in _LEAVING
    return not both_add and bool(a.target and b.target) and (within(a.target, b.target) or within(b.target, a.target))


def _the(one: Change, other: Change) -> str:
    number = max(one.operation.target, other.operation.target, key=len)
    annex, comma, low = number.rpartition(", ")
    if comma:
        return f"l’article {low} de l’{annex}"
    return f"l’article {number}" if number[:1].isdigit() or len(number) < len("Annexe") else f"l’{number}"
