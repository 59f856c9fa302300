"""An encoder that keeps on disk what it encoded: the sets hold millions of words, and two cores are slow."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from clausier.adapters.encoder import bare_encoder
from clausier.adapters.encoder.adapted import AdaptedEncoder, load_adaptation
from clausier.adapters.modelstore import ModelStore
from clausier.ports import Encoder, Vectors, Watcher
from clausier.settings import load_settings

_BATCH = 256  # texts encoded, then kept: what an interruption loses
_ASKED = 500  # keys in one request; SQLite takes a thousand at most in its older versions
_PATIENCE = 60.0  # seconds that one process waits while another one writes


def default_folder() -> Path:
    """Where vectors are kept when nothing else is said."""
    return user_cache_path("clausier-evals", appauthor=False)


def product_encoder(folder: Path) -> Encoder:
    """The product's own, with what it encoded before; another adaptation costs nothing."""
    return AdaptedEncoder(
        KeptEncoder(bare_encoder(ModelStore(load_settings().models_folder)), folder), load_adaptation()
    )


class KeptEncoder:
    """Fits port Encoder: another one's vectors, each computed once by the text's hash and the encoder's identity."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        folder.mkdir(parents=True, exist_ok=True)
        name = sha256(encoder.identity.encode()).hexdigest()[:12]
        self._file = folder / f"vectors-{name}.sqlite3"
        with closing(self._open()) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    @property
    def identity(self) -> str:
        return self._encoder.identity

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)

    def encode_question(self, text: str) -> NDArray[np.float32]:
        key = _key("question", text)
        with closing(self._open()) as database:
            kept = _kept(database, [key]).get(key)
            if kept is None:
                kept = self._encoder.encode_question(text)
                _keep(database, [(key, kept)])
        return kept

    def encode_passages(self, texts: Sequence[str], watch: Watcher) -> Vectors:
        """One unit row a text, in the order given; only those that were never encoded take time."""
        keys = [_key("passage", text) for text in texts]
        with closing(self._open()) as database:
            kept = _kept(database, keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
            for batch in _batches(list(missing), _BATCH):
                rows = self._encoder.encode_passages([missing[key] for key in batch], unwatched)
                fresh = list(zip(batch, rows, strict=True))
                _keep(database, fresh)
                kept.update(fresh)
                watch("calcul des vecteurs", len(kept), len(set(keys)))
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, key in enumerate(keys):
            vectors[row] = kept[key]
        return vectors

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=_PATIENCE)


def _key(kind: str, text: str) -> bytes:
    return sha256(f"{kind}\0{text}".encode()).digest()


def _kept(database: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
    found: dict[bytes, NDArray[np.float32]] = {}
    for batch in _batches(keys, _ASKED):
        marks = ",".join("?" * len(batch))
        rows = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", batch)
        found.update((key, np.frombuffer(vector, np.float32)) for key, vector in rows)
    return found


def _keep(database: sqlite3.Connection, rows: Sequence[tuple[bytes, NDArray[np.float32]]]) -> None:
    with database:
        database.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
            [(key, np.ascontiguousarray(vector, np.float32).tobytes()) for key, vector in rows],
        )


def _batches(keys: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def unwatched(step: str, done: int, total: int) -> None:
    """For whoever does not look on."""
