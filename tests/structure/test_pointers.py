"""Definitions and cross-references: what a document says of itself."""

import pytest

from clausier.domain.documents import Kind
from ingest.structure.definitions import definitions
from ingest.structure.places import Places
from ingest.structure.references import references
from tests.structure.sheets import composed, structure

TEXT = "Le Prestataire exécute les Prestations avec tout le soin que l’on peut attendre d’un professionnel."
FRAME = """Article 1 – Définitions

{definitions}

Article 5 – Prix

5.1 Le prix est forfaitaire.

5.2 Il est révisé chaque année.

Article 6 – Durée

Six ans.

Article 7 – Fin

7.1 Le préavis est de six mois :
a) par lettre ;
b) par acte.

{body}

ANNEXE 2 – Niveaux de service

1. Disponibilité

{annexed}

2. Mesure

Chaque mois.
"""


def pointed(body: str = "", annexed: str = "", kind: Kind = Kind.CONTRACT) -> list[tuple[str, str]]:
    """What each reference of the text says, and the number of the clause that it points at."""
    text = FRAME.format(definitions="Aucune.", body=body, annexed=annexed)
    read = structure(text)
    places = Places(read.clauses, read.fragments)
    found = references(composed(text).text, kind, places)
    return [(reference.span.of(composed(text).text), places.clause(reference.target).number) for reference in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Sous réserve de l’article 5.2, il est dû.", [("5.2", "5.2")]),
        ("Les articles 5 à 7 s’appliquent.", [("5", "5"), ("5 à 7", "6"), ("7", "7")]),
        ("Les articles 1 à 39 s’appliquent.", [("1", "1")]),
        ("Les articles 5, 6 et 7.1 s’appliquent.", [("5", "5"), ("6", "6"), ("7.1", "7.1")]),
        ("Voir l’article 7.1 a) ci-dessus.", [("7.1 a)", "7.1")]),
        ("Voir le paragraphe 5.1 ci-dessus.", [("5.1", "5.1")]),
        ("Voir l’article 5-2 du Contrat.", [("5-2", "5.2")]),
        ("Voir l’Annexe 2.", [("Annexe 2", "Annexe 2")]),
        ("Voir l’article 1 de l’Annexe 2.", [("1", "Annexe 2, 1"), ("Annexe 2", "Annexe 2")]),
        ("See Section 5.1 and clause 6.", [("5.1", "5.1"), ("6", "6")]),
        ("Voir l’article 99.", []),
        ("Voir l’article 6 du RGPD et l’article 5 du Code civil.", []),
        ("Voir l’article 5 de la loi du 6 janvier 1978 et l’article L. 1224-1 du Code du travail.", []),
        ("Voir l’article 5 de la Convention collective.", []),
        ("Voir l’article 6 de l’Annexe technique.", []),
        ("Voir les annexes 1 (Prix), 2 (Niveaux) et D.", [("2", "Annexe 2")]),
        ("Voir les annexes 1 à 3.", [("1 à 3", "Annexe 2")]),
        ("Voir les Annexes 2 et 3.", [("Annexes 2", "Annexe 2")]),
        ("Les Données (au sens de l’article 5) sont protégées.", [("5", "5")]),
        ("Elle est prévue aux articles 5.1 a) ou 6.", [("5.1 a)", "5.1"), ("6", "6")]),
        ("Il a annexé A et B.", []),
    ],
)
def test_references_are_resolved_and_statutes_are_not(body: str, expected: list[tuple[str, str]]) -> None:
    assert pointed(body) == expected


def test_a_part_of_an_annex_is_pointed_at_itself() -> None:
    text = (
        "1. PURPOSE\n\nThe rates in Part B of Schedule 2 apply, and those of Part C of Schedule 2.\n\n"
        "2. TERM\n\nSix years.\n\n3. PRICE\n\nSee above.\n\n"
        "SCHEDULE 2 – RATES\n\nPart A – Days\n\nNone.\n\nPart B – Hours\n\nNone.\n"
    )
    read = structure(text)
    places = Places(read.clauses, read.fragments)
    found = references(composed(text).text, Kind.CONTRACT, places)
    assert [places.clause(one.target).number for one in found] == ["Schedule 2, Part B", "Schedule 2"]


