"""Several contracts held against one checklist: the picture of it, and the same as a table to work in."""

from collections.abc import Sequence

import streamlit as st

from clausier.auditing.matrix import matrix_picture
from clausier.domain.audits import Reviewed, cautions_of
from clausier.domain.french import count, typeset
from clausier.domain.papers import PaperFormat
from clausier.papers.covers import About
from clausier.papers.matrices import matrix_paper
from clausier.ui.handover import show_files
from clausier.ui.text import say, show


def show_matrix(audits: Sequence[Reviewed], about: About, name: str) -> None:
    """The picture, and the file."""
    show('<h2 class="liste">{title}</h2>', title=typeset("Vue d’ensemble"))
    rows = count(len(audits[0].audit.rows), "point")
    with st.container(key="matrice"):
        st.image(
            matrix_picture(audits),
            alt=typeset(f"Tableau de {rows} et {len(audits)} contrats ; le fichier Excel en donne le texte."),
        )
    for caution in cautions_of([one.audit for one in audits]):
        say(caution)
    with st.container(horizontal=True, key="actions-matrice"):
        show_files(lambda: matrix_paper(audits, about), name, "matrice", (PaperFormat.XLSX,))
