"""A heading that was recognised: what it is called, how it is numbered, how deep it stands."""

from dataclasses import dataclass

from clausier.domain.documents import Role
from ingest.structure.marks import Mark, Series, marks
from ingest.structure.sheet import Sheet
from ingest.structure.titles import all_capitals, begins_lowercase, clean, reads_as_title, run_in

_CONTINUED = 2  # lines that a long title may run over, after its first
_FULL_TITLE = 0.6  # of the characters that fit on a line


class Rank:
    """Who may stand under whom: a heading closes every heading of its rank or deeper."""

    ANNEX = 10.0
    MATTER = 15.0  # front matter, recitals, signatures
    PART = 20.0  # plus the order of titre, chapitre, section
    OVER = 29.0  # an unnumbered heading over articles
    ARTICLE = 30.0  # plus one for each further number: 12.3 is 31
    UNDER = 38.0  # an unnumbered heading inside an article
    LIST = 40.0  # plus one for each list inside a list


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a clause begins. `number` is its own; `joined` when its parent's goes before it."""

    line: int
    role: Role
    rank: float
    number: str = ""
    title: str = ""
    lines: int = 1  # that the heading takes
    joined: bool = False
    prefix: str = ""  # the annex or part whose numbering it belongs to
    fragment: bool = False  # a piece of a sentence, not one of its own
    until: int | None = None  # the line where it stops short of the next heading


def title_of(sheet: Sheet, at: int, mark: Mark) -> tuple[str, int]:
    """The title that goes with a mark, and how many lines mark and title take; "" where text follows at once."""
    rest = sheet.words(at)[mark.at :]
    if not rest:
        return _on_next_line(sheet, at)
    title, _ = run_in(rest)
    if title and not (reads_as_title(rest) and sheet.stands_out(at)):
        return clean(title), 1
    return _over_lines(sheet, at, rest)


def _on_next_line(sheet: Sheet, at: int) -> tuple[str, int]:
    after = at + 1
    words = sheet.words(after)
    if after >= len(sheet) or marks(words) or not reads_as_title(words) or words.endswith("."):
        return "", 1
    outstanding = (
        all_capitals(words) or sheet.stands_out(after) or sheet.apart(after + 1 if after + 1 < len(sheet) else 0)
    )
    if not outstanding and not (sheet.short(after) and not begins_lowercase(sheet.words(after + 1))):
        return "", 1
    title, lines = _over_lines(sheet, after, words)
    return title, lines + 1 if title else 1


def _over_lines(sheet: Sheet, at: int, first: str) -> tuple[str, int]:
    """A title and the lines that it runs over; "" when what runs on is a sentence."""
    joined, lines = first, 1
    while lines <= _CONTINUED and _runs_on(sheet, at + lines):
        joined = f"{joined} {sheet.words(at + lines)}"
        lines += 1
    if (
        _runs_on(sheet, at + lines)
        or (lines == 1 and _wraps(sheet, at))
        or not (reads_as_title(joined) or (sheet.lines[at].level is not None and len(joined) < 200))
    ):
        return "", 1
    return clean(joined), lines


def _wraps(sheet: Sheet, at: int) -> bool:
    """The line is full and its sentence goes on below, in letters that a recogniser may take for others."""
    if sheet.stands_out(at) or sheet.short(at) or at + 1 >= len(sheet) or sheet.apart(at + 1):
        return False
    return begins_lowercase(sheet.words(at + 1))


def _runs_on(sheet: Sheet, at: int) -> bool:
    """The line carries on the title before it."""
    if at >= len(sheet) or not sheet.alike(at, at - 1) or (sheet.apart(at) and not _full_title(sheet, at - 1)):
        return False
    words = sheet.words(at)
    pointing = begins_lowercase(words) and all(mark.series in (Series.ARTICLE, Series.SECTION) for mark in marks(words))
    if not words[:1].isalpha() or (marks(words) and not pointing):
        return False
    same_look = sheet.stands_out(at) or (all_capitals(words) and all_capitals(sheet.words(at - 1)))
    return begins_lowercase(words) or sheet.hanging(at - 1) or same_look or sheet.wrapped(at)


def _full_title(sheet: Sheet, at: int) -> bool:
    """A title in large letters, as long as its line can be: what stands out below it is its second line."""
    line, after = sheet.lines[at], sheet.lines[at + 1]
    if not sheet.stands_out(at) or line.level is not None or not line.size or line.page != after.page:
        return False
    return len(sheet.words(at)) >= _FULL_TITLE * sheet.width * sheet.body / line.size


def numbered(sheet: Sheet, at: int, mark: Mark, prefix: str) -> Heading:
    """A member of a main run: an article, or what is counted below it."""
    title, lines = title_of(sheet, at, mark)
    role = Role.ARTICLE if mark.depth == 1 else Role.ITEM
    return Heading(at, role, Rank.ARTICLE + mark.depth - 1, mark.number, title, lines, prefix=prefix)
