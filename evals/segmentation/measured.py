"""The figures of segmentation, for each document, each kind of document, and in total."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial

from evals.figures import Failure, Figure, Outcome
from evals.measures import estimate
from evals.reading.found import data_folder
from evals.segmentation.cuts import Cut, by_clauses, by_lines, opened
from evals.segmentation.documents import Case, golden, ours, real, styled
from evals.segmentation.pointers import Pointed, pointed
from evals.segmentation.pointers import figures as pointer_figures
from evals.segmentation.units import Marked, Unit, sealed

SET = "segmentation"
TARGET = 0.97
_ALIKE = 0.85  # of the letters: a picture was read, or a list is counted a) where its source says 1.
WAYS = {"clausier": by_clauses, "plain split": by_lines}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one document, or of several together."""

    right: int = 0  # number, beginning and end
    begun: int = 0  # number and beginning
    given: int = 0
    written: int = 0
    headed: int = 0
    paged: tuple[int, int] = (0, 0)
    letters: tuple[int, int] = (0, 0)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.given + self.written, 1)


def score(marked: Marked, cut: Cut) -> tuple[Score, list[Failure]]:
    """What of the true articles was found as they are, and what was not."""
    units = sealed(cut.units) if marked.sealed else cut.units
    written = marked.units if cut.within else tuple(map(_alone, marked.units))
    waiting: dict[str, list[Unit]] = defaultdict(list)
    for one in units:
        waiting[one.number].append(one)
    total = Score(given=len(units), written=len(written), letters=cut.letters)
    failures = []
    for true in written:
        best = max(waiting[true.number], key=lambda one: _likeness(true, one), default=None)
        if best is not None:
            waiting[true.number].remove(best)
        total = _with(total, true, best)
        if best is None or not (_same(true.first, best.first) and _same(true.last, best.last)):
            failures.append(_missed(marked, true, best))
        elif not _same(true.heading, best.heading):
            cause = "heading differs"
            failures.append(Failure(SET, f"{true.number}", marked.name, true.heading, best.heading, cause))
    failures += [_invented(marked, one) for left in waiting.values() for one in left]
    return total, failures


def _alone(one: Unit) -> Unit:
    """Under its own number, whatever annex it stands in."""
    return replace(one, number=one.number.rpartition(", ")[2])


def _likeness(true: Unit, found: Unit) -> tuple[bool, bool]:
    return _same(true.first, found.first), _same(true.last, found.last)


def _same(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _with(total: Score, true: Unit, found: Unit | None) -> Score:
    if found is None or not _same(true.first, found.first):
        return total
    paged = true.page is not None
    return replace(
        total,
        right=total.right + _same(true.last, found.last),
        begun=total.begun + 1,
        headed=total.headed + _same(true.heading, found.heading),
        paged=(total.paged[0] + (paged and true.page == found.page), total.paged[1] + paged),
    )


def _missed(marked: Marked, true: Unit, found: Unit | None) -> Failure:
    cause = (
        "not found" if found is None else "begins elsewhere" if not _same(true.first, found.first) else "ends elsewhere"
    )
    got = "" if found is None else _ends(marked, found)
    return Failure(SET, f"{true.number} {true.heading}".strip(), marked.name, _ends(marked, true), got, cause)


def _invented(marked: Marked, found: Unit) -> Failure:
    return Failure(SET, found.number, marked.name, "", _ends(marked, found), "no such article")


def _ends(marked: Marked, one: Unit) -> str:
    return "" if marked.sealed else f"{one.first} … {one.last}"


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for one in scores:
        total = Score(
            total.right + one.right,
            total.begun + one.begun,
            total.given + one.given,
            total.written + one.written,
            total.headed + one.headed,
            (total.paged[0] + one.paged[0], total.paged[1] + one.paged[1]),
            (total.letters[0] + one.letters[0], total.letters[1] + one.letters[1]),
        )
    return total


_PAGES = "page right"
MEASURES: dict[str, Callable[[Score], float]] = {
    "F1 of article boundaries": lambda one: one.f1,
    "precision": lambda one: one.right / max(one.given, 1),
    "recall": lambda one: one.right / max(one.written, 1),
    "F1 of where articles begin": lambda one: 2 * one.begun / max(one.given + one.written, 1),
    "heading right": lambda one: one.headed / max(one.begun, 1),
    _PAGES: lambda one: one.paged[0] / max(one.paged[1], 1),
    "letters in some clause": lambda one: one.letters[0] / max(one.letters[1], 1),
}
_OWED = {"F1 of article boundaries": TARGET, "letters in some clause": 1.0}


@dataclass(frozen=True, slots=True)
class Measured:
    """A document's score, cut one way."""

    marked: Marked
    way: str
    score: Score


def documents() -> Iterator[Case]:
    """All of them; the real ones only where they are."""
    yield from ours()
    yield from golden()
    yield from styled()
    if (folder := data_folder()) is not None:
        yield from real(folder)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that the documents gave; failures only of those that may be looked at."""

    cuts: tuple[Measured, ...]
    pointers: tuple[Pointed, ...]
    failures: tuple[Failure, ...]


def measure(chosen: Iterable[Case]) -> Findings:
    """Every document, cut every way."""
    found: list[Measured] = []
    pointers: list[Pointed] = []
    failures: list[Failure] = []
    with opened() as read:
        for case in chosen:
            marked = case.make()
            reading = read(marked.file, marked.data)
            for way, cut in WAYS.items():
                one, missed = score(marked, cut(reading, marked.numbered))
                found.append(Measured(marked, way, one))
                if way == "clausier" and marked.half == "development":
                    failures += missed
            resolved, missed = pointed(marked.name, reading)
            pointers += resolved
            failures += missed
    return Findings(tuple(found), tuple(pointers), tuple(failures))


def outcome() -> Outcome:
    """The figures in total and for each kind, and what went wrong in documents that may be looked at."""
    found = measure(documents())
    kinds = ["", *dict.fromkeys(one.marked.kind for one in found.cuts)]
    figures = [figure for kind in kinds for way in WAYS for figure in _figures(found.cuts, kind, way)]
    return Outcome((*figures, *pointer_figures(found.pointers)), found.failures)


def _figures(found: Sequence[Measured], kind: str, way: str) -> Iterator[Figure]:
    scores = [one.score for one in found if one.way == way and kind in ("", one.marked.kind)]
    for name, of in MEASURES.items():
        told = [one for one in scores if name != _PAGES or one.paged[1]]
        if told:
            target = _OWED.get(name) if way == "clausier" and not kind else None
            yield Figure(f"{SET}, {kind}" if kind else SET, name, way, estimate(told, partial(_over, of)), target)


def _over(of: Callable[[Score], float], scores: Sequence[Score]) -> float:
    return of(_sum(scores))
