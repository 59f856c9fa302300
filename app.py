"""The page: configures, opens Clausier once for the process, and navigates between its views."""

import streamlit as st

from clausier.errors import ClausierError
from clausier.telemetry import switch_off
from clausier.ui import address
from clausier.ui.drawer import ready_drawer
from clausier.ui.failure import show_failure
from clausier.ui.menus import show_conversations, show_dossiers
from clausier.ui.opened import opened
from clausier.ui.style import ICON, wear
from clausier.ui.text import show
from clausier.ui.views.audit import show_audit
from clausier.ui.views.compare import show_compare
from clausier.ui.views.documents import show_documents
from clausier.ui.views.questionnaires import show_questionnaires
from clausier.ui.views.questions import show_questions
from clausier.ui.visit import visit
from clausier.wiring import Clausier


def main() -> None:
    """One run of the page."""
    switch_off()
    st.set_page_config(page_title="Clausier", page_icon=ICON, layout="centered")
    wear()
    try:
        clausier = opened()
    except ClausierError as error:
        show_failure(error, badge="Clausier ne peut pas s’ouvrir")
        return
    navigate(clausier)


def navigate(clausier: Clausier) -> None:
    """The row at the top, and the view below it."""
    here = visit(clausier, address.here())

    def ask() -> None:
        show_questions(clausier, here)

    def compare() -> None:
        if show_compare(clausier, here):
            st.switch_page(documents, query_params=here.address.query)

    def audit() -> None:
        if show_audit(clausier, here):
            st.switch_page(documents, query_params=here.address.query)

    def fill() -> None:
        if show_questionnaires(clausier, here):
            st.switch_page(documents, query_params=here.address.query)

    def keep() -> None:
        if (chosen := show_documents(clausier, here)) is not None:
            st.switch_page(questions, query_params=chosen.query)

    questions = st.Page(ask, title="Questions", url_path="questions", default=True)
    comparing = st.Page(compare, title="Comparer", url_path="comparer")
    auditing = st.Page(audit, title="Audit", url_path="audit")
    filling = st.Page(fill, title="Questionnaires", url_path="questionnaires")
    documents = st.Page(keep, title="Documents", url_path="documents")
    pages = [questions, comparing, auditing, filling, documents]
    page = st.navigation(pages, position="hidden")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="nav"):
        show('<span class="marque">Clausier</span>')
        for one in pages:
            st.page_link(one, query_params=here.address.query)
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="menus"):
            if page in (questions, documents):  # beside a comparison or an audit, nothing of a conversation is shown
                show_conversations(clausier, here)
            show_dossiers(clausier, here)
    page.run()
    ready_drawer()


main()
