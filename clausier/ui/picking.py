"""Documents to choose from: those that go with others; and what is said where there are not enough of them."""

from collections.abc import Sequence

import streamlit as st

from clausier.domain.documents import Document
from clausier.domain.french import typeset
from clausier.ui.text import show


def amending(documents: Sequence[Document], known: Sequence[Document]) -> list[Document]:
    """The amendments of some documents, which what is said of these takes in."""
    amended = {document.id for document in documents}
    return [one for one in known if one.amends in amended and one.id not in amended]


def show_none(line: str) -> bool:
    """One sentence in the place of the view; true when the reader asks to add documents."""
    show('<div class="vide court"><p>{line}</p></div>', line=typeset(line))
    return st.button("Ajouter des documents", key="vers-documents", icon=":material/arrow_forward:")
