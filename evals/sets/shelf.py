"""Ready-made texts as documents of the library, so that the product's own retriever is what is measured."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from clausier.domain.documents import (
    Clause,
    ClauseId,
    Document,
    DocumentId,
    DossierId,
    Kind,
    Page,
    Reading,
    ReadingReport,
    Role,
)
from clausier.domain.questions import Query, Scope
from clausier.domain.text import Span
from clausier.ports import Encoder, Retriever, Watcher
from clausier.settings import load_settings
from clausier.wiring import Clausier, open_clausier
from evals.vectors import unwatched
from ingest.passages import Cutter

_DEEPER = 3  # passages asked for one text wanted: a long text is several, and counts once


@dataclass(frozen=True, slots=True)
class Item:
    """A text that can be the answer, below its headings, its own title the last of them."""

    id: str
    path: tuple[str, ...]
    text: str

    @property
    def whole(self) -> str:
        """With its headings, as the plain alternatives are given it."""
        return "\n".join([" › ".join(self.path), self.text])


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library with one dossier of such documents. `owners` tells which text a clause is."""

    opened: Clausier
    dossier: DossierId
    documents: Mapping[str, DocumentId]
    owners: Mapping[ClauseId, str]

    def scope(self, document: str = "") -> Scope:
        """One document, or all of them."""
        return Scope(self.dossier, frozenset([self.documents[document]] if document else []))

    def ranked(self, retriever: Retriever, question: str, most: int, document: str = "") -> list[str]:
        """The texts that a retriever finds, best first, each once."""
        hits = retriever.find(Query(question), self.scope(document), _DEEPER * most)[: _DEEPER * most]
        return list(dict.fromkeys(self.owners[hit.passage.clause_id] for hit in hits))[:most]


@contextmanager
def library() -> Iterator[Clausier]:
    """An empty library, with the models of whoever measures."""
    with TemporaryDirectory() as folder:
        models = load_settings().models_folder
        opened = open_clausier(load_settings({}).model_copy(update={"home": Path(folder), "models": models}))
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def shelved(documents: Mapping[str, Sequence[Item]], encoder: Encoder, watch: Watcher) -> Iterator[Shelf]:
    """Each document's texts, in their order, cut and indexed as the product cuts and indexes clauses."""
    with library() as opened:
        dossier = opened.dossiers.create("essai").id
        owners: dict[ClauseId, str] = {}
        names: dict[str, DocumentId] = {}
        for number, (name, items) in enumerate(documents.items(), 1):
            reading, owned = reading_of(dossier, name, items, encoder)
            found = encoder.encode_passages([passage.indexed for passage in reading.passages], unwatched)
            opened.library.add(reading, reading.text.encode(), found, encoder.identity)
            names[name] = reading.document.id
            owners.update(owned)
            watch("documents", number, len(documents))
        opened.caches.refresh(unwatched)
        yield Shelf(opened, dossier, names, owners)


def reading_of(
    dossier: DossierId, name: str, items: Sequence[Item], encoder: Encoder
) -> tuple[Reading, dict[ClauseId, str]]:
    """A document whose articles are the texts, and which text each clause is."""
    identity = DocumentId(sha256(f"{dossier}/{name}".encode()).hexdigest()[:12])
    text, clauses, owned = _written(identity, items)
    pages = (Page(1, "", Span(0, len(text))),)
    passages = Cutter(text, pages, clauses, (), encoder.count_tokens).passages(identity)
    document = Document(
        id=identity,
        dossier=dossier,
        title=name,
        file=f"{name}.txt",
        kind=Kind.CONTRACT,
        sha256=sha256(text.encode()).hexdigest(),
        paged=False,
        added=datetime.now(UTC),
        report=ReadingReport(1, len(items), len(passages), structured=True),
    )
    return Reading(document, text, pages, clauses, passages), owned


def _written(document: DocumentId, items: Sequence[Item]) -> tuple[str, tuple[Clause, ...], dict[ClauseId, str]]:
    """The texts one below the other, each an article under the headings that it shares with its neighbours."""
    texts: list[str] = []
    clauses: list[Clause] = []
    owned: dict[ClauseId, str] = {}
    opened: list[int] = []  # where the clauses that are open stand in the list
    at = 0
    for item in items:
        headings = [clauses[place].heading for place in opened]
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(item.path[:-1], headings, strict=False))
        opened = opened[: len(list(shared))]
        below = item.path[len(opened) :]
        for role, heading in zip([Role.PART] * (len(below) - 1) + [Role.ARTICLE], below, strict=True):
            parent = clauses[opened[-1]].id if opened else None
            opened.append(len(clauses))
            name = ClauseId(f"{document}/{len(clauses)}")
            clauses.append(Clause(name, document, role, "", heading, Span(at, at), parent))
        owned[clauses[-1].id] = item.id
        texts.append(f"{item.path[-1]}\n{item.text}\n\n")
        at += len(texts[-1])
        for place in opened:
            clauses[place] = replace(clauses[place], span=Span(clauses[place].span.start, at))
        opened.pop()
    return "".join(texts), tuple(clauses), owned
