"""The text of OpenDocument's paragraphs, lists and tables, in the order of the document, as it is shown.

Tracked deletions stand outside the text in this format; what is marked as hidden is left aside and reported.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from ingest.raw import RawLine
from ingest.readers.gridded import GridCell, table_lines
from ingest.readers.odt_numbering import DEEPEST, Counter, Level, ListStyles
from ingest.readers.odt_styles import OdtStyles, name, whole
from ingest.readers.plain import paragraph_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARAGRAPHS = (name("text:p"), name("text:h"))
_HEADING, _LIST, _TABLE, _SECTION = name("text:h"), name("text:list"), name("table:table"), name("text:section")
_NUMBERED = name("text:numbered-paragraph")
_ITEMS = (name("text:list-item"), name("text:list-header"))
_ROW, _HEADERS = name("table:table-row"), name("table:table-header-rows")
_CELL, _COVERED = name("table:table-cell"), name("table:covered-table-cell")
_ROWS = (name("table:table-rows"), name("table:table-row-group"), _HEADERS)
_SPAN, _NOTE, _SPACE = name("text:span"), name("text:note"), name("text:s")
_SIGNS = {name("text:tab"): "\t", name("text:line-break"): "\n"}
_GONE = frozenset(map(name, ("office:annotation", "text:tracked-changes", "text:ruby-text", "text:script")))
_HIDDEN = (name("text:hidden-text"), name("text:hidden-paragraph"))
_CONTROL, _DRAWN = name("draw:control"), name("draw:")
_NO_NAME = "#"
_MOST_SPACES, _MOST_REPEATED = 1000, 200
_WHITE = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class Found:
    """What one paragraph holds. `open`: the text ends in white space, so that more of it adds nothing."""

    text: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list["Element"] = field(default_factory=list)
    notes: list["Element"] = field(default_factory=list)

    def add(self, text: str | None, bold: bool) -> None:
        """Text of the file, where any white space is one space, and none at the beginning."""
        plain = _WHITE.sub(" ", text or "")
        if plain.startswith(" ") and (not self.text or self.text[-1][-1:] in (" ", "\n")):
            plain = plain[1:]
        if plain:
            self.text.append(plain)
        if plain.strip():
            self.bold.append(bold)


@dataclass(frozen=True, slots=True)
class _Item:
    """Where in a list a paragraph stands."""

    counter: Counter
    levels: Mapping[int, Level]
    level: int
    start: int | None = None


class OdtBody:
    """Reads blocks in order; asked once, for it counts."""

    def __init__(self, styles: OdtStyles, controls: Mapping[str, str]) -> None:
        self._styles, self._lists, self._controls = styles, ListStyles(styles), controls
        self._outline = Counter()
        self._counters: dict[str, Counter] = {}  # by the list's identifier
        self._last: tuple[str, Counter] = "", Counter()  # the list before, by its style
        self._tables = count()
        self.hidden: list[str] = []
        """What is marked as not shown, left aside so far."""

    def lines(self, parent: "Element") -> Iterator[RawLine]:
        for block in parent:
            yield from self._block(block)

    def _block(self, block: "Element") -> Iterator[RawLine]:
        if block.tag in _PARAGRAPHS:
            yield from self._paragraph(block, None)
        elif block.tag == _LIST:
            yield from self._list(block)
        elif block.tag == _NUMBERED:
            yield from self._numbered(block)
        elif block.tag == _TABLE:
            yield from self._table(block)
        elif block.tag == _SECTION and _is_hidden(block):
            self.hidden.append(_words(block))
        elif isinstance(block.tag, str) and block.tag not in _GONE:
            yield from self.lines(block)  # sections, indexes, frames that stand between paragraphs

    def _list(self, element: "Element") -> Iterator[RawLine]:
        style = element.get(name("text:style-name")) or self._style_inside(element)
        last_style, last = self._last
        known = self._counters.get(element.get(name("text:continue-list"), _NO_NAME))
        if known is None and element.get(name("text:continue-numbering")) == "true" and last_style == style:
            known = last
        counter = known or Counter()
        self._counters[element.get(name("xml:id"), "")] = counter  # the nameless are never asked for
        self._last = style, counter
        yield from self._items(element, style, counter, 1)

    def _items(self, element: "Element", style: str, counter: Counter, level: int) -> Iterator[RawLine]:
        for item in element:
            if item.tag not in _ITEMS:
                continue
            levels = self._lists.levels(item.get(name("text:style-override")) or style)
            start = whole(item, "text:start-value", -1)
            own: _Item | None = _Item(counter, levels, level, start if start >= 0 else None)
            for block in item:
                if block.tag == _LIST:
                    inner = block.get(name("text:style-name")) or style
                    yield from self._items(block, inner, counter, min(level + 1, DEEPEST))
                elif block.tag in _PARAGRAPHS and item.tag == _ITEMS[0]:
                    yield from self._paragraph(block, own)
                    own = None
                else:
                    yield from self._paragraph(block, None) if block.tag in _PARAGRAPHS else self._block(block)

    def _style_inside(self, element: "Element") -> str:
        """The list style that the first paragraph of a list brings with its own style."""
        for tag in _PARAGRAPHS:
            if (paragraph := next(element.iter(tag), None)) is not None:
                return self._styles.list_of(paragraph.get(name("text:style-name"), ""))
        return ""

    def _numbered(self, element: "Element") -> Iterator[RawLine]:
        counter = self._counters.setdefault(element.get(name("text:list-id"), ""), Counter())
        levels = self._lists.levels(element.get(name("text:style-name"), ""))
        item = _Item(counter, levels, min(whole(element, "text:level", 1), DEEPEST))
        for block in element:
            yield from self._paragraph(block, item)

    def _paragraph(self, paragraph: "Element", item: _Item | None) -> Iterator[RawLine]:
        style = paragraph.get(name("text:style-name"), "")
        level = whole(paragraph, "text:outline-level", 1) if paragraph.tag == _HEADING else None
        found = Found()
        if self._styles.hidden("paragraph", style):
            self.hidden.append(_words(paragraph))
        else:
            self._gather(paragraph, found, self._styles.bold("paragraph", style) or False)
        text = "".join(found.text)
        label = self._label(paragraph, item, level, bool(text.strip()))
        bold = bool(found.bold) and all(found.bold)
        yield from paragraph_lines(text, label, level, bold)
        for box in found.boxes:
            yield from self.lines(box)
        for note in found.notes:
            yield from self._note(note)

    def _label(self, paragraph: "Element", item: _Item | None, level: int | None, filled: bool) -> str:
        if item is not None:
            item.counter.advance(item.level, item.levels, item.start)
            return item.counter.label(item.level, item.levels)
        if level is None or not filled or paragraph.get(name("text:is-list-header")) == "true":
            return ""
        if not self._lists.outline.get(level, Level()).format:
            return ""
        start = whole(paragraph, "text:start-value", -1)
        restarts = start if start >= 0 and paragraph.get(name("text:restart-numbering")) == "true" else None
        self._outline.advance(level, self._lists.outline, restarts)
        return self._outline.label(level, self._lists.outline)

    def _note(self, note: "Element") -> Iterator[RawLine]:
        """A note follows the paragraph that calls it; its call, set into the sentence, would read as a figure."""
        call = note.find(name("text:note-citation"))
        body = note.find(name("text:note-body"))
        lines = list(self.lines(body)) if body is not None else []
        mark = _words(call) if call is not None else ""
        for at, line in enumerate(lines):
            yield replace(line, text=f"{mark} {line.text}".strip()) if at == 0 else line

    def _gather(self, element: "Element", found: Found, bold: bool) -> None:
        found.add(element.text, bold)
        for child in element:
            self._inline(child, found, bold)
            found.add(child.tail, bold)

    def _inline(self, child: "Element", found: Found, bold: bool) -> None:
        tag = child.tag
        if tag == _SPAN:
            style = child.get(name("text:style-name"), "")
            if self._styles.hidden("text", style):
                self.hidden.append(_words(child))
                return
            own = self._styles.bold("text", style)
            self._gather(child, found, bold if own is None else own)
        elif tag == _NOTE:
            found.notes.append(child)
        elif tag == _SPACE:
            found.text.append(" " * min(whole(child, "text:c", 1), _MOST_SPACES))
        elif tag in _SIGNS:
            found.text.append(_SIGNS[tag])
        elif tag == _CONTROL:
            found.text.append(self._controls.get(child.get(_CONTROL, ""), ""))
        elif tag in _HIDDEN and child.get(name("text:is-hidden")) == "true":
            self.hidden.append(child.get(name("text:string-value"), "") or _words(child))
        elif isinstance(tag, str) and tag.startswith(_DRAWN):
            found.boxes.append(child)
        elif isinstance(tag, str) and tag not in _GONE:
            self._gather(child, found, bold)

    def _table(self, table: "Element") -> Iterator[RawLine]:
        number = next(self._tables)
        found = list(_rows(table, heads=False))
        rows = [[cell for given in row if given.tag == _CELL for cell in self._cells(given)] for row, _ in found]
        yield from table_lines(rows, number, frozenset(at for at, (_, heads) in enumerate(found) if heads))

    def _cells(self, cell: "Element") -> list[GridCell]:
        """The cell, as many times as the file says that it is there."""
        across, down = (whole(cell, f"table:number-{way}-spanned", 1) for way in ("columns", "rows"))
        times = min(whole(cell, "table:number-columns-repeated", 1), _MOST_REPEATED)
        return [GridCell(tuple(self.lines(cell)), across, down), *[GridCell((), across, down)] * (times - 1)]


def _is_hidden(section: "Element") -> bool:
    shown = section.get(name("text:display"), "true")
    return bool(shown == "none" or (shown == "condition" and section.get(name("text:is-hidden")) == "true"))


def _rows(parent: "Element", heads: bool) -> Iterator[tuple["Element", bool]]:
    for child in parent:
        if child.tag == _ROW:
            yield child, heads
        elif child.tag in _ROWS:
            yield from _rows(child, heads or child.tag == _HEADERS)


def _words(element: "Element") -> str:
    """All of its text, as it comes."""
    return " ".join("".join(element.itertext()).split())
