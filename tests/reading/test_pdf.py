"""PDF files as a whole: what is read, what is refused, what is said of the rest."""

import zlib
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject
from reportlab.lib.utils import ImageReader

from clausier.adapters.pdfium import PdfiumEngine
from clausier.errors import Cancelled, UnreadableFile
from ingest.given import GivenFile
from ingest.reading import read_file, standard_readers
from tests.reading.made import CLAUSES, HEIGHT, WIDTH, Sheet, composed, pdf, read, sans, unwatched


def text_page(sheet: Sheet) -> None:
    sheet.lines(CLAUSES)


def scan(sheet: Sheet) -> None:
    picture = ImageReader(Image.new("RGB", (60, 80), (240, 240, 235)))
    sheet.canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)


def stamped_scan(sheet: Sheet) -> None:
    scan(sheet)
    sheet.write(500, 800, "Page 2/3")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_what_is_read_another_library_finds_on_the_same_page() -> None:
    def ligatures(sheet: Sheet) -> None:
        sheet.font(sans())
        sheet.lines(["La conﬁdentialité des ﬂux offerts", "et la réver-", "sibilité finale"])

    data = pdf(text_page, ligatures)
    made = composed(data)
    for page, other in zip(made.pages, PdfReader(BytesIO(data)).pages, strict=True):
        for line in page.span.of(made.text).split("\n"):
            assert squeezed(line) in squeezed(other.extract_text())


def test_a_line_break_hyphen_is_kept_as_the_page_shows_it() -> None:
    data = pdf(lambda sheet: sheet.lines(["Le plan de réver-", "sibilité des données"]))
    assert composed(data).text == "Le plan de réver-\nsibilité des données"


def test_the_title_comes_from_the_file() -> None:
    def titled(sheet: Sheet) -> None:
        sheet.canvas.setTitle("Contrat  d’infogérance")
        text_page(sheet)

    assert read(pdf(titled)).title == "Contrat d’infogérance"
    assert read(pdf(text_page)).title == ""


def test_a_page_without_text_is_named_and_the_others_are_read() -> None:
    raw = read(pdf(text_page, scan, text_page, stamped_scan))
    assert raw.unreadable_pages == (2, 4)
    assert len(raw.pages) == 4
    assert raw.pages[2].lines


def test_an_empty_page_is_not_a_missing_one() -> None:
    raw = read(pdf(text_page, lambda sheet: None))
    assert raw.unreadable_pages == ()
    assert raw.findings.blank_pages == (2,)
    assert raw.remarks == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf(scan, scan), "scanné"),
        (pdf(stamped_scan), "scanné"),
        (pdf(lambda sheet: None, lambda sheet: None), "vides"),
        (pdf(text_page)[:200], "endommagé"),
        (b"%PDF-1.4\n%%EOF", "endommagé"),
    ],
    ids=["scan", "stamped scan", "empty pages", "cut", "nothing"],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as refusal:
        read(data)
    assert refusal.value.advice.endswith(".")


def test_a_file_that_only_forbids_changes_is_read() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf(text_page)))
    writer.encrypt(user_password="", owner_password="secret", algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    assert "réversibilité des Prestations" in composed(buffer.getvalue()).text


def test_a_page_whose_drawing_breaks_off_is_named() -> None:
    """PDFium shows what it could unpack, and says nothing."""
    writer = PdfWriter(clone_from=BytesIO(pdf(text_page, text_page)))
    contents = writer.pages[1]["/Contents"].get_object()
    assert isinstance(contents, StreamObject)
    packed = zlib.compress(contents.get_data())
    contents._data = packed[: len(packed) // 2]
    contents[NameObject("/Filter")] = NameObject("/FlateDecode")
    buffer = BytesIO()
    writer.write(buffer)
    assert read(buffer.getvalue()).unreadable_pages == (2,)


def test_attachments_are_named() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf(text_page)))
    writer.add_attachment("annexe-prix.xlsx", b"cells")
    buffer = BytesIO()
    writer.write(buffer)
    assert "« annexe-prix.xlsx »" in " ".join(read(buffer.getvalue()).remarks)


def test_reading_is_watched_page_by_page_and_can_be_stopped() -> None:
    data = pdf(*[text_page] * 4)
    told: list[tuple[int, int]] = []

    def stop_at_two(step: str, done: int, total: int) -> None:
        assert step == "lecture des pages"
        told.append((done, total))
        if done == 2:
            raise Cancelled("Lecture arrêtée.")

    with pytest.raises(Cancelled):
        read_file(GivenFile("c.pdf", data), stop_at_two, standard_readers(PdfiumEngine()))
    assert told == [(0, 4), (1, 4), (2, 4)]
    assert PdfiumEngine().count(data) == 4


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf(lambda sheet: None)))
    for _ in range(2000):
        writer.add_blank_page(100, 100)
    buffer = BytesIO()
    writer.write(buffer)
    with pytest.raises(UnreadableFile, match="2001 pages"):
        read(buffer.getvalue())


def test_a_page_whose_letters_have_no_names_is_not_read() -> None:
    def nameless(sheet: Sheet) -> None:
        sheet.font(sans())
        sheet.write(72, 90, "\u0e01\u0e02\u0e03\u0e04\u0e05 \u0e06\u0e07")  # Thai: the font shows empty boxes

    raw = read(pdf(text_page, nameless))
    assert raw.unreadable_pages == (2,)
    assert raw.pages[1].lines == ()


def test_a_single_lost_sign_is_shown_and_told() -> None:
    def holed(sheet: Sheet) -> None:
        sheet.font(sans())
        sheet.write(72, 90, "Le taux de disponibilité est de 99\u0e01 par mois")

    raw = read(pdf(holed))
    assert "99\ufffd par mois" in raw.pages[0].lines[0].text
    assert any("Page 1" in remark for remark in raw.remarks)


def test_a_file_whose_pages_all_stop_the_reading_is_not_called_damaged() -> None:
    data = pdf(lambda sheet: sheet.lines(CLAUSES))
    with pytest.raises(UnreadableFile, match="chacune arrête la lecture"):
        read_file(GivenFile("c.pdf", data, given_up=frozenset({1})), unwatched, standard_readers(PdfiumEngine(), None))
