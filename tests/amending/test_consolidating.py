"""The text in force at a date: what changes, what stays, and in which order."""

from datetime import date

import pytest

from clausier.amending.consolidating import text_of
from clausier.domain.amendments import Doubt
from clausier.domain.documents import Reading
from tests.amending.drafted import CONTRACT, amendment, in_force, plainly, provision, read, texts, words

NOTICE = "L’article 12.2 du Contrat est remplacé par : « 12.2 Le préavis est de six (6) mois. »"
EARLY, LATE = date(2024, 1, 15), date(2026, 11, 22)


@pytest.fixture(scope="module")
def contract() -> Reading:
    return read(CONTRACT)


def test_without_an_amendment_the_text_is_the_contract_s_own(contract: Reading) -> None:
    pieces = [piece for one in in_force(contract).provisions for piece in one.pieces]
    assert text_of(pieces, texts(contract)) == contract.text


def test_a_replaced_article_reads_anew_from_its_date_and_its_neighbours_stay(contract: Reading) -> None:
    change = amendment(NOTICE)
    before, after = (in_force(contract, change, at=at) for at in (EARLY, LATE))
    assert words(provision(before, "12.2").pieces, contract) == "12.2 Le préavis est de trois (3) mois."
    assert words(provision(after, "12.2").pieces, contract, change) == "12.2 Le préavis est de six (6) mois."
    (gone,) = provision(after, "12.2").superseded
    assert words((gone.piece,), contract) == "12.2 Le préavis est de trois (3) mois."
    assert (gone.by.name, gone.by.operation.article, gone.by.since) == ("avenant n° 1", "2", date(2024, 3, 1))
    assert [one.operation.target for one in before.pending] == ["12.2"]
    for number in ("12.1", "12.3"):
        assert provision(after, number) == provision(before, number)


def test_a_new_text_without_number_keeps_the_contract_s(contract: Reading) -> None:
    change = amendment("L’article 12.2 est remplacé par : « Le préavis est de six mois. »")
    pieces = provision(in_force(contract, change), "12.2").pieces
    assert words(pieces, contract, change) == "12.2 Le préavis est de six mois."


def test_a_replaced_article_takes_what_was_below_it_along(contract: Reading) -> None:
    text = "L’article 12 est remplacé par :\n\n« ARTICLE 12 – FIN\n\n12.1 Nul ne résilie.\n\n12.2 Jamais. »"
    change = amendment(text)
    result = in_force(contract, change)
    assert provision(result, "12").heading == "FIN"
    assert words(provision(result, "12.2").pieces, contract, change) == "12.2 Jamais."
    assert provision(result, "12.3").deleted
    numbers = [one.number for one in result.provisions]
    assert numbers[numbers.index("12") :][:5] == ["12", "12.1", "12.2", "12.3", "15"]


def test_a_deleted_article_keeps_its_number_and_leaves_a_reference_that_points_at_nothing(contract: Reading) -> None:
    change = amendment("L’article 15 (Étalonnage) est supprimé.", number=2)
    result = in_force(contract, change)
    assert provision(result, "15").deleted
    assert provision(result, "15.1").deleted
    assert "comparer les prix" in words((provision(result, "15.1").superseded[0].piece,), contract)
    (orphan,) = [one for one in result.caveats if one.doubt is Doubt.ORPHAN]
    assert plainly(orphan.sentence) == "L’article 20.3 renvoie à l’article 15, supprimé par l’avenant n° 2."


def test_an_inserted_article_stands_between_its_neighbours(contract: Reading) -> None:
    change = amendment("Il est inséré, après l’article 18, un article 18 bis : « 18 bis.1 Une cellule est créée. »")
    result = in_force(contract, change)
    numbers = [one.number for one in result.provisions]
    at = numbers.index("18 bis.1")
    assert (numbers[at - 1], numbers[at + 1]) == ("18.1", "19")
    (piece,) = provision(result, "18 bis.1").pieces
    assert piece.document == change.document.id


