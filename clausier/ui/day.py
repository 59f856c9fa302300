"""The day whose text in force answers, just above the field where a question is asked."""

from datetime import date
from typing import Final

import streamlit as st

from clausier.ui.address import Address, go
from clausier.ui.visit import Visit

_FIRST: Final = date(1980, 1, 1)
_LAST: Final = date(2100, 12, 31)
"""Without these two the calendar ends ten years away."""


def show_day(here: Visit) -> None:
    """The field, empty for today; nothing where no document of the dossier amends another."""
    if not any(document.amends for document in here.documents):
        return
    key = f"jour-{here.dossier.id}"
    st.session_state[key] = here.address.at
    with st.container(key="jour-du-texte", width=220):
        st.date_input(
            "Texte en vigueur au",
            value=None,
            min_value=_FIRST,
            max_value=_LAST,
            format="DD/MM/YYYY",
            help="Laissez vide pour le texte en vigueur aujourd’hui.",
            key=key,
            on_change=_move,
            args=(key, here),
        )


def _move(key: str, here: Visit) -> None:
    address = here.address
    go(Address(address.conversation, address.dossier, address.scope, at=st.session_state[key]))
