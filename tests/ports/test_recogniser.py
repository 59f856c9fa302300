"""What every recogniser owes: the words of a picture, line by line, where they stand. Real ones see real pictures."""

import shutil
import socket
from collections.abc import Callable
from functools import cache

import pytest
from PIL import Image

from clausier.adapters import recognisers
from clausier.adapters.recognisers import choose_recogniser
from clausier.adapters.recognisers.rapid import RapidRecogniser
from clausier.adapters.recognisers.tesseract import french_tesseract
from ingest.readers.recognition import RecognisedWord, Recogniser
from tests.fakes import ToldRecogniser
from tests.reading.made import CLAUSES, Sheet, pdf
from tests.scanning import grain, known_words, pictured, worn

LINES = (*CLAUSES[:6], "Redevance : 12 450,00 € HT, révisée le 1er janvier 2027 – n° MB-2023-114")

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None or french_tesseract() is None, reason="needs Tesseract with French"
)


def sheet(page: Sheet) -> None:
    page.lines(LINES)


DATA = pdf(sheet)


def told() -> Recogniser:
    return ToldRecogniser(known_words(DATA))


@cache
def rapid() -> Recogniser:
    return RapidRecogniser()


def tesseract() -> Recogniser:
    found = french_tesseract()
    assert found is not None
    return found


EACH = pytest.mark.parametrize("make", [told, rapid, pytest.param(tesseract, marks=needs_tesseract)])


def of_line(words: tuple[RecognisedWord, ...]) -> list[list[RecognisedWord]]:
    return [[word for word in words if word.line == line] for line in dict.fromkeys(word.line for word in words)]


@EACH
def test_words_are_found_line_by_line_where_they_stand(make: Callable[[], Recogniser]) -> None:
    found = make().words(pictured(DATA))
    read = [" ".join(word.text for word in line) for line in of_line(found)]
    expected = [" ".join(line.split()) for line in LINES]
    right = sum(one.replace("'", "’") == other for one, other in zip(read, expected, strict=True))
    assert right >= len(LINES) - 1, read
    for word in found:
        across, down = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
        known = [other.box for other in known_words(DATA) if other.text == word.text]
        at = [box for box in known if box.left <= across <= box.right and box.top <= down <= box.bottom]
        assert at or not known, word


@EACH
def test_accents_and_figures_are_read(make: Callable[[], Recogniser]) -> None:
    words = [word.text for word in make().words(pictured(DATA))]
    for word in ("réversibilité", "99,9", "450,00", "2027", "MB-2023-114", "janvier"):
        assert word in words


@EACH
def test_a_clean_page_is_hardly_doubted(make: Callable[[], Recogniser]) -> None:
    words = make().words(pictured(DATA))
    assert sum(not word.sure for word in words) <= len(words) / 20


@EACH
def test_on_an_empty_sheet_nothing_is_sure(make: Callable[[], Recogniser]) -> None:
    assert not any(word.sure for word in make().words(grain((1200, 1600))))


@EACH
def test_the_picture_may_be_in_colour_or_grey(make: Callable[[], Recogniser]) -> None:
    recogniser = make()
    small = pictured(DATA).crop((250, 300, 2300, 560))
    grey, coloured = recogniser.words(small), recogniser.words(small.convert("RGB"))
    assert [word.text for word in grey] == [word.text for word in coloured]


@EACH
def test_it_is_named_for_the_report(make: Callable[[], Recogniser]) -> None:
    assert make().name


@pytest.mark.parametrize("make", [rapid, pytest.param(tesseract, marks=needs_tesseract)])
def test_a_worn_page_upside_down_is_not_believed(make: Callable[[], Recogniser]) -> None:
    words = make().words(worn(pictured(DATA), 0.0).transpose(Image.Transpose.ROTATE_180))
    sure = sum(len(word.text) for word in words if word.sure)
    assert sure * 2 < sum(len(word.text) for word in words)


def test_the_models_of_pip_are_there_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert RapidRecogniser().words(pictured(DATA).crop((250, 300, 2300, 560)))


def test_a_rule_without_a_letter_has_no_words() -> None:
    drawn = Image.new("L", (900, 200), 255)
    drawn.paste(0, (60, 90, 840, 96))
    assert not any(word.text.isalnum() for word in RapidRecogniser().words(drawn))


def test_what_came_along_reads_wherever_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(choose_recogniser(), RapidRecogniser)
    monkeypatch.setattr(recognisers, "rapid_recogniser", lambda: None)
    assert not isinstance(choose_recogniser(), RapidRecogniser)
