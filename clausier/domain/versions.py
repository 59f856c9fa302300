"""When a file comes in again with other bytes: which documents it may stand in for, and what follows it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from clausier.domain.documents import Document, DocumentId

CANNOT_AMEND = "Un document n’en modifie qu’un autre de son dossier, et jamais lui-même."


def first_of_their_names(documents: Iterable[Document]) -> frozenset[Document]:
    """The documents that have no rivals, and never come to have any: what comes in stands after what is there."""
    firsts: dict[str, Document] = {}
    for document in documents:
        firsts.setdefault(same_name(document.file), document)
    return frozenset(firsts.values())


def amended_after(
    old: Document, new: Document, documents: Sequence[Document]
) -> Mapping[DocumentId, DocumentId | None]:
    """What each document amends that has to change when `new` takes the place of `old`.

    What amended the old one amends the new, and the new one amends what the old one did unless it says otherwise.
    A document never comes to amend itself, by whatever way round.
    """
    before = {document.id: document.amends for document in documents if document.id != old.id}
    amends = dict(before)
    if amends[new.id] in (None, old.id):
        inherits = old.kind is new.kind and new.id not in upward(old.amends, amends)
        amends[new.id] = old.amends if inherits else None
    above = upward(new.id, amends)
    for document, target in before.items():
        if target == old.id and document != new.id:
            amends[document] = None if document in above else new.id
    return {document: target for document, target in amends.items() if target != before[document]}


def may_amend(document: Document, amended: Document, documents: Sequence[Document]) -> bool:
    """Whether one document of a dossier may amend another; `documents` are the dossier's."""
    amends = {other.id: other.amends for other in documents}
    return document.dossier == amended.dossier and document.id not in upward(amended.id, amends)


def upward(start: DocumentId | None, amends: Mapping[DocumentId, DocumentId | None]) -> tuple[DocumentId, ...]:
    """A document, what it amends, what that amends, and so on, each once."""
    found: list[DocumentId] = []
    while start is not None and start not in found:
        found.append(start)
        start = amends.get(start)
    return tuple(found)


def roots(documents: Iterable[Document]) -> Mapping[DocumentId, DocumentId]:
    """What each document amends in the end, as far as it is among them; itself where it amends none of them."""
    known = {document.id: document.amends for document in documents}
    amends = {identity: target if target in known else None for identity, target in known.items()}
    return {identity: upward(identity, amends)[-1] for identity in known}


def same_name(file: str) -> str:
    """What files of the same name have in common: systems differ in how they write an accent, and most take large and
    small letters for the same."""
    return unicodedata.normalize("NFC", file).casefold()
