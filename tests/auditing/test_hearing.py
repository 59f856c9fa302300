"""Clauses recognised in words that no sign foresaw, and none where words only come near."""

from pathlib import Path

import pytest

from clausier.answering.vocabulary import Vocabulary, load_vocabulary, save_vocabulary
from clausier.domain.answers import Verdict
from tests.auditing.audited import Desk, about, by_point, topics

HANDED_ON = """## 9. Après nous

Les équipes partantes expliquent à leurs successeurs comment tout marche, jusqu'à ce qu'ils se passent d'elles. Les
fiches, les tables et les pièces scannées quittent nos armoires en fichiers plats, chaque colonne étant décrite.
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("assurances", "L’infogérant est couvert par une police auprès d’une compagnie notoirement solvable."),
        (
            "sous_traitance",
            "Subcontractors are approved beforehand, and answered for as for oneself.",
        ),
        ("personnel_affecte", "Un intervenant absent est remplacé par un collègue de même expérience."),
    ],
)
def test_the_words_of_a_sentence_say_its_topic(vocabulary: Vocabulary, topic: str, text: str) -> None:
    shares = vocabulary.shares(text)
    assert max(shares, key=lambda one: shares[one]) == topic
    assert sum(shares.values()) == pytest.approx(1.0)


def test_words_known_to_nobody_say_nothing(vocabulary: Vocabulary) -> None:
    assert vocabulary.shares("Xylographe zwanze.") == {}


def test_every_topic_has_words(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.topics) == {topic.id for topic in topics()}


def test_a_vocabulary_is_read_as_it_was_written(tmp_path: Path) -> None:
    rarity = {"format": 2.0, "mois": 1.5}
    save_vocabulary(rarity, {"sortie": {"format": 1.0}, "duree": {"mois": 1.0}}, tmp_path / "words.npz")
    shares = load_vocabulary(tmp_path / "words.npz").shares("En quel format ?")
    assert list(shares) == ["sortie", "duree"]
    assert shares["sortie"] > 0.9


def test_a_clause_in_words_of_its_own_deals_with_a_point() -> None:
    desk = Desk(about("reversibilite", 0.4))
    document = desk.read("contrat.md", f"# Contrat\n\n{HANDED_ON}".encode())
    row = by_point(desk.audit(document))["reversibilite"]
    text = " ".join(desk.text(document).split())
    assert row.verdict is Verdict.PARTIAL
    assert row.citations
    assert all(" ".join(citation.quote.split()) in text for citation in row.citations)


def test_the_same_words_count_for_nothing_where_the_clause_means_something_else() -> None:
    row = Desk(about("gouvernance_qualite", 0.9)).row(HANDED_ON, "reversibilite")
    assert (row.verdict, row.found, row.citations) == (Verdict.NOT_FOUND, (), ())


def test_words_that_only_point_elsewhere_count_for_nothing() -> None:
    clause = (
        "## 4. Divers\n\nLes Parties se voient chaque mois, sans préjudice de la police d'assurance prévue ailleurs.\n"
    )
    assert Desk().row(clause, "assurances").verdict is Verdict.NOT_FOUND
