"""Every heading of a document, in order: where structure is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from clausier.domain.documents import Role
from ingest.structure.annexes import annex_headings
from ingest.structure.candidates import Candidate, candidates
from ingest.structure.contents import TITLE, contents
from ingest.structure.headings import Heading, Rank, numbered, title_of
from ingest.structure.landmarks import Landmark, Point, landmark
from ingest.structure.lists import lists
from ingest.structure.marks import Mark, Series
from ingest.structure.numerals import components
from ingest.structure.quoted import quoted_lines
from ingest.structure.sequences import Run, gaps, runs_of
from ingest.structure.sheet import Sheet
from ingest.structure.titles import clean
from ingest.structure.unnumbered import unnumbered

_ROLES = {Point.PARTIES: Role.FRONT, Point.PREAMBLE: Role.PREAMBLE, Point.SIGNATURE: Role.SIGNATURE}
_SECTION_TITLE_LINES = 3
_OPENING = 0.6  # of the lines: recitals are over by then
_ANNOUNCED = 0.6  # of a table's numbers come again
_HEADING_LENGTH = 90  # characters: from one heading to the next, nothing is said
_MOST_NUMBERED = 20_000
"""Lines that begin with a number. Two thousand pages of contract have fewer; a list of figures has no articles."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings by line. `gaps` are pairs of numbers, full ones, between which others are missing."""

    headings: tuple[Heading, ...]
    gaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """A stretch that is numbered by itself: the contract's body, an annex, a part that counts anew."""

    lines: range
    prefix: str
    home: int = 0  # the number of the annex; 0 for none


def outline(sheet: Sheet) -> Outline:
    """What the lines say of the document's structure; no heading at all where they say nothing."""
    tables = contents(sheet)
    rows = frozenset(at for at, line in enumerate(sheet.lines) if line.row)  # their numbers count something else
    barred = frozenset(at for table in tables for at in table) | quoted_lines(sheet) | rows
    found = candidates(sheet, range(len(sheet)), barred)
    found = found if len(found) <= _MOST_NUMBERED else []
    annexes = annex_headings(sheet, found)
    taken: dict[int, Heading] = {heading.line: heading for heading in annexes}
    missing: list[tuple[str, str]] = []
    for scope in _scopes(sheet, annexes, found, _operative(sheet, found)):
        headings, lacking = _scope_headings(sheet, scope, found)
        taken.update({heading.line: heading for heading in headings if heading.line not in taken})
        missing += lacking
    taken.update(_matter(sheet, taken, barred))
    first = min(
        (line for line, heading in taken.items() if heading.rank >= Rank.PART or heading.role is Role.ANNEX), default=-1
    )
    free = [at for at in range(len(sheet)) if at not in barred and not _covered(at, taken)]
    for heading in unnumbered(sheet, free, taken, first):
        taken.setdefault(heading.line, heading)
    taken.update(_items(sheet, taken, [c for c in found if c.line not in taken]))
    if any(heading.rank != Rank.MATTER for heading in taken.values()):
        taken.update(_tables(sheet, tables, taken))
    return Outline(tuple(taken[line] for line in sorted(taken)), tuple(missing))


def _operative(sheet: Sheet, found: Sequence[Candidate]) -> int:
    """Where the operative part begins, after recitals that may be numbered too; 0 where nothing says so."""
    points = [mark for at in range(int(len(sheet) * _OPENING)) if (mark := landmark(sheet, at))]
    opening = next((mark.line for mark in points if mark.point is Point.OPERATIVE), 0)
    recitals = any(mark.point is Point.PREAMBLE and mark.line < opening for mark in points)
    articles = any(c.mark.series is Series.ARTICLE and c.line < opening for c in found)
    return opening if recitals and not articles else 0


