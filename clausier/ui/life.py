"""A contract's life in the view « Documents »: its days in order, told in words, so that it prints as it reads."""

from datetime import date
from typing import Final

import streamlit as st

from clausier.amending.family import Family
from clausier.domain.amendments import Event, Moment
from clausier.domain.documents import Document, Kind
from clausier.domain.french import long_date, typeset
from clausier.ui.amendments import family_kept
from clausier.ui.failure import failures_shown
from clausier.ui.quotation import show_place
from clausier.ui.text import EMPTY, filled, say, show, verbatim
from clausier.ui.waiting import kept
from clausier.wiring import Clausier

_MARKS: Final = {Moment.SIGNATURE: "signe", Moment.EFFECT: "effet", Moment.TERM: "terme", Moment.NOTICE: "preavis"}


def show_life(clausier: Clausier, document: Document) -> None:
    """Under a contract: its days, those that are computed with their assumption, each with the words it comes from."""
    if document.kind is not Kind.CONTRACT:
        return
    box = st.expander("Vie du contrat", key=f"vie-{document.id}", type="compact", on_change="rerun")
    if not box.open:
        return
    with box, failures_shown():
        family = family_kept(clausier, document)
        today = date.today()
        generation = clausier.library.generation()
        events = kept(f"jours-{document.id}", (generation, today), lambda: family.life(today))
        if not events:
            say("Aucune date de la vie de ce contrat n’a été trouvée dans son texte.")
            return
        _show_events(family, events, today)


def _show_events(family: Family, events: tuple[Event, ...], today: date) -> None:
    told = False
    with st.container(key=f"frise-{family.contract.document.id}", gap="xxsmall"):
        for number, event in enumerate(events):
            if event.day >= today and not told:
                _show_today(today)
                told = True
            _show_event(family, event, number, today)
        if not told:
            _show_today(today)


def _show_today(today: date) -> None:
    show('<p class="aujourdhui">{line}</p>', line=typeset(f"Aujourd’hui, {long_date(today)}"))


def _show_event(family: Family, event: Event, number: int, today: date) -> None:
    show(
        '<div class="jour {mark} {when}"><p class="date">{day}</p><div><p class="point"><b>{label}</b></p>'
        "{assumption}{quote}</div></div>",
        mark=_MARKS[event.kind],
        when="futur" if event.day >= today else "passe",
        day=long_date(event.day),
        label=event.label,
        assumption=filled('<p class="meta">{said}</p>', said=event.assumption) if event.assumption else EMPTY,
        quote=_quote(family, event),
    )
    if event.quotation is not None:
        citation = family.cited(event.quotation)
        show_place(citation, f"vie-{family.contract.document.id}-{number}", titled=True)


def _quote(family: Family, event: Event) -> str:
    if event.quotation is None:
        return EMPTY
    words = verbatim(family.cited(event.quotation).quote)
    return filled('<blockquote class="cit court">«\u00a0{words}\u00a0»</blockquote>', words=words)
