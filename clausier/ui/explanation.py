"""What a model words, as it comes: polled, never awaited, so that no click and no refresh can lose it."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from clausier.desk import STOPPED
from clausier.domain.answers import Answer, AnswerId, Explanation, Progress
from clausier.domain.french import typeset
from clausier.ports import ChatModel
from clausier.ui import address, widgets, wording
from clausier.ui.failure import failures_shown
from clausier.ui.sources import sources
from clausier.ui.text import filled, say, show
from clausier.wiring import Clausier

EVERY: Final = 0.5
"""Seconds between two looks at a text that is being written."""

_NO_MODEL: Final = (
    "Aucun modèle de rédaction n’est disponible : la réponse s’arrête aux passages. "
    "La vue « Documents » dit comment en ajouter un."
)


def show_explanation(clausier: Clausier, answer: Answer) -> None:
    """What a model has worded so far, and what the reader may do about it; nothing where there is nothing to word."""
    if not answer.finding.worded:
        return
    if answer.explanation is None and clausier.model is None:
        say(_NO_MODEL)
        return
    writing = clausier.explaining.running(answer.id)
    st.fragment(_follow, run_every=EVERY if writing else None, key=f"suivi-{answer.id}")(clausier, answer.id, writing)


def _follow(clausier: Clausier, answer_id: AnswerId, writing: bool) -> None:
    with failures_shown():
        answer = clausier.conversations.answer(answer_id)
        still = clausier.explaining.running(answer_id)
        _show_heading(clausier, answer.explanation)
        if answer.explanation is not None and not (still and answer.explanation.state is Progress.INTERRUPTED):
            _show_sentences(answer, answer.explanation)
        if still:
            _show_writing(clausier, answer_id)
        else:
            _show_end(clausier, answer)
        if writing and not still and not address.drawer_is_open():  # a drawer would be drawn anew under its reader
            st.rerun()  # the whole page, which then stops looking


def _show_heading(clausier: Clausier, explanation: Explanation | None) -> None:
    remote = clausier.model is not None and clausier.model.remote
    name = explanation.model if explanation is not None else ""
    model = f"le modèle {name}" if remote and name else "le modèle local"
    show(
        '<h3 class="lab">Explication <span class="meta">{note}</span></h3>',
        note=typeset(f"– rédigée par {model}, à relire"),
    )


def _show_sentences(answer: Answer, explanation: Explanation) -> None:
    known = {one.key: widgets.Chip(one.mark, one.name, one.place) for one in sources(answer) if one.key}
    chipped = [
        widgets.Chipped(typeset(sentence.text), tuple(known[key] for key in sentence.keys if key in known))
        for sentence in explanation.sentences
    ]
    if chipped and (place := widgets.prose(f"prose-{answer.id}", chipped)):
        address.open_source(answer.id, place)
        st.rerun()
    if explanation.state is not Progress.WRITING and (sentence := wording.withheld(explanation)):
        say(sentence)


def _show_writing(clausier: Clausier, answer_id: AnswerId) -> None:
    position = clausier.explaining.position(answer_id)
    with st.container(horizontal=True, vertical_alignment="center", key=f"attente-{answer_id}"):
        state = wording.in_line(position) if position else "Rédaction en cours…"
        show('<p class="meta writing" role="status">{state}</p>', state=typeset(state))
        if st.button("Arrêter", key=f"arreter-{answer_id}", type="tertiary", icon=":material/stop_circle:"):
            clausier.explaining.stop(answer_id)


def _show_end(clausier: Clausier, answer: Answer) -> None:
    explanation = answer.explanation
    if explanation is not None and explanation.state is Progress.COMPLETE:
        return
    if explanation is not None and explanation.state is Progress.INTERRUPTED and explanation.note != STOPPED:
        _show_interrupted(explanation)
    elif explanation is not None:
        say("La rédaction a été arrêtée avant la fin.")
    if clausier.model is None:
        say(_NO_MODEL)
    else:
        _offer_writing(clausier, answer)


def _show_interrupted(explanation: Explanation) -> None:
    kept = "Les passages trouvés restent consultables, votre question est conservée."
    note = filled('<br><span class="meta">{kept}</span>', kept=typeset(kept))
    show(
        '<div class="verdict l" role="alert"><span class="badge err">Réponse interrompue</span>'
        "<p>{why}{note}</p></div>",
        why=typeset(explanation.note or "Le modèle ne répond plus."),
        note=note,
    )


def writes_unasked(model: ChatModel | None, earlier: Sequence[Answer]) -> bool:
    """Whether an explanation may begin by itself: nothing leaves the machine, or this conversation has agreed to it."""
    if model is None:
        return False
    return not model.remote or any(one.explanation and one.explanation.model == model.name for one in earlier)


def _offer_writing(clausier: Clausier, answer: Answer) -> None:
    if clausier.model is not None and clausier.model.remote:
        show(
            '<p class="meta">{lead}<b>{name}</b>{rest}</p>',
            lead=typeset("Le modèle "),
            name=clausier.model.name,
            rest=typeset(
                " est distant : la question et les passages cités lui sont envoyés. "
                "Les explications suivantes de cette conversation sont rédigées sans le redemander."
            ),
        )
    again = "Réessayer" if answer.explanation is not None else "Rédiger une explication"
    if st.button(typeset(again), key=f"rediger-{answer.id}", icon=":material/refresh:"):
        clausier.explaining.start(answer.id)
        st.rerun()
