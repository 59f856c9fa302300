"""Whose contract a question is about: "chez Durand" asks the contracts of Durand, and no other's figures answer."""

import re
from collections.abc import Callable, Mapping

from clausier.answering.demands import insisted
from clausier.answering.words import content_stems, explained, focus_stems
from clausier.domain.documents import Document, DocumentId
from clausier.domain.folding import fold


def of_parties(
    question: str,
    documents: Mapping[DocumentId, Document],
    opening: Callable[[DocumentId], str],
    vocabulary: frozenset[str],
) -> dict[DocumentId, Document]:
    """The documents that bear a name of the question in their title, their file's name, or their `opening`, the text
    before the first article; with those that amend them. All of them, where none does or each.

    A word of the field's own `vocabulary`, as "Prestataire", names nobody.
    """
    names = [word for word in insisted(question) if _is_a_name(word, vocabulary)]
    if not names or len(documents) < 2:
        return dict(documents)
    wanted = re.compile(rf"\b(?:{'|'.join(re.escape(fold(name)) for name in names)})\b")
    bearing = {
        identity
        for identity, document in documents.items()
        if wanted.search(fold(f"{document.title} {_words(document.file)}")) or wanted.search(fold(opening(identity)))
    }
    kept = {identity for identity in documents if _amended(identity, documents) & bearing}
    return {identity: documents[identity] for identity in documents if identity in kept} or dict(documents)


def _is_a_name(word: str, vocabulary: frozenset[str]) -> bool:
    own = focus_stems(word)
    return word.isalpha() and bool(own) and not explained(own, vocabulary) and own == content_stems(word)


def _words(file: str) -> str:
    return re.sub(r"[\W_]+", " ", file)


def _amended(identity: DocumentId, documents: Mapping[DocumentId, Document]) -> set[DocumentId]:
    """A document, and those of the same search that it amends, directly or not."""
    chain: set[DocumentId] = set()
    one: DocumentId | None = identity
    while one is not None and one in documents and one not in chain:
        chain.add(one)
        one = documents[one].amends
    return chain
