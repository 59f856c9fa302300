"""One point of an audit as a card: what the machine found, then, apart, what a person says of it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from clausier.auditing.rendering import DOUBTFUL, doubts, review_sentence
from clausier.domain.answers import Citation, Verdict
from clausier.domain.audits import Audit, AuditRow, Review
from clausier.domain.french import listed, typeset
from clausier.render import Readings
from clausier.ui import wording
from clausier.ui.failure import failures_shown
from clausier.ui.quotation import show_place, show_words
from clausier.ui.text import label, say, show
from clausier.wiring import Clausier

_QUOTED: Final = 2
"""Quotations shown at once: a point may have twenty, and the rest come on request."""
_LONGEST_NOTE: Final = 2000
_OWN: Final = ("", *(verdict.value for verdict in Verdict))
_NONE: Final = "Aucun autre"


def show_point(clausier: Clausier, audit: Audit, row: AuditRow, review: Review | None, readings: Readings) -> None:
    """The card of one point; `review`: what was said of it so far."""
    key = f"{audit.document}-{row.point.id.replace('/', '-')}"
    with st.container(border=True, key=f"carte-point-{key}", gap="small"):
        _show_head(row)
        _show_quotations(row, audit, key, readings)
        _show_leads(row, audit, key, readings)
        if doubt := doubts(row, audit.searched):
            show('<p class="meta doute">{doubt}</p>', doubt=doubt)
        if row.verdict is not Verdict.YES:
            _show_beside(row, key)
        _show_review(clausier, audit, row, review, key)


def _show_head(row: AuditRow) -> None:
    word, style = wording.VERDICTS[row.verdict]
    show(
        '<div class="rangee"><span class="badge {style}">{word}</span><div><h2 class="nom">{name}</h2></div></div>',
        style=style,
        word=word,
        name=typeset(row.point.label),
    )
    if row.found:
        _show_elements("Relevé : ", [one.told for one in row.found])
    if row.missing:
        _show_elements("Non relevé : ", [element.label for element in row.missing])


def _show_elements(lead: str, names: list[str]) -> None:
    show(
        '<p class="point"><span class="meta">{lead}</span>{names}.</p>',
        lead=typeset(lead),
        names=typeset(listed(names)),
    )


def _show_quotations(row: AuditRow, audit: Audit, key: str, readings: Readings) -> None:
    cards = list(enumerate(row.citations))
    for number, citation in cards[:_QUOTED]:
        _show_found(row, citation, audit, f"{key}-{number}", readings)
    if more := cards[_QUOTED:]:
        with st.expander(label("Autres passages ({number})", number=len(more))):
            for number, citation in more:
                _show_found(row, citation, audit, f"{key}-{number}", readings)
    if row.doubtful:
        say(DOUBTFUL, css="point")
    for sentence in row.rereadings:
        say(sentence, css="point")
    if row.denied:
        say("Le passage principal nie ou restreint : à lire en entier.", css="point")


def _show_found(row: AuditRow, citation: Citation, audit: Audit, key: str, readings: Readings) -> None:
    """A quotation, under the elements that it deals with."""
    if told := " ; ".join(one.told for one in row.found if one.citation == citation):
        show('<p class="cote">{told}</p>', told=typeset(f"{told[:1].upper()}{told[1:]}"))
    _show_citation(citation, audit, key, readings)


def _show_leads(row: AuditRow, audit: Audit, key: str, readings: Readings) -> None:
    there = row.verdict is not Verdict.NOT_FOUND
    for number, lead in enumerate(row.leads):
        about = f"À lire avant de conclure, sur « {lead.label} »" if there else "Passage le plus proche"
        show('<p class="cote">{about}</p>', about=typeset(about))
        _show_citation(lead.citation, audit, f"{key}-proche-{number}", readings)


def _show_citation(citation: Citation, audit: Audit, key: str, readings: Readings) -> None:
    """A quotation; from another document than the contract, it is an amendment's, whose title is said."""
    show_words(citation)
    show_place(citation, key, readings.get(citation), titled=citation.document_id != audit.document)


def _show_beside(row: AuditRow, key: str) -> None:
    """What is not the contract's: what silence costs, and what the notes say."""
    if row.point.risk:
        show(
            '<p class="point"><span class="meta">{lead}</span>{risk}</p>',
            lead=typeset("Risque : "),
            risk=typeset(row.point.risk),
        )
    for number, citation in enumerate(row.guidance):
        with st.container(border=True, key=f"carte-hors-{key}-{number}", gap="xsmall"):
            show(
                '<p class="cote">Repères <span class="meta">{note}</span></p>', note="– bonnes pratiques, hors contrat"
            )
            show_words(citation)
            show_place(citation, f"{key}-repere-{number}", titled=True)


def _show_review(clausier: Clausier, audit: Audit, row: AuditRow, review: Review | None, key: str) -> None:
    current = review or Review(audit.document, row.point.id, datetime.now(UTC))
    with st.container(key=f"relecture-{key}", gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.session_state[f"verifiee-{key}"] = current.checked
            st.checkbox(
                "Vérifiée par moi", key=f"verifiee-{key}", on_change=_check, args=(clausier, current, f"verifiee-{key}")
            )
            turn = st.session_state.setdefault(f"notes-{key}", 0)  # a note that was kept closes the menu
            menu = st.popover("Note ou autre verdict", type="tertiary", key=f"menu-{key}-{turn}", on_change="rerun")
        if menu.open:
            with menu:
                _edit(clausier, current, key)
        if said := review_sentence(current):
            show('<p class="relu">{said}</p>', said=said)


def _check(clausier: Clausier, review: Review, key: str) -> None:
    keep_review(clausier, replace(review, checked=bool(st.session_state[key]), at=datetime.now(UTC)))


def _edit(clausier: Clausier, review: Review, key: str) -> None:
    with st.form(f"note-{key}", border=False):
        names = {verdict.value: word for verdict, (word, _) in wording.VERDICTS.items()}
        own = st.selectbox(
            "Votre verdict, s’il est autre",
            options=_OWN,
            index=_OWN.index(review.verdict.value if review.verdict else ""),
            format_func=lambda value: names.get(value, _NONE),
            key=f"verdict-{key}",
        )
        note = st.text_area("Votre note", value=review.note, max_chars=_LONGEST_NOTE, key=f"texte-{key}")
        kept = st.form_submit_button("Enregistrer", key=f"enregistrer-{key}")
    if kept:
        with failures_shown():
            verdict = Verdict(own) if own else None
            keep_review(clausier, replace(review, verdict=verdict, note=(note or "").strip(), at=datetime.now(UTC)))
            st.session_state[f"notes-{key}"] += 1
            st.rerun()


def keep_review(clausier: Clausier, review: Review) -> None:
    """Keep what a person says of a point; where nothing is left of it, forget that there was something."""
    if review.checked or review.note or review.verdict is not None:
        clausier.reviews.save(review)
    else:
        clausier.reviews.forget(review.document, review.point)
    clausier.desk.record("review", [review.document])
