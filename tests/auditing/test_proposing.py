"""Which checklist a contract's own words call for."""

import pytest

from clausier.auditing.proposing import proposed
from clausier.domain.audits import Proposal
from tests.auditing.audited import Desk, checklists, topics

USUAL = "\n\n## 1. Objet\n\nLe Prestataire fournit ses services au Client.\n\n## 2. Durée\n\nTrois ans fermes.\n"


def put(text: str) -> Proposal:
    desk = Desk()
    document = desk.read("contrat.md", text.encode())
    return proposed(desk.library.reading(document), topics(), checklists())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Contrat d’infogérance globale", "globale"),
        ("Contrat d’infogérance sélective", "selective"),
        ("Contrat d’hébergement et d’infogérance", "production"),
        ("CONTRAT DE TIERCE MAINTENANCE APPLICATIVE", "tma"),
        ("Contrat d’infogérance de parc", "support"),
        ("Conditions d’abonnement à un logiciel en mode SaaS", "saas"),
        ("Contrat de secours informatique", "secours"),
        ("Contrat de services offshore", "offshore"),
        ("DSI externalisé : contrat de prestation", "fonction"),
        ("Externalisation de la paie", "processus"),
        ("Full IT outsourcing agreement", "globale"),
        ("Contrat de prestations", "generale"),
    ],
)
def test_the_title_chooses(title: str, name: str) -> None:
    assert put(f"# {title}{USUAL}").checklist.id == name


def test_the_choice_is_explained_by_the_contracts_own_words() -> None:
    found = put(f"# CONTRAT D’INFOGÉRANCE GLOBALE{USUAL}")
    assert found.words == (("INFOGÉRANCE GLOBALE", "le titre"),)


def test_the_object_chooses_where_the_title_says_nothing() -> None:
    found = put(
        "# Contrat\n\n## 1. Objet\n\nLe Client confie au Prestataire la tierce maintenance applicative de Collecte.\n\n"
        "## 2. Durée\n\nTrois ans fermes.\n"
    )
    assert found.checklist.id == "tma"
    assert found.words == (("tierce maintenance applicative", "l’objet"),)


def test_a_word_in_passing_chooses_nothing() -> None:
    found = put(f"# Contrat{USUAL}\n\n## 3. Divers\n\nLe Client héberge aussi un logiciel SaaS chez un tiers.\n")
    assert (found.checklist.id, found.words) == ("generale", ())
