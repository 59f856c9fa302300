"""What is counted inside an article: « I. II. », "a) b)", "i) ii)", "1. 2." A list is a run from its first item on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausier.domain.documents import Role
from ingest.structure.candidates import Candidate
from ingest.structure.headings import Heading, Rank, title_of
from ingest.structure.marks import BULLETS, Series, marks
from ingest.structure.sheet import Sheet

_LEAST = 2
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class _List:
    items: tuple[Candidate, ...]
    again: bool  # it starts over: two lists in one place, whose numbers say nothing

    @property
    def fragments(self) -> bool:
        """Pieces of one sentence: it is announced by « : », or most of its items begin or end like pieces."""
        return self.items[0].announced or sum(item.fragment for item in self.items) * 2 > len(self.items)


def lists(sheet: Sheet, region: range, candidates: Sequence[Candidate], depth: int = 0) -> Iterator[Heading]:
    """The items of every list in a stretch of lines that holds no other heading, lists inside lists below them."""
    inside = [c for c in candidates if c.line in region and _may_list(c) and not sheet.small(c.line)]
    kinds = dict.fromkeys((c.mark.series, c.mark.style) for c in inside)
    found = [_run([c for c in inside if (c.mark.series, c.mark.style) == kind]) for kind in kinds]
    found = [listed for listed in found if len(listed.items) >= _LEAST]
    if not found or depth == _DEEPEST:
        return
    outer = min(found, key=lambda listed: (listed.items[0].line, -len(listed.items)))
    # « 1. 2. 3. » in the middle of a sentence is no numbering of the contract; letters there are cited (« 12.3 a) »).
    if outer.again or (outer.fragments and outer.items[0].mark.series is Series.DECIMAL):
        return
    stops = [item.line for item in outer.items[1:]] + [_end(sheet, outer, region.stop)]
    for item, stop in zip(outer.items, stops, strict=True):
        yield _item(sheet, item, outer, depth, stop if stop < region.stop else None)
        yield from lists(sheet, range(item.line + 1, stop), candidates, depth + 1)


def _may_list(candidate: Candidate) -> bool:
    mark = candidate.mark
    if mark.series in (Series.DECIMAL, Series.SECTION):
        return len(mark.values) == 1 and mark.style != ""
    return mark.series in (Series.ROMAN, Series.CAPITAL, Series.LETTER, Series.SMALL_ROMAN)


def _run(candidates: Sequence[Candidate]) -> _List:
    """One after another from the first: what does not follow is no item."""
    items: list[Candidate] = []
    again = False
    for candidate in candidates:
        (value,) = candidate.mark.values
        if value == len(items) + 1:
            items.append(candidate)
        elif value == 1 and items:
            again = True
    return _List(tuple(items), again)


def _end(sheet: Sheet, listed: _List, stop: int) -> int:
    """Where the last item of a list inside a sentence ends: the article goes on after it."""
    if not listed.fragments:
        return stop
    for at in range(listed.items[-1].line + 1, stop):
        words = sheet.words(at)
        if sheet.opens(at) and sheet.ended(at - 1) and not words.startswith(tuple(BULLETS)) and not marks(words):
            return at
    return stop


def _item(sheet: Sheet, item: Candidate, listed: _List, depth: int, until: int | None) -> Heading:
    title, lines = ("", 1) if listed.fragments else title_of(sheet, item.line, item.mark)
    return Heading(
        item.line,
        Role.ITEM,
        Rank.LIST + depth,
        item.mark.number,
        title,
        lines,
        joined=True,
        fragment=listed.fragments,
        until=until,
    )
