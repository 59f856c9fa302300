"""A clause on one side of the contract does not answer what is asked of the other."""

import pytest

from clausier.answering.belonging import of_the_other_side
from tests.auditing.audited import topics

CAP = next(topic for topic in topics() if topic.id == "responsabilite")
OF_THE_PROVIDER = (
    "La responsabilité du Prestataire est limitée, par an, aux sommes versées par le Client.",
    "Sa responsabilité ne couvre que les dommages directs.",
)


def other(question: str, *passages: str) -> str:
    return of_the_other_side(question, CAP, passages)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("La responsabilité du client est-elle plafonnée ?", "responsabilité du client"),
        ("La responsabilité contractuelle du Client est-elle limitée ?", "responsabilité contractuelle du Client"),
        ("La responsabilité du prestataire est-elle plafonnée ?", ""),
        ("La responsabilité est-elle plafonnée ?", ""),
        ("Les dommages causés au client sont-ils réparés ?", ""),
    ],
)
def test_the_words_that_ask_of_the_other_side_are_told(question: str, words: str) -> None:
    assert other(question, *OF_THE_PROVIDER) == words


@pytest.mark.parametrize(
    "also",
    [
        "La responsabilité du Client est limitée à cent mille euros.",
        "Le Client voit sa responsabilité limitée à cent mille euros par an.",
        "La responsabilité de chaque Partie est limitée à cent mille euros.",
    ],
)
def test_a_clause_that_speaks_of_both_answers_of_either(also: str) -> None:
    assert other("La responsabilité du client est-elle plafonnée ?", *OF_THE_PROVIDER, also) == ""


def test_parties_with_names_of_their_own_are_left_alone() -> None:
    assert (
        other("La responsabilité du client est-elle plafonnée ?", "La responsabilité de Tramontis est limitée.") == ""
    )
