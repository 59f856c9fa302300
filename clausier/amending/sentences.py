"""The sentences of an amendment that are its own: neither quoted, nor its parties, recitals, signatures or annexes."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from clausier.amending.quotations import MASK, Quotation, masked, quotations, trimmed
from clausier.amending.targets import order
from clausier.answering.figures.plain import plain
from clausier.domain.documents import Clause, Reading, Role
from clausier.domain.text import Span

_END = re.compile(
    r"[.!?](?=\s|$)|;(?=\s*\n)|\n\s*\n|(?<=[.;:])\n(?=\s*(?:[-–•−▪●]|\(?[a-z]\)|\d{1,2}(?:\.\d{1,2})*[.)]?)\s)"
)
_ABBREVIATION = re.compile(r"\b(?:art|al|cf|n|no|m|mm|mme|dr|me|ste|st|sec|p|pp)\.$")
_FINISHED = ".;!?"
_LONG_QUOTE = 60  # characters: a quotation so long is a text put in, not words in passing
_AGREED = re.compile(
    r"\b(?:il (?:a ete|est) (?:expressement )?(?:convenu|arrete|decide)[^\n]{0,60}ce qui suit|"
    r"(?:have|hereby) agree[sd]?(?: as follows)?|it is (?:hereby )?agreed)\b\s*:?"
)
_MARK = re.compile(r"\s*(?:[-–•−▪●]\s|\(?[a-z]\)\s|\d{1,2}(?:\.\d{1,3})*[.)]?\s)?\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its quotations in it; `article` is where it stands in the amendment, `heading` that article's."""

    span: Span
    article: str
    heading: str
    clause: Span


@dataclass(frozen=True)
class Sheet:
    """The text of an amendment, seen three ways: as it is, plain, and plain without what it quotes."""

    reading: Reading

    @cached_property
    def quotes(self) -> tuple[Quotation, ...]:
        return tuple(quotations(self.reading.text))

    @cached_property
    def masked(self) -> str:
        return masked(self.reading.text, self.quotes)

    @cached_property
    def plain(self) -> str:
        return plain(self.masked)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its own numbered clauses, those of its annexes and of the articles that it writes anew left out."""
        return tuple(_own(self.reading.clauses))

    @cached_property
    def body(self) -> Span:
        """What orders: from its first article, or from « il a été convenu », to its signatures or its annexes."""
        articles = [clause for clause in self.clauses if clause.role is Role.ARTICLE]
        agreed = _AGREED.search(self.plain)
        fronts = [c.span.end for c in self.reading.clauses if c.role in (Role.FRONT, Role.PREAMBLE) and not c.parent]
        start = articles[0].span.start if articles else agreed.end() if agreed else max(fronts, default=0)
        ends = [c.span.start for c in self.reading.clauses if c.role in (Role.SIGNATURE, Role.ANNEX)]
        start = start if start < len(self.plain) else 0
        return Span(start, min((end for end in ends if end > start), default=len(self.plain)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(self._placed(span) for span in _cut(self.masked, self.plain, self._clause_starts()))

    def quoted_in(self, span: Span) -> list[Quotation]:
        return [one for one in self.quotes if one.span.within(span)]

    def _clause_starts(self) -> list[Span]:
        """The stretches between the beginnings of its clauses, headings left out."""
        marks = {self.body.start, self.body.end}
        for clause in self.clauses:
            if clause.span.start >= self.body.start and clause.span.end <= self.body.end:
                marks |= {clause.span.start, heading_end(self.reading.text, clause)}
        bounds = sorted(marks)
        headings = {c.span.start for c in self.clauses if heading_end(self.reading.text, c) > c.span.start}
        return [Span(a, b) for a, b in itertools.pairwise(bounds) if a not in headings]

    def _placed(self, span: Span) -> Sentence:
        around = [clause for clause in self.clauses if span.within(clause.span)]
        inner = max(around, key=lambda clause: clause.span.start, default=None)
        headed = next((clause.heading for clause in reversed(around) if clause.heading), "")
        return Sentence(span, inner.number if inner else "", headed, inner.span if inner else self.body)


def heading_end(text: str, clause: Clause) -> int:
    """Where the words of a clause begin, after its number and its title."""
    head = re.compile(
        r"\s*(?:(?:article|art\.|clause|section)\s*)?(?:premier|1er|[A-Z](?=\s*[–—:.)\-])|[\dIVXLivxl]+(?:[.\-][\w]+)*(?:\s?(?:bis|ter|"
        r"quater|"
        r"quinquies|sexies|septies|octies)\b(?:\.\d+)*)?[A-Ha-h]?)\s*(?:[–—:.)\-]+\s*|(?=\s))",
        re.IGNORECASE,
    ).match(text, clause.span.start, clause.span.end)
    end = head.end() if head and clause.number else clause.span.start
    if not clause.heading:
        return end
    wanted = re.sub(r"\W+", "", plain(clause.heading))
    at, seen = end, ""
    while at < clause.span.end and len(seen) < len(wanted):
        seen += re.sub(r"\W+", "", plain(text[at]))
        at += 1
    if seen != wanted:
        line = text.find("\n", end, clause.span.end)
        return end if line < 0 else line + 1
    while at < clause.span.end and text[at] in " \t\n\r\u00a0.:":
        at += 1
    return at


def opening(text: str) -> int:
    """The length of a list's mark, or of a number, at a sentence's beginning."""
    found = _MARK.match(text)
    return found.end() if found else 0


def _own(clauses: Sequence[Clause]) -> list[Clause]:
    """The articles that count on from each other, with what they hold."""
    own: list[Clause] = []
    last: tuple[tuple[int, int], ...] = ()
    foreign = Span(0, 0)
    for clause in clauses:
        if clause.role not in (Role.ARTICLE, Role.ITEM) or ", " in clause.number or not clause.number:
            continue
        if clause.role is Role.ARTICLE:
            here = order(clause.number)
            if last and (here <= last or here[0][0] > last[0][0] + 1 or here[0][1]):
                foreign = clause.span
                continue
            last = here
        elif clause.span.within(foreign):
            continue
        own.append(clause)
    return own


def _cut(cased: str, plain_text: str, stretches: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for stretch in stretches:
        start = stretch.start
        for end in _ends(cased, plain_text, stretch):
            found.append(trimmed(cased, Span(start, end)))
            start = end
        found.append(trimmed(cased, Span(start, stretch.end)))
    return [span for span in found if span.of(cased).strip(f"{MASK} \n\t.;")]


def _ends(cased: str, plain_text: str, stretch: Span) -> list[int]:
    ends: list[int] = []
    for end in _END.finditer(plain_text, stretch.start, stretch.end):
        before, after = plain_text[stretch.start : end.start()].rstrip(), cased[end.end() : stretch.end].lstrip()
        if not end.group().strip():
            # A text put in stands on lines of its own: its sentence goes on to it, and after it.
            if after[:1] == MASK or (before[-1:] == MASK and after[:1].islower()):
                continue
        elif end.group() == "." and (_ABBREVIATION.search(before + ".") or after[:1].islower()):
            continue
        ends.append(end.end())
    ends += [at for at in _after_long_quotes(cased, stretch) if at not in ends]
    return sorted(ends)


def _after_long_quotes(cased: str, stretch: Span) -> list[int]:
    """Where a sentence ends with what it quotes, and the next begins without a full stop between them."""
    quote = re.compile(rf"{MASK}{{{_LONG_QUOTE},}}(?=\s+[A-ZÀÉÈÊÎÔ])")
    return [found.end() for found in quote.finditer(cased, stretch.start, stretch.end)]