def _scopes(sheet: Sheet, annexes: Sequence[Heading], found: Sequence[Candidate], opening: int) -> list[_Scope]:
    starts = [(opening, "", 0)] + [(annex.line, f"{annex.number}, ", _home(annex.number)) for annex in annexes]
    stops = [line for line, _, _ in starts[1:]] + [len(sheet)]
    whole = [_Scope(range(line, stop), prefix, home) for (line, prefix, home), stop in zip(starts, stops, strict=True)]
    return [part for scope in whole for part in _by_part(scope, found)]


def _home(annex: str) -> int:
    values = components(annex.rpartition(" ")[2])
    return values[0] if values else 0


def _by_part(scope: _Scope, found: Sequence[Candidate]) -> list[_Scope]:
    """The scope cut at its parts, when articles are counted anew in each of them."""
    parts = [c for c in found if c.line in scope.lines and c.mark.series is Series.PART]
    outer = min((c.mark.values[0] for c in parts), default=0)
    cuts = [c for c in parts if c.mark.values[0] == outer]
    firsts = [
        c.line for c in found if c.line in scope.lines and c.mark.series is Series.ARTICLE and c.mark.values == (1,)
    ]
    homes = {sum(cut.line < first for cut in cuts) for first in firsts}
    if len(homes) < 2:
        return [scope]
    starts = [(scope.lines.start, scope.prefix)] + [(cut.line, f"{scope.prefix}{cut.mark.number}, ") for cut in cuts]
    stops = [line for line, _ in starts[1:]] + [scope.lines.stop]
    return [
        _Scope(range(start, stop), prefix) for (start, prefix), stop in zip(starts, stops, strict=True) if start < stop
    ]


def _scope_headings(
    sheet: Sheet, scope: _Scope, found: Sequence[Candidate]
) -> tuple[list[Heading], list[tuple[str, str]]]:
    inside = [c for c in found if c.line in scope.lines and c.mark.series is not Series.ANNEX]
    runs = runs_of([c for c in inside if c.mark.series is not Series.PART], scope.home)
    runs = [run for run in runs if not any(_announces(sheet, run, other) for other in runs if other is not run)]
    members = [member for run in runs for member in run.members]
    headings = [numbered(sheet, member.line, member.mark, scope.prefix) for member in members]
    lines = {member.line for member in members}
    headings += [_part(sheet, c, scope) for c in inside if c.mark.series is Series.PART and c.line not in lines]
    headings += [_part(sheet, c, scope) for c in _sections(inside, members)]
    lacking = [(_full(scope, before), _full(scope, after)) for run in runs for before, after in gaps(run)]
    return headings, lacking


def _announces(sheet: Sheet, run: Run, other: Run) -> bool:
    """Headings with hardly a word between them, that come again: a table of contents that shows no sign of it."""
    numbers = {member.mark.number for member in run.members}
    again = numbers & {member.mark.number for member in other.members}
    starts = [sheet.lines[member.line].span.start for member in run.members]
    lengths = [after - before for before, after in pairwise(starts)]
    return len(again) >= _ANNOUNCED * len(numbers) and bool(lengths) and median(lengths) < _HEADING_LENGTH


def _full(scope: _Scope, mark: Mark) -> str:
    return scope.prefix + mark.number


def _part(sheet: Sheet, candidate: Candidate, scope: _Scope) -> Heading:
    title, lines = title_of(sheet, candidate.line, candidate.mark)
    section = candidate.mark.series is Series.SECTION
    rank = Rank.PART + (4 if section else candidate.mark.values[0])
    number = f"Section {candidate.mark.number}" if section else candidate.mark.number
    # A part that counts its articles anew names its own scope, and is not in it.
    prefix = scope.prefix.removesuffix(f"{number}, ")
    return Heading(candidate.line, Role.PART, rank, number, title, lines, prefix=prefix)


def _sections(inside: Iterable[Candidate], members: Sequence[Candidate]) -> list[Candidate]:
    """Sections that stand over articles, as in French law: an article follows each at once."""
    if any(member.mark.series is Series.SECTION for member in members):
        return []
    sections = [c for c in inside if c.mark.series is Series.SECTION and len(c.mark.values) == 1]
    lines = [member.line for member in members]
    over = [c for c in sections if any(0 < line - c.line <= _SECTION_TITLE_LINES for line in lines)]
    return sections if len(over) * 2 > len(sections) else []


