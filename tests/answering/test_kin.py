"""What a text speaks of: the field's terms by one name, and all its other words."""

import pytest

from clausier.answering.kin import senses
from clausier.answering.words import stem


@pytest.mark.parametrize(
    "text",
    [
        "Chacun notifie son refus par lettre recommandée au moins neuf mois avant l’échéance du contrat.",
        "Trois mois avant le terme, le Client informe le Prestataire de son choix.",
        "The Customer may elect not to renew by written word ninety days before the end of the term.",
    ],
)
def test_words_given_before_the_end_are_a_notice(text: str) -> None:
    assert "préavis" in senses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Une lettre décrit les prestations.",
        "Le rapport est remis trois mois avant la fin de la recette.",
        "Six mois avant la finalisation, le Prestataire informe le Client.",
    ],
)
def test_a_letter_or_a_day_before_an_end_alone_is_none(text: str) -> None:
    assert "préavis" not in senses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le Client notifie la fermeture du centre de Reims par écrit, neuf mois avant l’échéance.",
        "Neuf mois avant l’échéance, au centre de Reims, le Client informe le Prestataire.",
    ],
)
def test_what_stands_between_a_notice_and_its_time_is_read_too(text: str) -> None:
    assert {"préavis", "mois", stem("centre"), stem("reims")} <= senses(text)
