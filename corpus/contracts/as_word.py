"""A contract as Word’s own tools make it: no number is typed, references are fields, changes are tracked.

Beside Markdown, the source has marks of its own: `§` begins a numbered clause, `# @` an annex, `## -` a title without
number; `{#label}` names a title and `{=label}` refers to its number; `{++…++}` and `{--…--}` are tracked changes;
`^^` and `<<` in a table join a cell to the one above or to its left; `[TOC]` is the table of contents.
"""

import io
from dataclasses import dataclass

from as_docx import lightened, undated, word_setting
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph
from markdown_source import Block, Run, Sheet
from word_marks import NOTES, Marks, bookmarked, element, field_runs, marked, notes_part, run, without
from word_numbers import LABEL, Count, define, list_numbers, numbered, titles

CLAUSE, ANNEX, UNNUMBERED, CONTENTS = "§ ", "@ ", "- ", "[TOC]"
ABOVE, LEFT = "^^", "<<"
AUTHOR = "Direction des achats"
WORDS_A_PAGE = 330  # near enough for page numbers that a table of contents last showed


@dataclass(slots=True)
class Writer:
    """The document being made, and how far the reading of its source went."""

    document: WordDocument
    marks: Marks
    lists: dict[int, int]
    blocks: list[Block]
    annexed: bool = False

    def add(self, runs: tuple[Run, ...], style: str, label: str = "") -> WordParagraph:
        """A paragraph of that style."""
        paragraph = self.document.add_paragraph(style=style)
        inside = [made for each in runs for made in marked(each, self.marks)]
        paragraph._p.extend(bookmarked(inside, label, self.marks) if label else inside)
        return paragraph

    def title(self, block: Block) -> None:
        """A title, whose number its style brings."""
        label = LABEL.search(block.text)
        start = 2 if block.text.startswith((ANNEX, UNNUMBERED)) else 0
        end = label.start() - len(block.text) if label else None
        if block.kind == "h1" and block.text.startswith(ANNEX):
            self.annexed = True
        styles = ("Annexe", "AnnexeTitre") if self.annexed else ("Heading 1", "Heading 2")
        style = styles[block.kind == "h2"]
        paragraph = self.add(without(block.runs, start, end), style, label[1] if label else "")
        if block.text.startswith(UNNUMBERED):
            numbered(paragraph._p, 0, 0)

    def text(self, block: Block) -> None:
        """A clause, or a paragraph without number."""
        if block.text == CONTENTS:
            self.contents()
        elif block.text.startswith(CLAUSE):
            style = "AnnexeClause" if self.annexed else "Clause"
            self.add(without(block.runs, len(CLAUSE)), style)
        else:
            self.add(block.runs, "Normal")

    def item(self, block: Block) -> None:
        """An item of a list, which Word numbers."""
        numbered(self.add(block.runs, "Normal")._p, self.lists[block.series], block.level)

    def contents(self) -> None:
        """The table of contents: one field, and the lines that it last showed."""
        words, count, lines = 0, Count(), []
        for block in self.blocks:
            number = count.hear(block) if block.kind in ("h1", "h2") else ""
            if number and "." not in number:
                lines.append((toc_line(block, number), block.kind, 2 + words // WORDS_A_PAGE))
            cells = " ".join(text_of(cell) for row in block.rows for cell in row)
            words += len(f"{block.text} {cells}".split())
        self.document.add_paragraph("Sommaire", "Subtitle")
        begin, said, separate, _, end = field_runs('TOC \\o "1-2" \\h \\z \\u', "")
        for place, (line, kind, page) in enumerate(lines):
            paragraph = self.document.add_paragraph(style=f"TOC {kind[1]}")
            if place == 0:
                paragraph._p.extend((begin, said, separate))
            tab = element("r")
            tab.append(element("tab"))
            paragraph._p.extend((run(line, Run("")), tab, *field_runs(f"PAGEREF _Toc{place:04d} \\h", str(page))))
            if place == len(lines) - 1:
                paragraph._p.append(end)

    def table(self, block: Block) -> None:
        """A ruled table: cells joined as the source says, rows of headings repeated on each page."""
        made = self.document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
        for down, row in enumerate(block.rows):
            for across, runs in enumerate(row):
                if text_of(runs) not in (ABOVE, LEFT):
                    paragraph = made.cell(down, across).paragraphs[0]
                    paragraph._p.extend(each for part in runs for each in marked(part, self.marks))
        join(made, block)
        heads = 1 + sum(text_of(row[0]) == ABOVE for row in block.rows[1:])
        for row in list(made.rows)[:heads]:
            row._tr.get_or_add_trPr().append(element("tblHeader"))
        self.document.add_paragraph()

    def block(self, block: Block) -> None:
        """One stretch of the source."""
        match block.kind:
            case "h1" | "h2":
                self.title(block)
            case "item":
                self.item(block)
            case "table":
                self.table(block)
            case "break":
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                self.text(block)


def text_of(runs: tuple[Run, ...]) -> str:
    """The runs’ text."""
    return "".join(run.text for run in runs)


def toc_line(block: Block, number: str) -> str:
    """What the table of contents shows of a title, its number typed out."""
    plain = LABEL.sub("", block.text)
    if plain.startswith(ANNEX):
        return f"Annexe {number}. {plain[len(ANNEX) :]}"
    return f"{'Titre' if block.kind == 'h1' else 'Article'} {number}. {plain}"


def join(table: Table, block: Block) -> None:
    """Join cells: those to the left first, so that a joined stretch can then grow upwards."""
    for down, row in enumerate(block.rows):
        for across, runs in enumerate(row):
            if text_of(runs) == LEFT:
                table.cell(down, across - 1).merge(table.cell(down, across))
            elif text_of(runs) == ABOVE:
                table.cell(down - 1, across).merge(table.cell(down, across))


def contents_styles(document: WordDocument) -> None:
    """The styles of a table of contents, which the library does not bring."""
    for depth in (1, 2):
        style = document.styles.add_style(f"TOC {depth}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(0.5 * (depth - 1))
        style.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def word(sheet: Sheet, blocks: list[Block], notes: dict[int, str]) -> bytes:
    """The contract as a Word file whose numbers are Word’s."""
    document = Document()
    lightened(document)
    word_setting(document, sheet)
    lists = list_numbers(blocks)
    define(document, lists)
    contents_styles(document)
    for text, style in ((sheet.title, "Title"), (sheet.subtitle, "Subtitle")):
        document.add_paragraph(sheet.spaced(text), style)
    numbers = {label: number for _, number, label in titles(blocks) if label}
    writer = Writer(document, Marks(numbers, AUTHOR, sheet.signed), lists, blocks)
    for block in blocks:
        writer.block(block)
    document.part.relate_to(notes_part(notes, document.part.package), NOTES)
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())
