"""How pages look, where a look misleads: words struck out beside their place, a table cut in two, a cell cut short."""

import io
from typing import Any

import openpyxl
import pdfplumber
from docx import Document
from docx.oxml.ns import qn

from clausier.adapters.papers import write_paper
from clausier.domain.papers import Cell, Grid, Heading, Paper, PaperFormat, Quotation, Text
from tests.papers.samples import grid, paper

LONG = "Le Prestataire remet au Client, dans les six mois de la date d’effet, un plan de réversibilité complet. " * 3


def pages(made: Paper) -> list[Any]:
    return list(pdfplumber.open(io.BytesIO(write_paper(made, PaperFormat.PDF))).pages)


def test_every_word_that_no_longer_holds_is_struck_out_where_it_stands() -> None:
    (page,) = pages(paper(Quotation(LONG, "Contrat.pdf", superseded=True)))
    words = [word for word in page.extract_words() if "plan" in word["text"] or "date" in word["text"]]
    assert len({round(word["top"]) for word in words}) > 1
    for word in words:
        middle = (word["top"] + word["bottom"]) / 2
        over = [line for line in page.lines if abs(line["top"] - middle) < 4 and line["x0"] < word["x1"]]
        assert any(line["x0"] <= word["x0"] + 1 and line["x1"] >= word["x1"] - 1 for line in over), word["text"]


def test_a_row_that_a_page_can_hold_is_never_cut_and_its_header_comes_once_a_page() -> None:
    tall = tuple((Cell(f"ligne {number}"), Cell(LONG)) for number in range(30))
    shown = [page.extract_text() for page in pages(paper(Grid("Table", ("Sujet", "Texte"), tall, (1, 2))))]
    assert len(shown) > 2
    assert all(text.count("Sujet Texte") == 1 for text in shown)
    for number in range(30):
        (text,) = [text for text in shown if f"ligne {number} " in text]
        assert text.count("réversibilité complet") % 3 == 0


def test_a_row_that_no_page_holds_goes_over_several() -> None:
    shown = [page.extract_text() for page in pages(paper(Grid("", ("A", "B"), ((Cell("a"), Cell(LONG * 40)),))))]
    assert sum(text.count("réversibilité complet") for text in shown) == 120


def test_a_sentence_stays_with_the_quotation_that_it_opens() -> None:
    blocks = [Text("Une phrase.") for _ in range(29)]
    for more in range(6):
        made = paper(*blocks, *([Text("Une phrase.")] * more), Text("À lire :"), Quotation(LONG, "Contrat.pdf"))
        assert all(("À lire" in text) == ("« Le Prestataire" in text) for text in map(_text, pages(made)))


def test_a_heading_stays_with_what_stands_under_it() -> None:
    quotation = Quotation(LONG, "Contrat.pdf")
    for under in ((quotation,), (Text("À lire :"), quotation)):
        for more in range(12):
            made = paper(*([Text("Une phrase.")] * (26 + more)), Heading("Repères", 2), *under)
            assert all(("Repères" in text) == ("« Le Prestataire" in text) for text in map(_text, pages(made)))


def _text(page: Any) -> str:
    return str(page.extract_text())


def test_word_keeps_a_row_on_one_page_and_a_sentence_with_its_quotation() -> None:
    made = paper(grid(2), Text("À lire :"), Quotation("Mots.", "Contrat.pdf"), Text("Fin."))
    file = Document(io.BytesIO(write_paper(made, PaperFormat.DOCX)))
    rows = list(file.tables[0]._tbl.iter(qn("w:tr")))
    assert [len(list(row.iter(qn("w:cantSplit")))) for row in rows] == [1, 1, 1]
    kept = {one.text: bool(one.paragraph_format.keep_with_next) for one in file.paragraphs}
    assert kept["À lire :"]
    assert not kept["Fin."]


def test_a_row_of_a_workbook_is_as_high_as_its_longest_cell_needs() -> None:
    made = paper(Grid("Table", ("A", "B"), ((Cell("court"), Cell("court")), (Cell("court"), Cell(LONG * 2)))))
    sheet = openpyxl.load_workbook(io.BytesIO(write_paper(made, PaperFormat.XLSX)))["Table"]
    width = sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[2].height < 20
    assert sheet.row_dimensions[3].height > 15 * len(LONG * 2) / (1.2 * width)
