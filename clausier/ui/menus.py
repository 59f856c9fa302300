"""Three small menus: earlier conversations, the dossier, and what a question is about."""

from typing import Final

import streamlit as st

from clausier.domain.answers import Conversation, ConversationId
from clausier.domain.documents import DocumentId, Dossier
from clausier.domain.french import long_date, typeset
from clausier.naming import called
from clausier.ui import widgets
from clausier.ui.address import Address, go
from clausier.ui.failure import failures_shown
from clausier.ui.text import EMPTY, filled, label, say, show
from clausier.ui.visit import Visit
from clausier.wiring import Clausier

_NAME_LENGTH: Final = 80


def _closed_after(name: str) -> str:
    """A key that changes with every choice, so that the menu closes once something was chosen in it."""
    return f"{name}-{st.session_state.setdefault(name, 0)}"


def _choose(name: str, address: Address) -> None:
    st.session_state[name] = st.session_state.get(name, 0) + 1
    go(address)
    st.rerun()


def show_conversations(clausier: Clausier, here: Visit) -> None:
    """Begin a conversation, go back to an earlier one, or erase one."""
    menu = st.popover(
        "Conversations",
        type="tertiary",
        icon=":material/forum:",
        key=_closed_after("menu-conversations"),
        on_change="rerun",
    )
    if not menu.open:
        return
    with menu:
        fresh = Address(dossier=here.dossier.id)
        if st.button("Nouvelle conversation", key="nouvelle", icon=":material/add:", width="stretch"):
            _choose("menu-conversations", fresh)
        earlier = clausier.conversations.all(here.dossier.id)
        if not earlier:
            say("Aucune conversation dans ce dossier pour l’instant.")
            return
        chosen = widgets.entries("conversations", [_entry(one, here.conversation) for one in earlier])
        if chosen.open:
            _choose("menu-conversations", Address(ConversationId(chosen.open), dossier=fresh.dossier))
        if chosen.forget:
            _forget(clausier, here, ConversationId(chosen.forget))


def _entry(conversation: Conversation, current: Conversation | None) -> widgets.Entry:
    return widgets.Entry(
        id=conversation.id,
        title=typeset(conversation.title),
        note=long_date(conversation.started.date()),
        current=current is not None and current.id == conversation.id,
    )


def _forget(clausier: Clausier, here: Visit, conversation: ConversationId) -> None:
    with failures_shown():
        for answer in clausier.conversations.answers(conversation):
            clausier.explaining.stop(answer.id)
        clausier.conversations.forget(conversation)
    if here.conversation is not None and here.conversation.id == conversation:
        _choose("menu-conversations", Address(dossier=here.dossier.id))
    st.rerun()


def show_dossiers(clausier: Clausier, here: Visit) -> None:
    """Open another dossier, or make one."""
    menu = st.popover(
        "Dossier",
        type="tertiary",
        icon=":material/folder:",
        key=_closed_after("menu-dossier"),
        on_change="rerun",
    )
    if not menu.open:
        return
    with menu:
        chosen = st.selectbox(
            "Dossier ouvert",
            options=here.dossiers,
            index=here.dossiers.index(here.dossier),
            format_func=_name,
            key=f"dossier-{here.dossier.id}",
        )
        if chosen is not None and chosen.id != here.dossier.id:
            _choose("menu-dossier", Address(dossier=chosen.id))
        with st.form("creation-dossier", border=False):
            name = (st.text_input("Nouveau dossier", key="nouveau-dossier", max_chars=_NAME_LENGTH) or "").strip()
            asked = st.form_submit_button("Créer le dossier", key="creer", width="stretch")
        if asked and name:
            with failures_shown():
                made = clausier.dossiers.create(name)
                _choose("menu-dossier", Address(dossier=made.id))
        say("Un dossier ne voit jamais les documents d’un autre.")


def _name(dossier: Dossier) -> str:
    return dossier.name


def show_scope(here: Visit) -> None:
    """What the next question is about, just above the field where it is asked."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="portee"):
        show(
            '<p class="meta scope">{lead}<b>{what}</b>{rest}</p>',
            lead=typeset("Porte sur : "),
            what=_scope_named(here),
            rest=_rest(here),
        )
        if len(here.documents) < 2:
            return
        with st.popover("Modifier", type="tertiary", key="menu-portee"):
            _choose_scope(here)


def _scope_named(here: Visit) -> str:
    chosen = [document for document in here.documents if document.id in here.scope]
    if len(here.documents) == 1:
        return here.documents[0].title
    if len(chosen) == 1:
        return called(here.documents)[chosen[0].id]
    if chosen:
        return label("{some} documents sur {all}", some=len(chosen), all=len(here.documents))
    return label("les {all} documents", all=len(here.documents))


def _rest(here: Visit) -> str:
    if here.scope or len(here.documents) == 1:
        return EMPTY
    return filled(" du dossier «\u00a0{name}\u00a0»", name=here.dossier.name)


def _choose_scope(here: Visit) -> None:
    ids = [document.id for document in here.documents]
    key = f"portee-{here.conversation.id if here.conversation else here.dossier.id}"
    st.multiselect(
        "Documents interrogés",
        options=ids,
        default=[document for document in ids if document in here.scope],
        format_func=called(here.documents).__getitem__,
        placeholder="Tous les documents du dossier",
        key=key,
        on_change=_narrow,
        args=(key, here),
    )


def _narrow(key: str, here: Visit) -> None:
    chosen = frozenset[DocumentId](st.session_state[key])
    address = here.address
    go(Address(address.conversation, address.dossier, scope=chosen, at=address.at))
