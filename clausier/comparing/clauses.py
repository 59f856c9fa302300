"""Clauses of two versions that belong together, as their sentences tell."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausier.comparing.alignment import Match
from clausier.comparing.sentences import Said, Text
from clausier.domain.documents import ClauseId

_LINKED = 0.3  # of a clause's words stand in the other one: it became that one, or a part of it
_OPENING = 6  # words that name a clause without number or title


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that became one another: one for one, one for several, or alone; and the matches told under them."""

    a: tuple[ClauseId, ...]
    b: tuple[ClauseId, ...]
    matches: tuple[Match, ...]
    moved: bool = False


def grouped(a: Text, b: Text, matches: Sequence[Match]) -> list[Group]:
    """Every clause of both texts that says something, each in one group, in the order of `a` and then of `b`."""
    known = _joined(a, b, matches)
    under: dict[tuple[tuple[ClauseId, ...], tuple[ClauseId, ...]], list[Match]] = {group: [] for group in known}
    of_a = {clause: group for group in known for clause in group[0]}
    of_b = {clause: group for group in known for clause in group[1]}
    for match in matches:
        group = of_a[a.said[match.a[0]].clause] if match.a else of_b[b.said[match.b[0]].clause]
        under[group].append(match)
    moved = _moved([group for group in known if group[0] and group[1]], b)
    return [Group(*group, tuple(told), group in moved) for group, told in under.items()]


def label(text: Text, clause: ClauseId) -> str:
    """How a clause is named: its number and title, or its first words."""
    found = text.clauses[clause]
    if found.label:
        return found.label
    said = next((one for one in text.said if one.clause == clause), None)
    opening = said.words[:_OPENING] if said else ()
    return f"«\u00a0{' '.join(word.span.of(text.reading.text) for word in opening)}…\u00a0»" if opening else ""


def _joined(a: Text, b: Text, matches: Sequence[Match]) -> list[tuple[tuple[ClauseId, ...], tuple[ClauseId, ...]]]:
    """The clauses that their common words link, group by group."""
    sizes_a, sizes_b = _sizes(a.said), _sizes(b.said)
    linked_a: dict[ClauseId, list[ClauseId]] = {clause: [] for clause in sizes_a}
    linked_b: dict[ClauseId, list[ClauseId]] = {clause: [] for clause in sizes_b}
    for (one, other), common in _common(a, b, matches).items():
        if common >= _LINKED * min(sizes_a[one], sizes_b[other]):
            linked_a[one].append(other)
            linked_b[other].append(one)
    groups = []
    seen: set[ClauseId] = set()
    for clause in linked_a:
        if clause not in seen:
            ours, theirs = _reached(clause, linked_a, linked_b)
            seen |= ours
            groups.append((_ordered(ours, sizes_a), _ordered(theirs, sizes_b)))
    return groups + [((), (clause,)) for clause, links in linked_b.items() if not links]


def _sizes(said: Sequence[Said]) -> Counter[ClauseId]:
    sizes: Counter[ClauseId] = Counter()
    for one in said:
        sizes[one.clause] += len(one.words)
    return sizes


def _common(a: Text, b: Text, matches: Sequence[Match]) -> Counter[tuple[ClauseId, ClauseId]]:
    """How many words each two clauses share, by the sentences that became one another."""
    common: Counter[tuple[ClauseId, ClauseId]] = Counter()
    for match in matches:
        for i in match.a:
            for j in match.b:
                same = Counter(a.said[i].keys) & Counter(b.said[j].keys)
                common[a.said[i].clause, b.said[j].clause] += same.total()
    return common


def _reached(
    start: ClauseId, linked_a: Mapping[ClauseId, list[ClauseId]], linked_b: Mapping[ClauseId, list[ClauseId]]
) -> tuple[set[ClauseId], set[ClauseId]]:
    ours, theirs = {start}, set[ClauseId]()
    while more := {other for one in ours for other in linked_a[one]} - theirs:
        theirs |= more
        ours |= {one for other in more for one in linked_b[other]}
    return ours, theirs


def _ordered(clauses: set[ClauseId], order: Mapping[ClauseId, int]) -> tuple[ClauseId, ...]:
    return tuple(clause for clause in order if clause in clauses)


def _moved(
    groups: Sequence[tuple[tuple[ClauseId, ...], tuple[ClauseId, ...]]], b: Text
) -> set[tuple[tuple[ClauseId, ...], tuple[ClauseId, ...]]]:
    """The groups that left the order of the others: all but the longest run that is in order on both sides."""
    order = {clause: place for place, clause in enumerate(dict.fromkeys(one.clause for one in b.said))}
    places = [order[group[1][0]] for group in groups]
    tails: list[int] = []
    ends: list[int] = []  # of the best run of each length, the group that it ends with
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [at]
    stayed, at = set[int](), ends[-1] if ends else -1
    while at >= 0:
        stayed.add(at)
        at = before[at]
    return {group for at, group in enumerate(groups) if at not in stayed}
