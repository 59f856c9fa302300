"""What Word shows besides plain paragraphs: fields, forms, signs, boxes, moves; and files that are no plain DOCX."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from msoffcrypto.format.ooxml import OOXMLFile

from clausier.domain.documents import Manner
from clausier.errors import LockedFile, UnreadableFile
from ingest.given import GivenFile
from ingest.readers.docx import DocxReader
from tests.reading.made import composed, raw_word, read, unwatched, word, word_file

OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str) -> str:
    return f"<w:p {OTHERS}>{''.join(inside)}</w:p>"


def mark(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data, "c.docx").pages[0].lines]


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive, each of its parts changed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return buffer.getvalue()


def test_of_a_field_the_result_is_text_and_the_instructions_are_not() -> None:
    inner = mark("begin") + instruction(" MERGEFIELD x ") + mark("separate") + run("vrai") + mark("end")
    field = mark("begin") + instruction(" IF ") + inner + instruction(' = "vrai" "oui" "non" ')
    field += mark("separate") + run("oui") + mark("end")
    body = p(run("Renvoi : "), field, run(".")) + p(mark("begin"), instruction(" PAGE "), mark("end"), run("fin"))
    assert texts(raw_word(body)) == ["Renvoi : oui.", "fin"]


def test_a_field_left_open_loses_no_text() -> None:
    body = p(run("a "), mark("begin"), instruction(" TOC "), run("b")) + p(
        run("c"), mark("end"), run("d"), mark("separate")
    )
    assert texts(raw_word(body)) == ["a b", "cd"]


def test_tick_boxes_of_every_age_are_shown() -> None:
    old = '<w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData>'
    names = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("12 mois", "24 mois"))
    listed = f'<w:ffData><w:ddList><w:result w:val="1"/>{names}</w:ddList></w:ffData>'
    control = f"<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    body = (
        p(control, run(" reconduction"))
        + p(mark("begin", old.format("")), instruction(" FORMCHECKBOX "), mark("end"), run(" non"))
        + p(
            mark("begin", old.format("<w:checked/>")),
            instruction(" FORMCHECKBOX "),
            mark("separate"),
            mark("end"),
            run(" oui"),
        )
        + p(mark("begin", listed), instruction(" FORMDROPDOWN "), mark("end"))
        + p(
            "<w:r><w:sym w:font='Wingdings 2' w:char='F0A3'/></w:r>",
            run(" a "),
            "<w:r><w:sym w:font='Symbol' w:char='F0A3'/></w:r>",
        )
        + p("<w:r><w:sym w:font='Webdings' w:char='F001'/></w:r>", run(" \uf0a8 b"))
    )
    assert texts(raw_word(body)) == ["☒ reconduction", "☐ non", "☒ oui", "24 mois", "☐ a ≤", "\ufffd ☐ b"]


def test_a_box_drawn_in_two_ways_is_read_once_and_by_the_way_that_has_text() -> None:
    def box(text: str) -> str:
        return f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"

    new, old = (
        f"<mc:Choice><wps:txbx>{box('encadré')}</wps:txbx></mc:Choice>",
        f"<mc:Fallback>{box('encadré')}</mc:Fallback>",
    )
    empty = f"<mc:Choice/><mc:Fallback>{box('secours')}</mc:Fallback>"
    art = "<w:pict><v:shape><v:textpath string='PROJET'/></v:shape></w:pict>"
    alternate = "<w:r><mc:AlternateContent>{}</mc:AlternateContent></w:r>"
    body = p(run("a"), alternate.format(new + old)) + p(run("b"), alternate.format(empty)) + p(f"<w:r>{art}</w:r>")
    assert texts(raw_word(body)) == ["a", "encadré", "b", "secours", "PROJET"]


LIST = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"/></w:num>
"""


def item(content: str, num: int, own: str = "") -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>{own}</w:pPr>{content}</w:p>'


def test_moved_and_deleted_items_count_once() -> None:
    gone = f"<w:moveFrom>{run('moved')}</w:moveFrom>"
    here = f"<w:moveTo>{run('moved')}</w:moveTo>"
    body = (
        item(gone, 1, "<w:rPr><w:moveFrom/></w:rPr>")
        + item(run("un"), 1)
        + item("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", 1, "<w:rPr><w:del/></w:rPr>")
        + item(here, 1)
    )
    raw = read(raw_word(body, LIST), "c.docx")
    assert [line.text for line in raw.pages[0].lines] == ["1. un", "2. moved"]
    assert "suivies" in raw.remarks[0]


