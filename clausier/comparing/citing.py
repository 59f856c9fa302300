"""The words of a change in their sentences, quoted page by page."""

from collections.abc import Sequence

from clausier.answering.quoting import LONGEST_QUOTE, cite
from clausier.comparing.sentences import Said, Text, Word
from clausier.domain.answers import Citation
from clausier.domain.text import Span, mend


def citations(text: Text, said: Sequence[Said], changed: Sequence[Word]) -> tuple[Citation, ...]:
    """Quotations that hold every changed word: whole sentences where they are short enough."""
    spans = [word.span for word in changed]
    found: list[Citation] = []
    for block in _blocks([one for one in said if any(span.within(one.span) for span in spans)]):
        whole = Span(block[0].span.start, block[-1].span.end)
        inside = [span for span in spans if span.within(whole)]
        for window in _windows(whole, inside, [word.span for one in block for word in one.words]):
            found += _by_page(text, block[0], window, inside)
    return tuple(found)


def in_words(text: Text, words: Sequence[Word]) -> str:
    """The stretch from the first to the last of some words, mended; "" for none."""
    return mend(Span(words[0].span.start, words[-1].span.end).of(text.reading.text)).text if words else ""


def _blocks(said: Sequence[Said]) -> list[list[Said]]:
    """Sentences of one passage that follow one another and fit in a quotation together."""
    blocks: list[list[Said]] = []
    for one in said:
        last = blocks[-1] if blocks else None
        if last and last[0].passage.id == one.passage.id and one.span.end - last[0].span.start <= LONGEST_QUOTE:
            last.append(one)
        else:
            blocks.append([one])
    return blocks


def _windows(whole: Span, changed: Sequence[Span], words: Sequence[Span]) -> list[Span]:
    """The whole where it fits in a quotation; else stretches of it, of whole words, that hold every changed one."""
    if len(whole) <= LONGEST_QUOTE:
        return [whole]
    cores: list[Span] = []
    for span in changed:
        if cores and span.end - cores[-1].start <= LONGEST_QUOTE:
            cores[-1] = Span(cores[-1].start, max(cores[-1].end, span.end))
        else:
            cores.append(span)
    return [_widened(core, words) for core in cores]


def _widened(core: Span, words: Sequence[Span]) -> Span:
    """A stretch with as many whole words on each side as a quotation has room for."""
    room = (LONGEST_QUOTE - len(core)) // 2
    start = min((w.start for w in words if core.start - room <= w.start <= core.start), default=core.start)
    end = max((w.end for w in words if core.end <= w.end <= core.end + room), default=core.end)
    return Span(start, end)


def _by_page(text: Text, said: Said, window: Span, changed: Sequence[Span]) -> list[Citation]:
    """One quotation a page, of those pages that hold a changed word."""
    document, pages = text.reading.document, text.reading.pages
    inside = [span for span in changed if span.overlaps(window)]
    near = [page for page in pages if page.span.overlaps(window)]
    on = [page for page in near if any(span.overlaps(page.span) for span in inside)]
    return [cite(document, said.passage, window.clipped(page.span), [page]) for page in on if len(window)]
