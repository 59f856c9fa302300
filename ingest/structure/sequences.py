"""Numbers make sense together or not at all: the run of numbered lines that counts as a contract counts.

The best run is found by dynamic programming over the candidates: it gains what each line looks worth and pays for
every number that is skipped, so that a year, an amount or a list inside an article does not find a place in it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.structure.candidates import Candidate
from ingest.structure.marks import CLOSED, Mark, Series

_BACK = 160  # candidates looked back at: long enough for the longest list inside an article
_SKIPPED = 0.8  # the price of the first number that is missing
_EACH = 0.5  # and of each one after it
_MOST = 12  # missing numbers at most
_PASSED_OVER = 0.25  # what it costs to leave out a line that looks like a heading of the same kind
_CHILDLESS = 1.2
_SWITCH = 1.5  # what it costs a run to change its way of writing numbers
LEAST = 2.0  # a run worth less is a coincidence
_CHAINED = (Series.ARTICLE, Series.SECTION, Series.DECIMAL)
_TOPS = (*_CHAINED, Series.ROMAN, Series.CAPITAL)
_ENOUGH_TO_RESTART = 3
_MOST_WORK = 50_000
"""Candidates looked at, again for each restart. A binder of fifty contracts needs half; damaged files restart at every
other line, and would take hours."""


@dataclass(frozen=True, slots=True)
class Run:
    """Numbered lines that follow one another, and what they are worth together."""

    members: tuple[Candidate, ...]
    score: float

    @property
    def tops(self) -> int:
        return sum(member.mark.depth == 1 for member in self.members)


NOTHING = Run((), 0.0)


def step(before: Mark, after: Mark) -> float | None:
    """What it costs to count from one number to the next; None when nobody counts so."""
    old, new = before.values, after.values
    if new == old:
        return 0.0 if after.bis == before.bis + 1 else None
    shared = len(new) - 1
    if len(old) >= len(new) and old[:shared] == new[:shared]:
        return _skip(new[shared] - old[shared] - 1)
    if len(new) == len(old) + 1 and new[:-1] == old:
        return _skip(new[-1] - 1)
    if len(new) == len(old) + 2 and new[:-2] == old:
        return None if (cost := _skip(new[-1] - 1)) is None else cost + _CHILDLESS
    return _headless(old, new)


def _headless(old: tuple[int, ...], new: tuple[int, ...]) -> float | None:
    """The next article begins with its first paragraph, no heading of its own: 4.3, then 5.1."""
    for shared in range(len(new) - 1):
        above = shared < len(old) and old[:shared] == new[:shared] and new[shared] == old[shared] + 1
        if above and all(value == 1 for value in new[shared + 1 :]):
            return _SKIPPED * (len(new) - shared - 1)
    return None


def _skip(missing: int) -> float | None:
    if missing < 0 or missing > _MOST:
        return None
    return 0.0 if not missing else _SKIPPED + _EACH * (missing - 1)


def _begin(candidate: Candidate, home: int) -> float:
    """The price of what is missing before the first number; an annex may put its own number before its paragraphs'."""
    mark = candidate.mark
    worded = mark.series is not Series.DECIMAL and candidate.strength >= LEAST
    given = mark.series is Series.LETTERED or (len(mark.values) > 1 and mark.values[0] == home)
    missing = sum(value - 1 for value in mark.values[given:])
    return min(1.5, 0.2 * missing) if worded else 1.2 * missing


def best_run(candidates: Sequence[Candidate], home: int = 0) -> Run:
    """The run worth most. Candidates come in the order of the lines; of one line, one at most is taken.

    `home` is the number of the annex that they stand in; 0 for none.
    """
    scores: list[float] = []
    previous: list[int] = []
    passed = _passed(candidates)
    places: dict[int, list[int]] = {}  # of the candidates met, by their first number
    for index, here in enumerate(candidates):
        best, link = -_begin(here, home), -1
        for back in _before(here.mark, places, index - _BACK):
            before = candidates[back]
            if before.line == here.line or (cost := step(before.mark, here.mark)) is None:
                continue
            over = _PASSED_OVER * (passed[index] - passed[back + 1])
            if (total := scores[back] - cost - over) > best:
                best, link = total, back
        scores.append(best + here.strength)
        previous.append(link)
        places.setdefault(here.mark.values[0], []).append(index)
    if not scores:
        return NOTHING
    at = max(range(len(scores)), key=lambda index: (scores[index], -index))
    score, members = scores[at], []
    while at >= 0:
        members.append(candidates[at])
        at = previous[at]
    return Run(tuple(reversed(members)), score)


def _before(mark: Mark, places: Mapping[int, Sequence[int]], least: int) -> list[int]:
    """The candidates, from the place `least` on, that a number may be counted from: `step` has nothing for the others.

    What stands below an article is counted from the same article or the one before it.
    """
    first = mark.values[0]
    reach = 1 if len(mark.values) > 1 else _MOST + 1
    near = (places.get(value, ()) for value in range(first - reach, first + 1))
    return sorted(place for some in near for place in some[bisect_left(some, least) :])


def _passed(candidates: Sequence[Candidate]) -> list[float]:
    """Running count of lines that look like headings of the first rank, to price what a step leaves out."""
    counts = [0.0]
    for candidate in candidates:
        counts.append(counts[-1] + (len(candidate.mark.values) == 1 and candidate.strength >= LEAST))
    return counts


