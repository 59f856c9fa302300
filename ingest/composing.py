"""Pages of lines become the document's one text, and everything keeps its place in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausier.domain.documents import Page, PlacedWord
from clausier.domain.text import Span
from ingest.composed import Composed, TextLine
from ingest.furniture import furniture_of, text_of
from ingest.layout import carries_on
from ingest.raw import RawFile, RawLine, RawPage
from ingest.rows import PlacedLine, goes_on, tables_of


def compose(raw: RawFile) -> Composed:
    """The text of all that is not furniture, with the pages and lines that it came from."""
    aside = furniture_of(raw.pages) if raw.paged else [frozenset[int]() for _ in raw.pages]
    body = _joined_across_pages(list(_body(raw.pages, aside)))
    text, placed = _laid_out(body)
    bounds = _page_bounds(placed, len(raw.pages), len(text))
    pages = tuple(
        _page(page, Span(*bounds[index]), [at for at in placed if at.page == index], text_of(page, aside[index]))
        for index, page in enumerate(raw.pages)
    )
    lines = tuple(_text_line(at, raw.pages[at.page].number) for at in placed)
    tables = tables_of(placed)
    rows = sorted((row for table in tables for row in table), key=lambda row: row.span)
    return Composed(text, pages, lines, tuple(rows), len(tables))


def _body(pages: Sequence[RawPage], aside: Sequence[frozenset[int]]) -> Iterator[tuple[int, RawLine]]:
    for index, page in enumerate(pages):
        for number, line in enumerate(page.lines):
            if number not in aside[index] and line.text.strip():
                yield index, line


def _joined_across_pages(body: Sequence[tuple[int, RawLine]]) -> list[tuple[int, RawLine]]:
    """The first line of a page begins a paragraph unless a sentence, or a table, goes on from the page before."""
    joined = list(body)
    for at in range(1, len(joined)):
        (above_page, above), (page, line) = joined[at - 1], joined[at]
        if above.row is not None or line.row is not None:
            joined[at] = page, replace(line, starts_paragraph=not goes_on(above, line))
        elif above_page != page:
            alike = abs(above.size - line.size) <= 0.12 * line.size and above.bold == line.bold
            joined[at] = page, replace(line, starts_paragraph=not (alike and carries_on(above.text, line.text)))
    return joined


def _laid_out(body: Sequence[tuple[int, RawLine]]) -> tuple[str, list[PlacedLine]]:
    """Lines joined by a line break, paragraphs by an empty line."""
    parts: list[str] = []
    placed: list[PlacedLine] = []
    length = 0
    for page, line in body:
        if parts:
            parts.append("\n\n" if line.starts_paragraph else "\n")
            length += len(parts[-1])
        placed.append(PlacedLine(line, page, length))
        parts.append(line.text)
        length += len(line.text)
    return "".join(parts), placed


def _page_bounds(placed: Sequence[PlacedLine], pages: int, length: int) -> list[tuple[int, int]]:
    """Pages follow one another and cover the text; the break between two belongs to the first."""
    starts: list[int | None] = [None] * pages
    for at in reversed(placed):
        starts[at.page] = at.start
    bounds: list[tuple[int, int]] = []
    end = length
    for index in reversed(range(pages)):
        start = starts[index]
        start = end if start is None else start
        bounds.append((start, end))
        end = start
    if bounds:
        bounds[-1] = (0, bounds[-1][1])
    return bounds[::-1]


def _page(page: RawPage, span: Span, placed: Sequence[PlacedLine], furniture: str) -> Page:
    words = tuple(word for at in placed for word in _words(at))
    return Page(page.number, page.label, span, page.width, page.height, words, furniture)


def _words(at: PlacedLine) -> Iterator[PlacedWord]:
    """The words of a line, each found after the one before."""
    position = 0
    for word in at.line.words:
        position = at.line.text.index(word.text, position)
        if word.box is not None:
            start = at.start + position
            yield PlacedWord(Span(start, start + len(word.text)), word.box)
        position += len(word.text)


def _text_line(at: PlacedLine, number: int) -> TextLine:
    line = at.line
    return TextLine(
        span=at.span,
        text=line.text,
        page=number,
        left=line.box.left if line.box is not None else 0.0,
        size=line.size,
        bold=line.bold,
        level=line.level,
        starts_paragraph=line.starts_paragraph,
        row=line.row is not None,
    )
