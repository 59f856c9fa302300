"""What a sentence settles as far as was learnt: kept as it was, silent where it knows nothing, never above a sign."""

from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
import pytest

from clausier.adapters.encoder import open_encoder
from clausier.adapters.modelstore import ModelStore
from clausier.answering.words import stem
from clausier.auditing.settling import SILENT, Measure, load_measure, save_measure
from clausier.domain.answers import Verdict
from clausier.models import ENCODER
from evals.golden.labelled import HELD, labelled
from tests.auditing.audited import Desk, about, by_point, checklists
from tests.conftest import MODELS
from tests.retrieval.cached import unwatched

WALKING = "## 8. La suite\n\nNos équipes tiennent la main de celles qui arrivent.\n"
NAMED = "## 8. Réversibilité\n\nNos équipes tiennent la main de celles qui arrivent.\n"
HERE, NOWHERE = 0.9, 0.001  # how far a passage is about the topic


def knowing(word: str, element: str, likely: float) -> Measure:
    """A measure that has learnt one word of one element: so likely, a sentence that has it settles the element."""
    return Measure(
        encoder="made",
        elements=(element,),
        stems={stem(word): 0},
        rarity=np.ones(1, np.float32),
        words=np.full((1, 1), 20.0, np.float32),
        vectors=np.zeros((2, 1), np.float32),
        bias=np.full(1, -10.0, np.float32),
        seconds=np.array([0.0, 0.0, 0.0, 0.0, log(likely / (1 - likely))], np.float32),
    )


def test_what_is_likely_is_found_in_a_topic_that_is_dealt_with_and_told_as_reworded() -> None:
    desk = Desk(about("reversibilite", HERE), knowing("tiennent", "reversibilite/assistance", 0.7))
    row = desk.row(NAMED, "reversibilite")
    [found] = [one for one in row.found if one.element.id == "assistance"]
    assert found.reworded
    assert found.told.endswith("(en d’autres termes)")
    assert "tiennent" in found.citation.quote


def test_what_a_sign_shows_is_told_without_reserve() -> None:
    clause = "## 8. Réversibilité\n\nLe Prestataire assiste le Client pendant la réversibilité.\n"
    row = Desk(about("reversibilite", HERE), knowing("assiste", "reversibilite/assistance", 0.9)).row(
        clause, "reversibilite"
    )
    assert [one.reworded for one in row.found if one.element.id == "assistance"] == [False]


@pytest.mark.parametrize(
    ("likely", "verdict", "doubtful"), [(0.4, Verdict.NOT_FOUND, False), (0.6, Verdict.PARTIAL, True)]
)
def test_what_is_rather_likely_is_shown_as_doubtful_where_nothing_deals_with_a_topic(
    likely: float, verdict: Verdict, doubtful: bool
) -> None:
    desk = Desk(about("assurances", NOWHERE), knowing("tiennent", "reversibilite/assistance", likely))
    row = desk.row(WALKING, "reversibilite")
    assert (row.verdict, row.doubtful, row.found) == (verdict, doubtful, ())
    assert ["tiennent" in one.quote for one in row.citations] == [True] * doubtful


def test_elements_that_are_each_hardly_likely_are_together_a_sign_of_their_topic() -> None:
    one = knowing("tiennent", "reversibilite/assistance", 0.3)
    two = replace(
        one,
        elements=(*one.elements, "reversibilite/duree"),
        words=np.repeat(one.words, 2, 1),
        vectors=np.repeat(one.vectors, 2, 1),
        bias=np.repeat(one.bias, 2),
    )
    rows = [Desk(about("assurances", NOWHERE), measure).row(WALKING, "reversibilite") for measure in (one, two)]
    assert [row.doubtful for row in rows] == [False, True]


def test_what_is_hardly_likely_is_not_found() -> None:
    desk = Desk(about("reversibilite", HERE), knowing("tiennent", "reversibilite/assistance", 0.2))
    assert "assistance" not in {one.element.id for one in desk.row(NAMED, "reversibilite").found}


def test_a_sentence_that_shows_one_element_takes_more_to_be_a_witness_of_another() -> None:
    clause = "## 8. Réversibilité\n\nLa réversibilité dure six mois, où nos équipes tiennent la main aux autres.\n"

    def found(likely: float) -> set[str]:
        desk = Desk(about("reversibilite", HERE), knowing("tiennent", "reversibilite/assistance", likely))
        return {one.element.id for one in desk.row(clause, "reversibilite").found}

    assert found(0.7) == {"duree"}
    assert found(0.8) == {"duree", "assistance"}


def test_a_recital_settles_nothing() -> None:
    recital = "## Préambule\n\nConsidérant que nos équipes tiennent la main de celles qui arrivent.\n"
    desk = Desk(about("assurances", NOWHERE), knowing("tiennent", "reversibilite/assistance", 0.99))
    assert desk.row(recital, "reversibilite").verdict is Verdict.NOT_FOUND


def test_a_measure_is_read_as_it_was_written_and_is_silent_on_vectors_of_another_encoder(tmp_path: Path) -> None:
    measure = replace(knowing("préavis", "resiliation/preavis", 0.5), vectors=np.ones((2, 1), np.float32))
    save_measure(measure, tmp_path / "kept.npz")
    again = load_measure("made", tmp_path / "kept.npz")
    one, other = (each.first(np.ones((1, 1), np.float32), np.ones((1, 2), np.float32)) for each in (measure, again))
    assert one == pytest.approx(other, abs=0.01)
    assert load_measure("another", tmp_path / "kept.npz") is SILENT


def test_what_is_shipped_fits_the_encoder_and_the_elements_that_are_expected() -> None:
    store = ModelStore(MODELS)
    store.fetch(ENCODER, unwatched)
    measure = load_measure(open_encoder(ENCODER, store, threads=1).identity)
    points = checklists()["generale"].points
    assert measure.elements == tuple(f"{point.topic}/{element.id}" for point in points for element in point.expected)


def test_without_a_measure_an_audit_goes_by_signs() -> None:
    contract, *_ = labelled(HELD)
    desk = Desk()
    rows = by_point(desk.audit(desk.read("contrat.md", contract.source.encode())))
    assert not any(one.reworded for row in rows.values() for one in row.found)


def test_every_labelled_sentence_stands_in_its_contract() -> None:
    for contract in labelled(HELD):
        text = " ".join(contract.source.split())
        settling = [one for said in contract.settling().values() for one in said]
        assert [one for one in settling if " ".join(one.split()) not in text] == []
