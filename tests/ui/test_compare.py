"""« Comparer »: what differs is shown in the documents' own words, what is alike stays apart, nothing is judged."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from clausier.domain.comparisons import Edit
from clausier.domain.documents import GUIDANCE, Document, Kind
from clausier.domain.papers import PaperFormat
from clausier.domain.questions import Scope
from clausier.domain.text import Span
from clausier.papers.comparisons import comparison_paper
from clausier.ui.handover import about, file_name, written
from clausier.ui.redline import marked
from tests.builders import ARTICLES, reading
from tests.papers.read_back import READERS, run_on
from tests.ui.driving import choice, compare, labels, markup, said
from tests.ui.house import House

CHANGED: Mapping[str, tuple[str, ...]] = {
    **ARTICLES,
    "Réversibilité": (
        "Le Prestataire assiste le Client pendant trois mois.",
        "L’assistance est due même en cas de résiliation, conformément à l’article 2.",
    ),
    "Langue": ("Le contrat est rédigé en français.",),
}
HOSTILE = "<script>alert(1)</script> **gras** ![x](http://192.0.2.1/x.png)"


def holds(house: House, name: str, articles: Mapping[str, tuple[str, ...]], title: str = "") -> Document:
    read = reading(name, house.dossier().id, articles)
    return house.holds(replace(read, document=replace(read.document, title=title or read.document.title)))


@pytest.fixture
def house() -> House:
    made = House()
    holds(made, "signe", ARTICLES)
    holds(made, "projet", CHANGED)
    return made


def show(driver: AppTest, *relations: str) -> AppTest:
    filters = choice(driver, "Afficher")
    names = filters.options
    filters.set_value([name for name in names if any(one in name for one in relations)]).run()
    assert not driver.exception, driver.exception
    return driver


def test_one_document_is_not_enough_and_the_reader_is_led_to_the_documents() -> None:
    house = House()
    holds(house, "signe", ARTICLES)
    driver = compare(house)
    assert "Il faut deux documents" in said(driver)
    driver.button(key="vers-documents").click().run()
    assert driver.session_state["asked"]


def test_the_words_that_changed_are_struck_on_one_side_and_underlined_on_the_other(house: House) -> None:
    body = markup(compare(house))
    assert "pendant <del>six</del> mois" in body
    assert "pendant <ins>trois</ins> mois" in body


def test_each_row_says_what_became_of_it_the_graver_first(house: House) -> None:
    text = said(compare(house))
    order = [text.index(part) for part in ("Différent", "six mois → trois mois", "B seul", "rédigé en français")]
    assert order == sorted(order)


def test_what_is_alike_is_shown_on_request_and_nothing_is_compared_again(house: House) -> None:
    driver = compare(house)
    assert "pour trois ans" not in said(driver)
    show(driver, "Identiques")
    assert "pour trois ans" in said(driver)
    assert "rédigé en français" not in said(driver)
    assert [access.verb for access in house.accesses.latest(9)] == ["compare"]


def test_two_documents_alike_are_said_to_be_so() -> None:
    house = House()
    holds(house, "signe", ARTICLES)
    holds(house, "copie", ARTICLES)
    assert "Aucune différence relevée" in said(compare(house))


def test_the_manner_is_found_and_may_be_changed(house: House) -> None:
    driver = compare(house)
    assert "comme deux versions" in said(driver)
    choice(driver, "Comparer comme").set_value("Deux contrats").run()
    assert "sujet par sujet" in said(driver)
    assert driver.query_params["l"] == "contracts"


def test_the_reference_notes_are_not_compared(house: House) -> None:
    house.holds(reading("repere", GUIDANCE, kind=Kind.GUIDANCE))
    assert [option for box in compare(house).selectbox for option in box.options if "Repere" in option] == []


def test_the_document_compared_can_take_the_place_of_the_reference(house: House) -> None:
    driver = compare(house)
    first, second = (box.value for box in driver.selectbox)
    driver.selectbox[0].select(second).run()
    assert [box.value for box in driver.selectbox] == [second, first]
    assert "pendant <del>trois</del> mois" in markup(driver)


def test_two_documents_of_one_title_are_told_apart_by_their_files() -> None:
    house = House()
    holds(house, "signe", ARTICLES, "Contrat")
    holds(house, "projet", CHANGED, "Contrat")
    assert [box.options[0] for box in compare(house).selectbox] == ["signe.pdf", "projet.pdf"]


def test_a_page_is_opened_beside_and_the_address_names_it(house: House) -> None:
    driver = compare(house)
    next(button for button in driver.button if button.label == "Voir la page\u00a03").click().run()
    assert not driver.exception, driver.exception
    assert "Article\u00a03.1 · page\u00a03 sur 3" in said(driver)
    again = compare(house, doc=driver.query_params["doc"], q=driver.query_params["q"])
    assert "page\u00a03 sur 3" in said(again)


@pytest.mark.parametrize("place", ["5-9", "9-5", "x-1", "-", "99999999999-99999999999"])
def test_an_address_that_names_no_quotation_says_so(house: House, place: str) -> None:
    assert "ne mène plus à un passage connu" in said(compare(house, doc="affaire-signe", q=place))


def test_what_a_contract_says_stays_text() -> None:
    house = House()
    holds(house, "signe", ARTICLES, HOSTILE)
    holds(house, "projet", {**ARTICLES, HOSTILE: (f"Clause {HOSTILE}",)})
    driver = compare(house)
    assert "Clause <script>alert(1)</script> **gras**" in said(driver)
    assert "<script>" not in markup(driver)
    assert not driver.markdown
    assert not any("gras" in label for label in labels(driver))


@pytest.mark.parametrize("format", list(PaperFormat))
def test_the_comparison_can_be_handed_over(house: House, format: PaperFormat) -> None:
    a, b = house.library.documents(Scope(house.dossier().id))
    comparison = house.comparer.compare(a.id, b.id, lambda step, done, total: None)
    made = written(lambda: comparison_paper(comparison, {}, about(house.clausier, house.dossier(), (a, b))), format)
    text = run_on(READERS[format](made))
    assert "trois mois" in text
    assert "Affaire" in text
    assert file_name("Comparaison", (a, b)) == "Comparaison - signe - projet"


def test_only_what_an_edit_says_is_marked() -> None:
    before, after = ["dans un délai de six (6) mois, sauf accord"], ["un délai de trois (3) mois"]
    went, came = marked(before, after, [Edit("six (6", "trois (3")])
    assert [span.of(before[0]) for span in went[0]] == ["six (6)"]
    assert [span.of(after[0]) for span in came[0]] == ["trois (3)"]


def test_a_word_that_also_stands_elsewhere_is_marked_where_it_changed() -> None:
    before = ["Le Client paie le prix.", "Le Client rend le matériel."]
    after = ["Le Client paie le prix.", "Le Client rend ce matériel."]
    went, came = marked(before, after, [Edit("le", "ce")])
    assert went == ((), (Span(15, 17),))
    assert came == ((), (Span(15, 17),))


def test_a_sentence_without_counterpart_is_marked_whole() -> None:
    line = "Le Client paie."
    went, came = marked([line], [], [Edit("Le Client paie", "")])
    assert [span.of(line) for span in went[0]] == ["Le Client paie"]
    assert came == ()
