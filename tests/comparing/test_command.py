"""`clausier compare`, from files to figures side by side: real library, indexes and encoder."""

import json
from pathlib import Path

import pytest

from clausier.cli import main
from tests.comparing.compared import BASE


@pytest.fixture(autouse=True)
def read(warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two versions are in the default dossier."""
    monkeypatch.setenv("CLAUSIER_MODEL", "none")
    (tmp_path / "v1.md").write_text(BASE, encoding="utf-8")
    (tmp_path / "v2.md").write_text(BASE.replace("six (6) mois", "trois (3) mois"), encoding="utf-8")
    assert main(["ingest", str(tmp_path / "v1.md"), str(tmp_path / "v2.md")]) == 0
    capsys.readouterr()


def test_versions_are_recognised_and_their_figures_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "v1", "v2"]) == 0
    assert "six (6) mois → trois (3) mois" in capsys.readouterr().out


def test_a_program_gets_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "v1", "v2", "--contracts", "--topic", "resiliation", "--json"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["kind"], [row["topic"] for row in line["rows"]]) == ("contracts", ["resiliation"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["v1", "v3"], "Aucun document"),
        (["v1", "v1"], "deux fois le même document"),
        (["v1", "v2", "--versions", "--contracts"], "s’excluent"),
        (["v1", "v2", "--topic", "cuisine"], "Aucun sujet"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err.replace("\u00a0", " ")
