"""« Audit »: what is missing first, each verdict with its words, and a person's own word beside, never instead."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from clausier.domain.answers import Verdict
from clausier.domain.audits import Reviewed
from clausier.domain.documents import GUIDANCE, Document, Kind
from clausier.domain.papers import PaperFormat
from clausier.domain.questions import Scope
from clausier.papers.matrices import matrix_paper
from clausier.ui.handover import about, written
from tests.builders import ARTICLES, reading
from tests.papers.read_back import READERS, run_on
from tests.ui.driving import audit, choice, labels, markup, said
from tests.ui.house import GENERAL, House

CHECK = "verifiee-{}-audit"


@pytest.fixture
def house() -> House:
    made = House()
    made.holds_contract()
    return made


def only(house: House) -> Document:
    (document,) = house.library.documents(Scope(house.dossier().id))
    return document


def ticked(house: House, driver: AppTest, value: bool = True) -> AppTest:
    driver.checkbox(key=CHECK.format(only(house).id)).set_value(value).run()
    assert not driver.exception, driver.exception
    return driver


def test_a_dossier_without_contracts_leads_to_the_documents() -> None:
    driver = audit(House())
    assert "Aucun contrat à auditer" in said(driver)
    driver.button(key="vers-documents").click().run()
    assert driver.session_state["asked"]


def test_what_is_missing_comes_first(house: House) -> None:
    body = markup(audit(house))
    order = [body.index(part) for part in ('badge nt">Non trouvé', 'badge partiel">Partiel', 'badge oui">Oui')]
    assert order == sorted(order)


def test_a_verdict_can_be_left_out(house: House) -> None:
    driver = audit(house)
    filters = choice(driver, "Résultat")
    names = filters.options
    assert names == ["Non trouvé (1)", "Partiel (1)", "Oui (1)"]
    filters.set_value(names[1:]).run()
    assert "Non trouvé" not in said(driver)
    assert "plan de réversibilité" in said(driver)


def test_a_point_shows_what_was_found_what_was_not_and_what_silence_costs(house: House) -> None:
    text = said(audit(house))
    for part in ("pendant six mois", "Non relevé", "plan de réversibilité", "La sortie se négocie."):
        assert part in text


def test_the_list_that_the_contract_calls_for_comes_first_with_the_reason() -> None:
    house = House()
    house.holds_contract("Contrat de sortie")
    driver = audit(house)
    (box,) = driver.selectbox
    assert box.options[0].startswith("Sortie")
    assert "«\u00a0Contrat de sortie\u00a0» dans le titre" in said(driver)


def test_another_list_may_be_taken(house: House) -> None:
    driver = audit(house)
    assert "3\u00a0points contrôlés" in said(driver)
    driver.selectbox(key="liste").select("sortie").run()
    assert "1\u00a0point contrôlé" in said(driver)
    assert driver.query_params["l"] == "sortie"


def test_a_point_that_a_person_checked_stays_checked(house: House) -> None:
    ticked(house, audit(house))
    again = audit(house)
    assert again.checkbox(key=CHECK.format(only(house).id)).value
    assert "1\u00a0vérifié par vous" in said(again)
    assert "Votre relecture\u202f: vérifiée le" in said(again)


def test_a_point_that_is_unchecked_is_forgotten(house: House) -> None:
    ticked(house, ticked(house, audit(house)), False)
    assert house.reviews.of(only(house).id) == {}


def test_a_person_s_verdict_stands_beside_that_of_the_machine(house: House) -> None:
    document = only(house)
    driver = audit(house)
    before = markup(driver).count('badge nt">')
    driver.session_state[f"menu-{document.id}-audit-0"] = True
    driver.run()
    driver.selectbox(key=f"verdict-{document.id}-audit").select("oui")
    driver.text_area(key=f"texte-{document.id}-audit").input("voir **annexe** <b>3</b>")
    driver.button(key=f"enregistrer-{document.id}-audit").click().run()
    assert not driver.exception, driver.exception
    (review,) = house.reviews.of(document.id).values()
    assert (review.verdict, review.note, review.checked) == (Verdict.YES, "voir **annexe** <b>3</b>", False)
    assert "verdict corrigé\u202f: Oui" in said(driver).replace(" :", "\u202f:")
    assert "&lt;b&gt;3&lt;/b&gt;" in markup(driver)
    assert markup(driver).count('badge nt">') == before


def test_a_page_is_opened_beside(house: House) -> None:
    driver = audit(house)
    next(button for button in driver.button if button.label == "Voir la page\u00a03").click().run()
    assert not driver.exception, driver.exception
    assert "page\u00a03 sur 3" in said(driver)


def test_the_notes_are_cited_apart(house: House) -> None:
    note = reading(
        "repere",
        GUIDANCE,
        {"Réversibilité": ("Le plan de réversibilité se prépare dès la signature du contrat, avec le client.",)},
        Kind.GUIDANCE,
    )
    facts = (("topics", "reversibilite"),)
    house.holds(replace(note, document=replace(note.document, title="La réversibilité", facts=facts)))
    text = said(audit(house))
    assert text.index("Repères") < text.index("se prépare")
    assert "bonnes pratiques, hors contrat" in text


def test_several_contracts_are_seen_side_by_side(house: House) -> None:
    document = only(house)
    other = house.holds(reading("autre", house.dossier().id, {"Audit": ("Un audit est fait avec préavis.",)}))
    driver = audit(house, o=f"{document.id},{other.id}")
    assert "Vue d’ensemble" in said(driver)
    assert "<svg" not in markup(driver)
    assert len(driver.get("image")) == 1
    assert driver.selectbox(key="audit-detaille").options == ["Contrat", "Autre"]
    assert [access.verb for access in house.accesses.latest(9)] == ["audit"]


def test_the_table_of_several_contracts_can_be_worked_in(house: House) -> None:
    document = only(house)
    other = house.holds(reading("autre", house.dossier().id, ARTICLES))
    audits = [
        Reviewed(house.auditor.audit(one.id, GENERAL, lambda step, done, total: None)) for one in (document, other)
    ]
    made = matrix_paper(audits, about(house.clausier, house.dossier(), (document, other)))
    text = run_on(READERS[PaperFormat.XLSX](written(lambda: made, PaperFormat.XLSX)))
    for part in ("Réversibilité", "Non trouvé", "Partiel – Article\u00a03.1"):
        assert run_on(part) in text


def test_no_control_is_labelled_with_words_of_a_document(house: House) -> None:
    house.holds_contract("**gras** ![x](http://192.0.2.1/x.png)")
    driver = audit(house)
    assert not driver.markdown
    assert not any("gras" in label for label in labels(driver))
