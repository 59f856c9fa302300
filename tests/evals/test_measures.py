"""The measures, on answers small enough to be counted by hand."""

from pathlib import Path

import pytest

from evals.figures import Failure, Figure, Outcome, read, worsened, written
from evals.measures import Estimate, estimate, gain_at, hit_at, mean, recall_at, reciprocal_rank, separation

RIGHT = frozenset(("b", "d"))


def test_ranked_answers_are_counted() -> None:
    ranked = ["a", "b", "c", "d"]
    assert recall_at(ranked, RIGHT, 2) == 0.5
    assert hit_at(ranked, RIGHT, 1) == 0.0
    assert hit_at(ranked, RIGHT, 2) == 1.0
    assert reciprocal_rank(ranked, RIGHT) == 0.5
    assert reciprocal_rank(["x"], RIGHT) == 0.0
    assert gain_at(ranked, RIGHT, 10) == pytest.approx((1 / 1.58496 + 1 / 2.32193) / (1 + 1 / 1.58496), abs=1e-4)
    assert gain_at(["b", "d"], RIGHT, 10) == 1.0


def test_pairs_set_right_are_counted_and_a_tie_is_half() -> None:
    assert separation([3.0, 1.0], [1.0, 0.0]) == (3.5, 4)
    assert separation([], [1.0]) == (0, 0)


def test_an_interval_holds_its_figure_and_is_the_same_at_every_run() -> None:
    found = estimate([0.0, 1.0, 1.0, 1.0], mean)
    assert found.value == 0.75
    assert 0.0 <= found.low < 0.75 < found.high <= 1.0
    assert found == estimate([0.0, 1.0, 1.0, 1.0], mean)
    assert estimate([1.0] * 5, mean) == Estimate(1.0, 1.0, 1.0, 5)
    assert estimate([], mean).units == 0


def test_a_figure_falls_when_it_leaves_the_recorded_interval() -> None:
    before = Figure("essai", "rappel", "clausier", Estimate(0.9, 0.8, 1.0, 20))
    wrong = Figure("essai", "faux oui", "clausier", Estimate(0.02, 0.0, 0.05, 20), 0.03, lower_is_better=True)
    again = [Figure("essai", "rappel", "clausier", Estimate(value, 0.0, 1.0, 20)) for value in (0.81, 0.79)]
    more = Figure("essai", "faux oui", "clausier", Estimate(0.06, 0.0, 0.1, 20), 0.03, lower_is_better=True)
    assert worsened([again[0], wrong], [before, wrong]) == []
    assert worsened([again[1], more], [before, wrong]) == [(again[1], before), (more, wrong)]
    assert (wrong.meets, more.meets, before.meets) == (True, False, None)


def test_an_outcome_comes_back_as_it_was_written(tmp_path: Path) -> None:
    figure = Figure("essai", "rappel", "clausier", Estimate(0.9, 0.8, 1.0, 20), 0.92)
    outcome = Outcome((figure,), (Failure("essai", "Où ?", "contrat", "12.1", "13", "titre"),))
    (tmp_path / "essai.json").write_text(written(outcome), encoding="utf-8")
    assert read(tmp_path / "essai.json") == outcome
    assert read(tmp_path / "absent.json") == Outcome(())