def test_words_change_inside_an_article_and_the_rest_stays(contract: Reading) -> None:
    order = (
        "À l’article 9.1, les mots « cent mille euros (100 000 €) » sont remplacés par "
        "« deux cent mille euros (200 000 €) »."
    )
    change = amendment(order, effect="Le présent avenant prend effet le 1er janvier 2027.")
    today, later = in_force(contract, change), in_force(contract, change, at=date(2027, 1, 1))
    assert "cent mille euros (100 000 €)" in words(provision(today, "9.1").pieces, contract)
    assert [(one.since, one.operation.target) for one in today.pending] == [(date(2027, 1, 1), "9.1")]
    said = words(provision(later, "9.1").pieces, contract, change)
    assert said == "9.1 La responsabilité du Prestataire est plafonnée à deux cent mille euros (200 000 €) par an."
    (gone,) = provision(later, "9.1").superseded
    assert gone.replacement is not None
    assert words((gone.piece,), contract) == "cent mille euros (100 000 €)"
    assert words((gone.replacement,), change) == "deux cent mille euros (200 000 €)"


def test_an_amendment_applies_to_what_the_one_before_made(contract: Reading) -> None:
    first = amendment(NOTICE)
    second = amendment(
        "À l’article 12.2, les mots « six (6) mois » sont remplacés par « neuf (9) mois ».",
        number=2,
        signed="10 mai 2025",
        effect="Le présent avenant prend effet le 1er juin 2025.",
    )
    result = in_force(contract, second, first)
    assert words(provision(result, "12.2").pieces, contract, first, second) == "12.2 Le préavis est de neuf (9) mois."
    assert [one.name for one in provision(result, "12.2").changes] == ["avenant n° 1", "avenant n° 2"]


def test_an_amendment_may_delete_what_another_inserted(contract: Reading) -> None:
    first = amendment("Il est créé un article 18 bis : « Article 18 bis – Cellule\n\nUne cellule est créée. »")
    second = amendment("L’article 18 bis est supprimé.", 2, "10 mai 2025", "Il prend effet le 1er juin 2025.")
    assert provision(in_force(contract, first, second), "18 bis").deleted


def test_the_date_of_effect_orders_and_not_the_date_of_signature(contract: Reading) -> None:
    late = amendment(NOTICE, 1, "15 février 2024", "Le présent avenant prend effet le 1er juin 2025.")
    early = amendment(
        "L’article 12.2 est remplacé par : « 12.2 Le préavis est d’un mois. »",
        number=2,
        signed="10 mai 2024",
        effect="Le présent avenant prend effet rétroactivement au 1er février 2024.",
    )
    result = in_force(contract, late, early)
    assert [one.name for one in provision(result, "12.2").changes] == ["avenant n° 2", "avenant n° 1"]
    between = in_force(contract, late, early, at=date(2024, 3, 1))
    assert words(provision(between, "12.2").pieces, contract, early) == "12.2 Le préavis est d’un mois."
    assert any("rétroactif" in one.sentence for one in between.caveats)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (
            "Le deuxième alinéa de l’article 5 est supprimé.",
            "Les factures sont payées à 45 jours. Les retards portent intérêt.",
        ),
        (
            "Le dernier alinéa de l’article 5 est remplacé par : « Rien d’autre. »",
            "Les factures sont payées à 45 jours. Les factures sont adressées au siège du Client. Rien d’autre.",
        ),
    ],
)
def test_a_paragraph_changes_alone(contract: Reading, order: str, said: str) -> None:
    change = amendment(order)
    assert words(provision(in_force(contract, change), "5").pieces, contract, change).endswith(f"Paiement {said}")


def test_an_article_is_completed_at_its_end(contract: Reading) -> None:
    change = amendment("L’article 12.1 est complété par : « La résiliation est écrite. »")
    result = in_force(contract, change)
    said = words(provision(result, "12.1").pieces, contract, change)
    assert said == "12.1 Chaque Partie peut résilier le Contrat. La résiliation est écrite."
    assert provision(result, "12.1").superseded == ()


