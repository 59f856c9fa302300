"""Which contracts a question sets side by side: those of its scope, or those of them that it names."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from clausier.answering.parties import known_by
from clausier.answering.words import stem
from clausier.domain.documents import Document, DocumentId, Kind
from clausier.domain.questions import Scope
from clausier.errors import WrongSetting

MOST = 6
"""Contracts asked at once: what a reader goes through side by side."""
_SHORTEST = 4  # letters of a name: shorter words of titles are articles, or say which version it is
_COMMON = frozenset(
    ("contrat", "contract", "agreement", "convention", "accord", "marche", "version", "signe", "projet", "annexe")
)


@dataclass(frozen=True, slots=True)
class Contracts:
    """The contracts that are asked, and what else the scope holds that none of them takes in."""

    asked: tuple[Document, ...]
    aside: tuple[Document, ...] = ()


def contracts_asked(documents: Sequence[Document], scope: Scope, names: frozenset[str]) -> Contracts:
    """The contracts of a scope. Where it names its documents, any of them may be set beside another, amendments aside.

    `names` are those that the question says: where two contracts or more are named, they alone are asked.
    """
    contracts, aside = _told_apart(documents, scope)
    known = names_of(contracts, ())
    said = [one for one in contracts if any(known.get(name) == one.id for name in names)]
    return Contracts(tuple(said)) if len(said) > 1 else Contracts(tuple(contracts), tuple(aside))


def _told_apart(documents: Sequence[Document], scope: Scope) -> tuple[list[Document], list[Document]]:
    """The contracts, and what is neither one of them nor an amendment of theirs."""
    amended = {document.id for document in documents}
    free = [one for one in documents if one.kind is not Kind.GUIDANCE and one.amends not in amended]
    contracts = [one for one in free if one.kind is Kind.CONTRACT]
    if len(contracts) < 2 and scope.documents:
        contracts = [one for one in free if one.kind is not Kind.AMENDMENT]
    chosen = {one.id for one in contracts}
    return contracts, [one for one in free if one.id not in chosen]


def names_known(documents: Sequence[Document], scope: Scope, vocabulary: Collection[str]) -> list[str]:
    """The words by which a question may name one contract of a scope."""
    return list(names_of(_told_apart(documents, scope)[0], vocabulary))


def names_of(documents: Sequence[Document], vocabulary: Collection[str]) -> Mapping[str, DocumentId]:
    """The words of titles and files by which one document alone is known, and that are no words of the field."""
    words: dict[str, set[DocumentId]] = {}
    for document in documents:
        for word in known_by(document):
            words.setdefault(word, set()).add(document.id)
    return {
        word: next(iter(known))
        for word, known in words.items()
        if len(known) == 1 and _is_name(word) and stem(word) not in vocabulary
    }


def _is_name(word: str) -> bool:
    return word.isalpha() and len(word) >= _SHORTEST and word not in _COMMON


def enough(contracts: Contracts, most: int) -> tuple[Document, ...]:
    """The contracts, where they can be set side by side. Raises WrongSetting, with what to do, where they cannot."""
    asked = contracts.asked
    if not asked:
        raise WrongSetting(
            "Cette question met des contrats en regard, et aucun contrat n’est interrogé.",
            "Ajoutez deux contrats au dossier, puis posez-la à nouveau.",
        )
    if len(asked) == 1:
        raise WrongSetting(
            f"Cette question met deux contrats en regard, et un seul est interrogé : « {asked[0].title} ».",
            "Ajoutez l’autre contrat au dossier ou à ce qui est interrogé ; ou demandez ce que dit celui-ci.",
        )
    if len(asked) > most:
        raise WrongSetting(
            f"{len(asked)} contrats sont interrogés : c’est trop pour les mettre en regard.",
            f"Gardez-en {most} au plus dans ce qui est interrogé, ou nommez-les dans la question.",
        )
    return asked
