"""Pages drawn with their passages marked."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image

from clausier.adapters.pdfium import PdfiumEngine, PdfPictures
from clausier.domain.documents import DocumentId
from clausier.domain.text import Box
from clausier.errors import UnknownName, UnreadableFile
from tests.builders import ENCODER, reading, vectors_of
from tests.fakes import MemoryLibrary
from tests.reading.made import CLAUSES, HEIGHT, LEFT, TOP, WIDTH, composed, pdf

DOCUMENT = DocumentId("affaire-contrat")
LINE = Box(LEFT, TOP - 10, LEFT + 400, TOP + 3)
SCALE = 1.5


def library(data: bytes = b"") -> MemoryLibrary:
    kept = MemoryLibrary()
    made = reading("contrat")
    data = data or pdf(*[lambda sheet: sheet.lines(CLAUSES)] * made.document.report.pages)
    kept.add(made, data, vectors_of(made), ENCODER)
    return kept


def picture(pictures: PdfPictures, *highlights: Box, page: int = 1, scale: float = SCALE) -> Image.Image:
    return Image.open(BytesIO(pictures.picture(DOCUMENT, page, highlights, scale)))


def test_a_page_is_a_jpeg_of_the_size_asked_for() -> None:
    drawn = picture(PdfPictures(library()))
    assert drawn.format == "JPEG"
    assert list(drawn.size) == pytest.approx([WIDTH * SCALE, HEIGHT * SCALE], abs=2)


def cut(drawn: Image.Image, box: Box, margin: float = 0.0) -> Image.Image:
    """The part of a picture inside a box, less a margin: colours of a JPEG run over the edges."""
    left, top, right, bottom = box.left + margin, box.top + margin, box.right - margin, box.bottom - margin
    return drawn.crop((round(left * SCALE), round(top * SCALE), round(right * SCALE), round(bottom * SCALE)))


def lightest(drawn: Image.Image, channel: int) -> int:
    found = drawn.getchannel(channel).getextrema()[1]
    assert isinstance(found, int)
    return found


def darkest(drawn: Image.Image) -> int:
    found = drawn.convert("L").getextrema()[0]
    assert isinstance(found, int)
    return found


RED, BLUE = 0, 2  # white and the marker's yellow have the same red; of blue the marker has half


def test_marked_words_stand_on_yellow_and_stay_dark() -> None:
    plain, marked = picture(PdfPictures(library())), picture(PdfPictures(library()), LINE)
    assert lightest(cut(plain, LINE, 3), BLUE) > 240
    assert lightest(cut(marked, LINE, 3), BLUE) < 215
    assert lightest(cut(marked, LINE, 3), RED) > 240
    assert darkest(cut(marked, LINE, 3)) < 100
    below = Box(LINE.left, LINE.bottom + 40, LINE.right, LINE.bottom + 60)
    assert cut(plain, below).tobytes() == cut(marked, below).tobytes()


def test_a_bar_stands_in_the_margin_beside_marked_lines() -> None:
    margin = Box(0, LINE.top, LEFT - 2, LINE.bottom)
    assert darkest(cut(picture(PdfPictures(library())), margin)) > 240
    assert darkest(cut(picture(PdfPictures(library()), LINE), margin)) < 150


def test_the_mark_lies_on_the_word_that_was_read() -> None:
    data = pdf(*[lambda sheet, n=n: sheet.lines(CLAUSES[n:]) for n in range(3)])
    made = composed(data)
    word = next(word for word in made.pages[0].words if word.span.of(made.text) == "réversibilité")
    drawn = picture(PdfPictures(library(data)), word.box)
    inside, beside = (
        cut(drawn, word.box, 2),
        cut(drawn, Box(word.box.left - 30, word.box.top, word.box.left - 4, word.box.bottom)),
    )
    assert darkest(inside) < 100
    assert lightest(inside, BLUE) < 215 < lightest(beside, BLUE)


def test_a_page_larger_than_a_wall_is_drawn_smaller() -> None:
    def poster(sheet: object) -> None:
        sheet.canvas.setPageSize((14000, 14000))  # type: ignore[attr-defined]

    drawn = picture(PdfPictures(library(pdf(poster))), scale=4.0)
    assert drawn.width * drawn.height < 20_000_000


def test_a_forgotten_document_is_not_shown_from_memory() -> None:
    kept = library()
    pictures = PdfPictures(kept)
    picture(pictures)
    kept.forget(DOCUMENT)
    with pytest.raises(UnknownName):
        picture(pictures)


@pytest.mark.parametrize("page", [0, 4, -1])
def test_a_page_that_is_not_there_is_said_so(page: int) -> None:
    with pytest.raises(UnknownName, match="page"):
        picture(PdfPictures(library()), page=page)


def test_a_file_that_broke_on_disk_is_said_so() -> None:
    with pytest.raises(UnreadableFile, match="endommagé"):
        picture(PdfPictures(library(b"%PDF-1.4 gone")))


def test_reading_and_drawing_go_on_side_by_side() -> None:
    kept = library()
    pictures = PdfPictures(kept)
    alone = [pictures.picture(DOCUMENT, page, (LINE,), SCALE) for page in (1, 2, 3)]

    def work(turn: int) -> bool:
        if turn % 2:
            return len(list(PdfiumEngine().pages(kept.data(DOCUMENT)))) == 3
        page = turn % 3 + 1
        return PdfPictures(kept).picture(DOCUMENT, page, (LINE,), SCALE) == alone[page - 1]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(32)))
