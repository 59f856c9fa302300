"""A questionnaire is read line by line: a bad line is told and named, and the next ones are still read."""

import json
from collections.abc import Iterator

import pytest

from clausier.domain.questions import Turn
from clausier.questionnaire import Asked, Refused, read_questionnaire


def only(line: str) -> Asked | Refused:
    (read,) = read_questionnaire([line])
    return read


def test_a_whole_line() -> None:
    line = json.dumps(
        {
            "id": "q1",
            "question": " Et le préavis ? ",
            "documents": ["contrat.pdf"],
            "history": [{"question": "Résiliation ?", "answer": "Oui."}],
        }
    )
    assert only(line) == Asked("q1", "Et le préavis ?", ("contrat.pdf",), (Turn("Résiliation ?", "Oui."),))


def test_a_question_alone_bears_its_lines_number() -> None:
    assert list(read_questionnaire(["\n", '{"question": "A ?"}\n'])) == [Asked("2", "A ?", (), ())]


def test_a_number_may_be_an_identifier() -> None:
    assert only('{"id": 7, "question": "A ?"}') == Asked("7", "A ?", (), ())


def test_a_byte_order_mark_is_not_part_of_the_first_line() -> None:
    assert only('\ufeff{"question": "A ?"}') == Asked("1", "A ?", (), ())


@pytest.mark.parametrize(
    ("line", "name", "reason"),
    [
        ("{", "1", "pas du JSON"),
        ("[]", "1", "un objet JSON"),
        ('{"id": "q"}', "q", "il manque « question »"),
        ('{"id": "q", "question": "  "}', "q", "« question » est vide"),
        ('{"id": "q", "question": "A ?", "document": "x"}', "q", "« document » n’est pas attendu"),
        ('{"id": "q", "question": "A ?", "documents": "x"}', "q", "doit être une liste"),
        ('{"id": true, "question": "A ?"}', "1", "« id » doit être un texte"),
        ('{"id": "q", "question": "A ?", "history": [{"question": "B ?"}]}', "q", "« history.0.answer »"),
    ],
)
def test_a_bad_line_is_told_in_french(line: str, name: str, reason: str) -> None:
    read = only(line)
    assert isinstance(read, Refused)
    assert read.id == name
    assert reason in read.reason
    assert read.reason.startswith("Ligne 1 :")


def test_lines_are_read_as_they_come() -> None:
    arrived: list[str] = []

    def arriving() -> Iterator[str]:
        for line in ('{"question": "A ?"}', "{", '{"question": "B ?"}'):
            arrived.append(line)
            yield line

    reading = read_questionnaire(arriving())
    next(reading)
    assert len(arrived) == 1
    assert [type(line) for line in reading] == [Refused, Asked]
