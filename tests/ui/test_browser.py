"""The page in a real browser: drop a contract, ask, check the source, come back; and nothing leaves the machine."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from clausier.errors import ModelUnavailable
from tests.fakes import ScriptedModel
from tests.ollama_server import Behaviour, OllamaServer
from tests.ui.browsing import MODELS, Served, browser, contract, drop, field_of, served, until, visitor, yellow

pytestmark = pytest.mark.slow

SAYING = (
    '{"phrases": [{"texte": "Le Prestataire assure la réversibilité des services et assiste le Client '
    'pendant une période de six (6) mois.", "sources": ["E1"]}]}'
)
QUESTION = "Le contrat couvre-t-il la réversibilité ?"
PATIENCE = 60_000
"""Milliseconds that a reading or an answer may take on a busy machine."""
NAME = "Contrat **gras** <b>Lyon</b>.pdf"


@pytest.fixture(scope="module")
def model() -> ScriptedModel:
    return ScriptedModel()


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def page_server(tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel, opened: Browser) -> Iterator[Served]:
    """A server whose library holds one contract, dropped there as a reader would."""
    home = tmp_path_factory.mktemp("home")
    with (
        OllamaServer(model, behaviour=Behaviour(silent=1.0)) as ollama,
        served(home, MODELS, ollama.url, home / "journal") as server,
    ):
        with visitor(opened) as one:
            one.page.goto(server.url)
            drop(one.page, NAME, contract())
            # For a moment the field of the empty dossier may still stand before the new one.
            expect(field_of(one.page).last).to_be_enabled(timeout=PATIENCE)
            expect(field_of(one.page)).to_have_count(1)
            assert one.outside == []
        yield server


def ask(page: Page, question: str = QUESTION) -> None:
    field_of(page).fill(question)
    field_of(page).press("Enter")
    expect(page.get_by_text("Copier avec les sources").last).to_be_visible(timeout=PATIENCE)


def test_the_whole_journey(page_server: Served, opened: Browser, model: ScriptedModel) -> None:
    model.replies[:] = [SAYING]
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page)
        expect(page.locator(".badge.oui, .badge.partiel")).to_be_visible()
        expect(page.get_by_text("Passages du contrat")).to_be_visible()
        expect(page.locator("blockquote.cit").first).to_contain_text("six (6) mois")
        expect(page.get_by_text("Rédaction en cours…")).to_be_visible()
        chip = page.get_by_role("button", name="Ouvrir\u202f: Source 1")
        expect(chip).to_be_visible(timeout=PATIENCE)
        chip.click()
        drawer = page.get_by_role("dialog")
        expect(drawer).to_contain_text("page\u00a03 sur 4")
        picture = drawer.get_by_role("img", name="Passage surligné")
        expect(picture).to_be_visible()
        expect(picture).to_have_attribute("alt", re.compile("six \\(6\\) mois"))
        source = picture.get_attribute("src")
        assert source
        image = page.request.get(page_server.url.rstrip("/") + source if source.startswith("/") else source)
        assert yellow(image.body()) > 2000
        expect(page).to_have_url(re.compile("cit=1"))
        page.keyboard.press("Escape")
        expect(drawer).to_have_count(0)
        expect(page).not_to_have_url(re.compile("cit="))
        expect(chip).to_be_focused()
        page.reload()
        expect(page.get_by_role("heading", name="Le contrat couvre-t-il")).to_be_visible()
        expect(chip).to_be_visible()
        assert one.outside == []


def test_the_drawer_is_ready_before_it_is_opened(page_server: Served, opened: Browser, model: ScriptedModel) -> None:
    model.replies[:] = [SAYING]
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page)
        expect(page.locator(".chip").first).to_be_visible(timeout=PATIENCE)
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.get_by_role("button", name="Voir la page\u00a03").first.click()
        expect(page.get_by_role("dialog").get_by_role("img", name="Passage surligné")).to_be_visible()
        assert not [url for url in fetched if url.endswith(".js")]


def test_writing_goes_on_through_a_refresh(page_server: Served, opened: Browser, model: ScriptedModel) -> None:
    model.replies[:] = [SAYING]
    with visitor(opened) as one:
        one.page.goto(page_server.url)
        ask(one.page)
        one.page.reload()
        expect(one.page.locator(".chip").first).to_be_visible(timeout=PATIENCE)


def test_an_answer_that_breaks_off_keeps_its_passages_and_can_be_tried_again(
    page_server: Served, opened: Browser, model: ScriptedModel
) -> None:
    model.replies[:] = [(SAYING[:60], ModelUnavailable("cut", "")), SAYING]
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page)
        expect(page.locator(".badge.err")).to_have_text("Réponse interrompue", timeout=PATIENCE)
        expect(page.locator("blockquote.cit").first).to_be_visible()
        page.get_by_role("button", name="Réessayer").click()
        expect(page.locator(".chip").first).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".badge.err")).to_have_count(0)


def test_the_keyboard_is_enough(page_server: Served, opened: Browser, model: ScriptedModel) -> None:
    model.replies[:] = [SAYING]
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page)
        expect(page.locator(".chip").first).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Voir la page\u00a03").first.focus()
        page.keyboard.press("Enter")
        drawer = page.get_by_role("dialog")
        expect(drawer).to_contain_text("page\u00a03 sur 4")
        expect(drawer.get_by_role("button", name="Page suivante")).to_be_visible()
        # The page listens for its shortcuts a moment after it shows them; the last page has no next one.
        until(lambda: page.keyboard.press("Alt+ArrowRight"), drawer.get_by_text("page\u00a04 sur 4"))
        page.keyboard.press("Alt+ArrowLeft")
        expect(drawer).to_contain_text("page\u00a03 sur 4")
        page.keyboard.press("Escape")
        expect(drawer).to_have_count(0)


def test_a_link_to_a_source_opens_it_for_whoever_comes(
    page_server: Served, opened: Browser, model: ScriptedModel
) -> None:
    model.replies[:] = [SAYING]
    with visitor(opened) as one, visitor(opened) as other:
        one.page.goto(page_server.url)
        ask(one.page)
        one.page.get_by_role("button", name="Voir la page\u00a03").first.click()
        expect(one.page.get_by_role("dialog")).to_be_visible()
        other.page.goto(one.page.url)
        expect(other.page.get_by_role("dialog")).to_contain_text("Article\u00a03")
        other.page.goto(page_server.url + "?a=inconnue&cit=1")
        expect(other.page.get_by_text("Ce lien ne mène plus à un passage connu.")).to_be_visible()


def test_a_phone_shows_everything_without_scrolling_sideways(
    page_server: Served, opened: Browser, model: ScriptedModel
) -> None:
    model.replies[:] = [SAYING]
    fits = "document.documentElement.scrollWidth <= innerWidth"
    with visitor(opened, phone=True) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page)
        assert page.evaluate(fits)
        page.get_by_role("button", name="Voir la page\u00a03").first.click()
        drawer = page.get_by_role("dialog")
        expect(drawer.locator("blockquote.cit")).to_be_visible()
        expect(drawer.get_by_role("img")).to_be_visible()
        assert page.evaluate(fits)
        page.get_by_role("button", name="Fermer").click()
        page.get_by_role("link", name="Documents").click()
        expect(page.get_by_role("heading", name="Prêts à interroger")).to_be_visible()
        assert page.evaluate(fits)


def test_the_text_of_files_is_never_markup(page_server: Served, opened: Browser) -> None:
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url + "documents")
        drop(page, "faux **gras** <img src=x>.pdf", b"%PDF-1.7\nrien de plus")
        expect(page.locator(".badge.err")).to_have_text("Lecture impossible", timeout=PATIENCE)
        expect(page.get_by_text("faux **gras** <img src=x>.pdf")).to_be_visible()
        assert page.locator("img:not(.st-key-volet-pret img)").count() == 0
        page.get_by_role("button", name="Retirer de la liste").click()
        expect(page.locator(".badge.err")).to_have_count(0)
        assert one.outside == []


def test_a_file_joined_to_a_question_is_read_before_the_question_is_asked(page_server: Served, opened: Browser) -> None:
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        joined = page.get_by_test_id("stChatInputFileUploadButton").locator("input[type=file]")
        joined.set_input_files({"name": "joint.txt", "mimeType": "text/plain", "buffer": "Article 1 – Objet.".encode()})
        expect(page.get_by_role("button", name="Retirer joint.txt")).to_be_visible(timeout=PATIENCE)
        field_of(page).fill(QUESTION)
        # Until a file has arrived, nothing can be sent.
        expect(page.get_by_role("button", name="Envoyer la question")).to_be_enabled(timeout=PATIENCE)
        field_of(page).press("Enter")
        expect(page.get_by_text("votre question est gardée dans le champ")).to_be_visible(timeout=PATIENCE)
        expect(field_of(page)).to_have_value(QUESTION)


def test_the_browser_reaches_nobody_even_when_told_to(page_server: Served, opened: Browser) -> None:
    with visitor(opened) as one:
        answer = one.page.goto(page_server.url)
        assert answer
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        refused = one.page.evaluate(
            "fetch('http://192.0.2.1/').then(() => 'sent', (error) => error.constructor.name)"
        )  # fmt: skip
        assert refused == "TypeError"
        blocked = one.page.evaluate(
            "new Promise((done) => { document.addEventListener('securitypolicyviolation', "
            "(event) => done(event.effectiveDirective)); new Image().src = 'http://192.0.2.1/x.png'; })"
        )
        assert blocked == "img-src"


def test_the_page_speaks_french(page_server: Served, opened: Browser) -> None:
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(page.get_by_role("button", name="Envoyer la question")).to_have_count(1)
        expect(page.get_by_role("button", name="Joindre des fichiers")).to_have_count(1)


def test_an_answer_is_copied_with_its_sources(page_server: Served, opened: Browser, model: ScriptedModel) -> None:
    model.replies[:] = [SAYING]
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page)
        page.get_by_role("button", name="Copier avec les sources").click()
        expect(page.get_by_role("button", name="Copié")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "six (6) mois" in copied
        assert "article\u00a03" in copied.lower()


def test_a_conversation_can_be_left_taken_up_and_erased(
    page_server: Served, opened: Browser, model: ScriptedModel
) -> None:
    question = "Quelle est la durée du contrat ?"
    model.replies[:] = [SAYING]
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page, question)
        page.get_by_role("button", name="Conversations").click()
        page.get_by_role("button", name="Nouvelle conversation").click()
        expect(page.get_by_role("heading", name="Posez une question")).to_be_visible()
        page.get_by_role("button", name="Conversations").click()
        page.locator("ul.entries .entry", has_text="Quelle est la durée").click()
        expect(page.get_by_role("heading", name="Quelle est la durée")).to_be_visible()
        page.get_by_role("button", name="Conversations").click()
        row = page.locator("ul.entries li", has_text="Quelle est la durée")
        # The list is drawn again when an answer ends; the question to confirm is then asked again.
        until(lambda: row.locator(".forget").click(), page.get_by_role("heading", name="Posez une question"))


def test_only_the_answer_is_printed(page_server: Served, opened: Browser, model: ScriptedModel) -> None:
    model.replies[:] = [SAYING]
    with visitor(opened) as one:
        page = one.page
        page.goto(page_server.url)
        ask(page)
        page.emulate_media(media="print")
        expect(page.get_by_text("Passages du contrat")).to_be_visible()
        expect(page.locator(".st-key-nav")).to_be_hidden()
        expect(field_of(page)).to_be_hidden()
