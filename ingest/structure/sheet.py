"""A document's lines, and what one line's neighbours say about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from clausier.domain.text import Span
from ingest.composed import Composed, TextLine

# A line this much shorter than the page's full lines was ended on purpose.
SHORT = 0.72
_NOTE = 0.9  # of the body's size
_ENDED = re.compile(r"[.;:!?»”…][)\]*_]*$")
_HANGING = re.compile(
    r"(?:,|-|\b(?:articles?|art\.|paragraphes?|alinéas?|sections?|clauses?|annexes?|schedules?|exhibits?|n°|"
    r"de|du|des|à|au|aux|et|ou|par|pour|sur|en|dans|le|la|les|un|une|ce|cette|que|qui|dont|avec|sans|selon|"
    r"the|of|and|or|to|in|under|with|by|for|on|from|an?)|\b[ldnsjcm]['’]|\bqu['’])$",
    re.IGNORECASE,
)
# Text taken from a web page keeps its headings inside lines, after a run of spaces; text taken from a bad conversion
# keeps them inside long lines, after a full stop. The sequence of numbers decides whether such a place is a heading.
_LONG = 160
_ANNOUNCED = (
    r"(?:ARTICLE|Article|SECTION|Section|SCHEDULE|Schedule|EXHIBIT|Exhibit|APPENDIX|Appendix|ANNEXE|Annexe)"
    r"\s+(?:\d|[IVX]+\b|[A-Z]\b)"
)
_SPACED = re.compile(
    rf"\s{{3,}}(?={_ANNOUNCED}|\d{{1,2}}(?:\.\d{{1,2}})*\.?\s+[«“\"]?[^\W\d_a-z]|\([a-z]{{1,4}}\)\s|[IVX]+\.\s+[A-Z])"
)
_RUN_ON = re.compile(
    r"(?<=[^\W\d_])\s(?=\d{1,2}\.1\.?\s+[A-ZÉÈÀ])"
    r"|(?<=[.;:])\s(?=\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s+[A-ZÉÈÀ]|\d{1,2}\.0\s+[A-Z]|\d{1,2}\.\s+[A-ZÉÈÀ]{4}|"
    r"ARTICLE\s+[\dIVX])"
)


@dataclass(frozen=True)  # cached properties need a dictionary
class Sheet:
    """The lines of a document that hold words, each whole. `text` is the document's."""

    text: str
    lines: tuple[TextLine, ...]

    def __len__(self) -> int:
        return len(self.lines)

    def words(self, at: int) -> str:
        """A line's words, without the spaces around them."""
        return self.lines[at].text.strip() if 0 <= at < len(self.lines) else ""

    @cached_property
    def width(self) -> int:
        """How many characters a full line has."""
        lengths = sorted(len(line.text) for line in self.lines)
        return lengths[len(lengths) * 9 // 10] if lengths else 0

    @cached_property
    def body(self) -> float:
        """The size that most of the text is set in; 0 where sizes are unknown."""
        weighed = sorted((line.size, len(line.text)) for line in self.lines if line.size)
        half, passed = sum(length for _, length in weighed) / 2, 0
        for size, length in weighed:
            passed += length
            if passed >= half:
                return size
        return 0.0

    @cached_property
    def bold_means_something(self) -> bool:
        """False where most of the text is bold."""
        return sum(len(line.text) for line in self.lines if line.bold) * 2 < sum(len(line.text) for line in self.lines)

    def _breaks(self, at: int) -> int:
        return self.text.count("\n", self.lines[at - 1].span.end, self.lines[at].span.start)

    def apart(self, at: int) -> bool:
        """The text itself sets this line apart from the one before: an empty line, a paragraph, a new level."""
        if at == 0:
            return True
        line, before = self.lines[at], self.lines[at - 1]
        return line.starts_paragraph or line.level is not None or before.level is not None or self._breaks(at) != 1

    def opens(self, at: int) -> bool:
        """A paragraph begins at this line, by its look or because the sentence before it is over early."""
        return self.apart(at) or (self.ended(at - 1) and self.short(at - 1) and not self.lines[at].row)

    def ended(self, at: int) -> bool:
        return bool(_ENDED.search(self.words(at)))

    def short(self, at: int) -> bool:
        return len(self.words(at)) < SHORT * self.width

    def hanging(self, at: int) -> bool:
        """The line stops where no sentence and no title can: after « de », « l’article », a comma."""
        return bool(_HANGING.search(self.words(at)))

    def alike(self, at: int, other: int) -> bool:
        """Two lines set in the same way, as far as is known."""
        one, two = self.lines[at], self.lines[other]
        return one.bold == two.bold and one.level == two.level and abs(one.size - two.size) <= 0.4

    def wrapped(self, at: int) -> bool:
        """The line carries on the sentence of the line before."""
        if at == 0:
            return False
        if not self._breaks(at) and self.hanging(at - 1):
            return True
        if self.apart(at):
            return False
        if self.hanging(at - 1) and self.alike(at, at - 1):
            return True
        return not self.ended(at - 1) and not self.short(at - 1) and self.alike(at, at - 1)

    def small(self, at: int) -> bool:
        """Set clearly smaller than the body, as notes at the foot of a page are."""
        return 0 < self.lines[at].size < self.body * _NOTE

    def stands_out(self, at: int) -> bool:
        """Bold or larger than the body, or declared a heading by the format."""
        line = self.lines[at]
        larger = self.body > 0 and line.size > self.body * 1.08
        return line.level is not None or larger or (line.bold and self.bold_means_something)


def sheet(composed: Composed) -> Sheet:
    """The lines of a document, long ones divided where a heading may be hidden in them."""
    filled = (line for line in composed.lines if line.text.strip())
    return Sheet(composed.text, tuple(part for line in filled for part in _divided(line)))


def _divided(line: TextLine) -> Iterator[TextLine]:
    if line.row:
        yield line
        return
    places = {found.end() for found in _SPACED.finditer(line.text)}
    if len(line.text) >= _LONG:
        # « Section 4.1 »: the number belongs to the word before it.
        run_on = (found.end() for found in _RUN_ON.finditer(line.text))
        places |= {at for at in run_on if not _HANGING.search(line.text[:at].rstrip())}
    cuts = [0, *sorted(places - {0}), len(line.text)]
    for start, end in pairwise(cuts):
        span = Span(line.span.start + start, line.span.start + end)
        text = line.text[start:end]
        if text.strip():
            yield replace(line, span=span, text=text, starts_paragraph=line.starts_paragraph or start > 0)
