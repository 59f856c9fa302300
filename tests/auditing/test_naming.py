"""Parties read by their usual names, whatever a contract calls them."""

import pytest

from clausier.auditing.naming import renaming

FRENCH = "Entre la Scierie du Val (ci-après « l’Adhérente ») et Poste Net SARL (ci-après « le Dépanneur »).\n"
LABELLED = "Donneur d’ordre : Mutuelle du Gave — Opérateur : Silex Systèmes\n"
ENGLISH = 'Between Orchard Foods Ltd (the "Buyer") and Kestrel IT Ltd (the "Contractor").\n'
DATA = "Le Client (ci-après « le Responsable de traitement ») et Silex SAS (ci-après « le Sous-traitant »).\n"


@pytest.mark.parametrize(
    ("opening", "said", "read"),
    [
        (FRENCH, "Les devoirs de l’Adhérente et du Dépanneur.", "Les devoirs du Client et du Prestataire."),
        (LABELLED, "L’Opérateur prévient le Donneur d’ordre.", "le Prestataire prévient le Client."),
        (ENGLISH, "The Contractor warns the Buyer.", "the Supplier warns the Customer."),
        (DATA, "Le Sous-traitant nomme ses Sous-traitants.", "le Prestataire nomme ses Sous-traitants."),
    ],
)
def test_a_party_is_read_by_its_usual_name(opening: str, said: str, read: str) -> None:
    assert renaming([opening, said])(said) == read


def test_a_subcontractor_is_no_party_of_a_contract_that_has_a_provider() -> None:
    said = "Le Prestataire répond du Sous-traitant. Le Sous-traitant est payé. Le Sous-traitant est agréé."
    opening = "La société Alpha, ci-après « le Client », et Bêta, ci-après « le Prestataire ».\n"
    assert renaming([opening, said])(said) == said


def test_where_nothing_tells_who_is_who_nothing_is_read_otherwise() -> None:
    said = "Tramontis (« Tramontis ») et Sylvaner (« Sylvaner ») se tiennent informées."
    assert renaming([said])(said) == said
