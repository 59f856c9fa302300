"""Nothing that a document says breaks its file, styles it, or runs in it."""

import io
import time

import openpyxl
import pypdfium2
import pytest

from clausier.adapters.papers import write_paper
from clausier.domain.papers import Cell, Grid, Heading, Paper, PaperFormat, Quotation, Text
from tests.papers.read_back import READERS, csv_rows, part, run_on
from tests.papers.samples import grid, paper

EACH_FORMAT = pytest.mark.parametrize("format", PaperFormat)
FORMULAS = ('=HYPERLINK("http://x";"y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", " =1+1", "＝1+1")
MARKUP = '<b>gras</b> &amp; <font size="40">x</font> <img src="file:///x"/> </para> {\\rtf1} ]]> <w:p/> <!--'


def saying(text: str) -> Paper:
    """The text wherever a text may stand."""
    cell = (Cell(text), Cell(text, quoted=True, shade="oui"))
    blocks = (
        Heading(text),
        Text(text),
        Text(text, model=text),
        Quotation(text, text, "1", caution=text, superseded=True, cells=((text, text),)),
        Grid(text, (text, text), (cell,)),
    )
    return paper(*blocks, title=text)


def written(made: Paper, format: PaperFormat) -> str:
    return run_on(READERS[format](write_paper(made, format)))


@EACH_FORMAT
def test_markup_is_shown_as_it_is_written(format: PaperFormat) -> None:
    assert written(saying(MARKUP), format).count(run_on(MARKUP)) >= 5


@EACH_FORMAT
@pytest.mark.parametrize(
    "text",
    [
        "avant\x00\x01\x08\x0b\x0c\x1b[31m\x7f\x85après",
        "avant\ud800\udfff\ufffe\uffff\ufdd0après",
        "avant\u202e\u2066\u200f\ufeff\u00adaprès",
        "avant\u2028\u2029\r\n\raprès",
    ],
    ids=["controls", "halves", "directions", "lines"],
)
def test_signs_that_no_page_shows_leave_the_words_around_them(format: PaperFormat, text: str) -> None:
    shown = written(saying(text), format)
    assert "avant" in shown
    assert "après" in shown
    assert not set(shown) & set("\x00\x01\x08\x1b\u202e\u2066\u200f\ufffe\uffff")


@EACH_FORMAT
def test_no_letter_of_another_alphabet_is_lost(format: PaperFormat) -> None:
    shown = written(paper(Text("Договор Σύμβαση עברית договір"), Text("合同")), format)
    assert "Договор Σύμβαση" in shown
    assert ("[U+5408][U+540C]" if format is PaperFormat.PDF else "合同") in shown


@EACH_FORMAT
def test_a_word_longer_than_a_line_is_whole(format: PaperFormat) -> None:
    word = "".join(f"réversibilité{number:03}" for number in range(60))
    for made in (paper(Text(word)), paper(grid(1, word))):
        joined = "".join(READERS[format](write_paper(made, format)).split())
        assert [number for number in range(60) if f"{number:03}" not in joined] == []


@EACH_FORMAT
def test_a_quotation_longer_than_a_page_is_whole(format: PaperFormat) -> None:
    said = " ".join(f"Phrase{number}" for number in range(6000))
    shown = written(paper(Quotation(said, "Contrat.pdf")), format)
    assert [word for word in said.split() if word not in shown] == []


@EACH_FORMAT
def test_a_cell_higher_than_a_page_is_whole(format: PaperFormat) -> None:
    said = " ".join(f"Phrase{number}" for number in range(4000))
    shown = written(paper(grid(1, said)), format)
    assert [word for word in said.split() if word not in shown] == []


@pytest.mark.timeout(120)
@EACH_FORMAT
def test_a_table_of_many_rows_is_written_in_time(format: PaperFormat) -> None:
    rows = tuple(
        (Cell(f"Point {number}"), Cell("Oui", shade="oui"), Cell("Texte.", quoted=True)) for number in range(5000)
    )
    start = time.monotonic()
    data = write_paper(paper(Grid("Tout", ("a", "b", "c"), rows)), format)
    assert time.monotonic() - start < 60
    assert "Point 4999" in READERS[format](data)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_workbook_computes_nothing(text: str) -> None:
    data = write_paper(paper(Grid("t", (text,), ((Cell(text),),))), PaperFormat.XLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_computes_nothing(text: str) -> None:
    rows = csv_rows(write_paper(paper(Grid("t", (text,), ((Cell(text),),))), PaperFormat.CSV))
    assert rows[2][0].startswith("'")
    assert rows[2][0].endswith(text.strip())


def test_what_is_longer_than_a_cell_goes_on_below() -> None:
    said = "x" * 70_000
    data = write_paper(paper(Grid("t", ("a", "b"), ((Cell(said), Cell("Oui", shade="oui")),))), PaperFormat.XLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    column = [cell.value for cell in sheet["A"][1:]]
    assert "".join(column) == said
    assert max(map(len, column)) < 32_767


def test_the_name_of_a_sheet_is_always_allowed() -> None:
    titles = ("a/b:c*?[x]", "", "History", "x" * 50, "X" * 50)
    made = paper(*(Grid(title, ("a",), ()) for title in titles))
    names = openpyxl.load_workbook(io.BytesIO(write_paper(made, PaperFormat.XLSX))).sheetnames
    assert len({name.casefold() for name in names}) == len(titles) + 1
    assert all(0 < len(name) <= 31 for name in names)


def test_a_text_that_looks_like_a_code_of_the_format_keeps_its_letters() -> None:
    data = write_paper(paper(Grid("t", ("a",), ((Cell("_x0041_"),),))), PaperFormat.XLSX)
    assert "_x005F_x0041_" in part(data, "xl/worksheets/sheet1.xml")


def test_a_heading_that_skips_levels_is_no_error() -> None:
    made = paper(Heading("Trois", 3), Heading("Sept", 7), Heading("Un", 1))
    with pypdfium2.PdfDocument(write_paper(made, PaperFormat.PDF)) as file:
        assert [mark.get_title() for mark in file.get_toc()] == ["Trois", "Sept", "Un"]
