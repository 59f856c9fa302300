"""How long work is told where no bar can be drawn."""

import pytest

from clausier.cli.console import lasting
from clausier.domain.french import typeset


def test_long_work_leaves_a_line_now_and_then_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.0, 6.0, 6.0, 8.0, 12.0, 12.0])
    with lasting("Préparation", lambda: next(times)) as watch:
        for number in range(1, 5):
            watch("notes de référence", number, 15)
    said = capsys.readouterr().err.splitlines()
    assert said == [typeset(f"Préparation – notes de référence : {number} sur 15") for number in (2, 4)]


def test_work_soon_done_leaves_none(capsys: pytest.CaptureFixture[str]) -> None:
    with lasting("Préparation", lambda: 0.0) as watch:
        watch("notes de référence", 15, 15)
    assert capsys.readouterr().err == ""
