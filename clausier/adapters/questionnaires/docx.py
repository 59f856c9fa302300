"""Questionnaires in a Word document. An answer stands below its question: a row of the table, or paragraphs. Where a
table keeps a cell for it, it stands there, and what it rests on below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from clausier.adapters.questionnaires.docx_blocks import Blocks, Table, boxed, opened
from clausier.adapters.questionnaires.docx_questions import questions
from clausier.domain.french import typeset
from clausier.domain.questionnaires import LeftOut, Sheet
from clausier.questionnaires.formats import no_question
from clausier.questionnaires.grids import questions_in
from clausier.questionnaires.replies import NO_VERDICT, Reply

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_PLACE: Final = re.compile(r"([pt])(\d+)(?:([pr])(\d+))?")
_INDENT: Final = 18  # points: an answer is told from a question at a glance
_SMALL: Final = 9  # points: what was checked, and the note
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class WordDocuments:
    """Questions of tables, lists and paragraphs, under the headings that they stand under."""

    def read(self, data: bytes) -> Sheet:
        """The questions in the order of the document."""
        document = opened(data)
        items, left = questions(list(Blocks(document).of(document.element.body)))
        if not items:
            raise no_question(
                "Posez vos questions dans un tableau, dans une liste, ou terminez chacune par un point d’interrogation."
            )
        floating = [LeftOut("zone de texte", text, "zone de texte") for text in boxed(document.element.body)]
        named = (replace(item, name=item.name or str(rank)) for rank, item in enumerate(items, 1))
        return Sheet(tuple(named), (*left, *floating))

    def write(self, data: bytes, replies: Sequence[Reply]) -> bytes:
        """The document with the answers; what was there stays as it was."""
        document = opened(data)
        blocks = list(Blocks(document).of(document.element.body))
        style = _quote_style(document)
        kept = {at: _column_of_answers(block) for at, block in enumerate(blocks) if isinstance(block, Table)}
        for reply in reversed(replies):  # a row that is added moves those below it
            kind, at, part, row = _placed(reply.line.item.place)
            block = blocks[at]
            if kind == "p" or not isinstance(block, Table):
                _below(block.element, list(_paragraphs(reply, style)))
            elif part == "p":
                _below(block.paragraphs[row].element, list(_paragraphs(reply, style)))
            elif (cell := _free_cell(block, row, kept[at])) is not None:
                if grounds := list(_grounds(reply, style)):
                    _add_row(block.element, row, grounds)
                _fill(cell, [_answer(reply, "", indent=0)])
            else:
                _add_row(block.element, row, list(_paragraphs(reply, style)))
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def _placed(place: str) -> tuple[str, int, str, int]:
    found = _PLACE.fullmatch(place)
    if found is None:
        raise ValueError(f"no such place: {place}")
    return found[1], int(found[2]), found[3] or "", int(found[4] or 0)


def _quote_style(document: "Document") -> str:
    """The identifier of Word's own style for quotations, made where the document does not have it."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    known = next((style for style in styles if style.name == "Quote" and style.type == WD_STYLE_TYPE.PARAGRAPH), None)
    if known is None:
        known = styles.add_style("Quote", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        known.font.italic = True
    return str(known.style_id)


def _paragraphs(reply: Reply, style: str) -> Iterator["BaseOxmlElement"]:
    yield _answer(reply, typeset("Réponse :"))
    yield from _grounds(reply, style)


def _answer(reply: Reply, lead: str, indent: int = _INDENT) -> "BaseOxmlElement":
    verdict = "" if reply.verdict == NO_VERDICT and reply.text else reply.verdict
    said = f"{' – ' if verdict else ' ' * bool(lead)}{reply.text}" if reply.text else ""
    return _paragraph("", [(" ".join(filter(None, [lead, verdict])), "b"), (said, "")], indent)


def _grounds(reply: Reply, style: str) -> Iterator["BaseOxmlElement"]:
    """What an answer rests on, what was checked of it, and notes."""
    for quote in reply.quotes:
        yield _paragraph(style, [(f"«\u00a0{quote.text}\u00a0» ", "i"), (f"({quote.place})", "")])
    beside = [line for line in (reply.checked, *reply.note.split("\n")) if line]
    for line in beside:
        yield _paragraph("", [(line, "s")])


def _paragraph(style: str, runs: Sequence[tuple[str, str]], indent: int = _INDENT) -> "BaseOxmlElement":
    """A paragraph of texts set bold "b", italic "i", small "s", or plainly."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    element = OxmlElement("w:p")
    paragraph = Paragraph(element, None)  # type: ignore[arg-type]
    if style:
        element.get_or_add_pPr().get_or_add_pStyle().val = style
    paragraph.paragraph_format.left_indent = Pt(indent)
    for text, look in runs:
        if text:
            run = paragraph.add_run(_UNWRITABLE.sub("", text))
            run.bold, run.italic = look == "b" or None, look == "i" or None
            run.font.size = Pt(_SMALL) if look == "s" else None
    return element


def _below(element: "BaseOxmlElement", paragraphs: Sequence["BaseOxmlElement"]) -> None:
    for paragraph in reversed(paragraphs):
        element.addnext(paragraph)


def _column_of_answers(table: Table) -> int:
    taken = questions_in(table.rows, table.merged)
    return taken.answers if taken else 0


def _free_cell(table: Table, number: int, column: int) -> "BaseOxmlElement | None":
    """The cell of a row in the column of answers, where it is empty and merged with no other."""
    from ingest.readers.docx_tables import cell_elements, read_cell, row_elements

    shared = {(number, column), (number + 1, column)} & table.merged.continued
    if not column or shared or column in table.rows.get(number, {}):
        return None
    at = 1
    for cell in cell_elements(list(row_elements(table.element))[number - 1]):
        across = read_cell(cell, ()).across
        if at == column:
            return cell if across == 1 else None
        at += across
    return None


def _fill(cell: "BaseOxmlElement", paragraphs: Sequence["BaseOxmlElement"]) -> None:
    """The paragraphs in an empty cell, in place of the empty paragraph that it has to have."""
    from docx.oxml.ns import qn

    blank = cell.findall(qn("w:p"))
    cell.extend(paragraphs)
    if len(blank) == 1 and not blank[0].findall(qn("w:r")):
        cell.remove(blank[0])


def _add_row(table: "BaseOxmlElement", number: int, paragraphs: Sequence["BaseOxmlElement"]) -> None:
    """A row across the table, below the row and whatever is merged with it from above."""
    from docx.oxml import OxmlElement

    from ingest.readers.docx_tables import cell_elements, read_cell, row_elements

    rows = list(row_elements(table))
    last = number - 1
    while last + 1 < len(rows) and any(read_cell(cell, ()).continued for cell in cell_elements(rows[last + 1])):
        last += 1
    across = max(sum(read_cell(cell, ()).across for cell in cell_elements(row)) for row in rows)
    made, cell = OxmlElement("w:tr"), OxmlElement("w:tc")
    cell.get_or_add_tcPr().grid_span = across
    cell.extend(paragraphs)
    made.append(cell)
    rows[last].addnext(made)
