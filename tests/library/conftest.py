"""A library on disk, and a dossier in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.documents import DossierId


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.open(tmp_path / "library.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def affair(store: SqliteStore) -> DossierId:
    return store.dossiers.create("Affaire").id
