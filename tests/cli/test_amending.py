"""`clausier amend`, `text`, `life`: over a contract and its amendment, read by the real readers into a real library."""

import json
from pathlib import Path

import pytest

from clausier.cli import main
from tests.amending.drafted import CONTRACT
from tests.ui.test_amendments import AMENDMENT


@pytest.fixture(autouse=True)
def without_chat_model(warm_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSIER_MODEL", "none")


@pytest.fixture
def files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A contract and its amendment, both in the default dossier, not attached yet."""
    (tmp_path / "contrat.md").write_text(CONTRACT, encoding="utf-8")
    (tmp_path / "avenant.md").write_text(AMENDMENT, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "contrat.md")]) == 0
    capsys.readouterr()
    assert main(["ingest", str(tmp_path / "avenant.md")]) == 0
    return tmp_path


def test_reading_an_amendment_proposes_its_contract(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "clausier amend avenant.md contrat.md" in capsys.readouterr().err


def test_without_a_contract_the_command_proposes_it(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["amend", "avenant.md"]) == 1
    assert "Il semble modifier" in capsys.readouterr().err


def test_once_attached_the_text_is_the_one_in_force(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["amend", "avenant.md", "contrat.md"]) == 0
    capsys.readouterr()
    assert main(["text", "contrat.md", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    changed = next(one for one in told["provisions"] if one["number"] == "12.2")
    assert "six (6) mois" in changed["text"]
    assert changed["superseded"][0]["citation"]["quote"] == "trois (3) mois"
    assert main(["text", "contrat.md", "--at", "15 janvier 2024"]) == 0
    before = " ".join(capsys.readouterr().out.split())
    assert "Le préavis est de trois (3) mois." in before
    assert "à compter du 1er mars 2024" in before


def test_detached_an_amendment_changes_nothing(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["amend", "avenant.md", "contrat.md"]) == 0
    assert main(["amend", "avenant.md", "--none"]) == 0
    capsys.readouterr()
    assert main(["text", "contrat.md"]) == 0
    assert "six (6) mois." not in capsys.readouterr().out.replace("\u00a0", " ").partition("12.2")[2][:60]


def test_the_life_of_a_contract_is_told_day_by_day(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["life", "contrat.md", "--json"]) == 0
    days = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [day["day"] for day in days] == sorted(day["day"] for day in days)
    assert {"signature", "term"} <= {day["kind"] for day in days}
    assert all(day["assumption"] or day["citation"] for day in days)


def test_what_is_no_date_is_told(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["life", "contrat.md", "--at", "hier"]) == 1
    assert "n’est pas une date" in capsys.readouterr().err