def _matter(sheet: Sheet, taken: dict[int, Heading], barred: frozenset[int]) -> dict[int, Heading]:
    """Parties and recitals before the first article, signatures after the last of its scope."""
    marks = [
        mark
        for at in range(len(sheet))
        if at not in barred and not _covered(at, taken) and (mark := landmark(sheet, at))
    ]
    starts = [line for line, heading in taken.items() if heading.role in (Role.ARTICLE, Role.ITEM, Role.PART)]
    first = min(starts, default=len(sheet))
    kept: dict[int, Heading] = {}
    seen: set[Point] = set()
    for mark in marks:
        signing = mark.point is Point.SIGNATURE
        if mark.point in seen and not signing:
            continue
        if mark.point is not Point.OPERATIVE and (_signs(mark, taken, starts) if signing else mark.line < first):
            kept[mark.line] = Heading(mark.line, _ROLES[mark.point], Rank.MATTER, title=clean(mark.title))
            seen.add(mark.point)
    return _one_signature(kept)


def _signs(mark: Landmark, taken: dict[int, Heading], starts: Sequence[int]) -> bool:
    """No article of the same numbering comes after it."""
    after = min((line for line in starts if line > mark.line), default=None)
    before = max((line for line in starts if line < mark.line), default=None)
    if before is None or after is None:
        return before is not None or not starts
    between = any(heading.role is Role.ANNEX and mark.line < line <= after for line, heading in taken.items())
    return between or taken[after].number in ("1", "I")


def _one_signature(kept: dict[int, Heading]) -> dict[int, Heading]:
    """« Signatures », then « Fait à… »: one block."""
    lines = sorted(kept)
    doubled = {
        after
        for before, after in pairwise(lines)
        if kept[before].role is Role.SIGNATURE is kept[after].role and after - before <= _SECTION_TITLE_LINES * 2
    }
    return {line: heading for line, heading in kept.items() if line not in doubled}


def _covered(at: int, taken: dict[int, Heading]) -> bool:
    """The line is a heading, or one that a heading's title runs over."""
    return any(at - back in taken and taken[at - back].lines > back for back in range(4))


def _items(sheet: Sheet, taken: dict[int, Heading], found: Sequence[Candidate]) -> dict[int, Heading]:
    """Lists inside articles, between one heading and the next."""
    lines = sorted(taken)
    if not lines:
        return {}
    items: dict[int, Heading] = {}
    for start, stop in zip(lines, [*lines[1:], len(sheet)], strict=True):
        heading = taken[start]
        if heading.role in (Role.ARTICLE, Role.ITEM, Role.ANNEX) and heading.rank != Rank.MATTER:
            region = range(start + heading.lines, stop)
            items.update({item.line: item for item in lists(sheet, region, found)})
    return items


def _tables(sheet: Sheet, tables: Sequence[range], taken: dict[int, Heading]) -> dict[int, Heading]:
    """Tables of contents, and the front matter that goes on after them."""
    added: dict[int, Heading] = {}
    for table in tables:
        added[table.start] = Heading(table.start, Role.FRONT, Rank.MATTER, title=TITLE)
        if table.stop < len(sheet) and table.stop not in taken:
            added[table.stop] = Heading(table.stop, Role.FRONT, Rank.MATTER)
    return added


def with_prefix(heading: Heading, parent: str) -> Heading:
    """The heading under its full number: its scope's, or its parent's when it is an item of a list."""
    if not heading.number:
        return heading
    if heading.joined:
        # « Annexe 2, a »: a list right below an annex is counted as its articles would be.
        joint = ", " if parent[:1].isalpha() and " " in parent and "," not in parent else "."
        number = f"{parent}{joint}{heading.number}" if parent and "," not in parent[-2:] else heading.number
        return replace(heading, number=number)
    return replace(heading, number=heading.prefix + heading.number)
