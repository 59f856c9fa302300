"""The questionnaires of a dossier, the newest first: how far each has come, and what may be done with it."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import streamlit as st

from clausier.domain.documents import Document, DossierId
from clausier.domain.french import typeset
from clausier.domain.questionnaires import Questionnaire, QuestionnaireId, Stage
from clausier.errors import UnknownName
from clausier.ui import address
from clausier.ui.failure import failures_shown
from clausier.ui.questionnaire_wording import UNDER_WAY, handed_in, looked_over, progress
from clausier.ui.text import label, say, show
from clausier.ui.uploads import EVERY
from clausier.ui.visit import Visit
from clausier.wiring import Clausier


def show_list(clausier: Clausier, here: Visit) -> None:
    """Every questionnaire; looked at again only while one of them is being answered."""
    known = clausier.questionnaires.store.all(here.dossier.id)
    if not known:
        say("Aucun questionnaire dans ce dossier pour l’instant.")
        return
    show('<h2 class="liste">{title}</h2>', title=label("Questionnaires du dossier ({number})", number=len(known)))
    running = any(one.stage in UNDER_WAY for one in known)
    follow = st.fragment(_follow, run_every=EVERY if running else None, key="questionnaires")
    follow(clausier, here.dossier.id, here.documents, running)


def _follow(clausier: Clausier, dossier: DossierId, documents: Sequence[Document], running: bool) -> None:
    with failures_shown():
        known = clausier.questionnaires.store.all(dossier)
        for asked in reversed(known):
            _show_one(clausier, asked, documents)
        if running and not any(one.stage in UNDER_WAY for one in known):
            st.rerun()


def _show_one(clausier: Clausier, asked: Questionnaire, documents: Sequence[Document]) -> None:
    with st.container(border=True, key=f"carte-questionnaire-{asked.id}", gap="xsmall"):
        show(
            '<div><p class="file">{file}</p><p class="meta">{about}</p></div>',
            file=asked.file,
            about=handed_in(asked, documents),
        )
        show_progress(asked)
        with st.container(horizontal=True, vertical_alignment="center", key=f"suites-{asked.id}"):
            if st.button("Ouvrir", key=f"ouvrir-{asked.id}"):
                address.open_questionnaire(asked.id, asked.dossier)
                st.rerun()
            show_pace(clausier, asked)
            with st.popover("Autres actions", type="tertiary", key=f"actions-{asked.id}"):
                _offer_forgetting(clausier, asked)


def show_progress(asked: Questionnaire) -> None:
    """How far it has come, with a bar as long as it goes on."""
    line = f"{progress(asked)} {looked_over(asked)}".strip()
    show('<p class="meta" role="status">{line}</p>', line=typeset(line))
    if asked.stage in UNDER_WAY:
        st.progress(asked.done / asked.total if asked.total else 0.0)


def show_pace(clausier: Clausier, asked: Questionnaire) -> None:
    """Stop it, take it up again, or ask again what has no answer."""
    store = clausier.questionnaires.store
    if asked.stage in UNDER_WAY:
        if st.button("Arrêter", key=f"arreter-{asked.id}", type="tertiary", icon=":material/close:"):
            _done(store.cancel, asked.id)
    elif asked.stage is Stage.CANCELLED:
        if st.button("Reprendre", key=f"reprendre-{asked.id}", type="tertiary", icon=":material/resume:"):
            take_up(clausier, asked.id)
    elif asked.failed:
        again = label("Reposer ce qui a échoué ({number})", number=asked.failed)
        if st.button(again, key=f"reprendre-{asked.id}", type="tertiary", icon=":material/resume:"):
            take_up(clausier, asked.id)


def take_up(clausier: Clausier, asked: QuestionnaireId) -> None:
    """Have what waits, what failed, and what rests on other documents than are there now asked again."""
    with suppress(UnknownName):  # forgotten between the drawing and the click; the page drawn anew says so
        clausier.questionnaires.store.resume(asked)
    clausier.filling.wake()
    st.rerun()


def _done(act: Callable[[QuestionnaireId], None], asked: QuestionnaireId) -> None:
    with suppress(UnknownName):
        act(asked)
    st.rerun()


def _offer_forgetting(clausier: Clausier, asked: Questionnaire) -> None:
    say("Supprimer efface de cet ordinateur le questionnaire, ses réponses et vos relectures.")
    sure = st.checkbox("Oui, supprimer ce questionnaire", key=f"certain-{asked.id}")
    if st.button("Supprimer", key=f"supprimer-{asked.id}", disabled=not sure, icon=":material/delete:"):
        _done(clausier.questionnaires.store.forget, asked.id)
