"""Where the text that an order puts in stands: quoted, in a block that follows, or in a joined annex."""

import re
from collections.abc import Sequence

from clausier.amending.quotations import trimmed
from clausier.amending.sentences import Sentence, Sheet
from clausier.amending.targets import head_number, within
from clausier.answering.figures.plain import plain
from clausier.domain.documents import Role
from clausier.domain.text import Span

_ANNOUNCED = re.compile(r":\s*$")
_COLON = re.compile(r":(?=\s)")


def new_text(sheet: Sheet, sentence: Sentence, verb: Span, number: str, stop: int) -> Span | None:
    """The text that comes after an order to `number`; `stop` is where the next order begins."""
    quotes = [one for one in sheet.quoted_in(sentence.span) if one.span.start >= verb.end]
    quotes = [one for one in quotes if not re.search(r"\d\s*$", sheet.plain[verb.end : one.span.start])]
    if quotes:
        return Span(quotes[0].inner.start, quotes[-1].inner.end)
    colon = _COLON.search(sheet.masked, verb.end, sentence.span.end + 1)
    if colon is None:
        return None
    found = trimmed(sheet.reading.text, Span(colon.end(), max(colon.end(), _block_end(sheet, colon.end(), number, stop))))
    return found if len(found) else None


def _block_end(sheet: Sheet, start: int, number: str, stop: int) -> int:
    """The next clause of the amendment that is not the new text's own, or the next order."""
    clauses = [c.span.start for c in sheet.clauses if c.span.start >= start and not within(c.number, number)]
    return min([*clauses, sheet.body.end, stop])


def joined_annex(sheet: Sheet, *names: str) -> Span | None:
    """The annex of one of these names that the amendment carries; its only annex, where it carries one of another name
    and calls it joined."""
    annexes = [clause for clause in sheet.reading.clauses if clause.role is Role.ANNEX and not clause.parent]
    found = next((clause for name in names for clause in annexes if clause.number == name), None)
    return trimmed(sheet.reading.text, found.span) if found else None


def shares(text: str, span: Span, numbers: Sequence[str]) -> list[Span] | None:
    """The part of a new text that each of several articles has, told by their numbers; None where one is missing."""
    starts = [span.start + found.start() for found in re.finditer(r"^", span.of(text), re.MULTILINE)]
    places = [next((at for at in starts if head_number(plain(text[at : min(at + 80, span.end)])) == n), None) for n in numbers]
    known = [at for at in places if at is not None]
    if len(known) < len(numbers) or known != sorted(known):
        return None
    return [trimmed(text, Span(a, b)) for a, b in zip(known, [*known[1:], span.end], strict=True)]
