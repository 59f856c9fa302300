"""The library's ports, in memory: small honest implementations that pass the tests of the real one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from uuid import uuid4

import numpy as np

from clausier.domain.accesses import Access
from clausier.domain.answers import Answer, AnswerId, Conversation, ConversationId
from clausier.domain.audits import Review
from clausier.domain.documents import (
    GUIDANCE,
    ClauseId,
    Definition,
    Document,
    DocumentId,
    Dossier,
    DossierId,
    Kind,
    Page,
    Passage,
    PassageId,
    Reading,
    Reference,
    Role,
    Row,
)
from clausier.domain.folding import fold
from clausier.domain.questions import Scope
from clausier.domain.structure import enclosing_article
from clausier.domain.versions import CANNOT_AMEND, amended_after, may_amend, same_name
from clausier.errors import UnknownName, WrongSetting
from clausier.ports import Vectors
from tests.intake import MemoryDrafts, MemoryJobs
from tests.questioned import MemoryQuestionnaires


class MemoryDossiers:
    """Dossiers in a list. `leaving` is told of each one that is forgotten, so that the rest forgets it too."""

    def __init__(self) -> None:
        self._dossiers: dict[DossierId, Dossier] = {}
        self.leaving: list[Callable[[DossierId], None]] = []

    def __contains__(self, dossier: DossierId) -> bool:
        return dossier == GUIDANCE or dossier in self._dossiers

    def create(self, name: str) -> Dossier:
        name = " ".join(name.split())
        if not name or fold(name) in {"reperes", *(fold(dossier.name) for dossier in self.all())}:
            raise WrongSetting("Ce nom de dossier est vide ou déjà pris.", "Choisissez un autre nom.")
        made = Dossier(DossierId(uuid4().hex), name, datetime.now(UTC))
        self._dossiers[made.id] = made
        return made

    def all(self) -> list[Dossier]:
        return sorted(self._dossiers.values(), key=lambda dossier: fold(dossier.name))

    def forget(self, dossier: DossierId) -> None:
        if dossier == GUIDANCE:
            raise WrongSetting("Les repères ne s’effacent pas.", "Choisissez un autre dossier.")
        if dossier not in self._dossiers:
            raise UnknownName("Ce dossier n’existe pas.", "Choisissez un dossier de la liste.")
        del self._dossiers[dossier]
        for forget in self.leaving:
            forget(dossier)


class MemoryLibrary:
    """Library, Passages and VectorStore over readings kept in a dict. Without `dossiers`, it takes any dossier."""

    def __init__(self, dossiers: MemoryDossiers | None = None) -> None:
        self._dossiers = dossiers
        self._readings: dict[DocumentId, Reading] = {}
        self._data: dict[DocumentId, bytes] = {}
        self._vectors: dict[str, dict[PassageId, Vectors]] = {}
        self._generation = 0
        self._drawn: dict[DocumentId, bytes] = {}
        self._beside: set[DocumentId] = set()
        self.replaced: list[Callable[[DocumentId, DocumentId], None]] = []
        self.coming: list[Callable[[Document], None]] = []
        self.leaving: list[Callable[[DocumentId], None]] = []
        if dossiers is not None:
            dossiers.leaving.append(self._forget_dossier)

    def add(self, reading: Reading, data: bytes, vectors: Vectors, encoder: str, drawn: bytes | None = None) -> None:
        document = reading.document
        if self._dossiers is not None and document.dossier not in self._dossiers:
            raise UnknownName("Ce dossier n’existe pas.", "Choisissez un dossier de la liste.")
        if document.amends is not None and document.amends not in {
            other.id for other in self.documents(Scope(document.dossier))
        }:
            raise UnknownName("Le document modifié n’est pas dans ce dossier.", "Ajoutez-le d’abord.")
        if document.id in self._readings:
            return
        rows = dict(zip([passage.id for passage in reading.passages], vectors, strict=True))
        self._vectors.setdefault(encoder, {}).update(rows)
        self._readings[document.id], self._data[document.id] = reading, data
        self._drawn[document.id] = data if drawn is None else drawn
        self._generation += 1
        for come in self.coming:
            come(document)

    def forget(self, document: DocumentId) -> None:
        gone = self.reading(document)
        del self._readings[document], self._data[document], self._drawn[document]
        self._beside.discard(document)
        for kept in self._vectors.values():
            for passage in gone.passages:
                kept.pop(passage.id, None)
        for key, other in self._readings.items():
            if other.document.amends == document:
                self._readings[key] = replace(other, document=replace(other.document, amends=None))
        self._generation += 1
        if gone.document.dossier != GUIDANCE:
            for forget in self.leaving:
                forget(document)

    def rivals(self, document: DocumentId) -> list[Document]:
        found = self.document(document)
        if document in self._beside:
            return []
        before = takewhile(lambda other: other.id != document, self.documents(Scope(found.dossier)))
        return [other for other in before if same_name(other.file) == same_name(found.file)]

    def keep_beside(self, document: DocumentId) -> None:
        self._known(document)
        self._beside.add(document)

    def replace(self, old: DocumentId, new: DocumentId) -> None:
        gone, kept = self.document(old), self.document(new)
        if old == new or gone.dossier != kept.dossier:
            raise WrongSetting("Un document n’en remplace un autre que dans le même dossier.", "Choisissez-en deux.")
        changes = amended_after(gone, kept, self.documents(Scope(gone.dossier)))
        for replaced in self.replaced:
            replaced(old, new)
        self.forget(old)
        for key, amends in changes.items():
            read = self._readings[key]
            self._readings[key] = replace(read, document=replace(read.document, amends=amends))

    def amend(self, document: DocumentId, amended: DocumentId | None) -> None:
        read = self._known(document)
        if amended is not None:
            other = self.document(amended)
            if not may_amend(read.document, other, self.documents(Scope(read.document.dossier))):
                raise WrongSetting(CANNOT_AMEND, "Choisissez-en un autre.")
        kind = Kind.CONTRACT if amended is None else Kind.AMENDMENT
        self._readings[document] = replace(read, document=replace(read.document, amends=amended, kind=kind))
        self._generation += 1

    def _forget_dossier(self, dossier: DossierId) -> None:
        for document in self.documents(Scope(dossier)):
            self.forget(document.id)

    def generation(self) -> int:
        return self._generation

    def documents(self, scope: Scope) -> list[Document]:
        return [read.document for read in self._within(scope)]

    def document(self, document: DocumentId) -> Document:
        return self.reading(document).document

    def reading(self, document: DocumentId) -> Reading:
        read = self._known(document)
        return replace(read, pages=tuple(replace(page, words=()) for page in read.pages))

    def text(self, document: DocumentId) -> str:
        return self._known(document).text

    def page(self, document: DocumentId, number: int) -> Page:
        for page in self._known(document).pages:
            if page.number == number:
                return page
        raise UnknownName(f"Ce document n’a pas de page {number}.", "Choisissez une page du document.")

    def data(self, document: DocumentId) -> bytes:
        self._known(document)
        return self._data[document]

    def drawn(self, document: DocumentId) -> bytes:
        self._known(document)
        return self._drawn[document]

    def passages(self, scope: Scope) -> list[Passage]:
        return [passage for read in self._within(scope) for passage in read.passages]

    def passage(self, passage: PassageId) -> Passage:
        for read in self._readings.values():
            for known in read.passages:
                if known.id == passage:
                    return known
        raise UnknownName("Ce passage n’est plus dans la bibliothèque.", "Posez la question à nouveau.")

    def of_clause(self, clause: ClauseId) -> list[Passage]:
        for read in self._readings.values():
            for known in read.clauses:
                if known.id == clause:
                    return [passage for passage in read.passages if passage.span.within(known.span)]
        raise UnknownName("Cet article n’est plus dans la bibliothèque.", "Posez la question à nouveau.")

    def siblings(self, passage: Passage) -> list[Passage]:
        read = self._known(passage.document_id)
        clauses = {clause.id: clause for clause in read.clauses}
        own = clauses[passage.clause_id]
        article = enclosing_article(own, clauses)
        if article.role not in (Role.ARTICLE, Role.ITEM):
            return [other for other in read.passages if other.clause_id == own.id and other.id != passage.id]
        return [other for other in read.passages if other.span.within(article.span) and other.id != passage.id]

    def definitions(self, document: DocumentId) -> list[Definition]:
        return list(self._known(document).definitions)

    def references(self, passage: Passage) -> list[Reference]:
        read = self._known(passage.document_id)
        return [reference for reference in read.references if reference.span.within(passage.span)]

    def rows(self, document: DocumentId) -> list[Row]:
        return list(self._known(document).rows)

    def vectors(self, scope: Scope, encoder: str) -> tuple[list[PassageId], Vectors]:
        kept = self._vectors.get(encoder, {})
        found = [passage.id for passage in self.passages(scope) if passage.id in kept]
        rows = np.array([kept[passage] for passage in found], np.float32)
        return found, rows if found else np.zeros((0, 0), np.float32)

    def some(self, passages: Sequence[PassageId], encoder: str) -> tuple[list[PassageId], Vectors]:
        kept = self._vectors.get(encoder, {})
        found = [p.id for read in self._readings.values() for p in read.passages if p.id in kept and p.id in passages]
        rows = np.array([kept[passage] for passage in found], np.float32)
        return found, rows if found else np.zeros((0, 0), np.float32)

    def missing(self, encoder: str) -> list[Passage]:
        kept = self._vectors.get(encoder, {})
        return [p for read in self._readings.values() for p in read.passages if p.id not in kept]

    def put(self, encoder: str, passages: Sequence[PassageId], vectors: Vectors) -> None:
        known = {passage.id for read in self._readings.values() for passage in read.passages}
        pairs = dict(zip(passages, vectors, strict=True))
        kept = {passage: row for passage, row in pairs.items() if passage in known}
        self._vectors.setdefault(encoder, {}).update(kept)
        self._generation += 1

    def _known(self, document: DocumentId) -> Reading:
        if document not in self._readings:
            raise UnknownName("Ce document n’est pas dans la bibliothèque.", "Choisissez-en un dans la liste.")
        return self._readings[document]

    def _within(self, scope: Scope) -> list[Reading]:
        return [
            read
            for read in self._readings.values()
            if read.document.dossier == scope.dossier and (not scope.documents or read.document.id in scope.documents)
        ]


class MemoryConversations:
    """Conversations and answers in dicts, in the order they came."""

    def __init__(self, dossiers: MemoryDossiers | None = None, library: MemoryLibrary | None = None) -> None:
        self._dossiers = dossiers
        self._conversations: dict[ConversationId, Conversation] = {}
        self._answers: dict[AnswerId, Answer] = {}
        if dossiers is not None:
            dossiers.leaving.append(self._forget_dossier)
        if library is not None:
            library.leaving.append(self._forget_document)

    def start(self, dossier: DossierId, title: str, scope: frozenset[DocumentId]) -> Conversation:
        if self._dossiers is not None and dossier not in self._dossiers:
            raise UnknownName("Ce dossier n’existe pas.", "Choisissez un dossier de la liste.")
        key = ConversationId(uuid4().hex)
        self._conversations[key] = Conversation(key, dossier, title, datetime.now(UTC), scope)
        return self._conversations[key]

    def all(self, dossier: DossierId) -> list[Conversation]:
        return [known for known in reversed(self._conversations.values()) if known.dossier == dossier]

    def get(self, conversation: ConversationId) -> Conversation:
        if conversation not in self._conversations:
            raise UnknownName("Cette conversation n’existe pas.", "Choisissez-en une dans la liste.")
        return self._conversations[conversation]

    def answers(self, conversation: ConversationId) -> list[Answer]:
        self.get(conversation)
        return [answer for answer in self._answers.values() if answer.conversation == conversation]

    def answer(self, answer: AnswerId) -> Answer:
        if answer not in self._answers:
            raise UnknownName("Cette réponse n’existe pas.", "Posez la question à nouveau.")
        return self._answers[answer]

    def save(self, answer: Answer) -> None:
        self.get(answer.conversation)
        self._answers[answer.id] = answer

    def forget(self, conversation: ConversationId) -> None:
        self.get(conversation)
        del self._conversations[conversation]
        self._answers = {key: kept for key, kept in self._answers.items() if kept.conversation != conversation}

    def _forget_dossier(self, dossier: DossierId) -> None:
        for conversation in self.all(dossier):
            self.forget(conversation.id)

    def _forget_document(self, document: DocumentId) -> None:
        self._answers = {key: kept for key, kept in self._answers.items() if document not in kept.quoted}
        for known in list(self._conversations.values()):
            if known.scope == {document}:
                self.forget(known.id)
            else:
                self._conversations[known.id] = replace(known, scope=known.scope - {document})


class MemoryAccesses:
    """The access log, in a list."""

    def __init__(self) -> None:
        self._log: list[Access] = []

    def record(self, who: str, verb: str, documents: Sequence[DocumentId]) -> None:
        self._log.append(Access(datetime.now(UTC), who, verb, tuple(documents)))

    def latest(self, limit: int) -> list[Access]:
        return self._log[::-1][:limit]


class MemoryReviews:
    """Reviews in a dict, by document and point."""

    def __init__(self, library: MemoryLibrary) -> None:
        self._library = library
        self._reviews: dict[tuple[DocumentId, str], Review] = {}
        library.leaving.append(self._forget_document)

    def save(self, review: Review) -> None:
        self._library.document(review.document)
        self._reviews[review.document, review.point] = review

    def of(self, document: DocumentId) -> Mapping[str, Review]:
        return {point: review for (of, point), review in sorted(self._reviews.items()) if of == document}

    def forget(self, document: DocumentId, point: str) -> None:
        self._reviews.pop((document, point), None)

    def _forget_document(self, document: DocumentId) -> None:
        self._reviews = {key: review for key, review in self._reviews.items() if key[0] != document}


class MemoryStore:
    """All of the above, bound together as the real library is."""

    def __init__(self) -> None:
        self.dossiers = MemoryDossiers()
        self.library = MemoryLibrary(self.dossiers)
        self.passages = self.vectors = self.library
        self.conversations = MemoryConversations(self.dossiers, self.library)
        self.drafts = MemoryDrafts(self.dossiers, self.library)
        self.jobs = MemoryJobs(self.dossiers, self.library, self.drafts)
        self.accesses = MemoryAccesses()
        self.reviews = MemoryReviews(self.library)
        self.questionnaires = MemoryQuestionnaires(self.dossiers, self.library)
