"""A questionnaire to take away: its own file, filled; and a report of it."""

from typing import Final

import streamlit as st

from clausier.domain.french import typeset
from clausier.domain.papers import Paper, PaperFormat
from clausier.domain.questionnaires import Format, Questionnaire
from clausier.papers.questionnaires import questionnaire_about, questionnaire_paper
from clausier.questionnaires.desk import export_name
from clausier.ui.handover import show_files
from clausier.ui.questionnaire_wording import FILLED
from clausier.ui.text import say
from clausier.ui.visit import Visit
from clausier.wiring import Clausier

_PAPERS: Final = (PaperFormat.DOCX, PaperFormat.PDF)
"""The report is read; what is reckoned with is the questionnaire's own file."""
_MEDIA: Final = {
    Format.DOCX: PaperFormat.DOCX.media_type,
    Format.XLSX: PaperFormat.XLSX.media_type,
    Format.JSONL: "application/x-ndjson",
}


def show_filled(clausier: Clausier, asked: Questionnaire, here: Visit) -> None:
    """Its file with the answers that there are; said, where some are still to come."""
    if not asked.done:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="actions-questionnaire"):
        st.download_button(
            typeset(FILLED[asked.format]),
            data=lambda: clausier.questionnaires.export(asked.id),
            file_name=export_name(asked),
            mime=_MEDIA[asked.format],
            key=f"rempli-{asked.id}",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
        name = export_name(asked).rpartition(".")[0]
        with st.container(horizontal=True, width="content", vertical_alignment="center", key="rapport-questionnaire"):
            say("Rapport :")
            show_files(lambda: _report(clausier, asked, here), f"{name} - rapport", f"rapport-{asked.id}", _PAPERS)
    if asked.done < asked.total:
        say("Toutes les questions n’ont pas encore de réponse : ces fichiers portent celles qui sont prêtes.")


def _report(clausier: Clausier, asked: Questionnaire, here: Visit) -> Paper:
    now, replies = clausier.questionnaires.store.get(asked.id), clausier.questionnaires.replies(asked.id)
    return questionnaire_paper(now, replies, questionnaire_about(now, replies, clausier.library, here.dossier))
