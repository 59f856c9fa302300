"""The suite's own promise: no test reaches beyond the machine."""

import os
import socket
from pathlib import Path

import pytest

from clausier.settings import load_settings
from clausier.telemetry import OFF


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_a_socket_to_the_outside_is_refused(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as opened, pytest.raises(AssertionError, match="tried to reach"):
        opened.connect((host, 80))


def test_a_socket_to_the_machine_itself_opens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as opened:
        assert opened.getpeername() == server.getsockname()


def test_the_library_of_the_person_is_out_of_reach(tmp_path: Path) -> None:
    assert load_settings().home == tmp_path / "home"


def test_every_report_home_is_switched_off() -> None:
    assert {name: os.environ[name] for name in OFF} == OFF