def test_an_annex_is_replaced_by_the_one_that_the_amendment_carries(contract: Reading) -> None:
    annex = "\n## Annexe 3 – Niveaux de service\n\nDisponibilité des Services : 99,7 %.\n"
    change = amendment("L’Annexe 3 est annulée et remplacée par l’Annexe 3 jointe au présent avenant.", annexes=annex)
    result = in_force(contract, change)
    assert words(provision(result, "Annexe 3").pieces, contract, change).endswith("99,7 %.")
    assert "99,9 %" in words((provision(result, "Annexe 3").superseded[-1].piece,), contract)


def test_an_annex_that_is_not_joined_is_told(contract: Reading) -> None:
    change = amendment("L’Annexe 3 est annulée et remplacée par celle jointe au présent avenant.")
    result = in_force(contract, change)
    assert [one.doubt for one in result.caveats] == [Doubt.ABSENT]
    assert "jointe" in words(provision(result, "Annexe 3").pieces, contract, change)


def test_a_contract_may_be_restated_whole(contract: Reading) -> None:
    change = amendment("Le présent avenant annule et remplace l’ensemble des stipulations du Contrat.")
    result = in_force(contract, change)
    assert provision(result, "12.2").deleted
    assert all(piece.document == change.document.id for one in result.provisions for piece in one.pieces)


@pytest.mark.parametrize(
    ("order", "doubt"),
    [
        ("L’article 77 est supprimé.", Doubt.NO_TARGET),
        ("À l’article 9.1, les mots « un million » sont remplacés par « deux ».", Doubt.WORDS_NOT_FOUND),
        ("À l’article 9.1, les mots « mille euros » sont remplacés par « mille francs ».", Doubt.WORDS_NOT_FOUND),
        ("Il est inséré un article 12.2 : « 12.2 Rien. »", Doubt.CONFLICT),
        ("Le quatrième alinéa de l’article 5 est supprimé.", Doubt.NO_TARGET),
        ("La définition de « Jour » figurant à l’article 3 est remplacée par « Nuit ».", Doubt.NOT_UNDERSTOOD),
    ],
)
def test_what_cannot_be_applied_changes_nothing_and_is_told(contract: Reading, order: str, doubt: Doubt) -> None:
    result = in_force(contract, amendment(order))
    assert [one.doubt for one in result.caveats if one.doubt is doubt] == [doubt]
    pieces = [piece for one in result.provisions for piece in one.pieces]
    assert text_of(pieces, texts(contract)) == contract.text


def test_english_orders_change_an_english_agreement() -> None:
    agreement = read(
        "# Services Agreement\n\n## 4. Service\n\n4.1 The Provider shall act.\n\n4.2 The response time is 8 hours.\n\n"
        "## 5. Fees\n\n5.1 The fee is EUR 100 per day.\n"
    )
    change = read(
        "# Amendment No. 1 to the Services Agreement\n\n## 1. Changes\n\n1.1 Clause 4.2 is deleted in its entirety and "
        "replaced with the following:\n\n“4.2 The response time is 2 hours.”\n\n1.2 In Clause 5.1, the words “EUR 100” "
        "are replaced by “EUR 120”.\n\n## 2. Effect\n\nThis Amendment takes effect on 1 April 2025.\n\n"
        "Signed for the Customer: A. Doe, 3 March 2025\n\nSigned for the Provider: B. Roe, 3 March 2025\n",
        "amendment.md",
    )
    result = in_force(agreement, change)
    assert words(provision(result, "4.2").pieces, agreement, change) == "4.2 The response time is 2 hours."
    assert words(provision(result, "5.1").pieces, agreement, change) == "5.1 The fee is EUR 120 per day."
    assert result.caveats == ()
