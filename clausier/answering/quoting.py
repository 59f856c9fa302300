"""Which words of a passage are shown: whole sentences, on one page, letter for letter."""

import re
from collections.abc import Callable, Sequence

from clausier.domain.answers import Citation, Evidence, Source
from clausier.domain.documents import Document, Kind, Page, Passage
from clausier.domain.text import Span, mend

LONGEST_QUOTE = 480
"""Characters of a quotation: about six printed lines, what is read at a glance."""

_LINE = re.compile(r"(?:[^\n]|(?<=[-\u2010\u2011\u00ad])\n)+")  # a word divided at a line's end goes on
_BETWEEN_CELLS = ("\t", " | ")
_ABBREVIATION = re.compile(
    r"(?:\b(?:art|al|cf|p|pp|ex|etc|n|no|m|mm|mme|mmes|dr|me|st|ste|sté|sa|sas|s\.a|s\.a\.s|vol|éd|inc|ltd|corp|co|sec|resp)|"
    r"\b[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.!?;:]+[»”\")\]]*(?=\s)|\n\s*\n|"
    r"\n(?=\s*(?:[-–•−▪●]|\(?[a-z][a-z0-9]{0,2}[).]|\d{1,3}[).]|[ivx]+\))\s)|"
    r"(?<=[.,;:])\n(?=\s*\(\d{1,3}\)\s)"  # after a word, "(30)" repeats a number: "trente / (30) jours"
)


def sentences(text: str) -> list[Span]:
    """The sentences of a text, the items of its lists and the rows of its tables, white space left out, nothing else
    lost."""
    found: list[Span] = []
    start = 0
    for row in rows(text):
        found += _sentences(text, Span(start, row.start))
        found.append(row)
        start = row.end
    return found + _sentences(text, Span(start, len(text)))


def rows(text: str) -> list[Span]:
    """The lines that are rows of tables, as their cells' separators tell."""
    lines = (_trimmed(text, Span(*line.span())) for line in _LINE.finditer(text))
    return [line for line in lines if any(sign in line.of(text) for sign in _BETWEEN_CELLS)]


def readable(text: str) -> list[str]:
    """A stretch of a document as it reads, run on; each row of a table on a line of its own, its cells told apart."""
    lines: list[str] = []
    start = 0
    for row in rows(text):
        cells = (mend(cell).text.strip() for cell in row.of(text).split("\t"))
        lines += [mend(text[start : row.start]).text.strip(), " | ".join(cell for cell in cells if cell)]
        start = row.end
    return [line for line in (*lines, mend(text[start:]).text.strip()) if line]


def said(item: Evidence) -> str:
    """What a piece of evidence says, to be read and checked by; of a table, the row that answers and no other."""
    if item.citation.cells:
        return " ; ".join(f"{header} : {text}" if header else text for header, text in item.citation.cells)
    return "\n".join(readable("\n".join(filter(None, [item.passage.headers, item.passage.text]))))


def _sentences(text: str, within: Span) -> list[Span]:
    found = []
    start = within.start
    for end in _END.finditer(text, within.start, within.end):
        piece = text[start : end.end()]
        if end.group().strip() and _runs_on(piece, text[end.end() : within.end]):
            continue
        found.append(_trimmed(text, Span(start, end.end())))
        start = end.end()
    found.append(_trimmed(text, Span(start, within.end)))
    return [span for span in found if len(span)]


def _runs_on(piece: str, rest: str) -> bool:
    """Whether a full stop is an abbreviation's or a number's, or a colon has its continuation on the same line."""
    following = rest.lstrip()
    if piece.rstrip('»”")] ').endswith(":"):
        return "\n" not in rest[: len(rest) - len(following)]
    if _ABBREVIATION.search(piece):
        return True
    bare_number = re.fullmatch(r"\s*(?:art(?:icle)?\s+)?[\dIVX]+(?:\.\d+)*\.", piece, re.IGNORECASE) is not None
    return bare_number or (piece.endswith(".") and following[:1].islower())


def _trimmed(text: str, span: Span) -> Span:
    inside = span.of(text)
    lead = len(inside) - len(inside.lstrip())
    return Span(span.start + lead, max(span.start + lead, span.start + len(inside.rstrip())))


def opening(passage: Passage, part: Span) -> Span:
    """As many rows of a table as a quotation holds; `part` is the table's, in the document's text."""
    inside = part.clipped(passage.span)
    lines = rows(passage.text)
    ends = [line.end + passage.span.start for line in lines if line.end + passage.span.start <= inside.end]
    fitting = [end for end in ends if 0 < end - inside.start <= LONGEST_QUOTE]
    return Span(inside.start, fitting[-1] if fitting else inside.end)


def quoted(passage: Passage, worth: Callable[[str], float]) -> Span:
    """The part of a passage to show, in the document's text: the best sentence, and its neighbours while they fit.

    `worth` judges a sentence, mended. A passage short enough is shown whole.
    """
    if len(passage.text) <= LONGEST_QUOTE:
        return _placed(passage, Span(0, len(passage.text)))
    spans = sentences(passage.text)
    values = [worth(mend(span.of(passage.text)).text) for span in spans]
    first = last = max(range(len(spans)), key=lambda n: (values[n], -n))
    while True:
        fitting = [
            at
            for at in (first - 1, last + 1)
            if 0 <= at < len(spans) and spans[max(at, last)].end - spans[min(at, first)].start <= LONGEST_QUOTE
        ]
        if not fitting:
            return _placed(passage, Span(spans[first].start, spans[last].end))
        at = max(fitting, key=lambda at: (values[at], -at))
        first, last = min(first, at), max(last, at)


def _placed(passage: Passage, part: Span) -> Span:
    trimmed = _trimmed(passage.text, part)
    return Span(passage.span.start + trimmed.start, passage.span.start + trimmed.end)


def cite(document: Document, passage: Passage, span: Span, pages: Sequence[Page]) -> Citation:
    """The quotation with its place, cut to the page that holds most of it. `pages` are those of the passage."""
    page = max(pages, key=lambda page: (len(span.clipped(page.span)), -page.number))
    part = span.clipped(page.span)
    inside = Span(part.start - passage.span.start, part.end - passage.span.start)
    kept = _placed(passage, inside)
    return Citation(
        document_id=document.id,
        title=document.title,
        file=document.file,
        page=page.number if document.paged else None,
        article=passage.article,
        quote=passage.text[kept.start - passage.span.start : kept.end - passage.span.start],
        span=kept,
        passage_id=passage.id,
        source=Source.GUIDANCE if document.kind is Kind.GUIDANCE else Source.CONTRACT,
    )
