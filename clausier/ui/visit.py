"""What the address means in this library: which dossier, which conversation, which documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clausier.domain.answers import Conversation
from clausier.domain.documents import Document, DocumentId, Dossier
from clausier.domain.questions import Scope
from clausier.errors import UnknownName
from clausier.starting import DEMONSTRATION
from clausier.ui.address import Address
from clausier.wiring import Clausier

DEFAULT_DOSSIER: Final = "Mon dossier"
"""The same as the command line fills when it is told no other."""


@dataclass(frozen=True, slots=True)
class Visit:
    address: Address
    dossiers: Sequence[Dossier]  # never empty
    dossier: Dossier
    conversation: Conversation | None
    documents: Sequence[Document]  # of the dossier
    lost: bool  # the address names a conversation that is no more

    @property
    def scope(self) -> frozenset[DocumentId]:
        """The documents that a question asked now is about; empty: all of the dossier."""
        started = self.conversation.scope if self.conversation is not None else frozenset()
        chosen = started if self.address.scope is None else self.address.scope
        return chosen & {document.id for document in self.documents}


def visit(clausier: Clausier, address: Address) -> Visit:
    """Where the address leads. A library that only has the demonstration gets a dossier for the reader's own."""
    dossiers = clausier.dossiers.all()
    if not any(dossier.name != DEMONSTRATION for dossier in dossiers):  # nobody's own contract joins the demonstration
        dossiers = [clausier.dossiers.create(DEFAULT_DOSSIER), *dossiers]
    conversation = _conversation(clausier, address)
    dossier = _dossier(clausier, dossiers, address, conversation)
    documents = clausier.library.documents(Scope(dossier.id))
    lost = address.conversation is not None and conversation is None
    return Visit(address, dossiers, dossier, conversation, documents, lost)


def _conversation(clausier: Clausier, address: Address) -> Conversation | None:
    if address.conversation is None:
        return None
    try:
        return clausier.conversations.get(address.conversation)
    except UnknownName:
        return None


def _dossier(
    clausier: Clausier, dossiers: Sequence[Dossier], address: Address, conversation: Conversation | None
) -> Dossier:
    """The conversation's own; else the one that the address names; else the last one that was worked in."""
    for dossier in dossiers:
        if conversation is not None and dossier.id == conversation.dossier:
            return dossier
    for dossier in dossiers:
        if conversation is None and dossier.id == address.dossier:
            return dossier
    return max(dossiers, key=lambda dossier: _last_worked(clausier, dossier))


def _last_worked(clausier: Clausier, dossier: Dossier) -> datetime:
    return max([dossier.created, *(asked.started for asked in clausier.conversations.all(dossier.id))])
