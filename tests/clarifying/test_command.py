"""`clausier explain`, from a file to the words on the terminal; only the chat model is left out."""

import json
from pathlib import Path

import pytest

from clausier.cli import main
from tests.papers.read_back import docx_text

CONTRACT = """\
CONTRAT D’INFOGÉRANCE

ENTRE LES SOUSSIGNÉS : la société Exemple, le Client, et la société Services, le Prestataire.

ARTICLE 1 – OBJET

Le Prestataire assure l’infogérance du système d’information du Client.

ARTICLE 2 – RÉVERSIBILITÉ

À la fin du contrat, le Prestataire doit remettre au Client un plan et l’assister pendant quatre (4) mois.
"""


@pytest.fixture(autouse=True)
def contract(
    warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAUSIER_MODEL", "none")
    (tmp_path / "contrat.txt").write_text(CONTRACT, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "contrat.txt")]) == 0
    capsys.readouterr()


def test_an_article_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "contrat", "article 2"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Réversibilité" in said
    assert "Le Prestataire doit :" in said
    assert "Envers : le Client." in said


def test_a_program_reads_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "contrat.txt", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["topics"] == ["reversibilite"]


def test_an_unknown_article_is_told_with_those_that_are_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "contrat", "9"]) == 1
    assert "1 et 2" in capsys.readouterr().err


def test_the_explanation_is_written_as_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "contrat", "2", "--paper", str(tmp_path / "article.docx")]) == 0
    assert str(tmp_path / "article.docx") in capsys.readouterr().err
    assert "pendant quatre (4) mois" in docx_text((tmp_path / "article.docx").read_bytes())


def test_a_file_that_cannot_be_written_is_told_before_the_clause_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "contrat", "9", "--paper", str(tmp_path / "a.xlsx")]) == 1
    assert ".docx ou .pdf" in capsys.readouterr().err
