"""The blocks of a Word questionnaire in order: paragraphs with their numbers, tables with their rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from clausier.questionnaires.grids import Merged
from clausier.questionnaires.recognising import numbered, typed_mark

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement


_GONE = ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:instrText", "w:delText", "w:txbxContent", "w:rt")
_SPACES = ("w:tab", "w:ptab", "w:br", "w:cr")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `mark` is its number or bullet, shown or typed; `depth` how far its list is nested."""

    element: "BaseOxmlElement"
    text: str
    level: int | None  # of a heading
    mark: str
    depth: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its texts by row and column, the paragraphs of each row, and where an answer to a row may go."""

    element: "BaseOxmlElement"
    rows: dict[int, dict[int, str]]
    merged: Merged
    paragraphs: tuple[Paragraph, ...]


class Blocks:
    """Reads a document once, from its beginning: the numbers of its lists are counted on the way."""

    def __init__(self, document: "Document") -> None:
        from ingest.readers.docx_numbering import Numbering
        from ingest.readers.docx_styles import Styles

        self._styles = Styles(document.styles.element)
        parts = (relation for relation in document.part.rels.values() if not relation.is_external)
        lists = next((part.target_part for part in parts if part.reltype.endswith("/numbering")), None)
        self._numbering = Numbering(getattr(lists, "element", None), self._styles)

    def of(self, parent: "BaseOxmlElement") -> Iterator[Paragraph | Table]:
        """The blocks that stand in an element, whatever is wrapped around them."""
        from docx.oxml.ns import qn

        from ingest.readers.docx_tables import BLOCKS

        for child in parent:
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield self._table(child)
            elif child.tag in BLOCKS:
                yield from self.of(child)

    def _paragraph(self, element: "BaseOxmlElement") -> Paragraph:
        text = " ".join("".join(self._said(element)).split())
        label = self._numbering.label(element).strip() if text else ""
        mark = label or typed_mark(text)
        depth = self._depth(element) if label else int(bool(mark) and not numbered(mark)[:1].isdigit())
        return Paragraph(element, text, self._styles.level(element), mark, depth)

    def _depth(self, element: "BaseOxmlElement") -> int:
        from docx.oxml.ns import qn

        level = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
        said = level.get(qn("w:val"), "0") if level is not None else self._styles.numbering(self._styles.of(element))[1]
        return int(said) if said.isdigit() else 0

    def _said(self, element: "BaseOxmlElement") -> Iterator[str]:
        """The text that is shown: what was deleted, or is marked as hidden, is left out."""
        from docx.oxml.ns import qn

        for child in element:
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in map(qn, _SPACES):
                yield " "
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag == qn("w:r") and child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
                continue
            elif isinstance(child.tag, str) and child.tag not in map(qn, _GONE):
                yield from self._said(child)

    def _table(self, element: "BaseOxmlElement") -> Table:
        from ingest.readers.docx_tables import cell_elements, read_cell, row_elements

        rows: dict[int, dict[int, str]] = {}
        wide: set[tuple[int, int]] = set()
        continued: set[tuple[int, int]] = set()
        inside: list[Paragraph] = []
        for number, row in enumerate(row_elements(element), 1):
            column = 1
            for cell in cell_elements(row):
                read, own = read_cell(cell, ()), list(self._flat(cell))
                inside += own
                text = " ".join(paragraph.text for paragraph in own if paragraph.text)
                if read.continued:
                    continued.add((number, column))
                elif text:
                    rows.setdefault(number, {})[column] = text
                if read.across > 1:
                    wide.add((number, column))
                column += read.across
        return Table(element, rows, Merged(frozenset(wide), frozenset(continued)), tuple(inside))

    def _flat(self, parent: "BaseOxmlElement") -> Iterator[Paragraph]:
        """The paragraphs of a cell, those of tables nested in it too."""
        for block in self.of(parent):
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from block.paragraphs


def boxed(body: "BaseOxmlElement") -> list[str]:
    """The texts of boxes that float over the page; Word writes each twice, for itself and for its older versions."""
    from docx.oxml.ns import qn

    boxes = ("".join(text.text or "" for text in box.iter(qn("w:t"))) for box in body.iter(qn("w:txbxContent")))
    return list(dict.fromkeys(" ".join(text.split()) for text in boxes if text.strip()))


def opened(data: bytes) -> "Document":
    """The document. Raises UnreadableFile where it is not whole."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    from ingest.readers.docx_package import usual
    from ingest.readers.package import check_package, damaged

    check_package(data, "document Word")
    try:
        document = docx.Document(BytesIO(usual(data)))
        body = document.element.body
    except (PackageNotFoundError, LxmlError, LookupError, AttributeError, OSError, ValueError, TypeError) as error:
        raise damaged("document Word") from error
    if body is None:  # another part may stand in the main one's place
        raise damaged("document Word")
    return document
