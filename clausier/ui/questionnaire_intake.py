"""A questionnaire handed in: of which documents it is asked, and one that was handed in before is offered as it is."""

from collections.abc import Sequence

import streamlit as st

from clausier.domain.documents import Document
from clausier.domain.french import typeset
from clausier.domain.questionnaires import Questionnaire
from clausier.domain.questions import Scope
from clausier.naming import called
from clausier.ui import address, questionnaire_wording
from clausier.ui.failure import failures_shown
from clausier.ui.text import say, show
from clausier.ui.uploads import Handed
from clausier.ui.visit import Visit
from clausier.wiring import Clausier

_TURN = "questionnaires-remis"
"""Counted in the session: the control for the file is a new one, and empty, after each that was handed in."""


def show_intake(clausier: Clausier, documents: Sequence[Document], here: Visit) -> None:
    """The file, its scope, and the button that has its questions asked."""
    names = called(documents)
    chosen = st.multiselect(
        "Poser les questions à",
        options=list(names),
        format_func=names.__getitem__,
        placeholder="Tout le dossier",
        wrap=True,
        key=f"portee-questionnaire-{here.dossier.id}",
    )
    turn = int(st.session_state.setdefault(_TURN, 0))
    file = st.file_uploader(
        typeset("Questionnaire à remplir (Word .docx, Excel .xlsx ou .jsonl)"), key=f"questionnaire-{turn}"
    )
    if file is None:
        return
    scope = Scope(here.dossier.id, frozenset(chosen))
    with failures_shown():
        if known := clausier.questionnaires.known(file.getvalue(), scope):
            _offer_known(clausier, known, file, scope)
        elif st.button("Poser les questions", key="poser-questionnaire", type="primary", icon=":material/checklist:"):
            _hand_in(clausier, file, scope)


def _offer_known(clausier: Clausier, known: Questionnaire, file: Handed, scope: Scope) -> None:
    with st.container(border=True, key=f"carte-connu-{known.id}", gap="xsmall"):
        show(
            '<div class="verdict l"><span class="badge version">Déjà remis</span>'
            '<p><b class="file">{file}</b><br><span class="meta">{told}</span></p></div>',
            file=known.file,
            told=typeset(f"{questionnaire_wording.progress(known)} {questionnaire_wording.looked_over(known)}".strip()),
        )
        say("Ses réponses et vos relectures sont gardées. Le poser à nouveau en fait un autre, sans relecture.")
        with st.container(horizontal=True, key="connu"):
            if st.button("L’ouvrir", key=f"rouvrir-{known.id}", type="primary"):
                _open(known)
            if st.button("Le poser à nouveau", key=f"reposer-{known.id}"):
                _hand_in(clausier, file, scope)


def _hand_in(clausier: Clausier, file: Handed, scope: Scope) -> None:
    asked = clausier.questionnaires.hand_in(file.name, file.getvalue(), scope)
    clausier.filling.wake()
    _open(asked)


def _open(asked: Questionnaire) -> None:
    st.session_state[_TURN] += 1
    address.open_questionnaire(asked.id, asked.dossier)
    st.rerun()
