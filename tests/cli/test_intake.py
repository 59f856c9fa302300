"""Taking files in on the command line: passwords, new versions, what is passed over, and an interruption."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from clausier.adapters.sqlite.packing import unpacked_report
from clausier.cli import main
from clausier.domain.documents import ReadingReport

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "sesame 42"
RUN = "from clausier.launch import main; main()"
HEARD = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {RUN}"
"""Runs a command that hears of an interruption, even where these tests run in the background and do not."""
AT_A_TERMINAL = f"import pty, sys; sys.exit(pty.spawn([sys.executable, '-c', {RUN!r}, *sys.argv[1:]]) >> 8)"
"""Runs a command where it finds a terminal, and hands over what is typed and what is shown."""


@pytest.fixture(autouse=True)
def without_chat_model(warm_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSIER_MODEL", "none")


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    told = capsys.readouterr()
    return plain(told.out), plain(told.err)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def contract(months: int = 6) -> str:
    return f"ARTICLE 1 – OBJET\n\nInfogérance.\n\nARTICLE 2 – DURÉE\n\nLe préavis est de {months} mois.\n"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    written = BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption(PASSWORD, ownerPassword="autre"))
    for number, line in enumerate(contract().split("\n\n")):
        canvas.drawString(72, 760 - 30 * number, line)
    canvas.save()
    path = tmp_path / "confidentiel.pdf"
    path.write_bytes(written.getvalue())
    return path


def test_a_locked_file_says_that_it_needs_its_password(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(locked)]) == 1
    out, err = said(capsys)
    assert out.startswith(f"{locked} – mot de passe demandé : ")
    assert "1 fermé par un mot de passe" in err
    assert main(["ingest", str(locked), "--password", "mauvais", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["state"] == "locked"


def test_a_locked_file_is_read_with_its_password(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(locked), "--password", PASSWORD]) == 0
    out, err = said(capsys)
    assert "lu : 1 page, 2 articles" in out
    assert main(["report", "confidentiel.pdf"]) == 0
    assert "chiffré" in said(capsys)[0]
    assert PASSWORD not in out + err


@contextmanager
def terminal(*arguments: str) -> "Iterator[subprocess.Popen[bytes]]":
    with subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def shown_until(stream: "IO[bytes] | None", words: str) -> str:
    """What the terminal shows, up to those words."""
    assert stream is not None
    shown = b""
    while words.encode() not in shown:
        piece = os.read(stream.fileno(), 4096)
        assert piece, shown.decode()
        shown += piece
    return shown.decode(errors="replace")


def typed(running: "subprocess.Popen[bytes]", line: str) -> None:
    assert running.stdin is not None
    running.stdin.write(f"{line}\n".encode())
    running.stdin.flush()


def test_at_a_terminal_the_password_is_asked_for_and_not_shown(locked: Path) -> None:
    with terminal("ingest", str(locked)) as running:
        shown_until(running.stdout, "passer ce fichier)")
        typed(running, "mauvais")
        shown_until(running.stdout, "passer ce fichier)")
        typed(running, PASSWORD)
        rest = shown_until(running.stdout, "document lu")
        assert "2\u00a0articles" in rest
        assert PASSWORD not in rest
        assert running.wait(30) == 0


def test_at_a_terminal_a_locked_file_can_be_passed_over(locked: Path) -> None:
    with terminal("ingest", str(locked)) as running:
        shown_until(running.stdout, "passer ce fichier)")
        typed(running, "")
        shown_until(running.stdout, "mot de passe demandé")
        assert running.wait(30) == 1


@pytest.fixture
def versions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A contract that is in, and has other words since."""
    path = tmp_path / "contrat.txt"
    path.write_text(contract(), encoding="utf-8")
    assert main(["ingest", str(path)]) == 0
    path.write_text(contract(9), encoding="utf-8")
    capsys.readouterr()
    return path


def held(capsys: pytest.CaptureFixture[str]) -> int:
    capsys.readouterr()
    assert main(["documents", "--json"]) == 0
    return len(capsys.readouterr().out.splitlines())


def test_without_a_terminal_a_new_version_replaces_nothing(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(versions)]) == 0
    assert "les deux sont gardés ; pour en décider : --replace ou --keep-both" in said(capsys)[0]
    assert held(capsys) == 2
    assert main(["ingest", str(versions), "--replace"]) == 0  # it may be decided later
    assert "déjà là ; remplace l’ancienne version" in said(capsys)[0]
    assert held(capsys) == 1


@pytest.mark.parametrize(
    ("wish", "told", "left"), [("--replace", "replaced", 1), ("--keep-both", "kept", 2)]
)  # fmt: skip
def test_a_wish_decides_about_the_older_version(
    wish: str, told: str, left: int, versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", str(versions), wish, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == told
    assert held(capsys) == left
    assert main(["ingest", str(versions), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] is None  # not asked twice


@pytest.mark.parametrize(("answer", "left"), [("remplacer", 1), ("garder", 2), ("", 2)])
def test_at_a_terminal_a_person_decides(
    answer: str, left: int, versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with terminal("ingest", str(versions)) as running:
        asked = shown_until(running.stdout, "garder les deux.")
        assert "efface" in plain(asked)
        typed(running, answer)
        shown_until(running.stdout, "document lu")
        assert running.wait(30) == 0
    assert held(capsys) == left


def test_what_is_no_document_is_passed_over_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "contrat.txt").write_text(contract(), encoding="utf-8")
    for name in (".DS_Store", "Thumbs.db", "~$ntrat.docx", "desktop.ini"):
        (folder / name).write_bytes(b"\0\1")
    (tmp_path / "ailleurs").mkdir()
    (folder / "lien").symlink_to(tmp_path / "ailleurs")
    assert main(["ingest", str(folder)]) == 0
    out, err = said(capsys)
    assert len(out.splitlines()) == 1
    for name in ("« lien »", "« Thumbs.db »", "« desktop.ini »", "1 autre"):
        assert name in err
    assert "DS_Store" not in err


def test_files_that_are_there_already_cost_no_look_at_all_the_others_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, files, looks = tmp_path / "dossier", 12, 0
    folder.mkdir()
    for number in range(files):
        (folder / f"{number}.txt").write_text(contract(number), encoding="utf-8")
    assert main(["ingest", str(folder)]) == 0

    def counted(text: str) -> ReadingReport:
        nonlocal looks
        looks += 1
        return unpacked_report(text)

    monkeypatch.setattr("clausier.adapters.sqlite.rows.unpacked_report", counted)
    capsys.readouterr()
    assert main(["ingest", str(folder)]) == 0
    out, err = said(capsys)
    assert out.count(" – déjà là\n") == files
    assert f"0 document lu, {files} déjà là" in err
    assert looks < files * files


def test_an_interruption_says_what_is_kept_and_the_rest_is_read_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(contract(number), encoding="utf-8")
    command = [sys.executable, "-c", HEARD, "ingest", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the whole of it
        out, err = running.communicate(timeout=240)
    told = plain(err.decode())
    done = 1 + len(out.splitlines())
    assert running.returncode == 130, told
    assert f"{done} fichier{'s' if done > 1 else ''} sur 300 traité{'s' if done > 1 else ''}" in told
    assert "La même commande reprend" in told
    assert "Traceback" not in told
    for path in sorted(folder.iterdir())[done + 5 :]:
        path.unlink()
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    states = [line.rpartition(" – ")[2] for line in plain(again.stdout).splitlines()]
    assert again.returncode == 0
    assert states[:done] == ["déjà là"] * done
    assert len(states) == done + 5
