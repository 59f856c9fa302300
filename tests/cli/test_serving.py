"""`clausier serve`, as a person starts it: the demonstration is read, the page answers, and it stops when told."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = "from clausier.launch import main; main()"
PATIENCE = 240  # seconds: a first run reads every note and contract of the corpus


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def clausier(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CODE, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    monkeypatch.setenv("CLAUSIER_MODEL", "none")
    port = free_port()
    command = [sys.executable, "-c", CODE, "serve", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=os.environ)
    try:
        _wait(port, running, tmp_path / "log")
        yield port, running
    finally:
        running.kill()
        running.wait()


def _wait(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_page_is_served_to_this_machine_alone(
    served: tuple[int, "subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    port, running = served
    with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port), timeout=2):
        pass  # another address of this machine: nobody listens there
    listed = [json.loads(line) for line in clausier("dossiers", "--json").stdout.splitlines()]
    assert [(line["name"], line["documents"] > 0) for line in listed] == [("Démonstration", True)]
    again = clausier("serve", "--port", str(port))
    assert again.returncode == 1
    assert f"Le port {port} est déjà" in again.stderr
    running.terminate()
    assert running.wait(timeout=30) in (0, -15)
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")
