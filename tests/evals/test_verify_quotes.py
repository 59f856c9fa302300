"""The independent check of quotations finds what is there, and refuses a quotation changed by one digit or one word."""

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

SCRIPT = Path(__file__).resolve().parents[2] / "evals" / "verify_quotes.py"
TRUE = "Le Prestataire assiste le Client pendant six (6) mois."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    originals = tmp_path / "originaux"
    originals.mkdir()
    canvas = Canvas(str(originals / "contrat.pdf"), pagesize=A4)
    canvas.drawString(72, 720, "Article 1. Le contrat dure trois ans.")
    canvas.showPage()
    canvas.drawString(72, 720, "Article 2. Le Prestataire assiste le Cli-")
    canvas.drawString(72, 706, "ent pendant six (6) mois. Il ne facture pas cette assistance.")
    canvas.save()
    document = docx.Document()
    document.add_paragraph("Préambule")
    document.add_table(1, 2).cell(0, 1).text = "99,9 % par mois"
    document.save(str(originals / "annexe.docx"))
    (originals / "note.md").write_text("---\ntitre: Note\n---\nLe **préavis** est\nde trois mois.\n", encoding="utf-8")
    return originals


def check(folder: Path, quote: str, file: str, page: int | None) -> subprocess.CompletedProcess[str]:
    citation = {"document": "d", "file": file, "page": page, "article": "2", "quote": quote, "source": "contract"}
    answers = folder.parent / "answers.jsonl"
    answers.write_text(json.dumps({"id": "q1", "verdict": "oui", "citations": [citation]}) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(answers), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("quote", "file", "page"),
    [
        (TRUE, "contrat.pdf", 2),
        ("Le Prestataire assiste\nle Cli-\nent pendant six (6) mois.", "contrat.pdf", 2),
        ("99,9 % par mois", "annexe.docx", None),
        ("Le préavis est de trois mois.", "note.md", None),
    ],
)
def test_a_true_quotation_is_found(folder: Path, quote: str, file: str, page: int | None) -> None:
    done = check(folder, quote, file, page)
    assert (done.returncode, done.stderr) == (0, "")
    assert "quotes" in done.stdout
    assert "missed" not in done.stdout


@pytest.mark.parametrize(
    ("quote", "file", "page", "reason"),
    [
        (TRUE.replace("6", "8"), "contrat.pdf", 2, "not in the file"),
        ("Il facture cette assistance.", "contrat.pdf", 2, "not in the file"),
        (TRUE, "contrat.pdf", 1, "not on page 1, but on [2]"),
        (TRUE, "contrat.pdf", 3, "page 3 of 2"),
        (TRUE, "contrat.pdf", None, "page None of 2"),
        (TRUE, "ailleurs.pdf", 2, "no file named"),
        ("99,9 % par mois", "annexe.docx", 1, "without pages"),
    ],
)
def test_a_false_quotation_is_refused(folder: Path, quote: str, file: str, page: int | None, reason: str) -> None:
    done = check(folder, quote, file, page)
    assert done.returncode == 1
    assert reason in done.stdout
    assert "quotes missed: 1" in done.stdout


def test_nothing_to_check_is_not_a_success(folder: Path) -> None:
    answers = folder.parent / "answers.jsonl"
    answers.write_text('{"id": "q1", "question": "?", "error": "non"}\n', encoding="utf-8")
    done = subprocess.run([sys.executable, str(SCRIPT), str(answers), str(folder)], capture_output=True, check=False)
    assert done.returncode == 2


def test_it_uses_nothing_of_ours() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert "import clausier" not in text
    assert "from clausier" not in text
    assert "import ingest" not in text
    assert "from ingest" not in text


@pytest.mark.parametrize(("cell", "status"), [("99,9 % par mois", 0), ("99,8 % par mois", 1)])
def test_the_cells_of_a_row_may_stand_apart(folder: Path, cell: str, status: int) -> None:
    cells = [{"header": "", "text": "Préambule"}, {"header": "Taux", "text": cell}]
    quote = f"{cell}\tPréambule"
    citation = {"file": "annexe.docx", "page": None, "article": "", "quote": quote, "source": "contract"}
    answers = folder.parent / "answers.jsonl"
    line = {"id": "q1", "verdict": "oui", "citations": [{"document": "d", "cells": cells, **citation}]}
    answers.write_text(json.dumps(line) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(answers), str(folder)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == status
