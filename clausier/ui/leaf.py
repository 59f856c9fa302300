"""The drawer on one page of a document, opened from its report: the picture, and the text that was read there."""

from typing import Final, Literal

import streamlit as st

from clausier.domain.documents import Document
from clausier.domain.french import typeset
from clausier.ui.address import close_drawer
from clausier.ui.drawer import SCALE, UNKNOWN, show_caution, show_controls
from clausier.ui.failure import failures_shown
from clausier.ui.text import label, say, show
from clausier.ui.visit import Visit
from clausier.wiring import Clausier

Pane = Literal["Page", "Texte"]
_PANES: Final[tuple[Pane, ...]] = ("Page", "Texte")


def show_page_asked(clausier: Clausier, here: Visit) -> None:
    """Open the page that the address names, of a document of this dossier; say so where there is none such."""
    if here.address.document is None:
        return
    for document in here.documents:
        if document.id == here.address.document and document.paged and 1 <= here.address.page <= document.report.pages:
            drawer = st.dialog("Page du document", position="right", width=720, on_dismiss=close_drawer)
            drawer(_show_drawer)(clausier, document, here.address.page)
            return
    say(UNKNOWN)


def _show_drawer(clausier: Clausier, document: Document, opened: int) -> None:
    with failures_shown():
        show('<p class="titre">{title}</p>', title=document.title)
        turned = f"tour-page-{document.id}-{opened}"
        number = min(max(opened + int(st.session_state.get(turned, 0)), 1), document.report.pages)
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="volet"):
            say(label("Page {number} sur {pages}", number=number, pages=document.report.pages))
            pane = st.segmented_control(
                "Ce qui est montré",
                options=_PANES,
                default="Page",
                required=True,
                key="volet-page",
                label_visibility="collapsed",
            )
        _show_state(document, number)
        if pane == "Texte":
            _show_text(clausier, document, number)
        else:
            picture = clausier.pictures.picture(document.id, number, (), SCALE)
            alt = typeset(f"Page {number} de «") + f"\u00a0{document.title}\u00a0»."
            with st.container(key="page"):
                st.image(picture, width="stretch", alt=alt)
        show_controls(clausier, document, number, turned)


def _show_state(document: Document, number: int) -> None:
    show_caution(document, number)
    for page in document.report.findings.recognised:
        if page.page == number and page.doubtful:
            say(label("Mots douteux : {doubtful} sur {words}.", doubtful=page.doubtful, words=page.words))
    if number in document.report.unreadable_pages:
        show('<p class="meta doute">{line}</p>', line="Aucun texte n’a pu être lu sur cette page.")


def _show_text(clausier: Clausier, document: Document, number: int) -> None:
    span = clausier.library.page(document.id, number).span
    text = span.of(clausier.library.text(document.id))
    if text.strip():
        show('<div class="whole">{text}</div>', text=text)
    else:
        say("Aucun texte n’a été lu sur cette page.")
