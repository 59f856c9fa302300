"""Pictures of pages, and the engine that reads them: the fake ones, then PDFium."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from clausier.adapters.pdfium import PdfiumEngine, PdfPictures
from clausier.domain.documents import DocumentId
from clausier.domain.text import Box
from clausier.errors import UnknownName, UnreadableFile
from clausier.ports import PagePictures
from ingest.readers.engine import PdfEngine
from tests.builders import ENCODER, reading, vectors_of
from tests.fakes import BlankPictures, MemoryLibrary, TypedEngine
from tests.pictures import typed
from tests.reading.made import pdf, written

DOCUMENT = DocumentId("affaire-contrat")
LINES = "Le Prestataire assiste", "le Client six mois."


@pytest.fixture(params=[BlankPictures, PdfPictures])
def pictures(request: pytest.FixtureRequest) -> PagePictures:
    kept = MemoryLibrary()
    made = reading("contrat")
    data = pdf(*[lambda sheet: sheet.lines(LINES)] * made.document.report.pages)
    kept.add(made, data, vectors_of(made), ENCODER)
    made_of: PagePictures = request.param(kept)
    return made_of


def test_a_picture_is_a_jpeg_at_the_scale_asked_for(pictures: PagePictures) -> None:
    small, large = (Image.open(BytesIO(pictures.picture(DOCUMENT, 1, (), scale))) for scale in (0.5, 1.5))
    assert (small.format, large.format) == ("JPEG", "JPEG")
    assert large.width == pytest.approx(3 * small.width, rel=0.02)


def test_highlights_change_the_picture(pictures: PagePictures) -> None:
    assert pictures.picture(DOCUMENT, 2, (Box(72, 80, 300, 95),), 1.0) != pictures.picture(DOCUMENT, 2, (), 1.0)


def test_what_is_not_there_is_an_unknown_name(pictures: PagePictures) -> None:
    for document, page in ((DocumentId("absent"), 1), (DOCUMENT, 99)):
        with pytest.raises(UnknownName):
            pictures.picture(document, page, (), 1.0)


Make = Callable[..., bytes]


@pytest.fixture(params=[(TypedEngine(), typed), (PdfiumEngine(), lambda text: written(*text.split("\n")))])
def engine_and_file(request: pytest.FixtureRequest) -> tuple[PdfEngine, Make]:
    pair: tuple[PdfEngine, Make] = request.param
    return pair


def test_an_engine_gives_every_page_with_its_words_inside_it(engine_and_file: tuple[PdfEngine, Make]) -> None:
    engine, make = engine_and_file
    data = make("\n".join(LINES))
    (page,) = engine.pages(data)
    assert engine.count(data) == 1
    assert (page.number, page.drawn, page.damaged) == (1, True, False)
    assert [word.text for word in page.words] == " ".join(LINES).split()
    for word in page.words:
        assert 0 <= word.box.left < word.box.right <= page.width
        assert 0 <= word.box.top < word.baseline <= word.box.bottom <= page.height


def test_an_engine_refuses_what_is_no_pdf(engine_and_file: tuple[PdfEngine, Make]) -> None:
    engine, _ = engine_and_file
    for ask in (engine.count, lambda data: list(engine.pages(data))):
        with pytest.raises(UnreadableFile):
            ask(b"nothing")
