"""Two contracts set side by side in a real browser, and the way from there to the whole comparison."""

import pytest
from playwright.sync_api import expect

from tests.ui.browsing import MODELS, browser, contract, drop, field_of, served, visitor

pytestmark = pytest.mark.slow

PATIENCE = 90_000
"""Milliseconds that a reading or an answer may take on a busy machine."""


def test_a_question_sets_two_contracts_side_by_side(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    with browser() as opened, served(home, MODELS, "", home / "journal") as server, visitor(opened) as one:
        page = one.page
        page.goto(server.url)
        drop(page, "alder.pdf", contract("Contrat Alder"))
        expect(field_of(page)).to_be_enabled(timeout=PATIENCE)
        drop(page, "bessac.pdf", contract("Contrat Bessac"))
        page.get_by_role("button", name="Envoyer la question").click()
        expect(page.get_by_text("les 2\u00a0documents")).to_be_visible(timeout=PATIENCE)
        field_of(page).fill("Quelles différences sur la réversibilité ?")
        field_of(page).press("Enter")
        whole = page.get_by_role("link", name="Voir la comparaison entière de ces deux contrats")
        expect(whole).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("Identique")).to_be_visible()
        expect(page.locator("blockquote.cit", has_text="six (6) mois").first).to_be_visible()
        whole.click()
        expect(page.get_by_role("heading", name="Comparer deux documents")).to_be_visible(timeout=PATIENCE)
        assert one.outside == []
