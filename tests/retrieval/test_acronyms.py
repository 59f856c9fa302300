"""What acronyms stand for."""

import pytest

from clausier.acronyms import explained_in


@pytest.mark.parametrize(
    ("text", "acronym", "meaning"),
    [
        ("un contrat à durée déterminée (CDD) est conclu", "CDD", "contrat à durée déterminée"),
        ("le Comité social et économique (« CSE »)", "CSE", "Comité social et économique"),
        ("la Date d’entrée en vigueur (ci-après DEV)", "DEV", "Date d entrée en vigueur"),
        ("the Acceptable Use Policy (AUP) applies", "AUP", "Acceptable Use Policy"),
        ("les unités d’œuvre (UO)", "UO", "unités d œuvre"),
        ("le Plan de Continuité (PDC)", "PDC", "Plan de Continuité"),
    ],
)
def test_a_text_explains_its_own(text: str, acronym: str, meaning: str) -> None:
    assert explained_in([text]) == {acronym: meaning}


@pytest.mark.parametrize("text", ["voir le code (ABC)", "(CDD)", "la société Durand (SAS)", "un délai (24 H)"])
def test_what_is_in_brackets_is_not_always_an_acronym(text: str) -> None:
    assert explained_in([text]) == {}


def test_the_first_explanation_counts() -> None:
    texts = ["le plan de secours (PS)", "la prestation standard (PS)"]
    assert explained_in(texts) == {"PS": "plan de secours"}
