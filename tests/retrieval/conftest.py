"""A record, in memory and on disk, a dossier in it, and its caches."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.caches import OwnedCaches
from clausier.domain.documents import DossierId
from tests.fakes import MemoryStore
from tests.retrieval.cached import Store, caches_of


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        opened = SqliteStore.open(tmp_path_factory.mktemp("library") / "library.sqlite3")
        yield opened
        opened.close()


@pytest.fixture
def dossier(store: Store) -> DossierId:
    return store.dossiers.create("Affaire").id


@pytest.fixture
def opened(store: Store, tmp_path: Path) -> Iterator[Callable[[], OwnedCaches]]:
    """Opens the caches of one home, as a process that starts does."""
    made: list[OwnedCaches] = []

    def opening() -> OwnedCaches:
        for caches in made:
            caches.close()
        made.append(caches_of(store, tmp_path))
        return made[-1]

    yield opening
    for caches in made:
        caches.close()
