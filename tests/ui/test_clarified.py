"""The drawer's « Explication »: the clause of a quotation made plain, by our code first, by a model when asked."""

from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from clausier.amending.family import quotation
from clausier.domain.answers import Citation
from clausier.domain.text import Span
from clausier.wiring import Clausier
from tests.clarifying.desk import clarifier, shelf
from tests.fakes import ScriptedModel
from tests.ui.driving import PATIENCE, said

WORDED = '{"phrases": [{"texte": "Le plan est à jour.", "sources": ["E1"]}]}'


def _drawn(clausier: "Clausier", citation: "Citation") -> None:
    from clausier.ui.clarified import show_clarified

    show_clarified(clausier, citation)


def drawn(words: str, model: ScriptedModel | None = None) -> AppTest:
    """The explanation of the clause in which the demonstration contract has those words."""
    library, held = shelf()
    reading = library.reading(held["brumelaine"])
    start = reading.text.index(words)
    citation = quotation(reading, Span(start, start + len(words)))
    house = SimpleNamespace(library=library, clarifier=clarifier(library, model), model=model)
    driver = AppTest.from_function(_drawn, default_timeout=PATIENCE, args=(cast("Clausier", house), citation))
    driver.run()
    assert not driver.exception, driver.exception
    return driver


LEAVING = "34.2 Il verse alors un dédit"


def test_the_words_come_first_then_who_owes_what() -> None:
    text = said(drawn(LEAVING))
    assert text.index(LEAVING) < text.index("Qui doit quoi") < text.index("Elle ne remplace pas la lecture")
    assert "25\u202f%" in text or "25\u00a0%" in text or "25 %" in text


def test_an_amendment_that_changes_the_clause_is_a_point_of_attention() -> None:
    assert "Points d’attention" in said(drawn(LEAVING))


def test_without_a_model_none_is_offered() -> None:
    assert not drawn(LEAVING).button


def test_a_model_words_the_clause_only_when_asked_and_under_its_name() -> None:
    model = ScriptedModel(WORDED)
    driver = drawn(LEAVING, model)
    assert not model.asked
    driver.button[0].click().run()
    assert model.asked
    assert model.name in said(driver)


def test_the_explanation_is_offered_as_files() -> None:
    named = [getattr(button, "label", "") for button in drawn(LEAVING).get("download_button")]
    assert named == ["Word", "PDF"]


@pytest.mark.parametrize("article", ["", "34.2"])
def test_only_a_clause_that_has_a_number_is_explained(article: str) -> None:
    from dataclasses import replace

    from clausier.ui.clarified import explicable

    library, held = shelf()
    reading = library.reading(held["brumelaine"])
    assert explicable(replace(quotation(reading, Span(0, 9)), article=article)) is bool(article)
