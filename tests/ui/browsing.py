"""The page as a browser meets it: a real server on a free port, a real library, a model that says its lines."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Download, Locator, Page, Request, expect, sync_playwright
from playwright.sync_api import TimeoutError as TooLong
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from clausier.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
MODELS = load_settings().models_folder
"""Read while tests are collected: each test then gets a home of its own."""
SCANNED = 2.5
"""Pixels a point: 180 a inch, as offices scan."""
OPENING = 120
"""Seconds that a busy machine may take to import everything and open the library."""
_SERVE = "from clausier.settings import load_settings; from clausier.ui.serve import serve; serve(load_settings())"


def chromium() -> str:
    """Where Chromium is. Without it the test is skipped, by name; where tests decide, it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("needs Chromium")
    pytest.skip("needs Chromium")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass(frozen=True, slots=True)
class Served:
    url: str


@contextmanager
def served(home: Path, models: Path, ollama: str, log: Path) -> Iterator[Served]:
    """The page, served by its own process until the block ends. Without an Ollama, no model words anything."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {
        "CLAUSIER_HOME": str(home),
        "CLAUSIER_MODELS": str(models),
        "CLAUSIER_PORT": str(port),
        "CLAUSIER_MODEL": "ollama:essai:1b" if ollama else "none",
        "CLAUSIER_OLLAMA_URL": ollama or "http://127.0.0.1:9",
        "PYTHONPATH": str(ROOT),
    }
    with log.open("w", encoding="utf-8") as journal:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE], env={**os.environ, **settings}, stdout=journal, stderr=journal, cwd=home
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}/_stcore/health", log)
            yield Served(f"http://127.0.0.1:{port}/")
        finally:
            process.terminate()
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = monotonic() + OPENING
    while monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            sleep(0.2)
    pytest.fail(f"the page did not open: {log.read_text(encoding='utf-8')}")


@dataclass(slots=True)
class Watched:
    """A page of the browser, and every request that it tried to make beyond this machine."""

    page: Page
    outside: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        if "://127.0.0.1:" not in request.url and not request.url.startswith(("data:", "blob:")):
            self.outside.append(request.url)


BETWEEN_TRIES = 5_000
PATIENCE = 20_000
"""Milliseconds: what a page may take to change on a machine with other work."""
expect.set_options(timeout=PATIENCE)
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36"


def until(act: Callable[[], object], seen: Locator, tries: int = 5) -> None:
    """Do something, again if need be, until what it leads to is seen: a page drawn anew in between may lose it."""
    for _ in range(tries):
        act()
        try:
            expect(seen).to_be_visible(timeout=BETWEEN_TRIES)
        except AssertionError:
            continue
        return
    expect(seen).to_be_visible()


def download(page: Page, button: Locator, tries: int = 5) -> Download:
    """Press a button, again if need be, until it gives a file: a page drawn anew in between may lose it."""
    for _ in range(tries - 1):
        with suppress(TooLong), page.expect_download(timeout=PATIENCE) as taken:
            button.click()
            return taken.value
    with page.expect_download() as taken:
        button.click()
    return taken.value


def drop(page: Page, name: str, data: bytes) -> None:
    """Hand a file in, as a reader drops it on the page."""
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "", "buffer": data})


def field_of(page: Page) -> Locator:
    """Where questions are written."""
    return page.get_by_test_id("stChatInputTextArea")


def yellow(data: bytes) -> int:
    """Pixels of the colour that quotations are marked with."""
    with Image.open(BytesIO(data)) as picture:
        red, green, blue = np.moveaxis(np.asarray(picture.convert("RGB")), 2, 0)
    return int(((red > 240) & (green > 215) & (blue > 110) & (blue < 165)).sum())


@contextmanager
def visitor(opened: Browser, phone: bool = False) -> Iterator[Watched]:
    """Someone who never came before, at a desk or on a phone."""
    context = opened.new_context(
        viewport={"width": 390, "height": 844} if phone else {"width": 1440, "height": 900},
        is_mobile=phone,
        has_touch=phone,
        user_agent=PHONE if phone else None,
        locale="fr-FR",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    watched = Watched(page)
    page.on("request", lambda request: watched.note(request))
    yield watched
    context.close()


ARTICLES = {
    "Objet": ("Le Prestataire exploite le système d’information du Client, sur ses sites de Lyon et de Nantes.",),
    "Durée": (
        "Le contrat est conclu pour une durée de trois (3) ans à compter de sa signature.",
        "Il est reconduit tacitement par périodes de douze (12) mois, sauf dénonciation par l’une des parties, "
        "adressée par lettre recommandée au moins trois (3) mois avant l’échéance.",
    ),
    "Réversibilité": (
        "À l’expiration du contrat, le Prestataire assure la réversibilité des services et assiste le Client pendant "
        "une période de six (6) mois.",
        "Un plan de réversibilité est remis au Client dans les trois (3) mois de la signature, puis tenu à jour.",
    ),
    "Prix": ("Les services sont facturés 48 500 euros par mois, payables à trente (30) jours.",),
}


def contract(title: str = "Contrat d’infogérance") -> bytes:
    """A PDF with one article a page."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    for number, (heading, paragraphs) in enumerate(ARTICLES.items(), 1):
        canvas.setFont("Times-Bold", 14)
        canvas.drawString(70, 760, f"Article {number} – {heading}")
        canvas.setFont("Times-Roman", 11)
        at = 730.0
        for item, paragraph in enumerate(paragraphs, 1):
            for line in simpleSplit(f"{number}.{item} {paragraph}", "Times-Roman", 11, 455):
                canvas.drawString(70, at, line)
                at -= 15
            at -= 8
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def scanned(data: bytes) -> bytes:
    """The pages of a PDF as a scanner gives them: pictures, a little skewed, without a letter of text."""
    pictures = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            drawn = page.render(scale=SCANNED).to_pil().convert("L")
            pictures.append(drawn.rotate(0.5, Image.Resampling.BICUBIC, fillcolor=255))
    written = BytesIO()
    pictures[0].save(written, "PDF", save_all=True, append_images=pictures[1:], resolution=72 * SCANNED)
    return written.getvalue()
