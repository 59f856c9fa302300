"""Views run by Streamlit's own test driver, and what they show, in the order they show it."""

from html import unescape
from re import sub

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from clausier.wiring import Clausier
from tests.ui.house import House

PATIENCE = 20
"""Seconds for one run of a view: the first one in a process imports Streamlit's own modules."""


def _questions(clausier: "Clausier") -> None:
    from clausier.ui import address
    from clausier.ui.views.questions import show_questions
    from clausier.ui.visit import visit

    show_questions(clausier, visit(clausier, address.here()))


def _documents(clausier: "Clausier") -> None:
    import streamlit as st

    from clausier.ui import address
    from clausier.ui.views.documents import show_documents
    from clausier.ui.visit import visit

    st.session_state["asked"] = show_documents(clausier, visit(clausier, address.here()))


def _compare(clausier: "Clausier") -> None:
    import streamlit as st

    from clausier.ui import address
    from clausier.ui.views.compare import show_compare
    from clausier.ui.visit import visit

    st.session_state["asked"] = show_compare(clausier, visit(clausier, address.here()))


def _audit(clausier: "Clausier") -> None:
    import streamlit as st

    from clausier.ui import address
    from clausier.ui.views.audit import show_audit
    from clausier.ui.visit import visit

    st.session_state["asked"] = show_audit(clausier, visit(clausier, address.here()))


def _questionnaires(clausier: "Clausier") -> None:
    import streamlit as st

    from clausier.ui import address
    from clausier.ui.views.questionnaires import show_questionnaires
    from clausier.ui.visit import visit

    st.session_state["asked"] = show_questionnaires(clausier, visit(clausier, address.here()))


def questions(house: House, **address: str) -> AppTest:
    """The view « Questions », run once at that address."""
    return _run(AppTest.from_function(_questions, default_timeout=PATIENCE, args=(house.clausier,)), address)


def documents(house: House, **address: str) -> AppTest:
    """The view « Documents », run once at that address."""
    return _run(AppTest.from_function(_documents, default_timeout=PATIENCE, args=(house.clausier,)), address)


def compare(house: House, **address: str) -> AppTest:
    """The view « Comparer », run once at that address."""
    return _run(AppTest.from_function(_compare, default_timeout=PATIENCE, args=(house.clausier,)), address)


def audit(house: House, **address: str) -> AppTest:
    """The view « Audit », run once at that address."""
    return _run(AppTest.from_function(_audit, default_timeout=PATIENCE, args=(house.clausier,)), address)


def questionnaires(house: House, **address: str) -> AppTest:
    """The view « Questionnaires », run once at that address."""
    return _run(AppTest.from_function(_questionnaires, default_timeout=PATIENCE, args=(house.clausier,)), address)


def _run(driver: AppTest, address: dict[str, str]) -> AppTest:
    for name, value in address.items():
        driver.query_params[name] = value
    driver.run()
    assert not driver.exception, driver.exception
    return driver


def said(driver: AppTest) -> str:
    """Everything written by our templates, as a reader sees it, top to bottom."""
    return "\n".join(unescape(sub(r"<[^>]+>", " ", element.body)) for element in driver.html)


def markup(driver: AppTest) -> str:
    return "\n".join(element.body for element in driver.html)


def choice(driver: AppTest, label: str) -> ButtonGroup[str]:
    """The row of choices under that label."""
    (found,) = [one for one in driver.button_group if one.label == label]
    return found


def labels(driver: AppTest) -> list[str]:
    return [button.label for button in driver.button]
