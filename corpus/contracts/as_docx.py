"""A contract as a Word file, with heading styles, and nothing in it that depends on the day of building."""

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from markdown_source import Block, Run, Sheet

# The earliest moment that a zip archive can name.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
UNUSED_PARTS = ("/stylesWithEffects", "/thumbnail", "/customXml")
USED_TABLE_STYLES = ("TableNormal", "TableGrid")


def written(paragraph: WordParagraph, runs: tuple[Run, ...]) -> WordParagraph:
    """The paragraph, with the runs added."""
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold, made.italic = run.bold or None, run.italic or None
    return paragraph


def page_field(paragraph: WordParagraph, instruction: str) -> None:
    """Add a field that the word processor computes."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    text = OxmlElement("w:t")
    text.text = "1"
    run = OxmlElement("w:r")
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def word_table(document: WordDocument, block: Block) -> None:
    """Add a ruled table."""
    made = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Table Grid")
    for row, cells in zip(made.rows, block.rows, strict=True):
        for cell, runs in zip(row.cells, cells, strict=True):
            written(cell.paragraphs[0], runs)
    document.add_paragraph()


def word_block(document: WordDocument, block: Block) -> None:
    """Add one stretch of the source."""
    match block.kind:
        case "h1" | "h2":
            document.add_heading(block.text, int(block.kind[1]))
        case "li":
            written(document.add_paragraph(style="List Bullet"), block.runs)
        case "table":
            word_table(document, block)
        case "break":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case _:
            paragraph = written(document.add_paragraph(), block.runs)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def word_setting(document: WordDocument, sheet: Sheet) -> None:
    """Language, font, running heads, and dates that do not depend on the day of building."""
    normal = document.styles["Normal"]
    normal.font.name = "Times New Roman" if sheet.font == "Times" else "Arial"
    normal.font.size = Pt(10.5)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), sheet.language)
    section = document.sections[0]
    section.header.paragraphs[0].text = sheet.spaced(sheet.running_head)
    foot = section.footer.paragraphs[0]
    foot.text = sheet.spaced(sheet.running_foot) + " – Page "
    page_field(foot, "PAGE")
    foot.add_run("/")
    page_field(foot, "NUMPAGES")
    signed = datetime.combine(sheet.signed, datetime.min.time())
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = sheet.title, "", "", sheet.language
    properties.created = properties.modified = properties.last_printed = signed
    properties.last_modified_by = ""


def lightened(document: WordDocument) -> None:
    """Leave out what the library's own template brings and no contract uses: four fifths of the file."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(UNUSED_PARTS)]:
            del rels[key]
    styles = document.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in USED_TABLE_STYLES:
            styles.remove(style)


def docx(sheet: Sheet, blocks: list[Block]) -> bytes:
    """The contract as a Word file."""
    document = Document()
    lightened(document)
    word_setting(document, sheet)
    for text, style in ((sheet.title, "Title"), (sheet.subtitle, "Subtitle")):
        if text:
            document.add_paragraph(sheet.spaced(text), style)
    for block in blocks:
        word_block(document, block)
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


def undated(archive: bytes) -> bytes:
    """The same archive, its entries stored as they are and dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(out, "w") as write:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.create_system = 0
            write.writestr(entry, read.read(name), zipfile.ZIP_STORED)
    return out.getvalue()
