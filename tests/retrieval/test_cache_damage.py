"""Caches that were damaged, or whose process was killed, are made again from the record."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from clausier.caches import OwnedCaches
from clausier.domain.documents import GUIDANCE, DossierId
from clausier.domain.questions import Scope
from tests.fakes import MemoryStore
from tests.retrieval.cached import (
    Store,
    Watched,
    assert_same,
    caches_of,
    keep,
    unwatched,
)


def _files(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*") if path.is_file() and path.stat().st_size)


def _garbage(path: Path) -> None:
    path.write_bytes(np.random.default_rng(3).bytes(path.stat().st_size))


def _one_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("damage", [_garbage, _one_byte, _half, Path.unlink])
def test_any_damaged_file_is_made_again(
    store: Store, dossier: DossierId, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    keep(store, dossier, "premier")
    caches = caches_of(store, tmp_path)
    caches.refresh(unwatched)
    caches.close()
    for name in [path.name for path in _files(tmp_path)]:
        victim = next((path for path in _files(tmp_path) if path.name == name), None)
        if victim is None:  # named afresh at every making
            continue
        damage(victim)
        watched, caches = Watched(), caches_of(store, tmp_path)
        caches.refresh(watched)
        assert len({step for step, _, _ in watched.steps}) == 1, name
        assert_same(caches, store, Scope(dossier))
        caches.close()


def test_damage_while_running_is_mended(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    keep(store, dossier, "premier")
    caches = opened()
    caches.refresh(unwatched)
    for path in _files(tmp_path / "words"):
        path.unlink()
    keep(store, dossier, "second")
    assert_same(caches, store, Scope(dossier))


def test_a_folder_that_is_a_file_is_cleared(
    store: Store, dossier: DossierId, opened: Callable[[], OwnedCaches], tmp_path: Path
) -> None:
    keep(store, dossier, "premier")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "stray").write_text("x")
    (tmp_path / "words" / "strays").mkdir()
    caches = opened()
    caches.refresh(unwatched)
    assert len(list((tmp_path / "words").iterdir())) == 1
    assert_same(caches, store, Scope(dossier))


KILLED = """
import sys
from pathlib import Path
from threading import Event
from tests.retrieval.cached import ENCODER, caches_of, keep, unwatched
from tests.fakes import MemoryStore
from clausier.domain.documents import GUIDANCE
store = MemoryStore()
caches = caches_of(store, Path(sys.argv[1]))
for number in range(1000):
    keep(store, GUIDANCE, f"note {number}")
    caches.refresh(unwatched)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 7])
def test_a_killed_process_leaves_caches_that_mend(tmp_path: Path, after: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    store = MemoryStore()
    for number in range(after):
        keep(store, GUIDANCE, f"note {number}")
    caches = caches_of(store, tmp_path)
    caches.refresh(unwatched)
    assert_same(caches, store, Scope(GUIDANCE))
    caches.close()
