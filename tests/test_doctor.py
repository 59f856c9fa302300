"""The doctor tells what is missing, and what to do; it changes nothing."""

import sqlite3
from pathlib import Path

import pytest

from clausier import __version__, doctor
from clausier.doctor import Check, State, essential_missing


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, body TEXT)")
    connection.executemany("INSERT INTO documents VALUES (?, ?)", [(str(n), "mot " * 500) for n in range(200)])
    connection.commit()
    connection.close()
    return path


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_versions_name_the_libraries_that_matter() -> None:
    seen = doctor.versions().seen
    assert f"Clausier {__version__}" in seen
    assert "streamlit 1." in seen


def test_a_library_that_is_whole_counts_its_documents(library: Path) -> None:
    assert doctor.library(library) == Check("Bibliothèque", State.GOOD, "200\u00a0documents")


def test_a_library_that_does_not_exist_yet_is_no_fault(tmp_path: Path) -> None:
    assert doctor.library(tmp_path / "library.sqlite3").state is State.GOOD
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_library_is_told(library: Path) -> None:
    data = bytearray(library.read_bytes())
    data[8192:40960] = b"\x5a" * (40960 - 8192)
    library.write_bytes(data)
    check = doctor.library(library)
    assert check.state is State.MISSING
    assert "sauvegarde" in check.advice


def test_a_file_that_is_not_a_library_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"autre chose " * 100)
    assert doctor.library(tmp_path / "library.sqlite3").state is State.MISSING


def test_the_disk_is_looked_at_before_the_home_folder_exists(tmp_path: Path) -> None:
    home = tmp_path / "pas" / "encore"
    check = doctor.disk(home)
    assert str(home) in check.seen
    assert "Go libres" in check.seen
    assert not home.exists()


@pytest.mark.parametrize(
    ("free", "state"), [(10_000_000_000, State.GOOD), (1_000_000_000, State.LESS), (50_000_000, State.MISSING)]
)
def test_a_full_disk_is_told(free: int, state: State) -> None:
    assert doctor.room(Path("données"), free).state is state


def test_what_reads_scans_comes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    check = doctor.ocr()
    assert check.state is State.GOOD
    assert check.seen.startswith("RapidOCR 3")


@pytest.mark.parametrize(
    ("script", "state", "words"),
    [
        (None, State.LESS, "ne peuvent pas être lues : RapidOCR est absent, Tesseract est absent"),
        ("echo 'List of languages'; echo eng; echo fra", State.GOOD, "Tesseract, avec le français"),
        ("echo 'List of languages'; echo eng", State.LESS, "Tesseract est là, sans le français"),
        ("exit 3", State.LESS, "ne répond pas"),
    ],
)
def test_where_it_is_missing_tesseract_is_asked_for_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, state: State, words: str
) -> None:
    if script is not None:
        program(tmp_path / "bin", "tesseract", script)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("sys.path", [])  # nothing that pip installed is found
    check = doctor.ocr()
    assert check.state is state
    assert words in check.seen
    assert "rapidocr" in check.advice


def test_only_what_is_essential_fails() -> None:
    good, less, missing = (Check("x", state, "") for state in State)
    assert not essential_missing([good, less])
    assert essential_missing([good, missing])
