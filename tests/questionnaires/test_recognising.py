"""What a question looks like, in French and in English, whatever its subject."""

import pytest

from clausier.questionnaires.recognising import (
    heads_answers,
    heads_names,
    heads_questions,
    is_question,
    numbered,
    typed_mark,
    unmarked,
)


@pytest.mark.parametrize(
    "text",
    [
        "Le prix est-il ferme ?",
        "Le prix est-il ferme\u202f? »",
        "Existe-t-il un plafond",
        "Y a-t-il un plafond",
        "3.2 Quel est le préavis",
        "Dans quels cas le contrat prend-il fin",
        "Merci de préciser la loi applicable",
        "Is there an exit plan",
        "Q7 – Describe the service levels",
    ],
)
def test_a_question_is_told_by_its_form(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("Réponse", True),
        ("Vos réponses :", True),
        ("Réponse du prestataire", True),
        ("Réponse de l’infogérant", True),
        ("Answer", True),
        ("Supplier response", False),
        ("Réponse (oui/non)", False),
        ("Réponse attendue", False),
        ("Commentaire", False),
    ],
)
def test_a_header_that_keeps_room_for_answers_is_told_by_its_words(text: str, room: bool) -> None:
    assert heads_answers(text) is room


@pytest.mark.parametrize(
    "text", ["Réversibilité", "Le prix est ferme.", "ARTICLE 3 – PRIX", "12", "Isolation thermique"]
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    "header", ["Question", "Questions posées", "Points à vérifier", "Point à contrôler", "Requirement"]
)
def test_headers_of_questions(header: str) -> None:
    assert heads_questions(header)
    assert not heads_names(header)


@pytest.mark.parametrize("header", ["N°", "Réf.", "Question n°", "N° de question", "ID", "#"])
def test_headers_of_numbers(header: str) -> None:
    assert heads_names(header)
    assert not heads_questions(header)


@pytest.mark.parametrize("header", ["Réponse", "Type de question", "Nombre de questions", "Commentaire", "Thème"])
def test_headers_of_neither(header: str) -> None:
    assert not heads_questions(header)
    assert not heads_names(header)


@pytest.mark.parametrize(
    ("text", "mark", "name", "rest"),
    [
        ("1.2) Prix", "1.2)", "1.2", "Prix"),
        ("• Prix", "•", "", "Prix"),
        ("Q3 : Prix", "Q3 :", "Q3", "Prix"),
        ("a) Prix", "a)", "a", "Prix"),
        ("Prix", "", "", "Prix"),
        ("1.2 Prix", "1.2", "1.2", "Prix"),
        ("7 – Prix", "7 –", "7", "Prix"),
        ("99.9 % de disponibilité ?", "", "", "99.9 % de disponibilité ?"),
        ("12-24 mois ?", "", "", "12-24 mois ?"),
        ("M. Dupont signe-t-il ?", "", "", "M. Dupont signe-t-il ?"),
        ("24 mois de préavis suffisent-ils ?", "", "", "24 mois de préavis suffisent-ils ?"),
    ],
)
def test_a_mark_typed_before_a_text_is_told_from_it(text: str, mark: str, name: str, rest: str) -> None:
    assert (typed_mark(text), numbered(typed_mark(text)), unmarked(text)) == (mark, name, rest)
