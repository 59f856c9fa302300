"""Which files a command line names: those given, and those that the folders given hold."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_NOT_DOCUMENTS: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
"""What systems leave beside documents; their names are fixed."""
_LOCKS: Final = "~$"  # what Word puts beside a document that is open


@dataclass(frozen=True, slots=True)
class Found:
    """In order. Hidden files are in none of them, unless they are named themselves."""

    files: list[Path] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)  # no documents at all, or links to other folders
    closed: list[Path] = field(default_factory=list)  # folders that could not be looked into


def files_under(paths: Sequence[Path]) -> Found:
    """The files named, and those of the folders named."""
    found = Found()
    for path in paths:
        if path.is_dir():
            _look_into(path, found)
        else:
            found.files.append(path)
    return found


def _look_into(root: Path, found: Found) -> None:
    def closed(error: OSError) -> None:
        found.closed.append(Path(error.filename))

    for folder, below, names in os.walk(root, onerror=closed):
        below[:] = sorted(name for name in below if not name.startswith("."))
        found.passed_over.extend(Path(folder) / name for name in below if (Path(folder) / name).is_symlink())
        for name in sorted(name for name in names if not name.startswith(".")):
            no_document = name.casefold() in _NOT_DOCUMENTS or name.startswith(_LOCKS)
            (found.passed_over if no_document else found.files).append(Path(folder) / name)
