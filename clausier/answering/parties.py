"""Whose contract a question is about: "chez Durand" asks the contracts of Durand, and no other's figures answer."""

import re
from collections.abc import Callable, Mapping

from clausier.answering.words import explained, focus_stems
from clausier.domain.documents import Document, DocumentId
from clausier.domain.folding import fold
from clausier.domain.french import listed

_NAME = r"[A-ZÀ-Þ][\w-]+"
_PUT = re.compile(
    r"\b(?:chez|avec|with|(?:contrats?|accords?|conventions?|march[ée]s?|contracts?|agreements?)"
    rf"(?: (?:de|du|avec|with|of|chez)| d['’](?=\w))?)[ ]?(?P<names>{_NAME}(?: (?:et|ou|and|or) (?:chez )?{_NAME})*)"
)
"""How a question says whose contract it means. A name elsewhere may be a place, of a court or of data."""


def names_put(question: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    """Those whose contract a question asks for. A word of the field's own `vocabulary`, as "Client", names nobody."""
    found = (name for put in _PUT.finditer(question) for name in re.findall(_NAME, put["names"]))
    return tuple(name for name in found if (own := focus_stems(name)) and not explained(own, vocabulary))


def of_parties(
    names: tuple[str, ...], documents: Mapping[DocumentId, Document], opening: Callable[[DocumentId], str]
) -> dict[DocumentId, Document]:
    """The documents that bear one of the names in their title, their file's name, or their `opening`, the text before
    the first article; with those that amend them. All of them, where none does."""
    if not names or len(documents) < 2:
        return dict(documents)
    wanted = re.compile(rf"\b(?:{'|'.join(re.escape(fold(name)) for name in names)})\b")
    bearing = {
        identity
        for identity, document in documents.items()
        if wanted.search(fold(f"{document.title} {_words(document.file)} {opening(identity)}"))
    }
    return {one: documents[one] for one in documents if _amended(one, documents) & bearing} or dict(documents)


def told(names: tuple[str, ...]) -> str:
    """That other documents were left aside, for whoever reads the answer."""
    said = listed([f"« {name} »" for name in names])
    return f"Question posée aux seuls documents qui portent le nom {said}, avec leurs avenants."


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
