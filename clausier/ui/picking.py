"""Documents to choose from, told apart by name; and what is said where there are not enough of them."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from clausier.domain.documents import Document, DocumentId
from clausier.domain.french import typeset
from clausier.ui.text import show


def titles(documents: Sequence[Document]) -> dict[DocumentId, str]:
    """Each document's title; its file's name where another has the same title, as two versions do."""
    same = Counter(document.title for document in documents)
    return {document.id: document.title if same[document.title] == 1 else document.file for document in documents}


def amending(documents: Sequence[Document], known: Sequence[Document]) -> list[Document]:
    """The amendments of some documents, which what is said of these takes in."""
    amended = {document.id for document in documents}
    return [one for one in known if one.amends in amended and one.id not in amended]


def show_none(line: str) -> bool:
    """One sentence in the place of the view; true when the reader asks to add documents."""
    show('<div class="vide court"><p>{line}</p></div>', line=typeset(line))
    return st.button("Ajouter des documents", key="vers-documents", icon=":material/arrow_forward:")
