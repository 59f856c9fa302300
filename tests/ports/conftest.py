"""What the port tests share: each port, in every shape that it comes in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.documents import DossierId
from tests.fakes import MemoryStore
from tests.ports.stores import Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty library: the fake one, then the real one."""
    if request.param == "memory":
        yield MemoryStore()
        return
    opened = SqliteStore.open(tmp_path / "library.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def affair(store: Store) -> DossierId:
    """A dossier in it."""
    return store.dossiers.create("Affaire").id
