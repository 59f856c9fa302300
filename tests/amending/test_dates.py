"""From when an amendment holds, on what it hangs, who has a place to sign."""

from datetime import date

import pytest

from clausier.amending.days import plus_months
from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Doubt
from tests.amending.drafted import CONTRACT, amendment, in_force, read

DELETED = "L’article 15 est supprimé."
SIGNED = date(2024, 2, 15)


@pytest.mark.parametrize(
    ("effect", "day"),
    [
        ("Le présent avenant prend effet le 1er mars 2024.", date(2024, 3, 1)),
        ("Le présent avenant entre en vigueur à compter du 01/03/2024.", date(2024, 3, 1)),
        ("Le présent avenant prend effet rétroactivement au 1er janvier 2024.", date(2024, 1, 1)),
        ("Le présent avenant prend effet à la date de sa signature.", SIGNED),
        ("Il prend effet le premier jour du mois suivant sa signature.", date(2024, 3, 1)),
        ("This Amendment takes effect on 1 April 2024.", date(2024, 4, 1)),
        ("This Amendment shall be effective as of March 1, 2024.", date(2024, 3, 1)),
        ("Les autres stipulations demeurent inchangées.", None),
        ("Le Contrat prend effet le 1er janvier 2023.", None),
    ],
)
def test_the_date_of_effect_is_read(effect: str, day: date | None) -> None:
    understood = amendment_of(amendment(DELETED, effect=effect))
    assert (understood.signed, understood.effective) == (SIGNED, day)
    assert understood.since(understood.operations[0]) == (day or SIGNED)


def test_an_order_may_have_a_date_of_its_own() -> None:
    understood = amendment_of(
        amendment("À compter du 1er janvier 2027, l’article 15 est supprimé.\n\nL’article 5 est abrogé.")
    )
    assert [one.effective for one in understood.operations] == [date(2027, 1, 1), None]


def test_an_article_of_the_amendment_may_hold_later_than_the_rest() -> None:
    effect = (
        "Le présent avenant prend effet le 1er mars 2024, à l’exception de son article 2, "
        "qui prend effet le 1er juin 2025."
    )
    understood = amendment_of(amendment(DELETED, effect=effect))
    assert (understood.effective, understood.operations[0].effective) == (date(2024, 3, 1), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("effect", "hangs"),
    [
        ("Le présent avenant prend effet sous réserve de l’accord du conseil d’administration.", True),
        ("Le présent avenant est conclu sous la condition suspensive de l’obtention du financement.", True),
        ("This Amendment takes effect subject to the approval of the board.", True),
        ("Sous réserve des modifications du présent avenant, le Contrat demeure en vigueur.", False),
    ],
)
def test_a_condition_is_told(effect: str, hangs: bool) -> None:
    reading = amendment(DELETED, effect=effect)
    assert [span.of(reading.text) for span in amendment_of(reading).conditions] == [effect] * hangs
    assert (Doubt.CONDITIONAL in {one.doubt for one in in_force(read(CONTRACT), reading).caveats}) is hangs


@pytest.mark.parametrize(
    ("end", "unsigned"),
    [
        ("Fait à Lille, le 3 mars 2024.\n\nPour le Client :\n\nPour le Prestataire :", False),
        ("Fait à Lille, le 3 mars 2024.\n\nLe Client                    Le Prestataire", False),
        ("Signed for the Customer: A. Doe, 3 March 2024\n\nSigned for the Provider: B. Roe, 3 March 2024", False),
        ("Fait à Lille, le 3 mars 2024.\n\nPour le Prestataire :", True),
        ("Fait à Lille, le 3 mars 2024.", True),
    ],
)
def test_a_missing_place_for_a_signature_is_told(end: str, unsigned: bool) -> None:
    text = f"# Avenant n° 1\n\n## Article 1 – Suppression\n\nL’article 15 est supprimé.\n\n{end}\n"
    assert amendment_of(read(text)).unsigned is unsigned


def test_an_amendment_without_a_date_or_a_draft_stays_pending() -> None:
    contract = read(CONTRACT)
    text = (
        "# {title}\n\n## Article 1 – Suppression\n\nL’article 15 est supprimé.\n\nFait à Lille, {day}.\n\n"
        "Pour le Client\n\nPour le Prestataire\n"
    )
    undated = in_force(contract, read(text.format(title="Avenant n° 1", day="le ____"), "a.md"))
    draft = in_force(contract, read(text.format(title="Projet d’avenant n° 1", day="le 3 mars 2024"), "b.md"))
    assert ([one.doubt for one in undated.caveats], len(undated.pending)) == ([Doubt.UNDATED], 1)
    assert ([one.doubt for one in draft.caveats], len(draft.pending)) == ([Doubt.UNSIGNED], 1)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Avenant n° 3 au contrat", "3"),
        ("Deuxième avenant", "2"),
        ("Amendment No. 4", "4"),
        ("Avenant IV", "4"),
        ("Avenant", ""),
    ],
)
def test_the_number_is_read_in_the_title(title: str, number: str) -> None:
    assert amendment_of(read(f"# {title}\n\n## Article 1 – Objet\n\nL’article 15 est supprimé.")).number == number


def test_it_says_that_it_prevails_and_how_it_names_the_contract() -> None:
    reading = amendment(DELETED, effect="En cas de contradiction, le présent avenant prévaut sur le Contrat.")
    understood = amendment_of(reading)
    assert understood.prevails is not None
    assert "prévaut" in understood.prevails.of(reading.text)
    assert understood.named[0] == "contrat d’infogérance n° INF-7 du 10 janvier 2023"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 12, 31), -6, date(2027, 6, 30)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 15), 3, date(2026, 2, 15)),
    ],
)
def test_months_are_counted_as_contracts_do(start: date, months: int, end: date) -> None:
    assert plus_months(start, months) == end
