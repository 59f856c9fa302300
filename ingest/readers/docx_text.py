"""The text of Word's paragraphs and tables, in the order of the document, as it is shown.

Tracked insertions are text, tracked deletions are not; what is marked as hidden is left aside and reported. Of a field
the result is text, its instructions are not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from clausier.domain.documents import Manner
from ingest.raw import RawLine
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_signs import form_field, plain, symbol
from ingest.readers.docx_styles import Styles, is_on
from ingest.readers.docx_tables import BLOCKS, cell_elements, read_cell, read_row, row_elements, table_lines
from ingest.readers.docx_unseen import unseen
from ingest.readers.plain import paragraph_lines

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPAT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT, _MATH_TEXT = qn("w:t"), f"{_MATH}t"
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:instrText", "w:delText", "w:rt")))
_BOX, _RUN, _PARAGRAPH, _TABLE = qn("w:txbxContent"), qn("w:r"), qn("w:p"), qn("w:tbl")
_SYMBOL = qn("w:sym")
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_FIELD, _WORD_ART = qn("w:fldChar"), "{urn:schemas-microsoft-com:vml}textpath"
_TEXTS = (_TEXT, _MATH_TEXT)


@dataclass(slots=True)
class _Found:
    """What one paragraph holds."""

    text: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[BaseOxmlElement] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    fields: list[int | None] = field(default_factory=list)
    """Where the instructions of each field begin that is still open; None once its result has begun."""

    def turn(self, kind: str) -> None:
        """A field begins, comes to its result, or ends. What its instructions showed meanwhile is no text."""
        if kind == "begin":
            self.fields.append(len(self.text))
        elif self.fields and (start := self.fields.pop()) is not None:
            del self.text[start:]
        if kind == "separate":
            self.fields.append(None)


@dataclass(frozen=True, slots=True)
class _Look:
    """How text is set where nothing else is said."""

    bold: bool
    hidden: bool


class Body:
    """Reads blocks in order. `notes` gives the paragraphs of a note by kind and id."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: Mapping[tuple[str, str], Sequence[BaseOxmlElement]]
    ) -> None:
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._noted = 0
        self._tables = count()
        self.hidden: list[str] = []
        """What is marked as hidden, left aside so far."""
        self.unseen: dict[Manner, str] = {}
        """What is set so that it is not seen, left aside so far."""

    def lines(self, parent: BaseOxmlElement) -> Iterator[RawLine]:
        for block in _blocks(parent):
            yield from self._table(block) if block.tag == _TABLE else self._paragraph(block)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[RawLine]:
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        found = _Found()
        style = self._styles.of(paragraph)
        self._gather(paragraph, found, _Look(self._styles.bold(style), self._styles.hidden(style)))
        text = "".join(found.text)
        if text.strip() or (is_on(mark, "w:del") is None and is_on(mark, "w:moveFrom") is None):
            label = self._numbering.label(paragraph)
            level = self._styles.level(paragraph)
            bold = bool(found.bold) and all(found.bold)
            yield from paragraph_lines(text, label, level, bold)
        for box in found.boxes:
            yield from self.lines(box)
        for key in found.notes:
            yield from self._note(key)

    def _note(self, key: tuple[str, str]) -> Iterator[RawLine]:
        """A note follows the paragraph that calls it; its call, set into the sentence, would read as a figure."""
        self._noted += 1
        lines = [line for paragraph in self._notes.get(key, ()) for line in self._paragraph(paragraph)]
        for at, line in enumerate(lines):
            yield replace(line, text=f"{self._noted} {line.text}") if at == 0 else line

    def _gather(self, element: BaseOxmlElement, found: _Found, look: _Look) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, found, look)
            elif tag in _TEXTS:
                found.text.append(plain(child.text or ""))
                if (child.text or "").strip():
                    found.bold.append(look.bold)
            elif tag in _SIGNS:
                found.text.append(_SIGNS[tag])
            elif tag == _BOX:
                found.boxes.append(child)
            elif tag in _NOTES:
                found.notes.append((_NOTES[tag], child.get(qn("w:id"), "")))
            elif tag == _FIELD:
                found.text.append(form_field(child))
                found.turn(child.get(qn("w:fldCharType"), ""))
            elif tag == _SYMBOL:
                found.text.append(symbol(child))
            elif tag == _WORD_ART:
                found.text.append(child.get("string", ""))
            elif tag == f"{_COMPAT}AlternateContent":
                self._gather(_shown(child), found, look)
            elif isinstance(tag, str) and tag not in _GONE:
                self._gather(child, found, look)

    def _run(self, run: BaseOxmlElement, found: _Found, look: _Look) -> None:
        properties = run.find(qn("w:rPr"))
        own = self._styles.look(properties)
        if look.hidden if own.hidden is None else own.hidden:
            self.hidden.append("".join(text.text or "" for text in run.iter(_TEXT)))
            return
        said = "".join(text.text or "" for text in run.iterchildren(_TEXT)).strip()
        if said and run.find(f".//{_BOX}") is None and (manner := unseen(run, self._styles)) is not None:
            self.unseen[manner] = f"{self.unseen.get(manner, '')} {said}"
            return
        self._gather(run, found, _Look(look.bold if own.bold is None else own.bold, look.hidden))

    def _table(self, table: BaseOxmlElement) -> Iterator[RawLine]:
        number = next(self._tables)
        rows = [
            read_row(row, [read_cell(cell, list(self.lines(cell))) for cell in cell_elements(row)])
            for row in row_elements(table)
        ]
        yield from table_lines(rows, number)


def _shown(alternatives: BaseOxmlElement) -> BaseOxmlElement:
    """The first of several ways to draw one thing that has text; they all say the same."""
    with_text = (way for way in alternatives if next(way.iter(_TEXT), None) is not None)
    return next(with_text, alternatives[0] if len(alternatives) else alternatives)


def _blocks(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in parent:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in BLOCKS:
            yield from _blocks(child)