def _kind(mark: Mark) -> tuple[Series, str]:
    return mark.series, mark.style


def main_run(candidates: Sequence[Candidate], home: int = 0) -> Run:
    """The run that numbers a contract or an annex: articles and what is counted below them, in one way of writing."""
    deep = [c for c in candidates if len(c.mark.values) > 1 and c.mark.series in _CHAINED]
    kinds = dict.fromkeys(_kind(c.mark) for c in candidates if len(c.mark.values) == 1 and c.mark.series in _TOPS)
    runs = [_of_kind(candidates, deep, kind) for kind in kinds if kind[1] != "()"]
    if len({kind for kind in kinds if kind[0] is Series.DECIMAL}) > 1:
        runs.append(_of_mixed(candidates, deep))
    lettered = dict.fromkeys(c.mark.style for c in candidates if c.mark.series is Series.LETTERED)
    runs += [best_run([c for c in candidates if _kind(c.mark) == (Series.LETTERED, style)]) for style in lettered]
    runs = [run for run in [*runs, best_run(deep, home)] if _believable(run, home)]
    if not runs:
        return NOTHING
    best = max(runs, key=lambda run: run.score)
    return next((run for run in runs if _encloses(run, best, candidates)), best)


def _of_kind(candidates: Iterable[Candidate], deep: list[Candidate], kind: tuple[Series, str]) -> Run:
    tops = [c for c in candidates if len(c.mark.values) == 1 and _kind(c.mark) == kind]
    return best_run(sorted([*tops, *deep], key=lambda c: c.line))


def _of_mixed(candidates: Iterable[Candidate], deep: list[Candidate]) -> Run:
    """Titles numbered now « 1. », now « 1 »: taken for one run only when that is clearly better than either."""
    tops = [c for c in candidates if len(c.mark.values) == 1 and c.mark.series is Series.DECIMAL and not c.fragment]
    run = best_run(sorted([*tops, *deep], key=lambda c: c.line))
    styles = [member.mark.style for member in run.members if len(member.mark.values) == 1]
    switches = sum(before != after for before, after in pairwise(styles))
    return Run(run.members, run.score - _SWITCH * switches)


def _believable(run: Run, home: int) -> bool:
    if not run.members:
        return False
    if len(run.members) == 1 and run.members[0].mark.values == (home, 1):
        return not run.members[0].fragment
    worded = any(c.mark.series in (Series.ARTICLE, Series.SECTION) and c.strength >= LEAST for c in run.members)
    return worded or (len(run.members) > 1 and run.score >= LEAST and not _enumeration(run))


def _enumeration(run: Run) -> bool:
    """Pieces of one sentence, whatever their number."""
    return sum(member.fragment for member in run.members) * 2 > len(run.members) and run.tops == len(run.members)


def _encloses(outer: Run, inner: Run, candidates: Sequence[Candidate]) -> bool:
    """Whether `inner` counts anew under several numbers of `outer`: « I. 1. 2. II. 1. 2. »."""
    if outer is inner or outer.members[0].line >= inner.members[0].line or not inner.tops:
        return False
    if outer.members[0].mark.series is inner.members[0].mark.series:
        return False
    tops = [member.mark for member in inner.members if len(member.mark.values) == 1]
    if not tops:  # counted below numbers that are nowhere: « A.1, A.2, B.1 »
        return False
    kind = _kind(tops[0])
    firsts = [c.line for c in candidates if _kind(c.mark) == kind and c.mark.values == (1,)]
    starts = [member.line for member in outer.members]
    homes = {sum(start < first for start in starts) for first in firsts}
    return len(homes - {0}) > 1


def runs_of(candidates: Sequence[Candidate], home: int = 0) -> list[Run]:
    """The main run, and those that count again from the start before it or after it, in the order of the lines."""
    found: list[Run] = []
    waiting, work = [candidates], 0
    while waiting and work < _MOST_WORK:
        part = waiting.pop()
        work += len(part)
        run = main_run(part, home)
        if run.members and (not found or run.tops >= _ENOUGH_TO_RESTART):
            found.append(run)
            waiting += _around(run, part)
    return sorted(found, key=lambda run: run.members[0].line)


def _around(run: Run, candidates: Sequence[Candidate]) -> list[Sequence[Candidate]]:
    """Where another run of the same kind may be, before it and after: general conditions after particular ones.

    Or one that bears a letter of its own, as the sheets that go with a contract do: it cannot be taken for a list.
    """
    kinds = {*(_kind(member.mark) for member in run.members), (Series.LETTERED, CLOSED)}
    same = [c for c in candidates if _kind(c.mark) in kinds and (c.strength >= LEAST or c.mark.depth > 1)]
    first, last = run.members[0].line, run.members[-1].line
    return [[c for c in same if c.line < first], [c for c in same if c.line > last]]


def gaps(run: Run) -> list[tuple[Mark, Mark]]:
    """Pairs of numbers between which others are missing."""
    return [
        (before.mark, after.mark)
        for before, after in pairwise(run.members)
        if step(before.mark, after.mark) not in (0.0, None)
    ]
