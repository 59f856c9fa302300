"""Answers to hand over: one, or its whole conversation, as files that offices open."""

from collections.abc import Sequence

import streamlit as st

from clausier.domain.answers import Answer, Conversation
from clausier.domain.french import typeset
from clausier.domain.papers import Paper
from clausier.errors import ClausierError
from clausier.papers.answers import answer_paper, conversation_paper
from clausier.papers.covers import PAGES, About, answers_about
from clausier.render import Readings
from clausier.ui.export import as_text
from clausier.ui.handover import show_files
from clausier.ui.text import say
from clausier.wiring import Clausier


def show_downloads(clausier: Clausier, answer: Answer, readings: Readings) -> None:
    """Everything that an answer can be taken away as."""
    with st.popover("Télécharger", type="tertiary", icon=":material/download:", key=f"emporter-{answer.id}"):
        say("Cette réponse")
        with st.container(horizontal=True, key=f"formats-{answer.id}"):
            show_files(
                lambda: answer_paper(answer, readings, _about(clausier, [answer])),
                f"reponse-{answer.id}",
                f"reponse-{answer.id}",
                PAGES,
            )
            st.download_button(
                "Texte",
                data=as_text(answer, readings),
                file_name=f"reponse-{answer.id}.md",
                mime="text/markdown",
                key=f"telecharger-{answer.id}",
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
            )
        say("Toute la conversation")
        with st.container(horizontal=True, key=f"formats-fil-{answer.id}"):
            name = f"conversation-{answer.conversation}"
            show_files(lambda: _conversation(clausier, answer), name, f"fil-{answer.id}", PAGES)


def _conversation(clausier: Clausier, answer: Answer) -> Paper:
    conversation = clausier.conversations.get(answer.conversation)
    answers = clausier.conversations.answers(conversation.id)
    readings = {cited: how for one in answers for cited, how in clausier.desk.page_readings(one).items()}
    return conversation_paper(conversation.title, answers, readings, _about(clausier, answers))


def _about(clausier: Clausier, answers: Sequence[Answer]) -> About:
    """What some answers of one conversation are made from: the documents searched that are still here."""
    conversation: Conversation = clausier.conversations.get(answers[0].conversation)
    dossier = next((one for one in clausier.dossiers.all() if one.id == conversation.dossier), None)
    if dossier is None:
        raise ClausierError(typeset("Ce dossier n’existe plus."), "Rechargez la page.")
    return answers_about(answers, clausier.library, dossier)
