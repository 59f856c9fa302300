"""One questionnaire: what was found, what is to be looked over, each question with its answer, and the file filled."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from clausier.domain.answers import Citation, Verdict
from clausier.domain.french import count
from clausier.domain.questionnaires import LeftOut, Line, LineState, Questionnaire, QuestionnaireId, Stage
from clausier.questionnaires.counts import tally
from clausier.questionnaires.replies import reply_of
from clausier.ui import address
from clausier.ui.failure import failures_shown
from clausier.ui.questionnaire_card import cited, show_reply
from clausier.ui.questionnaire_files import show_filled
from clausier.ui.questionnaire_list import show_pace, show_progress, take_up
from clausier.ui.questionnaire_ruling import held
from clausier.ui.questionnaire_wording import UNDER_WAY, handed_in, ruled
from clausier.ui.text import filled, label, say, show
from clausier.ui.uploads import EVERY
from clausier.ui.visit import Visit
from clausier.wiring import Clausier

_SHOWN: Final = 20
"""Cards drawn at first: a questionnaire may have hundreds, and each card has buttons of its own."""
_TOLD: Final = 100
"""Passages that were left out and are listed: more of them is a document with few questions in it."""


def _unseen(line: Line) -> bool:
    return line.ruling is None and line.answer is not None


def _seen(line: Line) -> bool:
    return line.ruling is not None


def _not_found(line: Line) -> bool:
    return line.answer is not None and line.answer.finding.verdict is Verdict.NOT_FOUND


def _failed(line: Line) -> bool:
    return line.state is LineState.FAILED


def _any(line: Line) -> bool:
    return True


_UNSEEN: Final = "À relire ({number})"
_FILTERS: Final[dict[str, Callable[[Line], bool]]] = {
    _UNSEEN: _unseen,
    "Relues ({number})": _seen,
    "Non trouvé ({number})": _not_found,
    "Sans réponse ({number})": _failed,
    "Tout ({number})": _any,
}


def show_opened(clausier: Clausier, asked: Questionnaire, here: Visit) -> list[Citation]:
    """The questionnaire; every quotation of its answers, be their cards on the screen or not."""
    lines = clausier.questionnaires.store.lines(asked.id)
    old = clausier.questionnaires.stale(asked, lines)
    _show_head(clausier, asked, lines, here)
    _offer_asking_again(clausier, asked, [line for line in lines if line.number in old])
    show_filled(clausier, asked, here)
    _show_aside(asked)
    rows = _filtered(asked.id, lines)
    shown = rows[: _SHOWN * int(st.session_state.get(_pages(asked.id), 1))]
    for line in shown:
        readings = clausier.desk.page_readings(line.answer) if line.answer else {}
        show_reply(clausier, asked.id, reply_of(line, readings, line.number in old))
    if not rows:
        say("Rien à afficher avec ce filtre.")
    _offer_more(asked.id, len(rows) - len(shown))
    return [citation for line in lines for citation in cited(line)]


def _show_head(clausier: Clausier, asked: Questionnaire, lines: Sequence[Line], here: Visit) -> None:
    st.button(
        "Tous les questionnaires",
        key="tous-les-questionnaires",
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=address.close_questionnaire,
    )
    show(
        '<div><h2 class="question">{file}</h2><p class="meta">{about}</p></div>',
        file=asked.file,
        about=handed_in(asked, here.documents),
    )
    running = asked.stage in UNDER_WAY
    st.fragment(_follow, run_every=EVERY if running else None, key="avancement")(
        clausier, asked.id, asked.done, running
    )
    if asked.done:
        say(f"{tally(lines)} {ruled(lines)}", css="point")


def _follow(clausier: Clausier, asked: QuestionnaireId, drawn: int, running: bool) -> None:
    """How far it has come. The first answers join the page as they come; later ones wait to be called for."""
    with failures_shown():
        now = clausier.questionnaires.store.get(asked)
        if now.stage is not Stage.DONE:  # else the tally says it all
            show_progress(now)
        with st.container(horizontal=True, key=f"allure-{asked}"):
            show_pace(clausier, now)
        ended = running and now.stage not in UNDER_WAY
        if not address.drawer_is_open() and (ended or drawn < min(now.done, _SHOWN)):
            st.rerun()
        fresh = now.done - drawn
        if fresh > 0 and st.button(label("Afficher les nouvelles réponses ({number})", number=fresh), key="nouvelles"):
            st.rerun()


def _offer_asking_again(clausier: Clausier, asked: Questionnaire, old: Sequence[Line]) -> None:
    """Where the dossier has changed since: what nobody has looked over may be asked again."""
    number = sum(line.ruling is None for line in old)
    if not number or asked.stage in UNDER_WAY:
        return
    say(f"Les documents du dossier ont changé depuis {count(number, 'réponse non relue', 'réponses non relues')}.")
    again = label("Reposer ces questions ({number})", number=number)
    if st.button(again, key="reposer-changees", type="tertiary", icon=":material/resume:"):
        take_up(clausier, asked.id)


def _show_aside(asked: Questionnaire) -> None:
    """What the file given back will not have, and what in it was not taken for a question."""
    for notice in asked.notices:
        say(notice)
    if not asked.left_out:
        return
    with st.expander(label("Non pris pour des questions ({number})", number=len(asked.left_out)), type="compact"):
        show('<ul class="clair">{items}</ul>', items=Markup().join(map(_left_out, asked.left_out[:_TOLD])))
        if len(asked.left_out) > _TOLD:
            others = count(len(asked.left_out) - _TOLD, "autre passage", "autres passages")
            say(f"Et {others} : le rapport les donne tous.")


def _left_out(one: LeftOut) -> Markup:
    return filled(
        '<li>{text} <span class="meta">– {where}, {reason}</span></li>',
        text=one.text,
        where=one.where,
        reason=one.reason,
    )


def _filtered(asked: QuestionnaireId, lines: Sequence[Line]) -> list[Line]:
    numbers = {name: sum(map(wanted, lines)) for name, wanted in _FILTERS.items()}
    kept = held(asked)
    there = [name for name, number in numbers.items() if number or (name == _UNSEEN and kept)]
    before = st.session_state.get(_choice(asked), "")
    chosen = before if before in there else there[0]
    key = f"filtre-{asked}"
    st.session_state[key] = chosen
    with st.container(key="filtres-questionnaire"):
        st.segmented_control(
            "Afficher",
            options=there,
            required=True,
            format_func=lambda name: label(name, number=numbers[name]),
            key=key,
            on_change=_refilter,
            args=(asked, key),
        )
    wanted = _FILTERS[chosen]
    return [line for line in lines if wanted(line) or (chosen == _UNSEEN and line.number in kept)]


def _refilter(asked: QuestionnaireId, key: str) -> None:
    st.session_state[_choice(asked)] = st.session_state[key]
    held(asked).clear()
    st.session_state.pop(_pages(asked), None)


def _choice(asked: QuestionnaireId) -> str:
    """Where the filter that the reader chose is held: until they do, the first that has something to show is taken."""
    return f"choix-filtre-{asked}"


def _pages(asked: QuestionnaireId) -> str:
    return f"suite-{asked}"


def _offer_more(asked: QuestionnaireId, left: int) -> None:
    if left:
        more = label("Afficher la suite ({number})", number=left)
        key = f"suivantes-{asked}"
        st.button(more, key=key, icon=":material/expand_more:", on_click=_lengthen, args=(_pages(asked),))


def _lengthen(pages: str) -> None:
    st.session_state[pages] = int(st.session_state.get(pages, 1)) + 1
