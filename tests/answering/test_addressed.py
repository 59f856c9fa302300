"""A question goes to the documents that it names, and so does one that leans on it."""

from clausier.answering.addressed import Addressed, addressed
from clausier.domain.questions import Turn
from tests.answering.test_titles import CHANGE, HELD, HOSTING, PLANT, UPKEEP

FIRST = Turn("Quel est le préavis dans le contrat de gestion du parc ?", "6 mois.")


def put(question: str, *history: Turn) -> Addressed:
    return addressed(question, history, HELD, frozenset(), lambda one: "chez Valtours" if one == HOSTING.id else "")


def test_a_question_without_a_name_goes_to_all_as_it_is() -> None:
    found = put("Quel est le préavis ?")
    assert set(found.documents) == set(HELD)
    assert (found.question, found.cautions) == ("Quel est le préavis ?", ())


def test_a_title_narrows_and_is_said() -> None:
    found = put("Quel est le préavis dans le contrat de maintenance ?")
    assert set(found.documents) == {UPKEEP.id}
    assert found.question == "Quel est le préavis dans le contrat ?"
    assert [UPKEEP.title in caution for caution in found.cautions] == [True]


def test_a_party_narrows_and_is_said() -> None:
    found = put("Quel est le préavis chez Valtours ?")
    assert set(found.documents) == {HOSTING.id}
    assert ["Valtours" in caution for caution in found.cautions] == [True]


def test_what_leans_on_a_question_goes_where_that_went() -> None:
    found = put("Et l’indemnité ?", FIRST)
    assert set(found.documents) == {PLANT.id, CHANGE.id}
    assert found.history[0].question == "Quel est le préavis dans le contrat ?"


def test_unless_it_names_another() -> None:
    assert set(put("Et dans le contrat de maintenance ?", FIRST).documents) == {UPKEEP.id}


def test_a_question_on_its_own_does_not_lean() -> None:
    assert set(put("Quels dommages sont exclus de la responsabilité du Prestataire ?", FIRST).documents) == set(HELD)
