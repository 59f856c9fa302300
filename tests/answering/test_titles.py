"""A question that names a document by its title is asked of no other."""

from dataclasses import replace

import pytest

from clausier.answering.titles import of_titles, told, without_both, without_titles
from clausier.domain.documents import Document, DocumentId, Kind
from tests.builders import reading


def document(name: str, title: str, kind: Kind = Kind.CONTRACT, amends: str | None = None) -> Document:
    made = reading(name, kind=kind, amends=amends).document
    return replace(made, title=title, file=f"{name}.pdf")


PLANT = document("parc-2024", "CONTRAT DE GESTION DU PARC")
UPKEEP = document("lot2-tma", "Contrat de tierce maintenance applicative")
HOSTING = document("hosting", "HOSTING AGREEMENT")
CHANGE = document("avenant", "Avenant n° 1", Kind.AMENDMENT, amends=PLANT.id)
TERMS = document("cgv", "Conditions générales de services")
DATA = document("donnees", "Annexe – Données personnelles", Kind.ANNEX)
HELD = {one.id: one for one in (PLANT, UPKEEP, HOSTING, CHANGE, TERMS, DATA)}


def asked(question: str) -> set[DocumentId]:
    return set(of_titles(question, HELD))


@pytest.mark.parametrize(
    "question",
    [
        "Quel préavis dans le contrat de gestion du parc ?",
        "Le contrat de gestion de parc est-il renouvelé ?",
        "le contrat parc 2024 couvre-t-il les écrans ?",
        "Que dit le contrat « Gestion du parc » de la durée ?",
    ],
)
def test_a_contract_named_is_asked_with_its_amendments(question: str) -> None:
    assert asked(question) == {PLANT.id, CHANGE.id}


@pytest.mark.parametrize(
    "question",
    [
        "Quelle durée pour le contrat TMA ?",
        "Et dans le contrat de maintenance ?",
        "La convention de tierce maintenance ?",
    ],
)
def test_an_abbreviation_or_part_of_a_title_names_it(question: str) -> None:
    assert asked(question) == {UPKEEP.id}


def test_in_english_the_name_comes_first() -> None:
    assert asked("What notice does the hosting agreement require?") == {HOSTING.id}


def test_two_contracts_named_are_both_asked() -> None:
    both = {PLANT.id, CHANGE.id, UPKEEP.id}
    assert asked("Le contrat de gestion du parc et celui de maintenance ont-ils le même terme ?") == both
    assert asked("Quelles différences entre le contrat de parc et le contrat TMA sur le préavis ?") == both


@pytest.mark.parametrize(
    ("question", "left"),
    [
        (
            "Quelles différences entre le contrat de parc et le contrat TMA sur le préavis ?",
            "Quelles différences sur le préavis ?",
        ),
        ("Lequel du contrat de parc ou de celui de maintenance est le plus long ?", "Lequel est le plus long ?"),
        ("Lequel du contrat de parc et de l’autre est le plus long ?",) * 2,
    ],
)
def test_what_is_set_side_by_side_is_not_what_is_compared(question: str, left: str) -> None:
    assert without_both(question, HELD.values()) == left


def test_an_annex_is_named_by_its_words_and_not_by_a_number_of_another() -> None:
    assert asked("Quels droits à l’audit dans l’annexe données personnelles ?") == {DATA.id}
    assert asked("Que dit l’annexe 2 des niveaux de service ?") == set(HELD)


def test_beside_one_contract_its_general_conditions_are_asked_too() -> None:
    held = {one.id: one for one in (PLANT, CHANGE, TERMS)}
    assert set(of_titles("Quel préavis dans le contrat de gestion du parc ?", held)) == set(held)


@pytest.mark.parametrize(
    "question",
    [
        "Le contrat couvre-t-il la maintenance ?",
        "Dans le contrat, la maintenance est-elle comprise ?",
        "Le contrat et la maintenance prennent-ils fin ensemble ?",
        "Le contrat renvoie-t-il au contrat de maintenance ?",
        "Le contrat de nettoyage est-il résilié ?",
        "Un accord du Client est-il requis ?",
        "La maintenance est-elle comprise ?",
    ],
)
def test_what_names_no_contract_leaves_all(question: str) -> None:
    assert asked(question) == set(HELD)


def test_the_reader_is_told_which_were_read() -> None:
    said = told(of_titles("Quel préavis dans le contrat de maintenance ?", HELD))
    assert "« Contrat de tierce maintenance applicative »" in said
    assert "parc" not in said.lower()


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Quel préavis dans le contrat de gestion du parc ?", "Quel préavis dans le contrat ?"),
        ("What notice does the hosting agreement require?", "What notice does the agreement require?"),
        ("Le contrat TMA dure-t-il plus que celui de gestion de parc ?", "Le contrat dure-t-il plus que celui ?"),
        ("Le contrat couvre-t-il la maintenance ?", "Le contrat couvre-t-il la maintenance ?"),
    ],
)
def test_the_name_is_not_what_is_looked_for(question: str, left: str) -> None:
    assert without_titles(question, HELD.values()) == left
