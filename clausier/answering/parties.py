"""Whose contract a question is about: "chez Durand" asks the contracts of Durand, and no other's figures answer."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from clausier.answering.words import explained, focus_stems
from clausier.domain.documents import Document, DocumentId
from clausier.domain.folding import fold
from clausier.domain.french import listed
from clausier.domain.versions import roots

_NAME = r"[A-ZÀ-Þ][\w-]+"
_PUT = re.compile(
    r"\b(?:chez|avec|with|(?:contrats?|accords?|conventions?|march[ée]s?|contracts?|agreements?)"
    rf"(?: (?:de|du|avec|with|of|chez)| d['’](?=\w))?)[ ]?(?P<names>{_NAME}(?: (?:et|ou|and|or) (?:chez )?{_NAME})*)"
)
"""How a question says whose contract it means. A name elsewhere may be a place, of a court or of data."""
_WORD = re.compile(r"[^\W\d_]+|\d+")


def names_put(question: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    """Those whose contract a question asks for. A word of the field's own `vocabulary`, as "Client", names nobody."""
    found = (name for put in _PUT.finditer(question) for name in re.findall(_NAME, put["names"]))
    return tuple(name for name in found if (own := focus_stems(name)) and not explained(own, vocabulary))


def of_parties(
    names: tuple[str, ...], documents: Mapping[DocumentId, Document], opening: Callable[[DocumentId], str]
) -> dict[DocumentId, Document]:
    """The contracts that bear one of the names in their title, their file's name, or their `opening`, the text before
    the first article, or whose amendments do; with all of these. All the documents, where none does."""
    if not names or len(documents) < 2:
        return dict(documents)
    wanted = re.compile(rf"\b(?:{'|'.join(_apart(name) for name in names)})\b")
    root = roots(documents.values())
    bearing = {
        root[identity]
        for identity, document in documents.items()
        if wanted.search(f"{' '.join(known_by(document))} {_apart(opening(identity))}")
    }
    return {one: documents[one] for one in documents if root[one] in bearing} or dict(documents)


def known_by(document: Document) -> list[str]:
    """The words by which a question may name a document: of its title and of its file's name, folded."""
    return _apart(f"{document.title} {PurePath(document.file).stem}").split()


def told(names: tuple[str, ...]) -> str:
    """That other documents were left aside, for whoever reads the answer."""
    said = listed([f"« {name} »" for name in names])
    return f"Question posée aux seuls documents qui portent le nom {said}, avec leurs avenants."


def _apart(text: str) -> str:
    """The words and the numbers of a text, folded, with a space between any two: "ACME2023" and "Saint-Gobain" too."""
    return " ".join(_WORD.findall(fold(text)))
