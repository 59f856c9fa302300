"""What shows an element, and what only has its words: clauses on another matter, definitions, parties renamed."""

import pytest

from clausier.domain.answers import Verdict
from tests.auditing.audited import Desk, about

BILLED = (
    "## 4. Redevances\n\nLa redevance est de mille euros (1 000 €). La facture part à la fin de chaque mois et elle "
    "est payée sous trente (30) jours.\n"
)
TERM = "## 3. Durée\n\nLe contrat est conclu pour trois (3) ans à compter de sa signature.\n"
PARTIES = "Entre la Scierie du Val (ci-après « l’Adhérente ») et Poste Net (ci-après « le Dépanneur »).\n\n"


def test_billing_settled_under_the_price_is_found_there() -> None:
    row = Desk(about("prix_revision", 0.9)).row(BILLED, "facturation_paiement")
    assert {one.element.id for one in row.found} >= {"delai_de_paiement", "periodicite"}


def test_the_same_words_under_a_clause_on_another_matter_establish_nothing() -> None:
    row = Desk(about("gouvernance_qualite", 0.9)).row(BILLED, "facturation_paiement")
    assert row.verdict is Verdict.NOT_FOUND


def test_leaving_at_will_is_no_termination_for_breach() -> None:
    clause = (
        "## 34. Départ\n\nLe Client peut résilier le contrat à tout moment par lettre recommandée, avec un préavis de "
        "quatre mois. Il verse un dédit.\n"
    )
    row = Desk(about("sortie_anticipee", 0.9)).row(clause, "resiliation")
    assert row.verdict is Verdict.NOT_FOUND


def test_the_first_clause_says_what_a_contract_is_about_whatever_its_heading() -> None:
    clause = (
        "## 1. Ce qui est confié\n\nLe Dépanneur répare les ordinateurs de l’Adhérente. Les imprimantes n’entrent pas "
        "dans la mission.\n\n"
    )
    row = Desk(about("sauvegarde_archivage", 0.2)).row(f"{PARTIES}{clause}{TERM}", "objet_perimetre")
    assert {one.element.id for one in row.found} == {"liste_des_services", "exclusions"}


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("7. Sécurité", "« Journal » désigne la trace des accès des utilisateurs."),
        ("2. Définitions", "Correctif : mise à jour qui corrige une vulnérabilité."),
    ],
)
def test_a_definition_settles_nothing_of_what_it_speaks_of(heading: str, sentence: str) -> None:
    row = Desk(about("securite_si", 0.9)).row(f"## {heading}\n\n{sentence}\n\n{TERM}", "securite_si")
    assert row.found == ()


def test_a_definition_with_a_figure_settles_it() -> None:
    clause = "## 2. Définitions\n\n« Disponibilité » désigne un taux mensuel d’au moins 99,5 %.\n"
    row = Desk(about("niveaux_service", 0.9)).row(clause, "niveaux_service")
    assert "valeur_chiffree" in {one.element.id for one in row.found}
