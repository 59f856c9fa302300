"""An article is found however its number is typed; an unknown one says which are near."""

import pytest

from clausier.errors import ClausierError, UnknownName
from tests.clarifying.desk import clarified, written

CONTRACT = """# Contrat

## Article 1er – Objet

1.1 Le Prestataire exploite.

## Article 2 – Fin

2.1 Le Client reprend :

a) les données ;

b) les accès.

## Article 3 – Sortie

3.1 Le Client sort.

## Article 3 bis – Reprise

Le Prestataire aide.
"""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("35.2", "35.2"),
        ("article 35.2", "35.2"),
        ("Art. 35.2", "35.2"),
        ("l’article 35-2", "35.2"),
        ("annexe 2", "Annexe 2"),
        ("ANNEXE n° 2", "Annexe 2"),
        ("Annexe 2, 2.1", "Annexe 2, 2.1"),
        ("article 2.1 de l’annexe 2", "Annexe 2, 2.1"),
        ("Réversibilité", "35"),
    ],
)
def test_a_number_is_found_as_it_is_typed(typed: str, number: str) -> None:
    assert clarified("brumelaine", typed).number == number


@pytest.mark.parametrize(
    ("typed", "number"), [("article premier", "1"), ("3 bis", "3 bis"), ("3bis", "3 bis"), ("3", "3")]
)
def test_ordinals_and_bis_are_numbers_too(typed: str, number: str) -> None:
    assert written(CONTRACT, typed).number == number


@pytest.mark.parametrize("typed", ["schedule 2", "annexe 2"])
def test_an_english_schedule_is_an_annex(typed: str) -> None:
    assert clarified("hallowmere", typed).number == "Schedule 2"


@pytest.mark.parametrize(("typed", "near"), [("41", "38 et 39"), ("35.99", "35, 35.1"), ("Reversibilite !", "35")])
def test_an_unknown_article_names_those_that_are_near(typed: str, near: str) -> None:
    with pytest.raises(UnknownName) as raised:
        clarified("brumelaine", typed)
    assert near in raised.value.advice.replace("37, ", "")


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_is_told(typed: str) -> None:
    with pytest.raises(ClausierError, match="Aucun article"):
        clarified("brumelaine", typed)


def test_a_title_that_two_clauses_carry_is_refused() -> None:
    twice = CONTRACT.replace("Reprise", "Sortie")
    with pytest.raises(ClausierError, match="Plusieurs clauses") as raised:
        written(twice, "sortie")
    assert "3 bis" in raised.value.advice
