"""An amendment whose own articles are the new text: « les articles 1 à 14 sont remplacés par le texte ci-après : »."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from clausier.amending.orders import orders, signs
from clausier.amending.quotations import trimmed
from clausier.amending.sentences import Sentence, Sheet
from clausier.amending.targets import Act, order, targets, within
from clausier.domain.amendments import Action, Operation
from clausier.domain.documents import Clause, Role
from clausier.domain.text import Span

_PARAGRAPH = re.compile(r"\n\s*\n")


def lead_of(sheet: Sheet) -> Sentence | None:
    """The paragraph right before the first article, where it orders something to the contract and announces a text."""
    start = min((clause.span.start for clause in _articles(sheet)), default=0)
    before = sheet.plain[:start].rstrip()
    if not before.endswith(":"):
        return None
    begins = max((found.end() for found in _PARAGRAPH.finditer(before)), default=0)
    span = Span(begins, len(before))
    named = [one for one in targets(span.of(sheet.plain)) if one.act is Act.CONTRACT]
    return Sentence(span, "", "", span) if named and any(signs(sheet.plain, span)) else None


def restated(sheet: Sheet, lead: Sentence, since: date | None) -> list[Operation]:
    """What such a lead orders: each article that it names is replaced by the one of its number, or deleted where the
    new text has none. Nothing where the articles are not those that it names, one after the other."""
    ordered = orders(sheet.plain, lead.span, "")
    own = _articles(sheet)
    if ordered is None or ordered.action is not Action.REPLACE or not ordered.new or ordered.paragraph:
        return []
    numbers = [clause.number for clause in own]
    if not _follow(numbers) or not set(numbers) <= set(ordered.numbers) or numbers[0] != ordered.numbers[0]:
        return []
    texts = {clause.number: _text(sheet, clause, own[at + 1 :]) for at, clause in enumerate(own)}

    def made(number: str) -> Operation:
        text = texts.get(number)
        action = Action.REPLACE if text else Action.DELETE
        return Operation(action, number, lead.span, lead.article, text, effective=since)

    return [made(number) for number in ordered.numbers]


def _articles(sheet: Sheet) -> list[Clause]:
    return [clause for clause in sheet.clauses if clause.role is Role.ARTICLE]


def _follow(numbers: Sequence[str]) -> bool:
    """Whether each number comes right after the one before."""
    ranks = [order(number) for number in numbers]
    plain = all(number.isdigit() for number in numbers)
    return bool(numbers) and plain and all(b[0][0] == a[0][0] + 1 for a, b in pairwise(ranks))


def _text(sheet: Sheet, clause: Clause, following: Sequence[Clause]) -> Span:
    """An article of the new text, with what it holds, as far as the next one or the end of the body."""
    ends = [one.span.start for one in following if not within(one.number, clause.number)]
    return trimmed(sheet.reading.text, Span(clause.span.start, min([*ends, sheet.body.end])))
