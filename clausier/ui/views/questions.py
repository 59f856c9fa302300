"""« Questions »: ask, and see the verdict and the passages before anything that a model words."""

from dataclasses import replace
from typing import Final, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from clausier.domain.answers import Answer
from clausier.domain.french import typeset
from clausier.errors import ClausierError
from clausier.starting import DEMONSTRATION
from clausier.ui import widgets
from clausier.ui.address import Address, go
from clausier.ui.answer import show_answer, show_question
from clausier.ui.arrivals import show_arrivals, show_rivals
from clausier.ui.day import show_day
from clausier.ui.drawer import find_source, show_source
from clausier.ui.explanation import writes_unasked
from clausier.ui.failure import failures_shown, show_failure
from clausier.ui.menus import show_scope
from clausier.ui.opening import show_place_asked
from clausier.ui.text import label, say, show
from clausier.ui.uploads import show_jobs, show_local, show_uploader, submit
from clausier.ui.visit import Visit
from clausier.wiring import Clausier

EXAMPLES: Final = (
    "Le contrat couvre-t-il la réversibilité ?",
    "Quel est le préavis de non-renouvellement ?",
    "La responsabilité du prestataire est-elle plafonnée ?",
)
_READING_FIRST: Final = (
    "Le fichier est en cours de lecture : votre question est gardée dans le champ, posez-la quand il est prêt."
)
_SHOWN: Final = 20
"""Answers of a long conversation that are drawn at first; the earlier ones come on request."""


def show_questions(clausier: Clausier, here: Visit) -> None:
    """The conversation of the address, or an invitation; the field; the source that the address opens."""
    if here.lost:
        say("Cette conversation n’existe plus.")
    if here.documents and not st.session_state.setdefault("pret-a-rediger", False):
        st.session_state["pret-a-rediger"] = True
        clausier.desk.warm()
    opened = find_source(clausier, here.address)
    answers = clausier.conversations.answers(here.conversation.id) if here.conversation else []
    thread = st.container(key="fil")
    with thread:
        example = _show_answers(clausier, answers) if answers else _show_welcome(clausier, here)
    if here.documents and answers:
        show_jobs(clausier, here.dossier.id)
    show_rivals(clausier, here)
    show_arrivals(here, answers[-1].at if answers else None)
    _show_failure_kept()
    asked = _show_field(clausier, here) or example
    if asked:
        _ask(clausier, here, asked, thread)
    widgets.speak_french(_block(answers[-1]) if len(answers) > 1 else "")
    if opened is not None:
        show_source(clausier, opened, here.address.citation)
    else:
        show_place_asked(clausier, here)


def _block(answer: Answer) -> str:
    return f"reponse-{answer.id}"


def _show_answers(clausier: Clausier, answers: list[Answer]) -> str:
    everything = st.session_state.get("tout-le-fil", False)
    shown = answers if everything else answers[-_SHOWN:]
    if len(shown) < len(answers):
        earlier = label("Afficher les {number} questions précédentes", number=len(answers) - len(shown))
        if st.button(earlier, key="precedentes", type="tertiary", icon=":material/expand_less:"):
            st.session_state["tout-le-fil"] = True
            st.rerun()
    for place, answer in enumerate(shown):
        if place:
            show('<hr class="entre">')
        with st.container(key=_block(answer)), failures_shown():
            show_answer(clausier, answer)
    return ""


def _show_welcome(clausier: Clausier, here: Visit) -> str:
    """The empty view: an invitation, and the question of the example that was just pressed."""
    show(
        '<div class="vide"><h1>{title}</h1><p>{line}</p></div>',
        title="Posez une question sur vos contrats",
        line=typeset("La réponse cite les passages exacts ; vous pouvez ouvrir chaque page pour vérifier."),
    )
    if not here.documents:
        say("Ajoutez un premier contrat pour commencer.", css="txt")
        show_uploader(clausier, here.dossier)
        show_local(clausier)
        show_jobs(clausier, here.dossier.id)
        _offer_demonstration(here)
        return ""
    show_jobs(clausier, here.dossier.id)
    pressed = ""
    with st.container(key="exemples", gap="xsmall"):
        for place, example in enumerate(EXAMPLES):
            question = typeset(example)
            if st.button(typeset(example), key=f"exemple-{place}", icon=":material/arrow_forward:", width="stretch"):
                pressed = question
    return pressed


def _offer_demonstration(here: Visit) -> None:
    demonstration = next((dossier for dossier in here.dossiers if dossier.name == DEMONSTRATION), None)
    if demonstration is None or demonstration.id == here.dossier.id:
        return
    if st.button("Essayer avec le dossier de démonstration", key="demonstration", icon=":material/arrow_forward:"):
        go(Address(dossier=demonstration.id))
        st.rerun()


def _show_field(clausier: Clausier, here: Visit) -> str:
    """The field, and what was just asked in it. A file dropped there is handed over to be read."""
    if "a-reposer" in st.session_state:
        st.session_state["question"] = st.session_state.pop("a-reposer")
    with st.container(key="saisie"):
        if here.documents:
            show_scope(here)
            show_day(here)
        handed = st.chat_input(
            "Posez une question sur ces contrats…" if here.documents else "Ajoutez d’abord un document",
            key="question",
            accept_file="multiple",
            submit_mode="disable",
            disabled=not here.documents,
        )
    if handed is None:
        return ""
    if handed.files:
        with failures_shown():
            submit(clausier, here.dossier, handed.files)
            if handed.text:
                _keep(_READING_FIRST, handed.text)
            st.rerun()
    return str(handed.text).strip()


def _ask(clausier: Clausier, here: Visit, question: str, thread: DeltaGenerator) -> None:
    with thread:
        show('<hr class="entre">')
        show_question(question)
        show('<p class="meta writing" role="status">{line}</p>', line="Recherche dans les documents…")
    conversation = here.conversation or clausier.conversations.start(here.dossier.id, question, here.scope)
    before = clausier.conversations.answers(conversation.id)
    try:
        answer = clausier.desk.ask_in(replace(conversation, scope=here.scope), question, here.address.at)
    except ClausierError as error:
        if here.conversation is None:
            clausier.conversations.forget(conversation.id)
        st.session_state["echec"] = error
        st.session_state["a-reposer"] = question
        st.rerun()
    if answer.finding.worded and writes_unasked(clausier.model, before):
        clausier.explaining.start(answer.id)
    scope = None if here.scope == conversation.scope else here.scope
    go(Address(conversation.id, here.dossier.id, scope, at=here.address.at))
    st.rerun()


def _keep(message: str, question: str) -> None:
    st.session_state["a-reposer"] = question
    st.session_state["annonce"] = message


def _show_failure_kept() -> None:
    if error := cast("ClausierError | None", st.session_state.pop("echec", None)):
        show_failure(error)
    if message := cast("str | None", st.session_state.pop("annonce", None)):
        say(message)
