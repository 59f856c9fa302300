"""Contracts set side by side in a conversation, and the day whose text answers."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from clausier.domain.documents import Document, Kind
from clausier.domain.questions import Scope
from clausier.ui.export import as_text
from tests.builders import ARTICLES, reading
from tests.ui.driving import labels, markup, questions, said
from tests.ui.house import House

LONGER = dict(ARTICLES)
SHORTER = {**ARTICLES, "Réversibilité": ("Le Prestataire assiste le Client pendant trois mois.",)}
DIFFERENCES = "Quelles différences sur la réversibilité ?"


def holds(house: House, name: str, articles: dict[str, tuple[str, ...]], title: str) -> Document:
    read = reading(name, house.dossier().id, articles)
    return house.holds(replace(read, document=replace(read.document, title=title)))


@pytest.fixture
def house() -> House:
    made = House()
    holds(made, "alder", LONGER, "Contrat Alder")
    holds(made, "bessac", SHORTER, "Contrat Bessac")
    return made


def ask(house: House, question: str, **address: str) -> AppTest:
    driver = questions(house, d=house.dossier().id, **address)
    driver.chat_input[0].set_value(question).run()
    assert not driver.exception, driver.exception
    return driver


def test_each_contract_has_its_figure_its_quotation_and_its_page(house: House) -> None:
    driver = ask(house, DIFFERENCES)
    text = said(driver)
    assert "Différent" in text
    assert "de «\u00a0Contrat Alder\u00a0» à «\u00a0Contrat Bessac\u00a0»" in text
    assert "six mois → trois mois" in text
    assert text.index("pendant six mois") < text.index("pendant trois mois")
    assert sum(one.startswith("Voir la page") for one in labels(driver)) == 3
    assert "Explication" not in text


def test_a_quotation_opens_beside_as_any_other(house: House) -> None:
    driver = ask(house, DIFFERENCES)
    next(one for one in driver.button if one.label.startswith("Voir la page")).click().run()
    assert not driver.exception, driver.exception
    assert "page\u00a03 sur 3" in said(driver)


def test_differences_lead_to_the_whole_comparison(house: House) -> None:
    driver = ask(house, DIFFERENCES)
    one, other = (document.id for document in house.library.documents(Scope(house.dossier().id)))
    assert f"o={one}%2C{other}" in markup(driver)
    assert "comparaison entière" in said(driver)


def test_one_contract_alone_is_told_what_to_do_and_the_question_is_kept() -> None:
    house = House()
    house.holds_contract()
    driver = ask(house, DIFFERENCES)
    assert "un seul est interrogé" in said(driver)
    assert house.conversations.all(house.dossier().id) == []


def test_what_is_copied_says_the_same(house: House) -> None:
    ask(house, DIFFERENCES)
    [conversation] = house.conversations.all(house.dossier().id)
    [answer] = house.conversations.answers(conversation.id)
    text = as_text(answer, {})
    assert re.search("– «\u00a0Contrat Alder\u00a0»\u202f: .*six mois.*\\[1\\]", text)
    assert re.search("– «\u00a0Contrat Bessac\u00a0»\u202f: .*trois mois.*\\[\\d\\]", text)
    assert "Client pendant trois mois." in text


def test_what_no_figure_tells_is_left_to_the_reader(house: House) -> None:
    text = said(ask(house, "Lequel protège mieux la réversibilité ?"))
    assert "À comparer vous-même" in text
    assert "Lequel vaut mieux est à comparer vous-même" in text
    assert "favorable" not in text


def test_the_day_of_the_text_is_asked_only_where_something_was_amended(house: House) -> None:
    assert not questions(house, d=house.dossier().id).date_input
    amended = house.library.documents(Scope(house.dossier().id))[0]
    house.holds(reading("avenant", house.dossier().id, ARTICLES, Kind.AMENDMENT, amended.id))
    [field] = questions(house, d=house.dossier().id).date_input
    assert (field.label, field.value) == ("Texte en vigueur au", None)


def test_another_day_is_kept_in_the_address_and_told_with_the_answer(house: House) -> None:
    amended = house.library.documents(Scope(house.dossier().id))[0]
    house.holds(reading("avenant", house.dossier().id, ARTICLES, Kind.AMENDMENT, amended.id))
    driver = questions(house, d=house.dossier().id)
    day = date.today() - timedelta(days=400)
    driver.date_input[0].set_value(day).run()
    assert driver.query_params["t"] == day.isoformat()
    driver.chat_input[0].set_value("Combien de temps dure la réversibilité ?").run()
    assert not driver.exception, driver.exception
    assert "Réponse d’après le texte en vigueur au" in said(driver)
    assert driver.query_params["t"] == day.isoformat()
    driver.date_input[0].set_value(None).run()
    assert "t" not in driver.query_params
