"""Headings without a number: declared by the format, or set apart by their look."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from clausier.domain.documents import Role
from clausier.domain.folding import fold
from ingest.structure.headings import Heading, Rank
from ingest.structure.marks import BULLETS, marks
from ingest.structure.sheet import SHORT, Sheet
from ingest.structure.titles import LONGEST, all_capitals, clean, reads_as_title

_REPEATED = 3  # a line that comes this often is a page's head, not a heading
_WORDS = 14
_ALONE_WORDS = 10
_LEAST_ALONE = 3
_FULL = 90  # characters
_FURTHER_BULLETS = BULLETS + "→>|_"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a heading is set; the greater outranks."""

    size: float
    capitals: bool
    bold: bool


def unnumbered(sheet: Sheet, free: Iterable[int], taken: dict[int, Heading], first: int) -> list[Heading]:
    """Headings among the `free` lines, ranked against those `taken`; before line `first` there is only front matter."""
    often = Counter(sheet.words(at) for at in range(len(sheet)))
    above = sorted(taken)
    candidates = [at for at in free if often[sheet.words(at)] < _REPEATED and not _signing(sheet, at, taken, above)]
    found = [at for at in candidates if _declared(sheet, at) or (at > first and _set_apart(sheet, at, taken))]
    if not found and all(heading.rank == Rank.MATTER for heading in taken.values()):
        alone = [at for at in candidates if _alone(sheet, at)]
        found = alone if len(alone) >= _LEAST_ALONE else []
    found = _without_title(sheet, found, taken)
    groups = _joined(sheet, found)
    ranking = _Ranking(sheet, taken, [start for start, _ in groups])
    return [_heading(sheet, at, lines, ranking.rank(at)) for at, lines in groups]


def _signing(sheet: Sheet, at: int, taken: dict[int, Heading], lines: Sequence[int]) -> bool:
    """Where the parties sign, their names in capitals are no headings. `lines`: those taken, in order."""
    place = bisect_right(lines, at) - 1
    return place >= 0 and taken[lines[place]].role is Role.SIGNATURE and not sheet.stands_out(at)


def _declared(sheet: Sheet, at: int) -> bool:
    words = sheet.words(at)
    return sheet.lines[at].level is not None and len(words) < 2 * LONGEST and any(map(str.isalpha, words))


def _set_apart(sheet: Sheet, at: int, taken: dict[int, Heading]) -> bool:
    if _goes_over(sheet, at - 1):
        return _set_apart(sheet, at - 1, taken)
    last = at + _goes_over(sheet, at)
    words = " ".join(sheet.words(line) for line in range(at, last + 1))
    if (
        words[:1] in _FURTHER_BULLETS
        or "|" in words
        or "\t" in words
        or not reads_as_title(words)
        or len(words.split()) > _WORDS
    ):
        return False
    if sum(map(str.isdigit, words)) * 5 > len(words) or sheet.wrapped(at) or last + 1 >= len(sheet):
        return False
    capitals = all_capitals(words) and (len(words.split()) > 1 or len(words) >= 6)
    if not capitals and words.endswith(":"):
        return False
    if not (capitals or sheet.stands_out(at)) or not (sheet.opens(at) or not sheet.alike(at, at - 1)):
        return False
    return _something_follows(sheet, last, taken)


def _goes_over(sheet: Sheet, at: int) -> bool:
    """A title whose first line stops at a comma, where no sentence goes on below: what does is set as it is."""
    over = at >= 0 and at + 1 < len(sheet) and sheet.words(at).endswith(",") and not sheet.apart(at + 1)
    return over and sheet.stands_out(at) and sheet.stands_out(at + 1) and sheet.alike(at, at + 1)


def _something_follows(sheet: Sheet, at: int, taken: dict[int, Heading]) -> bool:
    """A heading has a text below it, or another heading; a column of names or figures has neither."""
    after = at + 1
    if after in taken:
        return True
    words = sheet.words(after)
    if all_capitals(words) and not sheet.stands_out(at):
        return False
    below = words if not sheet.alike(at, after) or not sheet.stands_out(at) else sheet.words(after + 1)
    # The cells of a table are short, and no sentence ends in them.
    full = len(below) >= min(SHORT * sheet.width, _FULL)
    return full or below.endswith((".", ":", ";")) or below[:1] in _FURTHER_BULLETS or bool(marks(below))


def _alone(sheet: Sheet, at: int) -> bool:
    """In a text with no other sign: a few words between two empty lines, and a paragraph after them."""
    words = sheet.words(at)
    if (
        not reads_as_title(words)
        or words.endswith((":", "."))
        or len(words.split()) > _ALONE_WORDS
        or at + 1 >= len(sheet)
    ):
        return False
    if words[:1] in _FURTHER_BULLETS or not words[:1].isupper():
        return False
    after = sheet.words(at + 1)
    return (
        sheet.apart(at)
        and sheet.apart(at + 1)
        and len(after) > 2 * len(words)
        and (after[-1:] in ".:;" or len(after) > 80)
    )


