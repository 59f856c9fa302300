"""Serves the page on this machine, with the settings of `.streamlit/config.toml` wherever it is started from."""

import os
import socket
import sys
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import typer
from starlette.middleware import Middleware
from streamlit.starlette import App

from clausier.bundle import APP, HOME
from clausier.domain.french import typeset
from clausier.errors import WrongSetting
from clausier.settings import Settings
from clausier.ui.failure import shown_in_french
from clausier.ui.opened import opened
from clausier.ui.security import ContentPolicy, content_policy
from clausier.wiring import Clausier

HOST = "127.0.0.1"


def serve(settings: Settings) -> None:
    """Open Clausier, serve its page until interrupted, and close it."""
    refuse_taken(settings.port)
    clausier = opened(settings)
    app = App(
        APP,
        middleware=[Middleware(ContentPolicy, policy=content_policy(settings.port))],
        lifespan=_open_until_stopped(clausier, f"http://{HOST}:{settings.port}"),
        on_script_error=shown_in_french,
    )
    app.run(config={**configuration(), "server.address": HOST, "server.port": settings.port})


def configuration() -> dict[str, object]:
    """The checkout's Streamlit settings by dotted name: an installed Clausier has no folder of its own to read."""
    written = tomllib.loads((HOME / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": value for section, options in written.items() for name, value in options.items()}


def refuse_taken(port: int) -> None:
    """Say in French, before anything is opened, that another program has the port."""
    with socket.socket() as probe:
        if os.name != "nt":  # there, the option would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise WrongSetting(
                f"Le port {port} est déjà pris : Clausier est peut-être déjà ouvert à http://{HOST}:{port}.",
                f"Ouvrez cette adresse, ou choisissez un autre port : clausier serve --port {min(port + 1, 65535)}",
            ) from error


def _open_until_stopped(
    clausier: Clausier, url: str
) -> Callable[[App], AbstractAsyncContextManager[dict[str, object] | None]]:
    """Closed here and not after `run`: once the server has stopped, the signal that stopped it ends the process."""

    @asynccontextmanager
    async def lifespan(_: App) -> AsyncIterator[None]:
        typer.echo(typeset(f"Clausier est ouvert : {url} (Ctrl+C pour l’arrêter)"))
        if _someone_is_looking():
            webbrowser.open(url)
        try:
            yield
        finally:
            clausier.close()

    return lifespan


def _someone_is_looking() -> bool:
    """A browser is opened for a person at a screen, not for a script or a remote terminal."""
    screen = sys.platform in ("win32", "darwin") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return screen and sys.stdout.isatty()
