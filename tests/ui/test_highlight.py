"""Where a quotation is marked on its page."""

from hypothesis import given
from hypothesis import strategies as st

from clausier.domain.documents import PlacedWord
from clausier.domain.text import Box, Span
from clausier.ui.highlight import line_boxes, words_asked


def word(start: int, left: float, top: float, width: float = 40.0) -> PlacedWord:
    return PlacedWord(Span(start, start + 4), Box(left, top, left + width, top + 12))


PAGE = (word(0, 50, 100), word(5, 95, 100), word(10, 140, 101), word(15, 50, 115), word(20, 95, 115))


def test_the_words_of_one_line_become_one_box() -> None:
    assert line_boxes(PAGE, Span(0, 14)) == (Box(50, 100, 180, 113),)


def test_each_line_has_its_own_box() -> None:
    assert line_boxes(PAGE, Span(11, 19)) == (Box(140, 101, 180, 113), Box(50, 115, 90, 127))


def test_words_beside_the_quotation_are_not_marked() -> None:
    assert line_boxes(PAGE, Span(4, 5)) == ()
    assert line_boxes(PAGE, Span(5, 9)) == (Box(95, 100, 135, 112),)


def test_the_hole_between_two_columns_is_not_painted_over() -> None:
    columns = (word(0, 50, 100), word(5, 330, 100))
    assert len(line_boxes(columns, Span(0, 9))) == 2


def test_a_line_that_begins_further_left_is_another_line() -> None:
    second_column = (word(0, 330, 100), word(5, 50, 100))
    assert len(line_boxes(second_column, Span(0, 9))) == 2


def test_a_dash_does_not_break_the_line() -> None:
    dash = PlacedWord(Span(5, 6), Box(95, 105.5, 101, 106.5))
    assert line_boxes((word(0, 50, 100), dash, word(7, 106, 100)), Span(0, 11)) == (Box(50, 100, 146, 112),)


@given(st.integers(0, 24), st.integers(0, 24))
def test_every_word_of_the_quotation_is_under_a_box(start: int, end: int) -> None:
    span = Span(min(start, end), max(start, end))
    boxes = line_boxes(PAGE, span)
    for placed in PAGE:
        inside = any(
            box.left <= placed.box.left and placed.box.right <= box.right and box.top <= placed.box.top
            for box in boxes
            if box.bottom >= placed.box.bottom
        )
        assert inside == placed.span.overlaps(span)


def marked(text: str, question: str) -> list[str]:
    return [span.of(text) for span in words_asked(text, question)]


def test_the_words_that_the_question_is_about_are_marked_in_any_form() -> None:
    text = "Le Client peut résilier ; la résiliation prend effet après préavis."
    assert marked(text, "Peut-on résilier le contrat ?") == ["résilier", "résiliation"]


def test_the_words_of_every_question_are_not_marked() -> None:
    assert marked("Le Contrat lie le Client.", "Que prévoit le contrat pour le client ?") == []


def test_small_words_are_not_marked() -> None:
    assert marked("Ainsi que le plan.", "Que dit le plan ?") == ["plan"]
