"""PNG, JPEG and TIFF files: pages like those of a scan, and a PDF to draw them from."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from clausier.adapters.pdfium import PdfiumEngine
from clausier.errors import UnreadableFile
from ingest.composing import compose
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.readers.pictures import as_pdf
from ingest.reading import read_file, standard_readers
from tests.fakes import ToldRecogniser
from tests.reading.made import CLAUSES, HEIGHT, WIDTH, Sheet, pdf, unwatched
from tests.scanning import known_words, pictured, saved

ORIENTATION = 0x0112  # the EXIF and TIFF tag
ON_ITS_SIDE = 6  # to be turned a quarter to the right before it is looked at


def text_page(sheet: Sheet) -> None:
    sheet.lines(CLAUSES)


TEXT = pdf(text_page)
FIRST = " ".join(CLAUSES[0].split())


def read(data: bytes, name: str = "page.png") -> RawFile:
    readers = standard_readers(PdfiumEngine(), ToldRecogniser(known_words(TEXT)))
    return read_file(GivenFile(name, data), unwatched, readers)


def sizes(data: bytes) -> list[tuple[float, float]]:
    return [(page.width, page.height) for page in PdfiumEngine().pages(data)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_picture_of_a_page_is_read_as_a_page(kind: str, mode: str) -> None:
    raw = read(saved(pictured(TEXT).convert(mode), kind), "peu importe.txt")
    assert raw.paged
    assert raw.title == ""
    (page,) = raw.pages
    assert page.lines[0].text == FIRST
    assert [page.width, page.height] == pytest.approx([WIDTH, HEIGHT], abs=1)
    assert raw.drawn is not None
    assert sizes(raw.drawn) == [pytest.approx((WIDTH, HEIGHT), abs=1)]


def test_words_stand_where_the_drawn_pdf_shows_them() -> None:
    raw = read(saved(pictured(TEXT), "PNG"))
    assert raw.drawn is not None
    shown = PdfiumEngine().picture(raw.drawn, 1, 144)
    box = next(word.box for word in raw.pages[0].lines[0].words if word.text == "réversibilité")
    assert box is not None
    darkest, _ = shown.crop(
        (round(box.left * 2), round(box.top * 2), round(box.right * 2), round(box.bottom * 2))
    ).getextrema()
    assert isinstance(darkest, int)
    assert darkest < 100


def test_every_page_of_a_tiff_is_read() -> None:
    page = pictured(TEXT)
    empty = Image.new("L", page.size, 255)
    data = saved(page, "TIFF", save_all=True, append_images=[empty, page.convert("1")])
    raw = read(data, "lot.tif")
    assert [bool(page.lines) for page in raw.pages] == [True, False, True]
    assert raw.findings.blank_pages == (2,)
    assert compose(raw).text.count(FIRST) == 2


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_photograph_is_turned_as_its_file_says(kind: str) -> None:
    side = pictured(TEXT).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[ORIENTATION] = ON_ITS_SIDE
    raw = read(saved(side, kind, exif=exif))
    assert raw.pages[0].height > raw.pages[0].width
    assert raw.pages[0].lines[0].text == FIRST


@pytest.mark.parametrize("dots", [72, 2400])
def test_a_picture_that_claims_an_odd_size_is_taken_for_a4(dots: int) -> None:
    raw = read(saved(pictured(TEXT), "PNG", dots))
    assert raw.pages[0].width == pytest.approx(WIDTH, abs=1)
    assert raw.pages[0].lines[0].text == FIRST


def test_a_picture_that_claims_no_size_is_taken_for_a4_the_way_it_lies() -> None:
    wide = Image.new("L", (3508, 2480), 255)
    wide.paste(0, (100, 100, 3000, 2000))
    buffer = BytesIO()
    wide.save(buffer, "PNG")
    (size,) = sizes(as_pdf(GivenFile("p.png", buffer.getvalue()), unwatched))
    assert size == pytest.approx((HEIGHT, WIDTH), abs=2)


def test_a_fax_has_as_many_dots_across_as_it_says() -> None:
    page = pictured(TEXT, dots=204).resize((round(WIDTH * 204 / 72), round(HEIGHT * 98 / 72)))
    buffer = BytesIO()
    page.convert("1").save(buffer, "TIFF", dpi=(204, 98), compression="group4")
    (size,) = sizes(as_pdf(GivenFile("fax.tif", buffer.getvalue()), unwatched))
    assert size == pytest.approx((WIDTH, HEIGHT), abs=2)


def levels(picture: Image.Image) -> list[int]:
    drawn = PdfiumEngine().picture(as_pdf(GivenFile("p.png", saved(picture, "PNG")), unwatched), 1, 100)
    darkest, lightest = drawn.getextrema()
    assert isinstance(darkest, int)
    assert isinstance(lightest, int)
    return [darkest, lightest]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "LA", "RGBA", "I;16"])
def test_paper_stays_white_and_ink_black(mode: str) -> None:
    page = pictured(TEXT)
    if mode == "RGBA":  # black ink on nothing
        picture = Image.new("RGBA", page.size, (0, 0, 0, 0))
        picture.putalpha(page.point(lambda level: 255 - level))
    elif mode == "I;16":
        picture = page.point(lambda level: level * 257, "I").convert("I;16")
    else:
        picture = page.convert(mode)
    darkest, lightest = levels(picture)
    assert darkest < 90
    assert lightest > 240


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be that large."""
    from zlib import compress, crc32

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", compress(bytes(100))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    with pytest.raises(UnreadableFile, match="120 millions de points") as refusal:
        read(claiming(side, side))
    assert "300 points" in refusal.value.advice


@pytest.mark.parametrize("keep", [40, 2000])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_cut_short_is_refused(kind: str, keep: int) -> None:
    with pytest.raises(UnreadableFile, match="image endommagée") as refusal:
        read(saved(pictured(TEXT), kind)[:keep])
    assert refusal.value.advice.endswith(".")


def test_a_photograph_without_words_is_refused_as_what_it_is() -> None:
    stripes = Image.linear_gradient("L").resize((1200, 1600)).point(lambda level: 30 + level % 40 * 5)
    file = GivenFile("vacances.jpg", saved(stripes, "JPEG"))
    readers = standard_readers(PdfiumEngine(), ToldRecogniser(()))
    with pytest.raises(UnreadableFile, match="images sans texte lisible"):
        read_file(file, unwatched, readers)


def test_without_a_recogniser_a_picture_is_refused_with_what_to_install() -> None:
    with pytest.raises(UnreadableFile, match="scanné") as refusal:
        read_file(GivenFile("p.png", saved(pictured(TEXT), "PNG")), unwatched, standard_readers(PdfiumEngine()))
    assert "tesseract" in refusal.value.advice
