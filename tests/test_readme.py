"""The README keeps its word: every command in it is run, every file it names is there."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from clausier.render import DISCLAIMER
from clausier.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKE = {"make run", "make run MODEL=none", "make test"}
ELSEWHERE = {
    "pip install .",  # test_packaging installs the wheel and asks it a question
    "ollama pull qwen3:8b",  # needs Ollama, which belongs to the person
}
ARTICLES = (
    "ARTICLE 1 - OBJET",
    "Le Prestataire assure l'infogérance du système d'information du Client.",
    "ARTICLE 2 - RÉSILIATION",
    "Chaque partie peut résilier le contrat moyennant un préavis de résiliation de six (6) mois.",
    "ARTICLE 3 - RÉVERSIBILITÉ",
    "Le Prestataire remet un plan de réversibilité et assiste le Client pendant quatre (4) mois.",
    "ARTICLE 4 - PÉNALITÉS",
    "En cas d'indisponibilité du service, le Prestataire doit des pénalités de deux pour cent (2 %).",
)


def blocks(language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines() if line.strip()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a reader would have it: a contract, the questionnaire of the README, and the checking script."""
    canvas = Canvas(str(tmp_path / "mon-contrat.pdf"), pagesize=A4)
    for number, line in enumerate(ARTICLES):
        canvas.drawString(72, 760 - 30 * number, line)
    canvas.save()
    (questionnaire,) = blocks("jsonl")
    (tmp_path / "questions.jsonl").write_text(questionnaire, encoding="utf-8")
    (tmp_path / "evals").mkdir()
    shutil.copy(ROOT / "evals" / "verify_quotes.py", tmp_path / "evals")
    return tmp_path


def test_every_command_for_clausier_works_in_the_order_of_the_readme(folder: Path, warm_home: Path) -> None:
    environment = {**os.environ, "CLAUSIER_MODEL": "none", "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-c", "from clausier.launch import main; main()"]
    told = []
    for line in commands():
        program, *arguments = shlex.split(line)
        if program not in ("clausier", "python"):
            continue
        command = [*(run if program == "clausier" else [sys.executable]), *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        told.append(line)
    assert len(told) >= 9
    answers = [json.loads(line) for line in (folder / "reponses.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["verdict"] for answer in answers] != []
    assert all(answer["citations"] for answer in answers)


def test_no_command_is_left_without_a_test() -> None:
    others = {line for line in commands() if shlex.split(line)[0] not in ("clausier", "python")}
    assert others == (MAKE - {"make run MODEL=none"}) | ELSEWHERE


@pytest.mark.parametrize("command", sorted(MAKE))
def test_make_knows_its_verbs(command: str) -> None:
    """What it would do: install by the pinned versions, and serve or test. Each piece of it is tested by itself."""
    done = subprocess.run([*shlex.split(command), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ("clausier serve" in done.stdout) == ("run" in command)
    assert ("pytest" in done.stdout) == ("test" in command)
    assert ('CLAUSIER_MODEL="none"' in done.stdout) == ("MODEL=none" in command)
    fresh = subprocess.run(
        [*shlex.split(command), "--dry-run", "--always-make"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (torch,) = re.findall(r"--constraint constraints.txt (torch==\S+)$", fresh.stdout, re.MULTILINE)
    assert torch in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def test_the_settings_shown_are_settings() -> None:
    (shown,) = blocks("toml")
    assert Settings.model_validate(tomllib.loads(shown)).model == "ollama:qwen3:8b"


def test_the_disclaimer_is_the_one_of_the_application() -> None:
    assert DISCLAIMER in " ".join(README.split())


def test_every_file_it_points_to_is_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if not target.startswith("http")]
    assert [target for target in targets if not (ROOT / target).exists()] == []