def test_a_list_with_an_override_left_empty_starts_again() -> None:
    body = item(run("a"), 1) + item(run("b"), 1) + item(run("c"), 2) + item(run("d"), 2) + item(run("e"), 0)
    assert texts(raw_word(body, LIST)) == ["1. a", "2. b", "1. c", "2. d", "e"]


def test_what_a_style_hides_is_hidden_unless_the_run_says_otherwise() -> None:
    document = docx.Document()
    style = document.styles.add_style("Cache", 2)
    style.font.hidden = True
    paragraph = document.add_paragraph("vu ")
    paragraph.add_run("secret", style="Cache")
    paragraph.add_run("montré", style="Cache").font.hidden = False
    raw = read(word_file(document), "c.docx")
    assert [line.text for line in raw.pages[0].lines] == ["vu montré"]
    assert [(found.manner, found.text) for found in raw.findings.hidden] == [(Manner.MASKED, "secret")]


def test_headers_and_footers_are_set_aside_and_kept() -> None:
    document = docx.Document()
    document.add_paragraph("Texte")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Confidentiel"
    section.footer.paragraphs[0].text = "Réf. C-2026-17"
    document.add_section().header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "Confidentiel"
    made = composed(word_file(document), "c.docx")
    assert made.text == "Texte"
    assert sorted(made.pages[0].furniture.split("\n")) == ["Confidentiel", "Réf. C-2026-17"]


def test_comments_and_objects_are_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Texte")
    document.add_comment(paragraph.runs, "à revoir")
    chart = '<w:drawing><a:graphic><a:graphicData uri="http://x/drawingml/2006/chart"/></a:graphic></w:drawing>'
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')} {OTHERS}><w:object/>{chart}</w:r>"))
    assert read(word_file(document), "c.docx").remarks == (
        "Ce document contient 1 commentaire en marge, laissé de côté.",
        "Ce document contient 2 objets insérés (feuilles de calcul, formules), non lus.",
    )


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_templates_and_documents_with_macros_are_documents(kind: str) -> None:
    data = rewritten(word("Texte"), lambda name, content: content.replace(MAIN.encode(), kind.encode()))
    assert texts(data) == ["Texte"]


def test_the_strict_dialect_is_read() -> None:
    def strict(name: str, content: bytes) -> bytes:
        return re.sub(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/", content)

    document = docx.Document()
    document.add_heading("Objet", 1)
    document.add_paragraph("Durée", style="List Number")
    data = rewritten(
        word_file(document), lambda name, content: content if name.startswith("[") else strict(name, content)
    )
    assert texts(data) == ["Objet", "1. Durée"]


def test_the_main_part_may_have_another_number() -> None:
    buffer = BytesIO()
    with ZipFile(BytesIO(word("Texte"))) as old, ZipFile(buffer, "w") as new:
        for part in old.infolist():
            name = part.filename.replace("word/document.xml", "word/document2.xml").replace(
                "document.xml.rels", "document2.xml.rels"
            )
            content = old.read(part)
            if part.filename in ("_rels/.rels", "[Content_Types].xml"):
                content = content.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name, content)
    assert texts(buffer.getvalue()) == ["Texte"]


def locked(data: bytes, password: str) -> bytes:
    buffer = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()


def test_a_password_opens_a_locked_document_and_another_does_not() -> None:
    data = locked(word("Durée de trois ans"), "réserve")
    for password, says in (("", "protégé par un mot de passe"), ("reserve", "n’ouvre pas")):
        with pytest.raises(LockedFile, match=says) as refusal:
            DocxReader().read(GivenFile("c.docx", data, password), unwatched)
        assert refusal.value.advice
    raw = DocxReader().read(GivenFile("c.docx", data, "réserve"), unwatched)
    assert ([line.text for line in raw.pages[0].lines], raw.findings.locked) == (["Durée de trois ans"], True)


def test_a_locked_workbook_is_named_once_it_is_open() -> None:
    buffer = BytesIO()
    with ZipFile(BytesIO(word("x"))) as old, ZipFile(buffer, "w") as new:
        for part in ("[Content_Types].xml", "_rels/.rels"):
            new.writestr(part, old.read(part))
        new.writestr("xl/workbook.xml", "x" * 5000)
    with pytest.raises(UnreadableFile, match="classeur Excel"):
        DocxReader().read(GivenFile("c.docx", locked(buffer.getvalue(), "a"), "a"), unwatched)


def test_a_locked_document_that_is_damaged_is_refused() -> None:
    data = locked(word("Texte"), "a")
    for broken in (data[:1500], data[:700] + bytes(200) + data[900:], data[:-3000] + bytes(3000)):
        with pytest.raises((UnreadableFile, LockedFile)):
            DocxReader().read(GivenFile("c.docx", broken, "a"), unwatched)
