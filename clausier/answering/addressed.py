"""Which documents a question is put to: those of the parties that it names, the contracts that it names by title."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from clausier.answering import parties, titles
from clausier.answering.asking import standalone
from clausier.domain.documents import Document, DocumentId
from clausier.domain.questions import Turn


@dataclass(frozen=True, slots=True)
class Addressed:
    """A question as it is to be looked for in the documents that it is put to."""

    documents: Mapping[DocumentId, Document]
    question: str  # less the words that only name a contract
    history: Sequence[Turn]
    cautions: tuple[str, ...] = ()  # what the reader is told of documents left aside


def addressed(
    question: str,
    history: Sequence[Turn],
    documents: Mapping[DocumentId, Document],
    vocabulary: frozenset[str],
    opening: Callable[[DocumentId], str] | None,
) -> Addressed:
    """The question, put to some of the documents or to all. A question that leans on another is put to the same.

    `vocabulary`: words of the field, which name nobody. `opening`: a document's text before its first article; where it
    is not at hand, as in a very large dossier, no party is looked for.
    """
    readings = (question, standalone(question, history))
    names = next(filter(None, (parties.names_put(said, vocabulary) for said in readings)), ())
    kept = parties.of_parties(names, documents, opening) if opening else dict(documents)
    aside = (parties.told(names),) if len(kept) < len(documents) else ()
    few = next((some for said in readings if len(some := titles.of_titles(said, kept)) < len(kept)), None)
    if few is None:
        return Addressed(kept, question, history, aside)
    bare = [replace(turn, question=titles.without_titles(turn.question, kept.values())) for turn in history]
    return Addressed(few, titles.without_titles(question, kept.values()), bare, (*aside, titles.told(few)))
