"""PDFium: words where the page shows them, and one lock for all threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from clausier.adapters.pdfium import PdfiumEngine
from clausier.domain.documents import Manner
from clausier.errors import UnreadableFile
from ingest.readers.engine import LOST, SeenPage, UnseenText
from ingest.readers.glyphs import Glyph, Style, words_of
from tests.reading.made import CLAUSES, HEIGHT, WIDTH, Sheet, pdf, sans, written


def seen(data: bytes, number: int = 1) -> SeenPage:
    return list(PdfiumEngine().pages(data))[number - 1]


def words(data: bytes) -> list[str]:
    return [word.text for word in seen(data).words]


def test_a_word_stands_where_it_is_drawn() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.font("Helvetica-Bold", 14)
        sheet.write(100, 200, "Article 12")

    page = seen(pdf(draw))
    article, number = page.words
    assert [page.width, page.height] == pytest.approx([WIDTH, HEIGHT], abs=1)
    assert (article.text, number.text) == ("Article", "12")
    assert article.box.left == pytest.approx(100, abs=1.5)
    assert article.baseline == pytest.approx(200, abs=0.5)
    assert article.box.top < 200 - 9 < 200 < article.box.bottom
    assert article.size == pytest.approx(14)
    assert article.bold
    assert number.bold


@pytest.mark.parametrize(
    ("rotation", "x", "y"), [(90, 200, 100), (180, WIDTH - 100, 200), (270, HEIGHT - 200, WIDTH - 100)]
)
def test_a_turned_page_is_measured_as_it_is_seen(rotation: int, x: float, y: float) -> None:
    """`x` and `y`: where the sheet before it is turned has the place 100 from the left, 200 from the top."""

    def draw(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(rotation)
        sheet.canvas.translate(x, y)
        sheet.canvas.rotate(rotation)
        sheet.canvas.drawString(0, 0, "Réversibilité")

    page = seen(pdf(draw))
    (word,) = page.words
    assert [page.width, page.height] == pytest.approx([WIDTH, HEIGHT], abs=1)
    assert not word.turned
    assert word.box.left == pytest.approx(100, abs=1.5)
    assert word.baseline == pytest.approx(200, abs=0.5)


def test_words_that_run_another_way_are_told_apart() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 90, "droit")
        sheet.canvas.saveState()
        sheet.canvas.translate(30, 400)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, "PROJET")
        sheet.canvas.restoreState()

    assert [(word.text, word.turned) for word in seen(pdf(draw)).words] == [("droit", False), ("PROJET", True)]


def test_the_hyphen_at_a_line_end_is_the_page_s_own() -> None:
    data = written("Le plan de réver-", "sibilité des sous-", "traitants")
    assert words(data) == ["Le", "plan", "de", "réver-", "sibilité", "des", "sous-", "traitants"]


def test_an_exponent_belongs_to_its_word() -> None:
    def draw(sheet: Sheet) -> None:
        writing = sheet.canvas.beginText(72, 700)
        writing.textOut("le 1")
        writing.setRise(4)
        writing.setFont("Helvetica", 7)
        writing.textOut("er")
        writing.setRise(0)
        writing.setFont("Helvetica", 11)
        writing.textOut(" mars")
        sheet.canvas.drawText(writing)

    assert words(pdf(draw)) == ["le", "1er", "mars"]


def test_one_sign_for_several_letters_is_a_ligature() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.font(sans())
        sheet.write(72, 90, "à la ﬁn, final")

    assert words(pdf(draw)) == ["à", "la", "ﬁn,", "final"]


def test_the_page_s_own_spaces_are_kept() -> None:
    style = Style(11.0, bold=False, angle=0.0)
    signs = [
        Glyph(letter, style, 72.0 + 6 * at, 90.0, 72.0 + 6 * at, 82.0, 77.0 + 6 * at, 90.0)
        for at, letter in enumerate("10\u00a0000 €")
    ]
    assert [(word.before, word.text) for word in words_of(signs)] == [("", "10"), ("\u00a0", "000"), (" ", "€")]


def test_a_sign_without_a_letter_is_shown_as_lost() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.font(sans())
        sheet.write(72, 90, "99\u0e01%")  # a Thai letter: the font has only the empty box for it

    assert words(pdf(draw)) == [f"99{LOST}%"]


def test_an_empty_page_is_not_a_drawn_one() -> None:
    data = pdf(lambda sheet: None, lambda sheet: sheet.canvas.rect(100, 100, 200, 200))
    assert [page.drawn for page in PdfiumEngine().pages(data)] == [False, True]


def test_letters_beyond_the_edge_are_told_and_left_out() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 90, "visible")
        sheet.write(-300, 90, "invisible")

    page = seen(pdf(draw))
    assert [word.text for word in page.words] == ["visible"]
    assert page.hidden == (UnseenText(Manner.OUTSIDE, "invisible"),)


def test_pages_are_labelled_as_the_file_names_them() -> None:
    def roman(sheet: Sheet) -> None:
        sheet.canvas.addPageLabel(0, style="ROMAN_LOWER", start=4)
        sheet.write(72, 90, "avant-propos")

    assert seen(pdf(roman)).label == "iv"


@pytest.mark.parametrize("ask", [PdfiumEngine().count, lambda data: list(PdfiumEngine().pages(data))])
def test_a_locked_file_and_a_broken_one_are_told_apart(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(UnreadableFile, match="mot de passe"):
        ask(pdf(lambda sheet: sheet.lines(CLAUSES), encrypt="secret"))
    with pytest.raises(UnreadableFile, match="endommagé"):
        ask(b"%PDF-1.7 and nothing of it")


def test_many_threads_read_at_once() -> None:
    """Without the lock, PDFium ends the process."""
    data = pdf(*[lambda sheet: sheet.lines(CLAUSES * 4)] * 6)
    alone = [[word.text for word in page.words] for page in PdfiumEngine().pages(data)]
    with ThreadPoolExecutor(8) as pool:
        for pages in pool.map(lambda _: list(PdfiumEngine().pages(data)), range(24)):
            assert [[word.text for word in page.words] for page in pages] == alone


def test_a_reading_left_half_way_leaves_the_engine_free() -> None:
    data = pdf(*[lambda sheet: sheet.lines(CLAUSES)] * 3)
    pages = PdfiumEngine().pages(data)
    next(pages)
    assert PdfiumEngine().count(data) == 3
    pages.close()  # type: ignore[attr-defined]
    assert PdfiumEngine().count(data) == 3
