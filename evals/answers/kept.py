"""What takes long and does not change from one run to the next: files read, libraries filled.

Everything is kept in a folder of its own, under names made from all that it depends on: the files, and the code that
reads and cuts them. So a run after a change reads again what the change touches, and nothing else.
"""

import pickle
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausier.bundle import HOME
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.pipeline import Read
from ingest.raw import RawFile

_READING = (
    "ingest/readers",
    "ingest/columns.py",
    "ingest/layout.py",
    "ingest/raw.py",
    "ingest/reading.py",
    "ingest/segments.py",
    "clausier/domain/text.py",
)
_READING_APART = ("clausier/adapters/pdfium*.py", "clausier/adapters/recognisers/*.py")
_CUTTING = ("ingest", "clausier/domain", "clausier/adapters/sqlite", "corpus/guidance")
_LIBRARIES = 6  # kept: those of two halves, and of a few states of the code


def digest(*parts: bytes) -> str:
    """A short name for all of these together."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:16]


def reading_code() -> str:
    """Names the code that turns a file into pages of words."""
    return _code([*_below(_READING), *(path for name in _READING_APART for path in sorted(HOME.glob(name)))])


def cutting_code() -> str:
    """Names the code that turns a file into a document of a library."""
    return _code(_below(_CUTTING))


def _below(names: Sequence[str]) -> list[Path]:
    found: list[Path] = []
    for path in (HOME / name for name in names):
        found += sorted(one for one in path.rglob("*") if one.suffix in (".py", ".md")) if path.is_dir() else [path]
    return found


def _code(paths: Iterable[Path]) -> str:
    return digest(*(part for path in paths for part in (str(path.relative_to(HOME)).encode(), path.read_bytes())))


@dataclass(frozen=True, slots=True)
class KeptReading:
    """Reads a file, or gives what was read of it before: a scan takes minutes."""

    read: Read
    folder: Path

    def __call__(self, file: GivenFile, watch: Watcher) -> RawFile:
        """As `read` does."""
        path = self.folder / "read" / f"{digest(reading_code().encode(), file.name.encode(), file.data)}.pickle"
        with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError):
            kept: RawFile = pickle.loads(path.read_bytes())
            return kept
        raw = self.read(file, watch)
        _write(path, pickle.dumps(raw))
        return raw


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(data)
    partial.replace(path)


def libraries_to_drop(folder: Path) -> list[Path]:
    """The oldest libraries, beyond those that are worth their room."""
    found = sorted(folder.glob("library-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    return found[_LIBRARIES:]
