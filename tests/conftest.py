"""For every test: no socket leaves the machine, nobody's library is touched, no dependency reports home."""

import os
import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from clausier.settings import PREFIX, load_settings
from clausier.telemetry import switch_off

switch_off()
os.environ["HF_HUB_OFFLINE"] = "1"  # a test that asks the hub for weights is a defect, not a slow test
MODELS = load_settings().models_folder
"""Fetched once, by `make test`, and shared with the person's own Clausier: what identifies a model is its content."""

_OPENING = ("connect", "connect_ex", "sendto")


def _stays_here(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded(opening: Callable[..., Any]) -> Callable[..., Any]:
    def guard(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if not _stays_here(address):
            raise AssertionError(f"a test tried to reach {address}")
        return opening(self, *arguments)

    return guard


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """Sockets of this process reach the machine itself, and nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _OPENING:
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder for Clausier, and no setting of the person's own."""
    for name in [name for name in os.environ if name.startswith(PREFIX) and name != f"{PREFIX}DATA"]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv(f"{PREFIX}HOME", str(folder))
    monkeypatch.setenv(f"{PREFIX}MODELS", str(MODELS))
    return folder


@pytest.fixture(scope="session")
def kept_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Clausier computes once for a home folder, from its encoder and its topics alone."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def warm_home(home: Path, kept_cache: Path) -> Path:
    """A home folder as empty, which spares the first question of each test the seconds that computing this takes."""
    home.mkdir()
    (home / "cache").symlink_to(kept_cache)
    return home
