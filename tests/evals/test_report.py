"""The table, the report, and what makes `make eval` fail."""

import json
from pathlib import Path

import pytest

from evals.answers.kept import digest, libraries_to_drop
from evals.commit import commit
from evals.figures import Failure, Figure, Outcome, read, worsened, written
from evals.measures import Estimate
from evals.report import report
from evals.table import rows, table


def figure(
    measure: str, value: float, reader: str = "clausier", target: float | None = None, name: str = "essai"
) -> Figure:
    return Figure(name, measure, reader, Estimate(value, value - 0.05, value + 0.05, 40), target)


FIGURES = (
    figure("rappel du passage @4", 0.85, target=0.92),
    figure("rappel du passage @8", 0.99, target=0.98),
    figure("rappel du passage @4", 0.6, "bm25"),
    figure("rappel du passage @4", 0.7, "fusion"),
    figure("rappel du passage @8", 0.8, "fusion"),
    figure("verdicts justes", 0.5, name="essai › genre › coverage"),
    figure("verdicts justes", 0.7, name="essai › genre › value"),
    figure("oui", 0.4, name="essai › verdict › oui"),
)
MISSED = Failure("essai", "q-1 : <b>Peut-on partir ?</b>", "contrat", "oui", "non_trouve", "recherche : rang 12")


def test_a_row_has_the_best_of_the_others_beside_it() -> None:
    first, second = rows(FIGURES)
    assert first.rival is not None
    assert (first.rival.reader, first.rival.estimate.value) == ("fusion", 0.7)
    assert "| rappel du passage @4 | ≥ 0.92 ✗ | 0.850 [0.800 – 0.900] | 0.700 (fusion) |" in table([first, second])
    assert "≥ 0.98 ✓" in table([second])


def test_the_best_of_a_share_of_faults_is_the_lowest() -> None:
    faults = [
        Figure("s", "m", name, Estimate(value, value, value, 9), None, True)
        for name, value in (("clausier", 0.1), ("a", 0.3), ("b", 0.2))
    ]
    (row,) = rows(faults)
    assert row.rival is not None
    assert row.rival.reader == "b"


def test_the_report_stands_alone_and_says_what_it_was_given() -> None:
    page = report({"answers": Outcome(FIGURES, (MISSED,))}, "0123456789ab")
    assert "0123456789ab" in page
    assert page.count("<svg") == 3  # recall by depth, verdicts by kind, causes
    assert "&lt;b&gt;Peut-on partir" in page
    assert "<b>Peut-on" not in page
    assert "trop loin dans la liste" in page
    assert "présence d’une clause" in page
    for outside in ("src=", 'href="http', "@import", "url("):
        assert outside not in page.replace('xmlns="http', "").replace("url(#", "")


def test_the_report_is_drawn_alike_each_time() -> None:
    assert report({"a": Outcome(FIGURES)}, "c") == report({"a": Outcome(FIGURES)}, "c")


@pytest.mark.parametrize(("value", "fell"), [(0.79, True), (0.81, False), (0.99, False)])
def test_a_figure_falls_when_it_is_below_what_was_recorded_and_its_interval(value: float, fell: bool) -> None:
    assert bool(worsened([figure("rappel du passage @4", value)], FIGURES)) is fell


def test_an_outcome_is_read_as_it_was_written(tmp_path: Path) -> None:
    outcome = Outcome(FIGURES, (MISSED,))
    (tmp_path / "a.json").write_text(written(outcome), "utf-8")
    assert read(tmp_path / "a.json") == outcome
    assert json.loads(written(outcome))["figures"][0]["estimate"]["units"] == 40


def test_the_commit_is_named_in_one_word() -> None:
    assert commit()
    assert len(commit().split()) == 1


def test_names_tell_parts_apart_and_old_libraries_go(tmp_path: Path) -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    for at in range(9):
        (tmp_path / f"library-{at}").mkdir()
    assert len(libraries_to_drop(tmp_path)) == 3
