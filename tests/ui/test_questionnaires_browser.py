"""A questionnaire in a real browser: handed in, answered while one looks on, looked over, and taken away filled."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, expect

from tests.ui.browsing import MODELS, Served, browser, contract, download, drop, served, visitor

pytestmark = pytest.mark.slow

PATIENCE = 60_000
"""Milliseconds that a reading or some answers may take on a busy machine."""
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
QUESTIONS = ("Le contrat prévoit-il la réversibilité ?", "Quelle est la durée du contrat ?")


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def page_server(tmp_path_factory: pytest.TempPathFactory, opened: Browser) -> Iterator[Served]:
    """A server whose library holds one contract, and no model."""
    home = tmp_path_factory.mktemp("home")
    with served(home, MODELS, "", home / "journal") as server:
        with visitor(opened) as one:
            one.page.goto(server.url + "documents")
            drop(one.page, "contrat.pdf", contract())
            expect(one.page.get_by_role("heading", name="Prêts à interroger (1)")).to_be_visible(timeout=PATIENCE)
        yield server


def questionnaire() -> bytes:
    document = docx.Document()
    for question in QUESTIONS:
        document.add_paragraph(question, style="List Number")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_questionnaire_is_answered_looked_over_and_taken_away(
    page_server: Served, opened: Browser, tmp_path: Path
) -> None:
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url + "questionnaires")
        drop(page, "grille **1**.docx", questionnaire())
        page.get_by_role("button", name="Poser les questions").click()
        expect(page.get_by_text(re.compile("^2\u00a0questions")).first).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("heading", name="grille **1**.docx")).to_be_visible()
        expect(page.get_by_role("button", name="Accepter")).to_have_count(2, timeout=PATIENCE)
        page.get_by_role("button", name="Accepter").first.click()
        expect(page.get_by_text("Réponse acceptée le")).to_be_visible()
        page.get_by_role("button", name="Modifier").last.click()
        page.get_by_label("Votre réponse").fill("Trois ans **fermes** <b>ici</b>")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_text("Trois ans **fermes** <b>ici</b>")).to_be_visible()
        filled = download(page, page.get_by_role("button", name="Questionnaire rempli"))
        filled.save_as(tmp_path / "rempli.docx")
        told = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "rempli.docx")).paragraphs)
        cells = [cell.text for table in docx.Document(str(tmp_path / "rempli.docx")).tables for cell in table._cells]
        assert "Trois ans **fermes** <b>ici</b>" in told + "\n".join(cells)
        page.get_by_role("button", name="Voir la page").first.click()
        expect(page.get_by_role("dialog").get_by_role("img", name="Passage surligné")).to_be_visible()
        assert one.outside == []


def test_everything_fits_on_a_phone(page_server: Served, opened: Browser) -> None:
    with visitor(opened, phone=True) as one:
        page = one.page
        page.goto(page_server.url + "questionnaires")
        page.get_by_role("button", name="Ouvrir", exact=True).click()
        expect(page.get_by_text("Afficher")).to_be_visible()
        assert page.evaluate(FITS)
        page.get_by_role("link", name="Documents").click()
        expect(page.get_by_role("heading", name="Prêts à interroger")).to_be_visible()
        page.get_by_role("link", name="Questionnaires").click()
        expect(page.get_by_role("heading", name="Questionnaires du dossier")).to_be_visible()
        assert page.evaluate(FITS)
