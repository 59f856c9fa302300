"""The page, served by a process of its own and looked at by Chromium, without a window."""

import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from clausier.bundle import HOME
from evals.bench.processes import CLAUSIER, Broken, environment, sampled

if TYPE_CHECKING:
    from playwright.sync_api import Page

_OPENING = 180.0  # seconds that a loaded machine may take to open a large library
_BETWEEN = 0.02  # seconds between two looks: what is measured takes seconds
_LAST_WORDS = 2_000  # letters of what a server said before it failed
_PATIENCE = 120_000  # milliseconds
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_SOURCE = '[class*="st-key-voir-"] button'
_PAGED = "Voir la page"  # a source without pages has no picture
_AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_DRAWN = "() => [...document.querySelectorAll('[role=dialog] img')].some(one => one.complete && one.naturalWidth > 0)"


@dataclass(frozen=True, slots=True)
class Served:
    """A server that has just been started."""

    url: str
    process: subprocess.Popen[bytes]
    started: float
    journal: Path


def chromium() -> str | None:
    """Where Chromium is; None where it is not, or nothing is there to drive it."""
    try:
        import playwright.sync_api  # noqa: F401 (only whether it is there)
    except ImportError:
        return None
    return next((found for name in _CHROMIUMS if (found := shutil.which(name))), None)


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """`clausier serve` on a free port, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    journal = home / "journal"
    with journal.open("w", encoding="utf-8") as said:
        started = perf_counter()
        command = [*CLAUSIER, "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=HOME, env=environment(home), stdout=said, stderr=said)
        try:
            yield Served(f"http://127.0.0.1:{port}/", process, started, journal)
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def looked_at() -> Iterator["Page"]:
    """A page of a browser that is open already: what it costs to start one is not measured."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR").new_page()
        page.set_default_timeout(_PATIENCE)
        try:
            yield page
        except Error as error:
            raise Broken(f"Chromium attendait autre chose : {error}") from error
        finally:
            browser.close()


def opening(home: Path) -> float:
    """Seconds from the command until a question can be written."""
    with looked_at() as page, served(home) as server:
        _answers(server)
        page.goto(server.url)
        _usable(page)
        return perf_counter() - server.started


def citations(
    home: Path,
    dossier: str,
    asked: tuple[str, ...],
    look: Callable[[int], AbstractContextManager[object]] | None = None,
) -> list[float]:
    """Seconds from the click to the page with its highlight, for each source with pages of each answer. `look` is
    entered with the server's process before the first question."""
    with looked_at() as page, served(home) as server, ExitStack() as around:
        _answers(server)
        if look is not None:
            around.enter_context(look(server.process.pid))
        found = []
        for question in asked:
            page.goto(f"{server.url}?d={dossier}")
            _ask(page, question)
            at_rest = page.url
            for place in range(page.locator(_SOURCE).filter(has_text=_PAGED).count()):
                page.goto(at_rest)  # a drawer that closes may be drawn once more: each is opened on a page of its own
                found.append(_opened(page, place))
    if not found:
        raise Broken("Aucune réponse n’a cité de page.")
    return found


def memory(home: Path, dossier: str, question: str) -> float:
    """Bytes that the server held at most, from its start until it has answered a question of that dossier."""
    with looked_at() as page, served(home) as server, sampled(server.process.pid) as held:
        _answers(server)
        page.goto(f"{server.url}?d={dossier}")
        _ask(page, question)
        sleep(1)
    return max(held)


def _usable(page: "Page") -> None:
    page.locator('[data-testid="stChatInputTextArea"]:enabled').wait_for()


def _ask(page: "Page", question: str) -> None:
    _usable(page)
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill(question)
    field.press("Enter")
    page.locator(_SOURCE).first.wait_for()
    page.get_by_text("Copier avec les sources").last.wait_for()


def _opened(page: "Page", place: int) -> float:
    source = page.locator(_SOURCE).filter(has_text=_PAGED).nth(place)
    source.wait_for()
    page.locator(_AT_REST).wait_for()
    started = perf_counter()
    source.click()
    page.wait_for_function(_DRAWN)
    return perf_counter() - started


def _answers(server: Served) -> None:
    until = server.started + _OPENING
    while perf_counter() < until and server.process.poll() is None:
        try:
            with urlopen(f"{server.url}_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            sleep(_BETWEEN)
    raise Broken(f"clausier serve n’a pas ouvert sa page : {server.journal.read_text('utf-8')[-_LAST_WORDS:]}")
