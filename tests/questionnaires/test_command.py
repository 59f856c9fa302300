"""`clausier questionnaire`, from a file to its answered copy: real library, indexes and encoder, no chat model."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest

from clausier.cli import main
from clausier.ports import Watcher
from tests.cli.test_journey import CONTRACT, said
from tests.papers.read_back import csv_rows
from tests.questionnaires.files import saved, sheet_of, workbook

QUESTIONS = ("Le contrat prévoit-il la réversibilité ?", "Le contrat parle-t-il de poules ?", "Quel est le préavis ?")
QUOTE = "assiste le Client pendant quatre (4) mois"


@contextmanager
def interrupted_after_two(name: str) -> Iterator[Watcher]:
    """A bar at which the reader stops the command."""

    def watch(step: str, done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    yield watch


@pytest.fixture
def folder(
    warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A contract in the default dossier, and questionnaires beside."""
    monkeypatch.setenv("CLAUSIER_MODEL", "none")
    (tmp_path / "contrat.txt").write_text(CONTRACT, encoding="utf-8")
    (tmp_path / "q.xlsx").write_bytes(saved(workbook(("Question",), *((text,) for text in QUESTIONS))))
    document = docx.Document()
    for text in QUESTIONS:
        document.add_paragraph(text)
    (tmp_path / "q.docx").write_bytes(saved(document))
    assert main(["ingest", str(tmp_path / "contrat.txt")]) == 0
    capsys.readouterr()
    return tmp_path


def test_a_workbook_is_answered_beside_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "q.xlsx").read_bytes()
    assert main(["questionnaire", str(folder / "q.xlsx")]) == 0
    out, err = said(capsys)
    assert out.startswith("3 questions : ")
    assert str(folder / "q - réponses.xlsx") in err
    sheet = sheet_of((folder / "q - réponses.xlsx").read_bytes())
    assert QUOTE in str(sheet["D2"].value)
    assert sheet["E2"].value == "3"
    assert sheet["B3"].value == "Non trouvé"
    assert sheet["D3"].value is None
    assert "six (6) mois" in str(sheet["D4"].value)
    assert (folder / "q.xlsx").read_bytes() == before


def test_a_report_is_written_beside_the_answered_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = folder / "compte rendu.csv"
    assert main(["questionnaire", str(folder / "q.xlsx"), "--paper", str(report)]) == 0
    assert str(report) in said(capsys)[1]
    questions = [row[1] for row in csv_rows(report.read_bytes())[2:5]]
    assert questions == list(QUESTIONS)
    before = (folder / "q.xlsx").read_bytes()
    assert main(["questionnaire", str(folder / "q.xlsx"), "--paper", str(folder / "q.xlsx")]) == 1
    assert "effacerait le questionnaire" in said(capsys)[1]
    assert (folder / "q.xlsx").read_bytes() == before


def test_what_was_answered_is_not_asked_again_and_no_file_is_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("clausier.cli.questionnaires.progress", interrupted_after_two)
        assert main(["questionnaire", str(folder / "q.docx")]) == 130
    assert "2 réponses gardées sur 3" in said(capsys)[1]
    assert not (folder / "q - réponses.docx").exists()
    assert main(["questionnaire", str(folder / "q.docx")]) == 0
    assert "2 réponses gardées d’une fois précédente." in said(capsys)[1]
    assert main(["questionnaire", str(folder / "q.docx"), "--json"]) == 0
    lines = [json.loads(line) for line in said(capsys)[0].splitlines()]
    assert [line["question"] for line in lines] == list(QUESTIONS)
    assert (folder / "q - réponses (2).docx").exists()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [("q.xlsx", "effaceraient"), ("r.docx", "rendu en .xlsx"), ("absent/r.xlsx", "n’existe pas")],
)
def test_where_the_answers_cannot_go_is_told_before_any_question(
    folder: Path, output: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questionnaire", str(folder / "q.xlsx"), "--output", str(folder / output)]) == 1
    assert sentence in said(capsys)[1]


def test_a_file_that_is_no_questionnaire_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questionnaire", str(folder / "contrat.txt")]) == 1
    assert "pas un questionnaire" in said(capsys)[1]
    assert main(["questionnaire", str(folder / "absent.xlsx")]) == 1
    assert "ne s’ouvre pas" in said(capsys)[1]
