"""Word documents: questions of tables, lists and paragraphs, each answered below itself."""

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from clausier.adapters.questionnaires.docx import WordDocuments
from clausier.domain.questionnaires import LeftOut
from clausier.errors import UnreadableFile
from tests.questionnaires.files import ACCEPTED, REJECTED, filled, saved

FORM = WordDocuments()
QUOTE = "«\u00a03.2 L’assistance est due même en cas de résiliation, conformément à l’article 2.\u00a0»"


def thirty() -> Document:
    """Thirty questions under headings: ten in a table, ten in a list, ten in running text."""
    document = docx.Document()
    document.add_heading("Questionnaire d’audit", 0)
    document.add_paragraph("Merci d’y répondre avant vendredi.")
    document.add_heading("Sécurité", 1)
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("N°", "Question", "Commentaire"), strict=True):
        cell.text = text
    for number in range(1, 11):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = f"S{number}", f"Mesure de sécurité n° {number}"
    document.add_heading("Prix", 1)
    document.add_heading("Révision", 2)
    for number in range(11, 21):
        document.add_paragraph(f"L’indice {number} est-il prévu ?", style="List Number")
    document.add_heading("Fin", 1)
    for number in range(21, 31):
        document.add_paragraph(f"Au cas {number}, quel est le préavis ?")
        document.add_paragraph("Un mot d’explication.")
    return document


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def test_thirty_questions_of_three_shapes_are_all_found() -> None:
    read = FORM.read(saved(thirty()))
    assert len(read.items) == 30
    first, listed, running = read.items[0], read.items[10], read.items[20]
    assert (first.name, first.text, first.section) == (
        "S1",
        "Mesure de sécurité n° 1",
        "Sécurité",
    )
    assert (listed.name, listed.section) == ("1", "Prix › Révision")
    assert (running.text, running.name) == ("Au cas 21, quel est le préavis ?", "21")
    assert sum(one.text == "Un mot d’explication." for one in read.left_out) == 10
    assert "Merci d’y répondre avant vendredi." in [one.text for one in read.left_out]


def test_thirty_answers_stand_each_below_its_question() -> None:
    data = filled(FORM, saved(thirty()))
    said = texts(data)
    for number in range(11, 31):
        at = next(rank for rank, text in enumerate(said) if f" {number}" in text)
        assert said[at + 1].startswith("Réponse\u202f: Oui – Le contrat traite")
        assert said[at + 2] == f"{QUOTE} (contrat.pdf · Article\u00a03.2, page\u00a03)"
    rows = docx.Document(BytesIO(data)).tables[0].rows
    assert len(rows) == 21
    for number in range(1, 11):
        assert rows[2 * number - 1].cells[0].text == f"S{number}"
        assert rows[2 * number].cells[0].text.startswith("Réponse\u202f: Oui")
        assert len({id(cell._tc) for cell in rows[2 * number].cells}) == 1


def test_what_was_there_stays_in_its_order() -> None:
    given = saved(thirty())
    before, after = texts(given), texts(filled(FORM, given))
    rest = iter(after)
    assert all(text in rest for text in before)
    quotes = [
        one for one in docx.Document(BytesIO(filled(FORM, given))).paragraphs if one.style and one.style.name == "Quote"
    ]
    assert len(quotes) == 20


def test_the_items_of_a_list_end_the_question_that_leads_in() -> None:
    document = docx.Document()
    document.add_paragraph("Le contrat prévoit-il :")
    for text in ("une clause de réversibilité ;", "un plan de sortie."):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("Fin.")
    assert [item.text for item in FORM.read(saved(document)).items] == [
        "Le contrat prévoit-il une clause de réversibilité\u202f?",
        "Le contrat prévoit-il un plan de sortie\u202f?",
    ]


def test_numbers_typed_by_hand_make_a_list_and_name_its_questions() -> None:
    document = docx.Document()
    for text in (
        "1. Quel est le préavis",
        "Q2 – Durée et prix ?",
        "c) Identify the governing law",
        "- Décrire les pénalités",
    ):
        document.add_paragraph(text)
    items = FORM.read(saved(document)).items
    assert [(item.name, item.text) for item in items] == [
        ("1", "Quel est le préavis"),
        ("Q2", "Durée et prix ?"),
        ("c", "Identify the governing law"),
        ("4", "Décrire les pénalités"),
    ]


def test_a_list_of_other_things_is_told_and_not_asked() -> None:
    document = docx.Document()
    document.add_paragraph("Quel est le prix ?")
    document.add_paragraph("Documents remis :")
    for text in ("le contrat", "ses annexes"):
        document.add_paragraph(text, style="List Bullet")
    read = FORM.read(saved(document))
    assert [item.text for item in read.items] == ["Quel est le prix ?"]
    assert [one.text for one in read.left_out] == ["Documents remis :", "le contrat", "ses annexes"]