def test_an_annex_points_at_itself_first() -> None:
    assert pointed(annexed="Voir l’article 1 et l’article 6.") == [("1", "Annexe 2, 1"), ("6", "6")]


def test_an_amendment_speaks_of_the_contract_unless_it_says_otherwise() -> None:
    body = "L’article 5 est supprimé. L’article 6 du présent avenant prend effet demain."
    assert pointed(body, kind=Kind.AMENDMENT) == [("6", "6")]


def test_an_annex_on_its_own_leaves_the_contract_alone() -> None:
    body = "Voir l’article 5 « Prix » du Contrat et l’article 6."
    assert pointed(body, kind=Kind.ANNEX) == [("6", "6")]


def terms(definitions_text: str = "Aucune.", body: str = "") -> list[str]:
    text = FRAME.format(definitions=definitions_text, body=body, annexed="")
    clauses = structure(text).clauses
    return [found.term for found in definitions(composed(text).text, clauses, Places(clauses))]


@pytest.mark.parametrize(
    ("entry", "term"),
    [
        ("« Prestations » désigne les services rendus.", "Prestations"),
        ("Les « Prestations » désignent les services rendus.", "Prestations"),
        ("• Prestations : désigne les services rendus.", "Prestations"),
        ("Prestations : services rendus par le Prestataire.", "Prestations"),
        ("Date d’Effet : le premier jour du Contrat.", "Date d’Effet"),
        ("“Services” means the services rendered.", "Services"),
        ("GTR (garantie de temps de rétablissement) : délai maximal.", "GTR"),
        ("Incident s’entend de toute interruption.", "Incident"),
    ],
)
def test_terms_are_defined_in_their_article(entry: str, term: str) -> None:
    assert terms(entry) == [term]


@pytest.mark.parametrize(
    ("body", "term"),
    [
        ("La société Alba (ci-après dénommée le « Client ») accepte.", "Client"),
        ("La société Alba, ci-après désignée par « le Client », accepte.", "Client"),
        ("Alba Ltd (the “Customer”) agrees.", "Customer"),
        ("« Jour Ouvré » signifie tout jour sauf le dimanche.", "Jour Ouvré"),
        ("Le cabinet Alba, ci-après « le client », accepte.", "client"),
    ],
)
def test_names_are_given_anywhere(body: str, term: str) -> None:
    assert terms(body=body) == [term]


def test_both_names_of_the_parties_are_given() -> None:
    body = "Alba et Brume sont ci-après dénommées ensemble « les Parties » et chacune « la Partie »."
    assert terms(body=body) == ["Parties", "Partie"]


def test_several_terms_may_be_defined_in_one_paragraph() -> None:
    entries = "Bloquante : la paie est arrêtée. Majeure : une fonction manque. Mineure : tout le reste."
    assert terms(entries) == ["Bloquante", "Majeure", "Mineure"]


def test_what_leads_into_definitions_is_no_term() -> None:
    assert terms("Dans le Contrat :\n\n« Jour » désigne un jour ouvré.") == ["Jour"]


def test_a_definition_holds_its_whole_entry() -> None:
    text = FRAME.format(
        definitions="Incident : toute interruption\nnon programmée.\n\nJour : jour ouvré.", body="", annexed=""
    )
    clauses = structure(text).clauses
    first, second = definitions(composed(text).text, clauses, Places(clauses))
    assert first.span.of(composed(text).text) == "Incident : toute interruption\nnon programmée."
    assert second.span.of(composed(text).text) == "Jour : jour ouvré."
    assert Places(clauses).clause(first.clause_id).number == "1"


def test_what_defines_nothing() -> None:
    body = (
        "Attention : le délai court.\n\nil désigne un représentant.\n\n"
        "Le Prestataire désigne un interlocuteur.\n\nHoraires : de 8 h à 18 h."
    )
    assert terms(body=body) == []
