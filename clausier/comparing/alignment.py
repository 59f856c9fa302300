"""Which sentences of one version became which of the other, wherever they stand now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from clausier.comparing.assigning import best_pairs
from clausier.comparing.sentences import Said

_ALIKE = 0.5  # of the words in common, by Dice: below, two sentences are not one another's versions
_ALIKE_AT_HOME = 0.25  # the same, for two sentences of clauses that are known to match
_HOME = 0.2  # added to likeness there: of two places alike, a sentence is taken to have stayed
_HELD = 0.6  # of a sentence's words that another one holds, for the two to be joined

Keys = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences of one side and what they became, by their places; one side may be empty, either may be several."""

    a: tuple[int, ...]
    b: tuple[int, ...]


def align(a: Sequence[Said], b: Sequence[Said]) -> list[Match]:
    """Every sentence of both sides, each in one match, in the order of `a` and then of `b`.

    The same words first, in order and then moved; then the likeliest pairs; then what was divided or joined; and what
    is left between the same two neighbours is taken for one replaced by the other.
    """
    ours, theirs = [one.keys for one in a], [one.keys for one in b]
    same = _same(ours, theirs)
    homes = _homes([(a[i].clause, b[j].clause) for i, j in same])
    pairs = same + _alike(a, b, same, homes)
    matches = _joined([Match((i,), (j,)) for i, j in pairs], ours, theirs)
    matches += _replaced(matches, len(a), len(b))
    left_a = set(range(len(a))) - {i for match in matches for i in match.a}
    left_b = set(range(len(b))) - {j for match in matches for j in match.b}
    matches += [Match(run, ()) for run in _runs(left_a, a)] + [Match((), run) for run in _runs(left_b, b)]
    return _recut(_in_order(matches), ours, theirs)


def _in_order(matches: Sequence[Match]) -> list[Match]:
    """The matches as `a` has them; what only `b` has, after what stands before it there."""
    place = {j: match.a[-1] for match in matches if match.a for j in match.b}
    for j in sorted(j for match in matches if not match.a for j in match.b):
        place[j] = place.get(j - 1, -1)
    return sorted(matches, key=lambda one: (one.a[0], 0, 0) if one.a else (place[one.b[0]], 1, one.b[0]))


def _recut(matches: Sequence[Match], ours: Keys, theirs: Keys) -> list[Match]:
    """The matches, neighbours made one where together they differ less: their sentences were cut at other places."""
    found: list[tuple[Match, int]] = []
    for match in matches:
        cost = _cost(match, ours, theirs)
        while cost and found and found[-1][1] and _follows(found[-1][0], match):
            both = Match((*found[-1][0].a, *match.a), (*found[-1][0].b, *match.b))
            together = _cost(both, ours, theirs)
            if together >= found[-1][1] + cost:
                break
            match, cost = both, together
            found.pop()
        found.append((match, cost))
    return [match for match, _ in found]


def _follows(one: Match, other: Match) -> bool:
    """Whether nothing stands between two matches, on either side."""
    pairs = ((one.a, other.a), (one.b, other.b))
    return all(not (before and after) or before[-1] + 1 == after[0] for before, after in pairs)


def _cost(match: Match, ours: Keys, theirs: Keys) -> int:
    """How many words differ."""
    a = [key for i in match.a for key in ours[i]]
    b = [key for j in match.b for key in theirs[j]]
    if a == b or not (a and b):
        return abs(len(a) - len(b))
    common = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return len(a) + len(b) - 2 * common


def _runs(places: Iterable[int], said: Sequence[Said]) -> list[tuple[int, ...]]:
    """Places that follow one another in one clause."""
    runs: list[tuple[int, ...]] = []
    for at in sorted(places):
        follows = bool(runs) and runs[-1][-1] == at - 1 and said[at].clause == said[at - 1].clause
        if follows:
            runs[-1] += (at,)
        else:
            runs.append((at,))
    return runs


def _same(ours: Keys, theirs: Keys) -> list[tuple[int, int]]:
    """Sentences of the same words: in order where they can be, the others wherever they stand."""
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    found = [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]
    taken_a, taken_b = {i for i, _ in found}, {j for _, j in found}
    elsewhere: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in reversed(range(len(theirs))):
        if j not in taken_b:
            elsewhere[theirs[j]].append(j)
    moved = [(i, elsewhere[keys].pop()) for i, keys in enumerate(ours) if i not in taken_a and elsewhere[keys]]
    return found + moved


