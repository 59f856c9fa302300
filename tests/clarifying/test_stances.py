"""Who must, may or may not is told where the sentence says it beyond doubt, and nowhere else."""

import pytest

from clausier.clarifying.parties import Parties
from clausier.clarifying.stances import stances
from clausier.domain.glosses import Force, Party
from tests.clarifying.desk import clarified

FRENCH = Parties((Party("le Prestataire", "Ostrevane"), Party("le Client", "Brumelaine"), Party("Tramontis")))
ENGLISH = Parties((Party("« Supplier »"), Party("« Customer »")))


def told(text: str, parties: Parties = FRENCH) -> list[tuple[str, str | None]]:
    return [(stance.force.value, stance.party.alias if stance.party else None) for stance in stances(text, parties)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Prestataire doit alerter le Client.", ("duty", "le Prestataire")),
        ("Le Client s’engage à payer.", ("duty", "le Client")),
        ("Tramontis est tenue d’un devoir de conseil.", ("duty", "Tramontis")),
        ("Le Prestataire, qui l’accepte, s’engage à exploiter.", ("duty", "le Prestataire")),
        ("Le Client peut résilier.", ("faculty", "le Client")),
        ("Le Prestataire ne peut retenir aucune donnée.", ("limit", "le Prestataire")),
        ("Le Prestataire n’est tenu qu’à une obligation de moyens.", ("limit", "le Prestataire")),
        ("Le Prestataire s’interdit de copier les données.", ("limit", "le Prestataire")),
        ("Le Prestataire garantit la compatibilité.", ("warranty", "le Prestataire")),
        ("Pendant cette phase, le Prestataire assiste le Client.", ("said", "le Prestataire")),
        ("Chaque Partie doit garder le secret.", ("duty", "chaque Partie")),
    ],
)
def test_a_sentence_that_names_who_acts_is_told(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Les données que le Prestataire restitue doivent être lisibles.",
        "Tout rapport remis par le Prestataire doit être daté.",
        "Le plan du Prestataire doit être approuvé.",
        "Le personnel que le Client désigne peut entrer.",
        "Il doit pouvoir être restauré sans les outils du Prestataire.",
    ],
)
def test_a_duty_is_given_to_nobody_where_the_sentence_does_not_name_whose_it_is(text: str) -> None:
    assert {party for _, party in told(text)} == {None}


def test_two_parties_joined_share_a_duty() -> None:
    assert told("Le Prestataire et le Client s’engagent à coopérer.") == [
        ("duty", "le Prestataire"),
        ("duty", "le Client"),
    ]


def test_the_one_to_whom_it_is_owed_is_named() -> None:
    (stance,) = stances("Le Prestataire doit remettre au Client un rapport.", FRENCH)
    assert [party.name for party in stance.towards] == ["Brumelaine"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Supplier shall return the devices to the Customer.", ("duty", "« Supplier »")),
        ("The Customer may once a year change them.", ("faculty", "« Customer »")),
        ("The Supplier shall not renew them.", ("limit", "« Supplier »")),
        ("The Supplier may only use the data for the Services.", ("limit", "« Supplier »")),
        ("Neither party may assign this Agreement.", ("limit", "chaque Partie")),
        ("The Supplier’s staff shall wear a badge.", ("duty", None)),
        ("No notice is required.", None),
    ],
)
def test_english_sentences_are_told_alike(text: str, expected: tuple[str, str | None] | None) -> None:
    assert told(text, ENGLISH) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("name", "article", "names"),
    [
        ("brumelaine", "35.9", {"Ostrevane Services Numériques"}),
        ("valsonne", "6", {"La Coopérative Valsonne"}),
        ("hallowmere", "20.2", {"TESSARD MANAGED SERVICES LIMITED"}),
    ],
)
def test_the_companies_behind_the_names_are_read_in_the_contract(name: str, article: str, names: set[str]) -> None:
    found = [stance for phrase in clarified(name, article).phrases for stance in phrase.stances if stance.party]
    assert {stance.party.name for stance in found if stance.party} == names
    assert Force.SAID not in {stance.force for stance in found}
