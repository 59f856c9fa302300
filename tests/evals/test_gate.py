"""What answers are worth does not fall: a few dozen questions with the real encoder, against the recorded figures."""

from pathlib import Path

import pytest

from evals.answers.gate import RECORDED, gate, outcome
from evals.answers.judging import Judged
from evals.answers.said import failure_lines
from evals.figures import Figure, read

_ONE = 1.5  # questions: one may turn where processors add up in another order

pytestmark = pytest.mark.timeout(900)  # on a machine with no rest; a minute on one that has it


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, kept_cache: Path) -> list[Judged]:
    folder = tmp_path_factory.mktemp("gate")
    (folder / "topics").symlink_to(kept_cache)
    return gate(_unwatched, folder)


@pytest.fixture(scope="module")
def found(judged: list[Judged]) -> dict[str, Figure]:
    return {figure.measure: figure for figure in outcome(judged).figures}


HELD = read(RECORDED).figures


def test_there_is_a_record_of_enough_questions(judged: list[Judged]) -> None:
    assert len(judged) >= 40
    assert HELD


@pytest.mark.parametrize("held", HELD, ids=[figure.measure for figure in HELD])
def test_no_figure_falls(held: Figure, found: dict[str, Figure], judged: list[Judged]) -> None:
    now, slack = found[held.measure].estimate, _ONE / held.estimate.units
    fallen = now.value - held.estimate.value if held.lower_is_better else held.estimate.value - now.value
    assert now.units == held.estimate.units
    assert fallen <= slack, "\n".join([f"{now.value:.3f}, recorded {held.estimate.value:.3f}", *failure_lines(judged)])


def _unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks on."""
