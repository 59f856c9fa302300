"""The checklists are data: these tests hold what the code that reads them relies on."""

import tomllib
from pathlib import Path

import pytest

from clausier.answering.topics import elements_in, load_topics
from clausier.auditing.checklists import GENERAL, load_checklists
from clausier.domain.folding import fold
from tests.corpus.test_topics import EXAMPLES, FOLDER

ROOT = Path(__file__).parents[2]
TOPICS = load_topics(FOLDER)
CHECKLISTS = load_checklists(ROOT / "corpus" / "checklists", TOPICS)
WHOLE = [name for name in CHECKLISTS if name not in ("reversibilite-18", "rgpd-28")]
EACH = pytest.mark.parametrize("name", CHECKLISTS)

# Of the elements that a checklist adds: sentences that deal with them, and sentences that do not.
OWN = {
    "stock_d_anomalies": (
        ["Un procès-verbal recense le stock d’anomalies.", "Les anomalies connues à la reprise sont listées.",
         "A list of known defects is drawn up."],
        ["Le stock de pièces est tenu à jour.", "L’anomalie est corrigée sous huit heures."],
    ),
    "delai_de_transition": (
        ["La transition dure trente (30) jours.", "The switching period does not exceed 30 days."],
        ["La transition écologique est une priorité.", "Les factures sont payables à trente jours."],
    ),
    "delai_de_recuperation": (
        ["Le Client peut récupérer ses données pendant soixante jours.",
         "Les données restent accessibles pendant trente jours.", "The Customer may export its data within 30 days."],
        ["Les données sont chiffrées.", "Le support est ouvert pendant les heures ouvrées."],
    ),
    "instruction_contraire": (
        ["Il l’informe s’il estime qu’une instruction est contraire à la réglementation.",
         "It shall inform the Controller if an instruction infringes the GDPR."],
        ["Le Prestataire agit sur instruction documentée du Client.", "Toute violation de données est notifiée."],
    ),
}  # fmt: skip


def own_elements() -> dict[str, tuple[str, ...]]:
    """The signs of the elements that no topic has."""
    topical = {(topic.id, element.id) for topic in TOPICS for element in topic.elements}
    points = [point for checklist in CHECKLISTS.values() for point in checklist.points]
    return {
        element.id: element.signs
        for point in points
        for element in point.elements
        if (point.topic, element.id) not in topical
    }


def test_the_general_one_has_every_topic_once() -> None:
    assert sorted(point.topic for point in CHECKLISTS[GENERAL].points) == sorted(topic.id for topic in TOPICS)
    assert next(iter(CHECKLISTS)) == GENERAL


@pytest.mark.parametrize("name", WHOLE)
def test_no_topic_is_left_out_of_a_variant(name: str) -> None:
    assert {point.topic for point in CHECKLISTS[name].points} == {topic.id for topic in TOPICS}


def test_a_variant_asks_for_something_of_its_own_first_and_no_less_than_the_general_one() -> None:
    general = {point.id: point for point in CHECKLISTS[GENERAL].points}
    for name in WHOLE:
        written = tomllib.loads((ROOT / "corpus" / "checklists" / f"{name}.toml").read_text("utf-8"))
        assert [point.topic for point in CHECKLISTS[name].points][: len(written["points"])] == [
            point["topic"] for point in written["points"]
        ]
        assert all(len(point.expected) >= min(2, len(general[point.id].expected)) for point in CHECKLISTS[name].points)


def test_the_eighteen_points_are_all_there_in_the_order_of_the_note() -> None:
    labels = [point.label for point in CHECKLISTS["reversibilite-18"].points]
    assert [label.split(" : ")[0] for label in labels] == [f"R{n}" for n in range(1, 19)]
    topic = next(topic for topic in TOPICS if topic.id == "reversibilite")
    asked = {point.expected[0].id for point in CHECKLISTS["reversibilite-18"].points}
    assert asked == {element.id for element in topic.elements}


def test_the_list_of_article_28_has_its_letters() -> None:
    labels = " ".join(point.label for point in CHECKLISTS["rgpd-28"].points)
    assert all(f"§ 3, {letter} " in labels for letter in "abcdefgh")
    assert CHECKLISTS["rgpd-28"].notice


@EACH
def test_typography(name: str) -> None:
    checklist = CHECKLISTS[name]
    texts = [checklist.label, checklist.about, checklist.notice, *(point.label for point in checklist.points)]
    assert [text for text in texts if "'" in text or "\u00a0" in text or "\u202f" in text] == []


@EACH
def test_every_variant_can_be_proposed_and_no_other_list_is(name: str) -> None:
    assert bool(CHECKLISTS[name].hints) == (name in WHOLE and name != GENERAL)


def test_own_elements_are_seen_in_clauses_that_deal_with_them_and_in_no_boilerplate() -> None:
    own = own_elements()
    assert set(own) == set(OWN)
    elements = {element.id: element for c in CHECKLISTS.values() for p in c.points for element in p.elements}
    for name, (dealing, others) in OWN.items():
        assert [text for text in dealing if not elements_in([elements[name]], fold(text))] == []
        assert [text for text in (*others, *EXAMPLES["boilerplate"]) if elements_in([elements[name]], fold(text))] == []
