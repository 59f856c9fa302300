"""What a paper says is in its file, letter for letter, in each format; each sort of words is told from the others."""

import io

import openpyxl
import pdfplumber
import pypdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from clausier.adapters.papers import write_paper
from clausier.domain.papers import Cell, Grid, Heading, Paper, PaperFormat, Text
from tests.papers.read_back import READERS, csv_rows, part, run_on
from tests.papers.samples import QUOTE, full, grid, paper

EACH_FORMAT = pytest.mark.parametrize("format", PaperFormat)


def written(made: Paper, format: PaperFormat) -> str:
    return run_on(READERS[format](write_paper(made, format)))


@EACH_FORMAT
def test_everything_is_said(format: PaperFormat) -> None:
    text = written(full(), format)
    for said in (
        "Réversibilité – Contrat d’infogérance",
        "Affaire Durand",
        "l'offre.pdf · SHA-256 3f9c01aa12345678…",
        "Produit par un système d’intelligence artificielle.",
        "Que prévoit le contrat ?",
        "Partiel – il manque le prix.",
        "Contrat.pdf · Article 14.2, page 9",
        "Page numérisée.",
        "Priorité : P1",
        "GTI : 4 h ouvrées",
        "N’est plus en vigueur",
        "Repère, hors contrat",
        "Rédigé par le modèle qwen3:4b, à relire",
        "Le contrat prévoit six mois [1].",
        "Ce que dit le contrat",
    ):
        assert said in text


@EACH_FORMAT
def test_a_quotation_stands_letter_for_letter_between_its_marks(format: PaperFormat) -> None:
    assert f"[1] « {run_on(QUOTE)} »" in written(full(), format)


@EACH_FORMAT
def test_a_quoted_cell_stands_between_marks_and_ours_does_not(format: PaperFormat) -> None:
    text = written(paper(grid(1)), format)
    assert "« Le Prestataire assiste le Client. »" in text
    assert "« Oui" not in text


def test_word_has_headings_styles_language_and_numbered_pages() -> None:
    data = write_paper(full(), PaperFormat.DOCX)
    file = Document(io.BytesIO(data))
    styles = {paragraph.text: str(paragraph.style and paragraph.style.name) for paragraph in file.paragraphs}
    assert styles["Réversibilité – Contrat d’infogérance"] == "Title"
    assert styles["Que prévoit le contrat\u202f?"] == "Heading 1"
    assert styles["Le contrat prévoit six mois [1]."] == "Clausier Texte de modèle"
    assert styles["Partiel – il manque le prix."] == "Clausier Verdict"
    assert 'w:lang w:val="fr-FR"' in part(data, "word/styles.xml")
    footer = part(data, "word/footer1.xml")
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    assert (file.core_properties.title, file.core_properties.language) == (full().title, "fr-FR")


def test_word_strikes_superseded_words_and_no_others() -> None:
    file = Document(io.BytesIO(write_paper(full(), PaperFormat.DOCX)))
    struck = [run.text for paragraph in file.paragraphs for run in paragraph.runs if run.font.strike]
    assert struck == ["«\u00a0Le préavis est de trois (3) mois.\u00a0»"]


def test_word_repeats_the_header_of_a_table_on_each_page() -> None:
    file = Document(io.BytesIO(write_paper(paper(grid(2)), PaperFormat.DOCX)))
    rows = file.tables[0].rows
    assert [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert [cell.text for cell in rows[1].cells] == ["Durée", "Oui", "«\u00a0Le Prestataire assiste le Client.\u00a0»"]


def test_pdf_names_itself_speaks_french_and_numbers_its_pages() -> None:
    file = pypdf.PdfReader(io.BytesIO(write_paper(paper(grid(200)), PaperFormat.PDF)))
    assert file.metadata is not None
    assert file.metadata.title == "Réversibilité – Contrat d’infogérance"
    assert str(file.root_object["/Lang"]) == "fr-FR"
    total = len(file.pages)
    assert total > 3
    for number, page in enumerate(file.pages, 1):
        assert f"page {number} sur {total}" in run_on(page.extract_text())
        assert "Ce que dit le contrat" in page.extract_text() or number == total


def test_pdf_carries_its_fonts_and_an_outline() -> None:
    made = paper(Heading("Un"), Heading("Un un", 3), Text("x"), Heading("Deux"))
    data = write_paper(made, PaperFormat.PDF)
    with pypdfium2.PdfDocument(data) as file:
        assert [(mark.get_title(), mark.level) for mark in file.get_toc()] == [("Un", 0), ("Un un", 1), ("Deux", 0)]
    with pdfplumber.open(io.BytesIO(data)) as pages:
        names = {sign["fontname"] for sign in pages.pages[0].chars}
    assert data.count(b"/FontFile2") == len(names) > 1


def test_a_table_of_many_columns_lies_on_its_side() -> None:
    names = ("a", "b", "c", "d", "e", "f")
    wide = paper(Grid("Large", names, (tuple(map(Cell, names)),)))
    with pypdfium2.PdfDocument(write_paper(wide, PaperFormat.PDF)) as file:
        width, height = file[0].get_size()
    assert width > height
    section = Document(io.BytesIO(write_paper(wide, PaperFormat.DOCX))).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def test_a_workbook_has_a_sheet_a_table_with_its_header_in_sight() -> None:
    made = paper(grid(2), Text("Une phrase."), grid(1))
    book = openpyxl.load_workbook(io.BytesIO(write_paper(made, PaperFormat.XLSX)))
    assert book.sheetnames == ["Points vérifiés", "Points vérifiés 2", "Réversibilité – Contrat d’infog", "Provenance"]
    sheet = book["Points vérifiés"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert [cell.value for cell in sheet[1]] == ["Sujet", "Verdict", "Ce que dit le contrat"]
    assert sheet["B2"].fill.fgColor.rgb.endswith("E3F1E8")
    assert sheet["C2"].alignment.wrap_text
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["B"].width


def test_a_csv_opens_as_french_and_keeps_its_columns() -> None:
    data = write_paper(paper(grid(1)), PaperFormat.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    assert csv_rows(data)[:3] == [
        ["Points vérifiés"],
        ["Sujet", "Verdict", "Ce que dit le contrat"],
        ["Durée", "Oui", "«\u00a0Le Prestataire assiste le Client.\u00a0»"],
    ]


def test_the_properties_say_whether_a_model_wrote() -> None:
    for made, said in ((full(), "Contient du texte rédigé par un modèle"), (paper(), "Aucun texte rédigé")):
        file = pypdf.PdfReader(io.BytesIO(write_paper(made, PaperFormat.PDF)))
        assert file.metadata is not None
        assert said in str(file.metadata.subject)
        assert said in part(write_paper(made, PaperFormat.DOCX), "docProps/core.xml")


@EACH_FORMAT
def test_a_paper_without_blocks_is_a_file_all_the_same(format: PaperFormat) -> None:
    assert "Affaire Durand" in written(paper(), format)