def _homes(clauses: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The clauses that match: each with that of the other side that it shares most sentences with."""
    counts = Counter(clauses)
    best_a: dict[str, tuple[str, str]] = {}
    best_b: dict[str, tuple[str, str]] = {}
    for pair, _ in counts.most_common():
        best_a.setdefault(pair[0], pair)
        best_b.setdefault(pair[1], pair)
    return frozenset((*best_a.values(), *best_b.values()))


def _alike(
    a: Sequence[Said], b: Sequence[Said], same: Sequence[tuple[int, int]], homes: frozenset[tuple[str, str]]
) -> list[tuple[int, int]]:
    """Of the sentences left, the pairs that together are most alike."""
    rows = sorted(set(range(len(a))) - {i for i, _ in same})
    columns = sorted(set(range(len(b))) - {j for _, j in same})
    if not rows or not columns:
        return []
    likeness = _likeness([a[i].keys for i in rows], [b[j].keys for j in columns])
    at_home = np.array([[(a[i].clause, b[j].clause) in homes for j in columns] for i in rows])
    enough = likeness >= np.where(at_home, _ALIKE_AT_HOME, _ALIKE)
    worth = np.where(enough, likeness + _HOME * at_home, 0.0)
    return [(rows[row], columns[column]) for row, column in best_pairs(worth)]


def _likeness(ours: Keys, theirs: Keys) -> NDArray[np.float64]:
    """Dice's coefficient of the words and pairs of words of sentences, each weighed by how rare it is."""
    bags = [_features(keys) for keys in (*ours, *theirs)]
    spread = Counter(feature for bag in bags for feature in bag)
    place = {feature: at for at, feature in enumerate(spread)}
    rarity = np.array([log(1 + len(bags) / number) for number in spread.values()])
    held = np.zeros((len(bags), len(place)), np.float32)
    for row, bag in enumerate(bags):
        held[row, [place[feature] for feature in bag]] = 1.0
    weights = held @ rarity
    common = (held[: len(ours)] * rarity) @ held[len(ours) :].T
    likeness: NDArray[np.float64] = 2 * common / (weights[: len(ours), None] + weights[None, len(ours) :])
    return likeness


def _features(keys: Sequence[str]) -> list[tuple[str, ...]]:
    """Each once, in their order: sums of rarities depend on it in their last digit, and pairs that tie on that."""
    return list(dict.fromkeys((*((key,) for key in keys), *pairwise(keys))))


def _joined(matches: Sequence[Match], ours: Keys, theirs: Keys) -> list[Match]:
    """The matches, with the sentences left over that one of them holds: what was divided, or joined."""
    of_a = {i for match in matches for i in match.a}
    of_b = {j for match in matches for j in match.b}
    left_a = {i: Counter(keys) for i, keys in enumerate(ours) if i not in of_a}
    left_b = {j: Counter(keys) for j, keys in enumerate(theirs) if j not in of_b}
    found = []
    for match in matches:
        (i,), (j,) = match.a, match.b
        if ours[i] != theirs[j]:
            words_a, words_b = Counter(ours[i]), Counter(theirs[j])
            more_a, more_b = _held(words_b - words_a, left_a), _held(words_a - words_b, left_b)
            match = Match(tuple(sorted((i, *more_a))), tuple(sorted((j, *more_b))))
        found.append(match)
    return found


def _held(spare: Counter[str], left: dict[int, Counter[str]]) -> list[int]:
    """Those of the sentences left whose words are mostly among the words to spare; they are left no more."""
    found = []
    for place, words in list(left.items()):
        if spare.total() < _HELD * words.total():
            continue
        common = sum(min(number, spare[key]) for key, number in words.items() if key in spare)
        if common >= _HELD * words.total() and common > 1:
            found.append(place)
            spare = spare - left.pop(place)
    return found


def _replaced(matches: Sequence[Match], len_a: int, len_b: int) -> list[Match]:
    """What is left on both sides between the same two neighbours: one was put in the place of the other."""
    of_a = {i: match for match in matches for i in match.a}
    of_b = {j: match for match in matches for j in match.b}
    found: list[Match] = []
    run: list[int] = []
    for i in range(len_a + 1):
        if i < len_a and i not in of_a:
            run.append(i)
            continue
        if run:
            before, after = of_a.get(run[0] - 1), of_a.get(i)
            start = before.b[-1] + 1 if before else 0
            stop = after.b[0] if after else len_b
            between = tuple(range(start, stop))
            if between and not any(j in of_b for j in between):
                found.append(Match(tuple(run), between))
        run = []
    return found
