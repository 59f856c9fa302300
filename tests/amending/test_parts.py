"""A part of an article is never taken for the whole of it; what several amendments do together is told."""

import pytest

from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Action, Consolidated, Doubt
from clausier.domain.documents import Reading
from tests.amending.drafted import CONTRACT, amendment, in_force, plainly, provision, read, words


def told(result: Consolidated, doubt: Doubt) -> list[str]:
    return [plainly(one.sentence) for one in result.caveats if one.doubt is doubt]


@pytest.mark.parametrize(
    ("order", "paragraph"),
    [
        ("L’article 5, 3e alinéa, est supprimé.", 3),
        ("Le 2ème alinéa de l’article 5 est supprimé.", 2),
        ("L’alinéa 3 de l’article 5 est supprimé.", 3),
        ("Clause 5, second paragraph, is deleted.", 2),
    ],
)
def test_a_paragraph_is_found_however_it_is_counted(order: str, paragraph: int) -> None:
    (one,) = amendment_of(amendment(order)).operations
    assert (one.action, one.target, one.paragraph) == (Action.DELETE, "5", paragraph)


@pytest.mark.parametrize(
    "order",
    [
        "L’avant-dernier alinéa de l’article 5 est supprimé.",
        "Les deuxième et troisième alinéas de l’article 5 sont supprimés.",
        "L’article 5, deuxième phrase, est supprimé.",
        "Les Parties conviennent de supprimer l’article 5, dernière phrase.",
        "L’article 5 est supprimé, sauf son premier alinéa.",
        "L’article 5 est remplacé en son deuxième alinéa par : « Elles sont dues. »",
        "Le deuxième tiret de l’article 5 est remplacé par : « Elles sont dues. »",
        "The second and third paragraphs of Clause 5 are deleted.",
    ],
)
def test_an_order_to_a_part_that_is_not_understood_changes_nothing_and_is_told(order: str) -> None:
    contract, change = read(CONTRACT), amendment(order)
    result = in_force(contract, change)
    assert provision(result, "5").changes == ()
    assert len(told(result, Doubt.NOT_UNDERSTOOD)) == 1


def test_an_article_may_be_replaced_by_paragraphs() -> None:
    contract = read(CONTRACT)
    change = amendment("L’article 5 est remplacé par les deux alinéas suivants : « Elles sont dues. »")
    assert "Elles sont dues." in words(provision(in_force(contract, change), "5").pieces, contract, change)


def test_the_only_annex_is_replaced_under_that_name() -> None:
    contract = read(CONTRACT.split("\n## Annexe")[0] + "\n## Annexe unique – Sites\n\nLyon et Vienne.\n")
    change = amendment("L’annexe unique est remplacée par : « Lyon seulement. »")
    assert "Lyon seulement." in words(provision(in_force(contract, change), "Annexe unique").pieces, contract, change)


def test_an_amendment_that_is_missing_from_a_series_is_told() -> None:
    order = "L’article 12.2 est supprimé."
    contract = read(CONTRACT)
    assert told(in_force(contract, amendment(order, 1)), Doubt.ABSENT) == []
    (said,) = told(in_force(contract, amendment(order, 1), amendment("L’article 9.2 est supprimé.", 4)), Doubt.ABSENT)
    assert said.startswith("Les avenants n° 2 et n° 3 manquent au dossier, qui tient l’avenant n° 4")
    late = amendment("L’article 9.2 est supprimé.", 12)
    (said,) = told(in_force(contract, amendment(order, 2), late), Doubt.ABSENT)
    assert said.startswith("Les avenants n° 1 et n° 3 à n° 11 manquent au dossier, qui tient l’avenant n° 12")


def replaced(number: int, months: str, signed: str) -> Reading:
    return amendment(f"L’article 12.2 est remplacé par : « Le préavis est de {months} mois. »", number, signed)


def test_two_amendments_to_one_article_of_the_same_day_are_to_be_confirmed() -> None:
    day = "15 février 2024"
    result = in_force(read(CONTRACT), replaced(1, "quatre (4)", day), replaced(2, "cinq (5)", day))
    (said,) = told(result, Doubt.CONFLICT)
    assert "L’avenant n° 1 et l’avenant n° 2 changent l’article 12.2 du même jour" in said


def test_two_amendments_signed_one_after_the_other_are_in_turn() -> None:
    later = replaced(2, "cinq (5)", "20 février 2024")
    assert told(in_force(read(CONTRACT), replaced(1, "quatre (4)", "15 février 2024"), later), Doubt.CONFLICT) == []


@pytest.mark.parametrize(
    "order",
    [
        "L’article 5 est annulé dans son intégralité et remplacé par : « Elles sont dues. »",
        "Les stipulations de l’article 5 sont annulées dans leur intégralité et remplacées par : « Elles sont dues. »",
    ],
)
def test_what_is_cancelled_and_replaced_is_not_deleted(order: str) -> None:
    (one,) = amendment_of(amendment(order)).operations
    assert (one.action, one.target) == (Action.REPLACE, "5")


RESTATING = """# Avenant n° 1 au contrat n° INF-7

La société Alderive et la société Borvane sont convenues de ce qui suit.

À compter du 1er mars 2024, {articles} du contrat sont annulés et remplacés par le texte ci-après :

## 3 – Documents

Le Contrat n’a plus d’annexe.

## 4 – Durée

4.1 Le Contrat dure deux (2) ans.

Fait à Lyon, le 15 février 2024.

Pour le Client          Pour le Prestataire
"""


def test_articles_that_a_paragraph_before_them_announces_are_the_new_text() -> None:
    contract, change = read(CONTRACT), read(RESTATING.format(articles="les articles 3 à 5"), "avenant-1.md")
    result = in_force(contract, change)
    assert "deux (2) ans" in words(provision(result, "4.1").pieces, contract, change)
    assert provision(result, "4.2").deleted
    assert provision(result, "5").deleted
    assert [one.since.isoformat() for one in provision(result, "3").changes if one.since] == ["2024-03-01"]
    assert told(result, Doubt.NOT_UNDERSTOOD) == []


def test_a_text_announced_for_other_articles_is_not_understood() -> None:
    change = read(RESTATING.format(articles="les articles 8 et 9"), "avenant-1.md")
    result = in_force(read(CONTRACT), change)
    assert all(one.changes == () for one in result.provisions)
    assert len(told(result, Doubt.NOT_UNDERSTOOD)) == 1
