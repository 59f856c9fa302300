"""What every recogniser owes: the words of a picture, line by line, where they stand. Real ones see real pictures."""

import shutil
import socket
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest
from PIL import Image

from clausier.adapters.recognisers.checked import CheckedRecogniser
from clausier.adapters.recognisers.rapid import RapidRecogniser
from clausier.adapters.recognisers.tesseract import french_tesseract
from clausier.domain.text import Box
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


class Mistaken(ToldRecogniser):
    """Reads some words otherwise than they are, and is sure of it."""

    def __init__(self, words: tuple[RecognisedWord, ...], **mistakes: str) -> None:
        read = [replace(word, text=mistakes.get(f"at{at}", word.text)) for at, word in enumerate(words)]
        super().__init__(read)

    def lines(self, picture: Image.Image, boxes: Sequence[Box]) -> tuple[RecognisedWord, ...]:
        """The words that stand within each box."""
        return tuple(
            replace(word, line=line)
            for line, box in enumerate(boxes)
            for word in self.words(picture)
            if box.top <= (word.box.top + word.box.bottom) / 2 <= box.bottom
            and box.left <= (word.box.left + word.box.right) / 2 <= box.right
        )


def place_of(text: str) -> str:
    return next(f"at{at}" for at, word in enumerate(known_words(DATA)) if word.text == text)


def checked(first: dict[str, str], second: dict[str, str]) -> dict[str, bool]:
    """The words of the picture, and whether they are sure."""
    words = known_words(DATA)
    both = CheckedRecogniser(Mistaken(words, **first), Mistaken(words, **second))
    return {word.text: word.sure for word in both.words(pictured(DATA))}


def test_figures_that_two_recognisers_read_alike_are_sure() -> None:
    assert all(checked({}, {}).values())


def test_figures_that_two_recognisers_read_otherwise_are_doubted() -> None:
    found = checked({place_of("450,00"): "460,00"}, {})
    assert found["460,00"] is False
    assert found["12"] is True


def test_a_figure_that_only_one_recogniser_sees_is_doubted() -> None:
    assert checked({}, {place_of("2027"): "-"})["2027"] is False
    lost = checked({place_of("450,00"): "-"}, {})
    assert lost["12"] is False


def test_a_figure_is_one_whether_its_thousands_stand_apart_or_not() -> None:
    assert checked({}, {place_of("450,00"): "45 0,00"})["450,00"] is True


def test_words_without_figures_are_left_to_the_first() -> None:
    found = checked({}, {place_of("révisée"): "révisé"})
    assert found["révisée"] is True


@pytest.mark.parametrize("make", [pytest.param(tesseract, marks=needs_tesseract)])
def test_two_real_recognisers_agree_on_the_figures_of_a_clean_page(make: Callable[[], Recogniser]) -> None:
    words = CheckedRecogniser(make(), RapidRecogniser()).words(pictured(DATA))
    figures = [word for word in words if any(letter.isdigit() for letter in word.text)]
    assert len(figures) >= 6
    assert all(word.sure for word in figures)


def test_the_models_of_pip_are_there_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert RapidRecogniser().words(pictured(DATA).crop((250, 300, 2300, 560)))


def test_a_line_without_a_letter_has_no_words() -> None:
    drawn = Image.new("L", (900, 200), 255)
    drawn.paste(0, (60, 90, 840, 96))  # a rule
    assert RapidRecogniser().lines(drawn, [Box(50, 70, 850, 120), Box(0, 0, 900, 60), Box(10, 10, 12, 12)]) == ()
