"""What is sent with every page: the browser may talk to this server, and to nobody else."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from clausier.errors import WrongSetting
from clausier.ui.security import ContentPolicy, content_policy
from clausier.ui.serve import configuration, refuse_taken


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"page"})


def headers_of(scope_type: str) -> dict[str, str]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    guarded = ContentPolicy(page, content_policy(8501))
    asyncio.run(guarded({"type": scope_type, "headers": []}, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_every_response_carries_the_policy() -> None:
    sent = headers_of("http")
    assert sent["content-security-policy"] == content_policy(8501)
    assert sent["referrer-policy"] == "no-referrer"
    assert sent["content-type"] == "text/html"


def test_the_policy_names_no_host_but_this_machine() -> None:
    directives = dict(part.strip().split(" ", 1) for part in content_policy(8501).split(";"))
    assert directives["default-src"] == "'self'"
    assert directives["connect-src"].split() == [
        "'self'", "ws://127.0.0.1:8501", "ws://localhost:8501", "data:", "blob:",
    ]  # fmt: skip
    assert "'unsafe-inline'" not in directives["script-src"]
    assert "'unsafe-eval'" not in content_policy(8501)
    assert "*" not in content_policy(8501)


def test_streamlit_reports_nothing_and_shows_no_traceback() -> None:
    settings = configuration()
    assert settings["browser.gatherUsageStats"] is False
    assert settings["client.showErrorDetails"] == "none"
    assert settings["server.address"] == "127.0.0.1"
    assert settings["server.maxUploadSize"] == 200


def test_a_port_that_is_taken_is_said_in_french() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(WrongSetting, match="déjà pris") as refused:
        refuse_taken(taken.getsockname()[1])
    assert "--port" in refused.value.advice
