"""What a person makes of an answer: accepted, rejected, or words of their own, which stand apart from the machine's."""

from datetime import UTC, datetime
from typing import Final

import streamlit as st

from clausier.domain.answers import Verdict
from clausier.domain.french import typeset
from clausier.domain.questionnaires import Decision, Line, QuestionnaireId, Ruling
from clausier.errors import ClausierError, WrongSetting
from clausier.ui import wording
from clausier.ui.failure import failures_shown, show_failure
from clausier.ui.questionnaire_wording import ruling_sentence
from clausier.ui.text import EMPTY, filled, show
from clausier.wiring import Clausier

_VERDICTS: Final = ("", *(verdict.value for verdict in Verdict))
_NONE: Final = "Sans verdict"
_LONGEST_WORDS: Final = 4000
_LONGEST_NOTE: Final = 2000
_HIGH: Final = 140
"""Pixels: six lines or so, as long as most answers."""


def held(asked: QuestionnaireId) -> set[int]:
    """The questions ruled on since the filter was chosen: they stay where they are until another is."""
    numbers: set[int] = st.session_state.setdefault(f"relues-{asked}", set())
    return numbers


def show_ruling(clausier: Clausier, asked: QuestionnaireId, line: Line, key: str) -> None:
    """A person's word where there is one, and what may be said now."""
    with st.container(key=f"relecture-{key}", gap="xsmall"):
        if line.ruling is not None:
            _show_said(line, line.ruling)
        with failures_shown(), st.container(horizontal=True, vertical_alignment="center", key=f"decider-{key}"):
            (_offer_deciding if line.ruling is None else _offer_undoing)(clausier, asked, line, key)
            _offer_editing(clausier, asked, line, key)
        if (error := st.session_state.pop(_failure(key), None)) is not None:
            show_failure(error)


def _show_said(line: Line, ruling: Ruling) -> None:
    badge = words = note = EMPTY
    if ruling.verdict is not None:
        word, style = wording.VERDICTS[ruling.verdict]
        badge = filled('<span class="badge {style}">{word}</span>', style=style, word=word)
    if ruling.decision is Decision.EDITED:
        words = filled('<div class="verdict l">{badge}<p class="mots">{text}</p></div>', badge=badge, text=ruling.text)
    if ruling.note:
        note = filled('<p class="mots meta">{lead}{note}</p>', lead=typeset("Note : "), note=ruling.note)
    show(
        '<div class="relu propre"><p><b>{said}</b></p>{words}{note}</div>',
        said=typeset(ruling_sentence(ruling, line.answer is not None)),
        words=words,
        note=note,
    )


def _offer_deciding(clausier: Clausier, asked: QuestionnaireId, line: Line, key: str) -> None:
    if line.answer is None:
        return
    st.button(
        "Accepter",
        key=f"accepter-{key}",
        icon=":material/check:",
        on_click=_accept,
        args=(clausier, asked, line, key),
    )
    menu = st.popover("Rejeter", type="tertiary", key=_menu("rejet", key), on_change="rerun")
    if not menu.open:
        return
    with menu, st.form(f"rejet-{key}", border=False):
        note = st.text_area("Votre note, si vous voulez", max_chars=_LONGEST_NOTE, key=f"texte-rejet-{key}")
        if st.form_submit_button("Rejeter la réponse", key=f"rejeter-{key}"):
            rejected = Ruling(Decision.REJECTED, datetime.now(UTC), note=(note or "").strip())
            _rule(clausier, asked, line, rejected, key)


def _offer_undoing(clausier: Clausier, asked: QuestionnaireId, line: Line, key: str) -> None:
    st.button(
        "Revenir sur la relecture",
        key=f"annuler-{key}",
        type="tertiary",
        icon=":material/undo:",
        on_click=_decide,
        args=(clausier, asked, line, None, key),
    )


def _offer_editing(clausier: Clausier, asked: QuestionnaireId, line: Line, key: str) -> None:
    title = "Modifier" if line.answer is not None else "Saisir une réponse"
    menu = st.popover(title, type="tertiary", key=_menu("correction", key), on_change="rerun")
    if menu.open:
        with menu:
            _edit(clausier, asked, line, key)


def _edit(clausier: Clausier, asked: QuestionnaireId, line: Line, key: str) -> None:
    """The person's own answer; begun from what they said before, else from what the machine found."""
    names = {verdict.value: word for verdict, (word, _) in wording.VERDICTS.items()}
    verdict, text = _begun(line)
    with st.form(f"correction-{key}", border=False):
        own = st.selectbox(
            "Votre verdict",
            options=_VERDICTS,
            index=_VERDICTS.index(verdict.value if verdict else ""),
            format_func=lambda value: names.get(value, _NONE),
            key=f"verdict-{key}",
        )
        words = st.text_area("Votre réponse", value=text, height=_HIGH, max_chars=_LONGEST_WORDS, key=f"texte-{key}")
        before = line.ruling.note if line.ruling else ""
        note = st.text_area(
            "Votre note, si vous voulez", value=before, max_chars=_LONGEST_NOTE, key=f"texte-note-{key}"
        )
        kept = st.form_submit_button("Enregistrer", key=f"enregistrer-{key}", type="primary")
    if kept:
        if not (words or "").strip():
            raise WrongSetting("Votre réponse est vide.", "Écrivez-la, ou rejetez celle de Clausier.")
        said = (words or "").strip(), (note or "").strip()
        edited = Ruling(Decision.EDITED, datetime.now(UTC), "", Verdict(own) if own else None, *said)
        _rule(clausier, asked, line, edited, key)


def _begun(line: Line) -> tuple[Verdict | None, str]:
    if line.ruling is not None and line.ruling.decision is Decision.EDITED:
        return line.ruling.verdict, line.ruling.text
    if line.answer is None:
        return None, ""
    return line.answer.finding.verdict, typeset(line.answer.finding.conclusion)


def _menu(name: str, key: str) -> str:
    """A key that changes with every decision, so that the menu closes once one was taken in it."""
    return f"menu-{name}-{key}-{st.session_state.setdefault(f'decisions-{key}', 0)}"


def _failure(key: str) -> str:
    """Where a refusal waits for the card to be drawn anew."""
    return f"echec-{key}"


def _accept(clausier: Clausier, asked: QuestionnaireId, line: Line, key: str) -> None:
    _decide(clausier, asked, line, Ruling(Decision.ACCEPTED, datetime.now(UTC)), key)


def _decide(clausier: Clausier, asked: QuestionnaireId, line: Line, ruling: Ruling | None, key: str) -> None:
    """Before the page is drawn anew."""
    try:
        _keep(clausier, asked, line, ruling)
    except ClausierError as error:
        st.session_state[_failure(key)] = error


def _rule(clausier: Clausier, asked: QuestionnaireId, line: Line, ruling: Ruling, key: str) -> None:
    """As it is being drawn."""
    _keep(clausier, asked, line, ruling)
    st.session_state[f"decisions-{key}"] += 1
    st.rerun()


def _keep(clausier: Clausier, asked: QuestionnaireId, line: Line, ruling: Ruling | None) -> None:
    """A decision is about the answer that was on the screen: one that was asked again since is to be read first."""
    clausier.questionnaires.rule(asked, line.number, ruling, line.answer.id if line.answer else None)
    clausier.desk.record("review", sorted(line.answer.quoted) if line.answer else [])
    held(asked).add(line.number)
