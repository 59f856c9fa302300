"""`clausier audit`, from a file to its table: real library and encoder, no chat model."""

import json
from pathlib import Path

import pytest

from clausier.bundle import CORPUS
from clausier.cli import main

WEAK = CORPUS / "contracts" / "aubrelot-contrat-parc-2025.pdf"
OTHER = CORPUS / "contracts" / "valsonne-contrat-tma-2025.docx"


@pytest.fixture(autouse=True)
def two_contracts(warm_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CLAUSIER_MODEL", "none")
    assert main(["ingest", str(WEAK), str(OTHER)]) == 0
    capsys.readouterr()


def test_one_contract_is_audited_by_the_list_that_it_calls_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", WEAK.name]) == 0
    told = capsys.readouterr()
    assert "Support, centre de services et parc" in told.out
    assert "Réversibilité – Non trouvé" in told.out
    assert "INFOGÉRANCE DE PARC" in told.err


def test_a_program_gets_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", OTHER.name, "--checklist", "reversibilite-18", "--json"]) == 0
    line = json.loads(capsys.readouterr().out)
    verdicts = {row["point"]: row["verdict"] for row in line["rows"]}
    assert len(verdicts) == 18
    assert verdicts["reversibilite/duree"] == "oui"
    assert verdicts["reversibilite/plan"] == "non_trouve"


def test_several_contracts_are_a_table_and_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "tableau.svg"
    assert main(["audit", WEAK.name, OTHER.name, "--picture", str(picture)]) == 0
    out = capsys.readouterr().out
    assert "✓ Oui" in out
    assert len([line for line in out.splitlines() if line.startswith("Assurances")]) == 1
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    assert main(["audit", WEAK.name, "--picture", str(tmp_path / "absent" / "tableau.svg")]) == 1


def test_an_unknown_list_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", WEAK.name, "--checklist", "inconnue"]) == 1
    assert "generale" in capsys.readouterr().err


def test_what_a_person_says_stays_beside_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    said = ["review", WEAK.name, "reversibilite", "--note", "Prévue par courrier.", "--verdict", "partiel"]
    assert main(said) == 0
    capsys.readouterr()
    assert main(["audit", WEAK.name, "--json"]) == 0
    (row,) = [row for row in json.loads(capsys.readouterr().out)["rows"] if row["topic"] == "reversibilite"]
    assert row["verdict"] == "non_trouve"
    assert (row["review"]["verdict"], row["review"]["note"]) == ("partiel", "Prévue par courrier.")
    assert main(["review", WEAK.name, "reversibilite", "--undo"]) == 0
    capsys.readouterr()
    assert main(["audit", WEAK.name, "--json"]) == 0
    assert all(row["review"] is None for row in json.loads(capsys.readouterr().out)["rows"])


def test_a_point_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", WEAK.name, "reversibilité/plans"]) == 1
    assert "reversibilite/plan" in capsys.readouterr().err
