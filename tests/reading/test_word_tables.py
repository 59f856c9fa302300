"""Tables of Word and Markdown: rows of data under their headers; what is only laid out in boxes stays text."""

from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement

from tests.reading.made import composed, raw_word, read, word_file
from tests.reading.tables_made import under_headers
from tests.reading.test_docx import run

PRICES = (("Profil", "Tarif journalier"), ("Technicien", "400 €"), ("Expert", "980 €"))


def filled(document: Any, rows: tuple[tuple[str, ...], ...]) -> Any:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def test_the_rows_of_a_word_table_stand_under_their_headers() -> None:
    document = docx.Document()
    filled(document, PRICES)
    made = composed(word_file(document), "c.docx")
    assert made.text == "\n".join("\t".join(row) for row in PRICES)
    assert under_headers(made) == [[("Profil", a), ("Tarif journalier", b)] for a, b in PRICES[1:]]


def test_merged_cells_of_word_reach_over_rows_and_columns() -> None:
    document = docx.Document()
    rows = (
        ("Environnement", "Délais", ""),
        ("", "Intervention", "Rétablissement"),
        ("Production", "30 min", "4 h"),
        ("", "2 h", "8 h"),
    )
    table = filled(document, rows)
    for one, other in (((0, 1), (0, 2)), ((2, 0), (3, 0)), ((0, 0), (1, 0))):
        table.cell(*one).merge(table.cell(*other))
    for at in (0, 1):
        table.rows[at]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    made = composed(word_file(document), "c.docx")
    assert [row.header for row in made.rows] == [True, True, False, False]
    assert under_headers(made)[1] == [
        ("Environnement", "Production"),
        ("Intervention", "2 h"),
        ("Rétablissement", "8 h"),
    ]
    assert made.rows[3].cells[0] == made.rows[2].cells[0]


def test_a_table_in_a_cell_is_read_in_its_place() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Annexe financière"
    inner = outer.cell(0, 1).add_table(rows=0, cols=2)
    for row in PRICES:
        for cell, text in zip(inner.add_row().cells, row, strict=True):
            cell.text = text
    made = composed(word_file(document), "c.docx")
    assert made.text.startswith("Annexe financière\n\nProfil\tTarif journalier\nTechnicien")
    assert len(made.rows) == 3


def test_columns_left_out_on_the_left_keep_their_place() -> None:
    def row(*cells: str, before: int = 0) -> str:
        left = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else ""
        return f"<w:tr>{left}{''.join(f'<w:tc><w:p>{run(text)}</w:p></w:tc>' for text in cells)}</w:tr>"

    body = f"<w:tbl>{row('Lot', 'Prix')}{row('A', '10 €')}{row('20 €', before=1)}</w:tbl>"
    assert under_headers(composed(raw_word(body), "c.docx"))[-1] == [("Lot", ""), ("Prix", "20 €")]


PROSE = "Le Prestataire assure la réversibilité des prestations pendant six mois à compter de la fin du contrat. " * 3


@pytest.mark.parametrize(
    "rows",
    [
        ((PROSE, PROSE), (PROSE, PROSE)),
        (("1.1", PROSE), ("1.2", PROSE)),
        (("Pour le Client :", "Pour le Prestataire :"), ("Nom :", "Nom :"), ("Date :", "Date :")),
        ((PROSE,), (PROSE,)),
    ],
)
def test_what_is_laid_out_in_boxes_stays_text(rows: tuple[tuple[str, ...], ...]) -> None:
    document = docx.Document()
    filled(document, rows)
    made = composed(word_file(document), "c.docx")
    assert made.rows == ()
    assert "".join(made.text.split()) == "".join("".join(row) for row in rows).replace(" ", "")


def test_a_heading_in_a_table_is_a_heading() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, number in zip(table.rows, (1, 2), strict=True):
        row.cells[0].paragraphs[0].text = f"Article {number} – Objet"
        row.cells[0].paragraphs[0].style = document.styles["Heading 2"]
        row.cells[1].text = "Le Prestataire exploite le système."
    made = composed(word_file(document), "c.docx")
    assert [line.level for line in made.lines] == [2, None, 2, None]
    assert made.rows == ()


def test_markdown_names_the_columns_of_its_tables() -> None:
    made = composed(b"| Niveau | D\xc3\xa9lai |\n|---|---|\n| P1 | 4 h |\n| P2 | |\n", "n.md")
    assert made.text == "Niveau | Délai\nP1 | 4 h\nP2 |"
    assert under_headers(made) == [[("Niveau", "P1"), ("Délai", "4 h")], [("Niveau", "P2"), ("Délai", "")]]


def test_empty_headers_of_markdown_name_nothing() -> None:
    made = composed(b"| | |\n|---|---|\n| **Date** | 15 avril 2026 |\n| Version | 2 |\n", "n.md")
    assert under_headers(made) == [[("", "Date"), ("", "15 avril 2026")], [("", "Version"), ("", "2")]]


def test_two_tables_of_a_file_are_told_apart() -> None:
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n"
    raw = read(f"{table}\nTexte.\n\n{table}".encode(), "n.md")
    assert [line.row.table for line in raw.pages[0].lines if line.row] == [0, 0, 1, 1]