def test_answers_stand_in_the_cells_that_a_table_keeps_for_them() -> None:
    document = docx.Document()
    table = document.add_table(rows=5, cols=3)
    asked = ("Question", "Le prix est-il ferme ?", "Le préavis est-il dit ?", "La loi est-elle dite ?", "Et le juge ?")
    for number, text in enumerate(asked):
        table.cell(number, 0).text = text
    table.cell(0, 2).text, table.cell(2, 2).text = "Réponse du prestataire", "à voir"
    table.cell(3, 2).merge(table.cell(4, 2))
    given = saved(document)
    assert len(FORM.read(given).items) == 4
    now = docx.Document(BytesIO(filled(FORM, given))).tables[0]
    first, grounds, second, below, third, fourth, *merged = now.rows[1:]
    assert first.cells[2].text.startswith("Oui – Le contrat traite")
    assert grounds.cells[0].text.startswith(QUOTE)
    assert second.cells[2].text == "à voir"
    assert below.cells[0].text.startswith("Réponse\u202f: Oui")
    assert [third.cells[0].text, fourth.cells[0].text] == list(asked[3:])
    assert [row.cells[0].text[:12] for row in merged] == ["Réponse\u202f: Ou"] * 2
    assert all(row.cells[1].text == "" for row in (first, second, third))


def test_answers_never_cut_cells_that_are_merged_downwards() -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    for number, (theme, text) in enumerate(
        (("Thème", "Question"), ("Fin", "Préavis"), ("", "Réversibilité"), ("Prix", "Indice"))
    ):
        table.cell(number, 0).text, table.cell(number, 1).text = theme, text
    table.cell(1, 0).merge(table.cell(2, 0))
    data = filled(FORM, saved(document))
    now = docx.Document(BytesIO(data)).tables[0]
    assert [row.cells[1].text.split("\n")[0].split(" –")[0] for row in now.rows] == [
        "Question",
        "Préavis",
        "Réversibilité",
        "Réponse\u202f: Oui",
        "Réponse\u202f: Oui",
        "Indice",
        "Réponse\u202f: Oui",
    ]
    assert now.cell(1, 0)._tc is now.cell(2, 0)._tc


def test_a_table_that_only_lays_out_is_read_as_a_page() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Cadre"
    cell.add_paragraph("Quel est le prix ?")
    cell.add_paragraph("Quelle est la durée ?")
    given = saved(document)
    assert [item.text for item in FORM.read(given).items] == ["Quel est le prix ?", "Quelle est la durée ?"]
    inside = docx.Document(BytesIO(filled(FORM, given))).tables[0].cell(0, 0).paragraphs
    assert [one.text.split(" –")[0] for one in inside][:3] == ["Cadre", "Quel est le prix ?", "Réponse\u202f: Oui"]


def test_questions_in_fields_are_read_and_what_is_deleted_is_not() -> None:
    document = docx.Document()
    document.add_paragraph("Début")
    words = "<w:r><w:t>Quel est le prix ?</w:t></w:r>"
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>Qui signe ?</w:delText></w:r></w:del>'
    for inside in (f"<w:sdt><w:sdtContent><w:p>{words}</w:p></w:sdtContent></w:sdt>", f"<w:p>{gone}</w:p>"):
        document.element.body.insert(1, parse_xml(inside.replace(">", f" {nsdecls('w')}>", 1)))
    read = FORM.read(saved(document))
    assert [item.text for item in read.items] == ["Quel est le prix ?"]
    assert [one.text for one in read.left_out] == ["Début"]


def test_texts_of_floating_boxes_are_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Quel est le prix ?")
    box = "<w:r {}><w:pict><w:txbxContent><w:p><w:r><w:t>Et la durée ?</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    paragraph._p.append(parse_xml(box.format(nsdecls("w"))))
    read = FORM.read(saved(document))
    assert [item.text for item in read.items] == ["Quel est le prix ?"]
    assert read.left_out == (LeftOut("zone de texte", "Et la durée ?", "zone de texte"),)


def test_what_a_person_decided_is_told() -> None:
    document = docx.Document()
    for text in ("Quel est le prix ?", "Quelle est la durée ?"):
        document.add_paragraph(text)
    said = texts(filled(FORM, saved(document), {1: ACCEPTED, 2: REJECTED}))
    assert "Accepté par Ana Roy le 2\u00a0mars\u00a02026" in said
    assert "Réponse\u202f: Réponse rejetée" in said
    assert "hors sujet" in said
    assert said.count(next(text for text in said if QUOTE in text)) == 1


def test_a_document_without_questions_is_told() -> None:
    document = docx.Document()
    document.add_paragraph("Bonjour.")
    with pytest.raises(UnreadableFile, match="Aucune question"):
        FORM.read(saved(document))
    with pytest.raises(UnreadableFile, match="endommagé"):
        FORM.read(b"PK\x03\x04 abime")
