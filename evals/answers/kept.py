"""What takes long and does not change from one run to the next: files read, passages encoded, libraries filled.

Everything is kept in a folder of its own, under names made from all that it depends on: the files, and the code that
reads, cuts or encodes them. So a run after a change reads again what the change touches, and nothing else.
"""

import pickle
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from clausier.bundle import HOME
from clausier.ports import Encoder, Vectors, Watcher
from ingest.given import GivenFile
from ingest.pipeline import Read
from ingest.raw import RawFile

FOLDER = user_cache_path("clausier", appauthor=False) / "evals"
_READING = ("ingest/readers", "ingest/raw.py", "ingest/reading.py", "clausier/domain/text.py")
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


@dataclass(slots=True)
class KeptVectors:
    """Fits the port Encoder: another encoder, which encodes no passage twice."""

    encoder: Encoder
    folder: Path
    _known: dict[str, NDArray[np.float32]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        with suppress(OSError, ValueError), np.load(self._path, allow_pickle=False) as kept:
            self._known = dict(zip(kept["names"].tolist(), kept["rows"], strict=True))

    @property
    def _path(self) -> Path:
        return self.folder / "vectors" / f"{digest(self.encoder.identity.encode())}.npz"

    @property
    def identity(self) -> str:
        return self.encoder.identity

    @property
    def dimension(self) -> int:
        return self.encoder.dimension

    def encode_question(self, text: str) -> NDArray[np.float32]:
        return self.encoder.encode_question(text)

    def count_tokens(self, text: str) -> int:
        return self.encoder.count_tokens(text)

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        names = [digest(text.encode()) for text in texts]
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in self._known}
        if new:
            self._known |= dict(zip(new, self.encoder.encode_passages(list(new.values()), watch), strict=True))
            self._save()
        return np.stack([self._known[name] for name in names])

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".part.npz")
        np.savez(partial, names=np.array(list(self._known)), rows=np.stack(list(self._known.values())))
        partial.replace(self._path)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(data)
    partial.replace(path)


def libraries_to_drop(folder: Path) -> list[Path]:
    """The oldest libraries, beyond those that are worth their room."""
    found = sorted(folder.glob("library-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    return found[_LIBRARIES:]
