"""Where the application's own folders are: beside this package in a checkout, inside it in an installation."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED = _HERE / "_bundle"

HOME = _INSTALLED if _INSTALLED.is_dir() else _HERE.parent
"""Holds `app.py`, `ingest/`, `prompts/` and `corpus/`."""

APP = HOME / "app.py"
CORPUS = HOME / "corpus"
