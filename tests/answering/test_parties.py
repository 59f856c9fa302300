"""A question that names somebody is asked of their contracts alone."""

from dataclasses import replace

from clausier.answering.parties import names_put, of_parties
from tests.builders import reading

OPENINGS = {
    "socle": "Entre la société Durandel, 75008 Paris, et Ostrevane.",
    "poste": "Entre Valtours et Ostrevane, le Prestataire.",
    "avenant": "Avenant au contrat, avec la société Kerhostin.",
}
DOCUMENTS = [reading("socle").document, reading("poste").document, reading("avenant", amends="affaire-socle").document]
FIELD = frozenset({"prestatair", "revers"})


def asked(question: str) -> set[str]:
    held = {document.id: document for document in DOCUMENTS}
    titles = {document.id: document.title.lower() for document in DOCUMENTS}
    kept = of_parties(names_put(question, FIELD), held, lambda one: OPENINGS[titles[one]])
    return {titles[identity] for identity in kept}


def test_the_contracts_of_who_is_named_are_asked_with_what_amends_them() -> None:
    assert asked("Quel est le préavis chez Durandel ?") == {"socle", "avenant"}
    assert asked("Quel est le préavis chez Valtours ?") == {"poste"}


def test_an_amendment_names_for_its_contract_too() -> None:
    assert asked("Quel est le préavis chez Kerhostin ?") == {"socle", "avenant"}


def test_a_name_is_the_same_however_its_words_are_joined() -> None:
    files = {"Saint-Ambroix": "contrat_saint-ambroix_signe.pdf", "Valtours": "VALTOURS2024.pdf", "Autre": "autre.pdf"}
    made = [replace(reading(name).document, file=file, title="Contrat") for name, file in files.items()]
    held = {document.id: document for document in made}

    def kept(question: str) -> list[str]:
        return [one.file for one in of_parties(names_put(question, FIELD), held, lambda one: "").values()]

    assert kept("Quel est le préavis chez Saint-Ambroix ?") == ["contrat_saint-ambroix_signe.pdf"]
    assert kept("Quel est le préavis chez Valtours ?") == ["VALTOURS2024.pdf"]


def test_two_names_ask_the_contracts_of_both() -> None:
    assert asked("Le préavis est-il le même chez Durandel et Valtours ?") == {"socle", "poste", "avenant"}


def test_a_title_or_a_file_names_too() -> None:
    assert asked("Que dit le contrat de Poste du préavis ?") == {"poste"}


def test_a_name_that_stands_nowhere_leaves_all() -> None:
    assert asked("Quel est le préavis chez Kermadec ?") == {"socle", "poste", "avenant"}


def test_a_word_of_the_field_names_nobody() -> None:
    assert asked("Quel est le préavis du contrat avec Prestataire ?") == {"socle", "poste", "avenant"}


def test_a_place_is_nobodys_name() -> None:
    assert asked("Le tribunal de Paris est-il compétent ?") == {"socle", "poste", "avenant"}
    assert asked("Les données restent-elles à Paris ?") == {"socle", "poste", "avenant"}


def test_a_question_without_a_name_leaves_all() -> None:
    assert asked("Quel est le préavis ?") == {"socle", "poste", "avenant"}
