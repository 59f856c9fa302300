"""The text of a web page, in the order of the page, as a browser shows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from clausier.domain.documents import Manner
from ingest.raw import RawLine
from ingest.readers.gridded import GridCell, table_lines
from ingest.readers.html_lists import HtmlList, list_of
from ingest.readers.html_look import GONE, hidden, is_block
from ingest.readers.plain import paragraph_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHITE = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h([1-6])$")
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt"))
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_PARTS = frozenset(("thead", "tbody", "tfoot"))
_COOKIES = re.compile(r"cookie|consent|rgpd|gdpr", re.IGNORECASE)
_LINKED = 0.8  # of the letters of a menu belong to links
_REPEATED_CALL = re.compile(r"[\[(]?\d{1,3}[\])]?$")


@dataclass(frozen=True, slots=True)
class _Way:
    """How the text of an element is set, as it comes from the elements around it."""

    bold: bool = False
    kept: bool = False  # white space is
    level: int | None = None


@dataclass(slots=True)
class HtmlBody:
    """Read once, by `read`; what was left aside is told after that. `plain`: the page has no style sheet."""

    plain: bool
    lines: list[RawLine] = field(default_factory=list)
    hidden: list[tuple[Manner, str]] = field(default_factory=list)
    menus: list[str] = field(default_factory=list)
    struck: int = 0
    _text: list[str] = field(default_factory=list)
    _bold: list[bool] = field(default_factory=list)
    _label: str = ""
    _tables: Iterator[int] = field(default_factory=count)

    def read(self, element: "Element") -> None:
        self._inside(element, _Way(), None)
        self._flush(None)

    def _inside(self, element: "Element", way: _Way, items: HtmlList | None) -> None:
        self._add(element.text, way)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, way, items)
            self._add(child.tail, way)

    def _element(self, element: "Element", way: _Way, items: HtmlList | None) -> None:
        tag = element.tag
        if tag in GONE:
            self.struck += tag == "del" and bool(_words(element))
            return
        if (manner := hidden(element, self.plain)) is not None:
            self.hidden.append((manner, _words(element)))
            return
        if _is_menu(element):
            self.menus += [words] if (words := _words(element)) else []
            return
        inner = _way(element, way)
        if tag == "br":
            self._text.append("\n")
        elif tag in ("input", "textarea", "select"):
            self._text.append(_shown(element))
        elif tag == "sup" and _is_call(element):
            return
        elif tag == "table":
            self._flush(way.level)
            self._table(element)
            self._label = ""
        elif is_block(element):
            self._flush(way.level)
            if tag == "li" and items is not None:
                self._label = items.label(element)
            self._inside(element, inner, list_of(element) if tag in _LISTS else items if tag != "li" else None)
            self._flush(inner.level)
        else:
            self._inside(element, inner, items)

    def _add(self, text: str | None, way: _Way) -> None:
        if not text:
            return
        plain = text if way.kept else _WHITE.sub(" ", text)
        if not way.kept and plain.startswith(" ") and (not self._text or self._text[-1][-1:] in (" ", "\n")):
            plain = plain[1:]
        if plain:
            self._text.append(plain)
        if plain.strip():
            self._bold.append(way.bold)

    def _flush(self, level: int | None) -> None:
        """What was gathered is a paragraph."""
        bold = bool(self._bold) and all(self._bold)
        found = list(paragraph_lines("".join(self._text), self._label, level, bold))
        self.lines += found
        if found:
            self._label = ""
        self._text, self._bold = [], []

    def _apart(self, element: "Element", bold: bool) -> tuple[RawLine, ...]:
        """The lines of an element that is read by itself, as the cell of a table."""
        around = self.lines, self._text, self._bold, self._label
        self.lines, self._text, self._bold, self._label = [], [], [], ""
        self._inside(element, _Way(bold=bold), None)
        self._flush(None)
        found = tuple(self.lines)
        self.lines, self._text, self._bold, self._label = around
        return found

    def _table(self, table: "Element") -> None:
        number = next(self._tables)
        rows: list[list[GridCell]] = []
        headers: set[int] = set()
        for row, heads in self._rows(table):
            headers |= {len(rows)} if heads else set()
            rows.append([self._cell(cell) for cell in self._among(row, ("td", "th"))])
        if table.get("role") in ("presentation", "none"):
            lines: Sequence[RawLine] = [line for row in rows for cell in row for line in cell.lines]
        else:
            lines = table_lines(rows, number, frozenset(headers))
        self.lines += lines

    def _rows(self, table: "Element") -> Iterator[tuple["Element", bool]]:
        for part in self._among(table, ("tr", *_PARTS)):
            if part.tag == "tr":
                yield part, False
            else:
                yield from ((row, part.tag == "thead") for row in self._among(part, ("tr",)))

    def _among(self, parent: "Element", tags: Sequence[str]) -> Iterator["Element"]:
        """The children of these names that are shown; what else stands among them is read before the table."""
        plain = _Way()
        self._flush(None)
        self._add(parent.text, plain)
        for child in parent:
            if child.tag not in tags:
                self._element(child, plain, None) if isinstance(child.tag, str) else None
            elif (manner := hidden(child, self.plain)) is not None:
                self.hidden.append((manner, _words(child)))
            else:
                yield child
            self._add(child.tail, plain)
        self._flush(None)

    def _cell(self, cell: "Element") -> GridCell:
        named = cell.tag == "th"
        return GridCell(self._apart(cell, named), _span(cell, "colspan"), _span(cell, "rowspan"), named)


def _way(element: "Element", way: _Way) -> _Way:
    heading = _HEADING.match(element.tag)
    told = element.get("aria-level", "2") if element.get("role") == "heading" else ""
    level = int(heading.group(1)) if heading else int(told) if told.isdigit() and 0 < int(told) < 10 else way.level
    bold = way.bold or element.tag in _BOLD
    return _Way(bold, way.kept or element.tag in ("pre", "listing", "xmp"), level)


def _span(cell: "Element", attribute: str) -> int:
    told = cell.get(attribute, "1").strip()
    return max(int(told), 1) if told.isdigit() and len(told) < 6 else 1


def _shown(field_: "Element") -> str:
    """What a field of a form shows."""
    kind = field_.get("type", "text").lower()
    if field_.tag == "textarea":
        return field_.text or ""
    if field_.tag == "select":
        chosen = [option for option in field_.iter("option") if option.get("selected") is not None]
        return " ".join(_words(option) for option in chosen)
    if kind in ("checkbox", "radio"):
        return "☒ " if field_.get("checked") is not None else "☐ "
    return field_.get("value", "") if kind in ("text", "number", "date", "email", "tel", "url") else ""


def _is_call(sup: "Element") -> bool:
    """Whether raised figures call a note: set into the sentence, they would read as a figure of it."""
    links = [*sup.iter("a"), *(parent for parent in sup.iterancestors("a"))]
    return bool(_REPEATED_CALL.match(_words(sup))) and any(link.get("href", "").startswith("#") for link in links)


def _is_menu(element: "Element") -> bool:
    """Whether it is surely no part of the text: a menu of links, a window that asks about cookies."""
    role = element.get("role", "")
    if element.tag == "nav" or role in ("navigation", "menu", "menubar"):
        letters = len(_words(element))
        linked = sum(len(_words(link)) for link in element.iter("a", "button"))
        return linked >= _LINKED * letters
    names = " ".join(element.get(name, "") for name in ("id", "class", "aria-label"))
    return role in ("dialog", "alertdialog") and bool(_COOKIES.search(names))


def _words(element: "Element") -> str:
    """All of its text, as it comes."""
    return " ".join("".join(text for text in element.itertext() if isinstance(text, str)).split())
