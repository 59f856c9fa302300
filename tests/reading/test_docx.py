"""Word documents: the text as Word shows it, automatic numbers and tables included."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from clausier.domain.documents import Manner
from clausier.errors import UnreadableFile
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.readers.docx import DocxReader
from tests.reading.made import composed, raw_word, read, unwatched, word, word_file

LEGAL = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def item(text: str, level: int = 0, num: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data, "c.docx").pages[0].lines]


def test_automatic_numbers_stand_before_their_lines() -> None:
    body = (
        item("Objet")
        + item("Périmètre", 1)
        + item("serveurs", 2)
        + item("postes", 2)
        + item("Exclusions", 1)
        + item("licences", 2)
        + item("Durée")
        + item("Renouvellement", 1)
    )
    assert texts(raw_word(body, LEGAL)) == [
        "Article 1. Objet",
        "1.1 Périmètre",
        "a) serveurs",
        "b) postes",
        "1.2 Exclusions",
        "a) licences",
        "Article 2. Durée",
        "2.1 Renouvellement",
    ]


def test_a_list_may_start_elsewhere_and_shares_its_count() -> None:
    body = item("un") + item("sept", num=4) + item("huit", num=4) + item("neuf") + item("neuf un", 1)
    assert texts(raw_word(body, LEGAL)) == [
        "Article 1. un",
        "Article 7. sept",
        "Article 8. huit",
        "Article 9. neuf",
        "9.1 neuf un",
    ]


def test_bullets_and_roman_numbers() -> None:
    body = item("données", 0, 2) + item("sauvegardes", 1, 2) + item("Titre", 0, 3) + item("Objet", 1, 3)
    assert texts(raw_word(body, LEGAL)) == ["• données", "– sauvegardes", "I Titre", "1.1 Objet"]


def test_a_number_can_come_with_the_style() -> None:
    document = docx.Document()
    for text in ("premier", "deuxième"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("à puce", style="List Bullet")
    assert texts(word_file(document)) == ["1. premier", "2. deuxième", "• à puce"]


def test_headings_have_their_level() -> None:
    document = docx.Document()
    document.add_heading("Contrat d’infogérance", 1)
    document.add_heading("Réversibilité", 3)
    document.add_paragraph("Le Prestataire assiste le Client.")
    made = composed(word_file(document), "c.docx")
    assert [line.level for line in made.lines] == [1, 3, None]


def test_tables_stand_in_their_place_row_by_row() -> None:
    document = docx.Document()
    document.add_paragraph("Avant")
    table = document.add_table(rows=0, cols=3)
    for row in (("Niveau", "Délai", "Taux"), ("P1", "4 h", "95 %"), ("P2", "8 h", "")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Après")
    assert composed(word_file(document), "c.docx").text.split("\n\n") == [
        "Avant",
        "Niveau\tDélai\tTaux\nP1\t4 h\t95 %\nP2\t8 h",
        "Après",
    ]


def test_merged_cells_are_read_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for row in table.rows:
        for cell, text in zip(row.cells, ("a", "b", "c"), strict=True):
            cell.text = text
    merged = table.cell(0, 0).merge(table.cell(0, 1))
    merged.text = "ab"
    assert texts(word_file(document)) == ["ab\tc", "a\tb\tc"]


def test_a_page_laid_out_in_a_table_is_read_cell_by_cell() -> None:
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text, right.text = "Pour le Client", "Pour le Prestataire"
    for number in range(5):
        left.add_paragraph(f"gauche {number}")
        right.add_paragraph(f"droite {number}")
    read_as = texts(word_file(document))
    assert read_as == [
        *("Pour le Client", *[f"gauche {number}" for number in range(5)]),
        *("Pour le Prestataire", *[f"droite {number}" for number in range(5)]),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f"<w:p>{run('Le préavis est de ')}<w:del>{run('trois').replace('w:t', 'w:delText')}</w:del>"
        f"<w:ins>{run('six')}</w:ins>{run(' mois.')}</w:p>"
    )
    raw = read(raw_word(body), "c.docx")
    assert [line.text for line in raw.pages[0].lines] == ["Le préavis est de six mois."]
    assert any("modifications suivies" in remark for remark in raw.remarks)


def test_hidden_text_is_left_aside_and_told() -> None:
    raw = read(raw_word(f"<w:p>{run('visible')}{run(' caché', '<w:vanish/>')}</w:p>"), "c.docx")
    assert [line.text for line in raw.pages[0].lines] == ["visible"]
    (hidden,) = raw.findings.hidden
    assert (hidden.manner, hidden.text, hidden.letters) == (Manner.MASKED, "caché", 5)


def test_what_stands_in_controls_links_and_boxes_is_read() -> None:
    box = f"<w:pict><w:txbxContent><w:p>{run('encadré')}</w:p></w:txbxContent></w:pict>"
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run('contrôle')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{run('lien')}</w:hyperlink><w:r><w:tab/><w:t>3</w:t></w:r></w:p>"
        f"<w:p>{run('ligne')}<w:r><w:br/></w:r>{run('suivante')}<w:r>{box}</w:r></w:p>"
        f"<w:p><w:fldSimple>{run('article 4')}</w:fldSimple><w:r><w:noBreakHyphen/></w:r>{run('bis')}</w:p>"
        f"<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>{run(' oui')}</w:p>"
    )
    assert texts(raw_word(body)) == ["contrôle", "lien\t3", "ligne", "suivante", "encadré", "article 4-bis", "☒ oui"]


def with_footnotes() -> bytes:
    notes = (
        '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Hors jours fériés.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = f"<w:p>{run('Le délai est de 30 jours')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' francs.')}</w:p>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    buffer = BytesIO()
    with ZipFile(BytesIO(raw_word(body))) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", link.encode())
            if part.filename == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'
                text = text.replace(b"</Types>", override.encode())
            new.writestr(part.filename, text)
        new.writestr("word/footnotes.xml", notes)
    return buffer.getvalue()


def test_a_note_follows_its_paragraph_and_alters_no_figure() -> None:
    assert texts(with_footnotes()) == ["Le délai est de 30 jours francs.", "1 Hors jours fériés."]


def test_the_title_is_the_file_s() -> None:
    document = docx.Document()
    document.core_properties.title = "Contrat cadre"
    document.add_paragraph("Texte")
    raw: RawFile = read(word_file(document), "c.docx")
    assert (raw.title, raw.paged) == ("Contrat cadre", False)


def test_empty_documents_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="aucun texte") as refusal:
        read(word(), "c.docx")
    assert refusal.value.advice


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(160):
            part.write(bytes(1024 * 1024))
    with pytest.raises(UnreadableFile, match="volumineux"):
        read(buffer.getvalue(), "c.docx")


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    buffer = BytesIO()
    with ZipFile(BytesIO(raw_word(f"<w:p>{run('ENTITE')}</w:p>"))) as old, ZipFile(buffer, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "word/document.xml":
                head, rest = text.split(b"?>", 1)
                text = head + b"?>" + bomb + rest.replace(b"ENTITE", b"Texte &b;")
            new.writestr(part.filename, text)
    assert "".join(texts(buffer.getvalue())).strip() == "Texte"


def test_reading_is_watched() -> None:
    told: list[int] = []
    DocxReader().read(GivenFile("c.docx", word(*["texte"] * 450)), lambda step, done, total: told.append(done))
    assert told == [0, 200, 400, 450]
    assert DocxReader().read(GivenFile("c.docx", word("texte")), unwatched).pages[0].number == 1
