"""`--paper`, of every command that has a result to hand over: real library, indexes and encoder, no chat model."""

from pathlib import Path

import docx
import pytest

from clausier.cli import main
from clausier.domain.papers import PaperFormat
from tests.cli.test_journey import CONTRACT, QUESTION, QUOTE, said
from tests.papers.read_back import READERS, run_on

OTHER = CONTRACT.replace("quatre (4)", "neuf (9)")
OTHER_QUOTE = "assiste le Client pendant neuf (9) mois"


@pytest.fixture
def folder(
    warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """Two contracts in the default dossier; a folder whose name typography would change."""
    monkeypatch.setenv("CLAUSIER_MODEL", "none")
    made = tmp_path / "l'offre, page 2"
    made.mkdir()
    (made / "contrat.txt").write_text(CONTRACT, encoding="utf-8")
    (made / "autre.txt").write_text(OTHER, encoding="utf-8")
    assert main(["ingest", str(made / "contrat.txt"), str(made / "autre.txt")]) == 0
    capsys.readouterr()
    return made


@pytest.fixture
def contract_docx(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """One more contract there, a Word file."""
    document = docx.Document()
    for line in CONTRACT.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "word.docx"))
    assert main(["ingest", str(folder / "word.docx")]) == 0
    capsys.readouterr()
    return folder / "word.docx"


def read(path: Path) -> str:
    return run_on(READERS[PaperFormat(path.suffix[1:])](path.read_bytes()))


@pytest.mark.parametrize(
    ("command", "name", "quotes"),
    [
        (["compare", "contrat.txt", "autre.txt"], "c.docx", (QUOTE, OTHER_QUOTE)),
        (["audit", "contrat.txt"], "a.pdf", (QUOTE,)),
        (["text", "contrat.txt"], "t.docx", (QUOTE,)),
        (["ask", QUESTION, "--in", "contrat.txt"], "r.pdf", (QUOTE,)),
        (["explain", "contrat.txt", "3"], "e.docx", (QUOTE,)),
    ],
)
def test_a_result_is_handed_over_with_its_quotations_and_its_path_as_it_is(
    folder: Path, command: list[str], name: str, quotes: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--paper", str(folder / name)]) == 0
    told = capsys.readouterr()
    assert f"Document écrit\u202f: {folder / name}\n" in told.err
    assert told.out
    assert all(quote in read(folder / name) for quote in quotes)


def test_several_audits_are_a_table_of_contracts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = folder / "m.csv"
    assert main(["audit", "contrat.txt", "autre.txt", "--checklist", "generale", "--paper", str(table)]) == 0
    assert "Réversibilité" in read(table)
    assert "contrat.txt" in read(table)
    assert "autre.txt" in read(table)


@pytest.mark.parametrize(
    "command", [["compare", "contrat.txt", "autre.txt"], ["audit", "contrat.txt"], ["text", "contrat.txt"]]
)
def test_where_a_paper_cannot_go_is_told_before_any_work(
    folder: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (folder / "r.odt", folder / "absent" / "r.docx"):
        assert main([*command, "--paper", str(path)]) == 1
        out, err = said(capsys)
        assert out == ""
        assert "Donnez un" in err


def test_a_paper_never_takes_the_place_of_a_contract(
    folder: Path, contract_docx: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contract_docx.read_bytes()
    assert main(["text", contract_docx.name, "--paper", str(contract_docx)]) == 1
    assert "est un document du dossier" in said(capsys)[1]
    assert contract_docx.read_bytes() == before


def test_a_file_of_questions_is_handed_over_by_the_command_for_questionnaires(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "q.jsonl").write_text('{"question": "Durée ?"}\n', encoding="utf-8")
    assert main(["ask", "--batch", str(folder / "q.jsonl"), "--paper", str(folder / "r.docx")]) == 1
    assert "clausier questionnaire" in said(capsys)[1]
    assert not (folder / "r.docx").exists()