def _without_title(sheet: Sheet, found: list[int], taken: dict[int, Heading]) -> list[int]:
    """Leave out the document's own title: the first heading, alone of the highest level."""
    if found and found[0] < min(taken, default=len(sheet)) and _names_itself(sheet, found[0]):
        return found[1:]
    levels = [sheet.lines[at].level for at in [*found, *taken] if sheet.lines[at].level is not None]
    if found and levels and found[0] < min(taken, default=len(sheet)):
        level = sheet.lines[found[0]].level
        if level is not None and level == min(levels, key=lambda value: value or 0) and levels.count(level) == 1:
            return found[1:]
    return found


def _names_itself(sheet: Sheet, at: int) -> bool:
    """« CONTRAT D’HÉBERGEMENT », then « Le présent contrat d’hébergement… »: the document's own title."""
    title, below = (" ".join(fold(sheet.words(line)).split()) for line in (at, at + 1))
    return re.search(rf"\b(?:this|presente?|cet?|cette)\s{re.escape(title)}\b", below) is not None


def _joined(sheet: Sheet, found: list[int]) -> list[tuple[int, int]]:
    """Headings set over several lines, each as its first line and its number of lines."""
    groups: list[tuple[int, int]] = []
    for at in found:
        if groups and groups[-1][0] + groups[-1][1] == at and sheet.alike(at, at - 1) and not sheet.apart(at):
            start, lines = groups.pop()
            groups.append((start, lines + 1))
        else:
            groups.append((at, 1))
    return groups


def _heading(sheet: Sheet, at: int, lines: int, rank: float) -> Heading:
    title = clean(" ".join(sheet.words(line) for line in range(at, at + lines)))
    # Which role an unnumbered heading has depends on what stands under it: told once the tree is known.
    return Heading(at, Role.ITEM if rank > Rank.ARTICLE else Role.ARTICLE, rank, title=title, lines=lines)


def _look(sheet: Sheet, at: int) -> _Look:
    line = sheet.lines[at]
    return _Look(round(2 * line.size) / 2, all_capitals(sheet.words(at)), line.bold)


@dataclass(frozen=True)
class _Ranking:
    """Where headings without a number stand among those that have one."""

    sheet: Sheet
    taken: dict[int, Heading]
    found: list[int]

    def rank(self, at: int) -> float:
        level = self.sheet.lines[at].level
        if level is not None:
            return _level_rank(self.sheet, level, [self.taken[line] for line in self._articles], self.found)
        mine = _look(self.sheet, at)
        if self._usual is None:
            depth = self._looks.index(_key(mine))
            return Rank.ARTICLE + min(depth, 6) if not self._articles else Rank.OVER
        # Set like the parts: a part as well, beside them.
        return self._parts.get(mine, Rank.OVER if mine.size > self._usual.size else Rank.UNDER)

    @cached_property
    def _articles(self) -> list[int]:
        roles = (Role.ARTICLE, Role.ITEM)
        return [line for line, one in self.taken.items() if one.role in roles and one.rank < Rank.UNDER]

    @cached_property
    def _usual(self) -> _Look | None:
        """How most articles are set; None where there is none."""
        tops = [line for line in self._articles if self.taken[line].role is Role.ARTICLE]
        return Counter(_look(self.sheet, line) for line in tops).most_common(1)[0][0] if tops else None

    @cached_property
    def _looks(self) -> list[tuple[float, bool, bool]]:
        """The looks of headings whose level the format does not declare, the greatest first."""
        plain = [line for line in self.found if self.sheet.lines[line].level is None]
        return sorted({_key(_look(self.sheet, line)) for line in plain}, reverse=True)

    @cached_property
    def _parts(self) -> dict[_Look, float]:
        """The highest rank of the parts set in each way."""
        found: dict[_Look, float] = {}
        for line, heading in self.taken.items():
            if heading.role is Role.PART:
                look = _look(self.sheet, line)
                found[look] = min(heading.rank, found.get(look, heading.rank))
        return found


def _key(look: _Look) -> tuple[float, bool, bool]:
    return look.size, look.capitals, look.bold


def _level_rank(sheet: Sheet, level: int, numbered: list[Heading], found: list[int]) -> float:
    """Between the numbered headings whose declared level is nearest."""
    levelled = [
        (sheet.lines[heading.line].level or 0, heading.rank) for heading in numbered if sheet.lines[heading.line].level
    ]
    if not levelled:
        declared = sorted({sheet.lines[line].level or 0 for line in found if sheet.lines[line].level})
        base = Rank.ARTICLE if not numbered else Rank.OVER - len(declared) / 10
        return base + declared.index(level) * (1.0 if not numbered else 0.1)
    same = [rank for other, rank in levelled if other == level]
    if same:
        return min(same)
    above = [rank for other, rank in levelled if other < level]
    return max(above) + 0.5 + level / 100 if above else Rank.OVER - 1 + level / 100
