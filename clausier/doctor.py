"""What is there and what is missing, in plain French. Each check looks, changes nothing, and never fails itself."""

import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from clausier import __version__
from clausier.domain.french import count

_TIGHT, _FULL = 2_000_000_000, 200_000_000  # bytes: a chat model no longer fits; a document may no longer fit
_PATIENCE = 10.0  # seconds for a program of the system to say what it can do
_LIBRARIES = ("streamlit", "chromadb", "tantivy", "openvino", "onnxruntime", "pypdfium2", "langchain-core", "xllamacpp")
_OCR = "Pages numérisées"
_RAPID, _RAPID_NAME = "rapidocr", "RapidOCR"
_REINSTALL = "Réinstallez Clausier : pip install rapidocr, dans son environnement, suffit."


class State(StrEnum):
    GOOD = "good"
    LESS = "less"  # Clausier works without, with less
    MISSING = "missing"  # Clausier cannot do its work


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was seen, and what to do about it when it is not as it should be."""

    name: str
    state: State
    seen: str
    advice: str = ""


def versions() -> Check:
    """Which versions are at work, for whoever reports a problem."""
    libraries = ", ".join(f"{name} {found}" for name in _LIBRARIES if (found := _version(name)))
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Check("Versions", State.GOOD, f"Clausier {__version__}, {machine} ; {libraries}")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def disk(home: Path) -> Check:
    """Whether there is room where the data lives."""
    folder = next(parent for parent in (home, *home.parents) if parent.exists())
    return room(home, shutil.disk_usage(folder).free)


def room(home: Path, free: int) -> Check:
    """Whether that many free bytes are enough for what Clausier keeps in `home`."""
    seen = f"{home} – {_gigabytes(free)} libres"
    if free < _FULL:
        return Check("Données", State.MISSING, seen, "Libérez de la place avant d’ajouter des documents.")
    if free < _TIGHT:
        return Check("Données", State.LESS, seen, "Libérez de la place avant de télécharger un modèle.")
    return Check("Données", State.GOOD, seen)


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} Go".replace(".", ",")


def library(path: Path) -> Check:
    """Whether the record of documents is whole, as SQLite itself checks it."""
    if not path.exists():
        return Check("Bibliothèque", State.GOOD, "vide : aucun document n’a encore été ajouté")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    except sqlite3.Error as error:
        said, documents = str(error), 0
    if said != "ok":
        advice = "Fermez Clausier et remettez ce fichier depuis une sauvegarde ; ne l’effacez pas."
        return Check("Bibliothèque", State.MISSING, f"{path} est abîmée : {said}", advice)
    return Check("Bibliothèque", State.GOOD, count(documents, "document"))


def ocr() -> Check:
    """What reads scanned pages: RapidOCR, which comes with Clausier; where it is missing, Tesseract with its French."""
    rapid = _version(_RAPID)
    if rapid:
        return Check(_OCR, State.GOOD, f"{_RAPID_NAME} {rapid}")
    program = shutil.which("tesseract")
    lacks = _tesseract(program) if program else "Tesseract est absent"
    if not lacks:
        return Check(_OCR, State.GOOD, f"Tesseract, avec le français ; {_RAPID_NAME} est absent", _REINSTALL)
    return Check(
        _OCR,
        State.LESS,
        f"les pages sans texte ne peuvent pas être lues : {_RAPID_NAME} est absent, {lacks}",
        _REINSTALL,
    )


def _tesseract(program: str) -> str:
    """What keeps this Tesseract from reading French; "" where nothing does."""
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return f"Tesseract ({program}) ne répond pas"
    return "" if "fra" in listed.stdout.split() else "Tesseract est là, sans le français"


def essential_missing(checks: Sequence[Check]) -> bool:
    """Whether anything keeps Clausier from its work."""
    return any(check.state is State.MISSING for check in checks)
