"""Two contracts that owe each other nothing, topic by topic."""

import pytest

from clausier.bundle import CORPUS
from clausier.domain.comparisons import Comparison, Manner, Nature, Relation
from clausier.errors import UnknownName, WrongSetting
from tests.comparing.compared import BASE, Desk, changes
from tests.reading.made import unwatched

FOLDER = CORPUS / "contracts"
FULL = FOLDER / "brumelaine-contrat-infogerance-2023.pdf"
OTHER = FOLDER / "valsonne-contrat-tma-2025.docx"
WEAK = FOLDER / "aubrelot-contrat-parc-2025.pdf"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="module")
def compared(desk: Desk) -> Comparison:
    return desk.files(FULL, OTHER)


def relations(comparison: Comparison) -> dict[str, Relation]:
    return {row.topic: row.relation for row in comparison.rows}


def test_contracts_that_share_no_text_are_compared_by_topic(compared: Comparison) -> None:
    assert compared.manner is Manner.CONTRACTS
    assert compared.shared < 0.05


def test_a_topic_that_one_contract_ignores_is_told_of_the_other_alone(desk: Desk, compared: Comparison) -> None:
    found = relations(compared)
    assert found["force_majeure_imprevision"] is Relation.ONLY_A
    assert found["resiliation"] is Relation.DIFFERENT
    weak = relations(desk.files(WEAK, FULL))
    assert weak["reversibilite"] is Relation.ONLY_B
    assert weak["assurances"] is Relation.ONLY_B


def test_a_topic_that_neither_has_is_counted_and_left_out(desk: Desk) -> None:
    comparison = desk.files(WEAK, OTHER)
    assert "Transfert du personnel" in comparison.absent
    assert "transfert_personnel" not in relations(comparison)
    assert len(comparison.rows) + len(comparison.absent) == 36


def test_figures_of_one_thing_stand_side_by_side(compared: Comparison) -> None:
    (notice,) = [change for change in changes(compared) if change.summary.startswith("préavis")]
    assert (notice.edits[0].before, notice.edits[0].after) == ("six (6) mois", "trois (3) mois, neuf (9) mois")
    assert notice.natures == (Nature.FIGURE,)
    assert [one.article for one in notice.a] == ["34.1"]


def test_every_quotation_stands_where_it_says(desk: Desk, compared: Comparison) -> None:
    cited = [one for row in compared.rows for one in (*row.a.citations, *row.b.citations)]
    cited += [one for change in changes(compared) for one in (*change.a, *change.b)]
    assert len(cited) > 100
    assert all(desk.is_true(one) for one in cited)


def test_no_word_says_that_a_contract_is_better(compared: Comparison) -> None:
    said = " ".join(row.summary for row in compared.rows).lower()
    assert not any(word in said for word in ("favorable", "mieux", "meilleur", "avantag", "pire"))


def test_the_same_words_are_identical_topic_by_topic() -> None:
    comparison = Desk().written(BASE, f"{BASE}\n", Manner.CONTRACTS)
    assert comparison.manner is Manner.CONTRACTS
    assert set(relations(comparison).values()) == {Relation.IDENTICAL}


def test_one_topic_may_be_asked_for(desk: Desk) -> None:
    one, other = (desk.read(path.name, path.read_bytes()) for path in (FULL, OTHER))
    comparison = desk.comparer.compare(one, other, unwatched, topic="reversibilite")
    assert list(relations(comparison)) == ["reversibilite"]
    with pytest.raises(UnknownName, match="cuisine"):
        desk.comparer.compare(one, other, unwatched, topic="cuisine")


def test_a_document_is_not_compared_with_itself(desk: Desk) -> None:
    one = desk.read(FULL.name, FULL.read_bytes())
    with pytest.raises(WrongSetting, match="deux fois"):
        desk.comparer.compare(one, one, unwatched)
