"""Everything is put together here, and only here: the one module that names concrete adapters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from getpass import getuser

from filelock import FileLock, Timeout

from clausier.adapters.chat.choice import choose_model
from clausier.adapters.chroma import RECIPE as CHROMA_RECIPE
from clausier.adapters.chroma import ChromaVectors
from clausier.adapters.encoder import open_encoder, open_reranker
from clausier.adapters.encoder.missing import MissingEncoder
from clausier.adapters.isolated import IsolatedReading
from clausier.adapters.meaning import PassageMeanings
from clausier.adapters.modelstore import ModelStore
from clausier.adapters.pdfium import PdfPictures
from clausier.adapters.questionnaires.docx import WordDocuments
from clausier.adapters.questionnaires.jsonl import JsonLines
from clausier.adapters.questionnaires.xlsx import Workbooks
from clausier.adapters.resemblance import TopicResemblance
from clausier.adapters.sqlite.store import SqliteStore
from clausier.adapters.tantivy import RECIPE as TANTIVY_RECIPE
from clausier.adapters.tantivy import TantivyWords
from clausier.amending.inforce import AnswererInForce
from clausier.amending.joining import JoinedInForce
from clausier.amending.standing import Standings
from clausier.answering.answerer import Answerer
from clausier.answering.explaining import CLAUSE_BUDGET, Explainer
from clausier.answering.topics import TopicIndex, load_topics
from clausier.answering.vectors import VectorsOf, stored_vectors
from clausier.auditing.auditor import Auditor
from clausier.auditing.checklists import load_checklists
from clausier.auditing.settling import load_measure
from clausier.bundle import CORPUS
from clausier.caches import BorrowedCaches, Maker, OwnedCaches, Record
from clausier.clarifying.clarifier import Clarifier
from clausier.clarifying.glossary import Glossary, load_glossary
from clausier.comparing.comparer import Comparer
from clausier.contrasting.contraster import Contraster
from clausier.desk import Desk
from clausier.domain.answers import Answer, AnswerId
from clausier.domain.audits import Checklist
from clausier.domain.documents import DocumentId
from clausier.domain.questionnaires import Format
from clausier.domain.questions import Topic
from clausier.errors import ModelUnavailable
from clausier.ports import (
    ChatModel,
    Conversations,
    Dossiers,
    Encoder,
    Jobs,
    Library,
    PagePictures,
    Passages,
    Retriever,
    Reviews,
    VectorStore,
    Watcher,
)
from clausier.questionnaires.desk import QuestionnaireDesk
from clausier.questionnaires.formats import Form
from clausier.questionnaires.worker import QuestionnaireWorker
from clausier.reading_process import READERS
from clausier.reencoding import reencode
from clausier.retrieval import MEANING_WEIGHT, Dense, Fused, Reranked, Widened, Words
from clausier.settings import Settings
from clausier.work import ExplainWorker, ReadingWorker
from ingest.pipeline import Ingester
from prompts import load


@dataclass(frozen=True, slots=True)
class Clausier:
    """The application, whole: what the page and the command line are given."""

    settings: Settings
    dossiers: Dossiers
    library: Library
    passages: Passages
    vectors: VectorStore
    conversations: Conversations
    jobs: Jobs
    ingester: Ingester
    answerer: AnswererInForce
    standings: Standings
    desk: Desk
    comparer: Comparer
    auditor: Auditor
    checklists: Mapping[str, Checklist]
    reviews: Reviews
    clarifier: Clarifier
    pictures: PagePictures
    model: ChatModel | None
    encoder: Encoder
    retriever: Retriever
    topics: tuple[Topic, ...]
    caches: OwnedCaches | BorrowedCaches
    reading: ReadingWorker
    explaining: ExplainWorker
    questionnaires: QuestionnaireDesk
    filling: QuestionnaireWorker
    models: ModelStore
    resemblance: TopicResemblance
    closing: tuple[Callable[[], None], ...]

    @property
    def owner(self) -> bool:
        """Whether this process owns the home folder: it alone takes up the files that wait to be read."""
        return isinstance(self.caches, OwnedCaches)

    def refresh(self, watch: Watcher) -> None:
        """Bring vectors and indexes in step with the record: after a crash, or a change of encoder. Else a moment."""
        with suppress(ModelUnavailable):  # without an encoder, whoever needs vectors is told when they ask
            self.resemblance.prepare(watch)
            reencode(self.encoder, self.vectors, watch)
        self.caches.refresh(watch)

    def forget(self, document: DocumentId) -> None:
        """Forget a document: its file, its words, the answers that quote it, and what the indexes held of it."""
        self.library.forget(document)
        self.desk.record("forget", [document])
        self.caches.refresh(_unwatched)

    def replace(self, old: DocumentId, new: DocumentId) -> None:
        """Have a document take the place of another one of its dossier, which is forgotten."""
        self.library.replace(old, new)
        self.desk.record("replace", [old, new])
        self.caches.refresh(_unwatched)

    def close(self) -> None:
        """Stop the work and close the files. What was being read is taken up at the next start."""
        for close in self.closing:
            close()


def open_clausier(settings: Settings) -> Clausier:
    """Open the library of `settings.home`, made where it is not there. Loads no model: each is loaded when first used.

    One process owns the indexes on disk; another that opens the same library searches the record itself.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    models = ModelStore(settings.models_folder)
    encoder = _encoder(settings, models)
    store = SqliteStore.open(settings.home / "library.sqlite3")
    record = Record(store.dossiers, store.library, store.passages, store.vectors, encoder.identity)
    caches = _caches(settings, record, lock := FileLock(settings.home / "owner.lock", blocking=False))
    retriever = _retriever(settings, encoder, caches, store)
    topics = load_topics(CORPUS / "topics")
    model = _chat_model(settings, models)
    resemblance = TopicResemblance(topics, encoder, settings.home / "cache")
    meanings = PassageMeanings(resemblance, encoder, store.vectors)
    answerer = Answerer(retriever, store.library, store.passages, TopicIndex(topics, resemblance), meanings)
    log = partial(store.accesses.record, _who())
    standings = Standings(store.library)
    joining = JoinedInForce(store.library, standings, date.today)
    in_force = AnswererInForce(answerer, store.library, standings, date.today)
    contraster = _contraster(in_force, joining, vectors_of := partial(stored_vectors, store.vectors, encoder.identity))
    desk = Desk(contraster, _explainer(model), store.conversations, store.library, log)
    apart, now = IsolatedReading(READERS), partial(datetime.now, UTC)
    ingester = Ingester(apart, encoder, store.library, now, store.drafts)
    reading = ReadingWorker(store.jobs, ingester.ingest, ingester.drop)
    explaining = ExplainWorker(partial(_explain, desk))
    questionnaires = _questionnaires(store, desk)
    filling = QuestionnaireWorker(store.questionnaires, questionnaires)
    return Clausier(
        settings=settings,
        dossiers=store.dossiers,
        library=store.library,
        passages=store.passages,
        vectors=store.vectors,
        conversations=store.conversations,
        jobs=store.jobs,
        ingester=ingester,
        answerer=in_force,
        standings=standings,
        desk=desk,
        comparer=contraster.comparer,
        auditor=_auditor(answerer, joining, vectors_of, encoder.identity),
        checklists=load_checklists(CORPUS / "checklists", topics),
        reviews=store.reviews,
        clarifier=_clarifier(answerer, model, log),
        pictures=PdfPictures(store.library),
        model=model,
        encoder=encoder,
        retriever=retriever,
        topics=topics,
        caches=caches,
        reading=reading,
        explaining=explaining,
        questionnaires=questionnaires,
        filling=filling,
        models=models,
        resemblance=resemblance,
        closing=(reading.close, apart.close, explaining.close, filling.close, caches.close, store.close, lock.release),
    )


def _chat_model(settings: Settings, models: ModelStore) -> ChatModel | None:
    return choose_model(
        settings.model,
        models.path_of_chat(),
        base_url=settings.base_url,
        ollama_url=settings.ollama_url,
        threads=settings.threads,
    )


def _explainer(model: ChatModel | None) -> Explainer | None:
    return Explainer(model, load("explain")) if model else None


def _questionnaires(store: SqliteStore, desk: Desk) -> QuestionnaireDesk:
    forms: dict[Format, Form] = {Format.XLSX: Workbooks(), Format.DOCX: WordDocuments(), Format.JSONL: JsonLines()}
    return QuestionnaireDesk(store.questionnaires, forms, desk, store.library)


def _clarifier(
    answerer: Answerer, model: ChatModel | None, record: Callable[[str, Sequence[DocumentId]], None]
) -> Clarifier:
    return Clarifier(
        library=answerer.library,
        passages=answerer.passages,
        retriever=answerer.retriever,
        topics=answerer.topics.topics,
        glossary=Glossary(load_glossary(CORPUS / "glossary")),
        explainer=Explainer(model, load("clarify"), CLAUSE_BUDGET) if model else None,
        record=record,
        meanings=answerer.meanings,
    )


def _auditor(answerer: Answerer, joining: JoinedInForce, vectors_of: VectorsOf, encoder: str) -> Auditor:
    return Auditor(
        library=answerer.library,
        passages=answerer.passages,
        topics=answerer.topics.topics,
        meanings=answerer.meanings,
        joining=joining,
        vectors_of=vectors_of,
        measure=partial(load_measure, encoder),
    )


def _contraster(in_force: AnswererInForce, joining: JoinedInForce, vectors_of: VectorsOf) -> Contraster:
    plain = in_force.plain
    return Contraster(
        inner=in_force,
        library=plain.library,
        passages=plain.passages,
        topics=plain.topics,
        comparer=Comparer(joining, plain.topics.topics, plain.meanings, vectors_of),
        joining_at=lambda day: replace(joining, today=lambda: day),
        today=date.today,
    )


def _who() -> str:
    """The person at this machine, as the system knows them, for the access log."""
    try:
        return getuser()
    except (KeyError, OSError):
        return ""  # a container without users


def _unwatched(step: str, done: int, total: int) -> None:
    """For work too short to be watched."""


def _encoder(settings: Settings, models: ModelStore) -> Encoder:
    try:
        return open_encoder(settings.encoder, models, settings.threads)
    except ModelUnavailable as error:
        return MissingEncoder(error)  # listing and forgetting need none


def _caches(settings: Settings, record: Record, lock: FileLock) -> OwnedCaches | BorrowedCaches:
    try:
        lock.acquire()
    except Timeout:
        return BorrowedCaches(record, lambda: TantivyWords(None))
    return OwnedCaches(
        settings.home,
        record,
        Maker(TANTIVY_RECIPE, TantivyWords),
        Maker(CHROMA_RECIPE, lambda folder: ChromaVectors(folder, record.encoder)),
    )


def _retriever(
    settings: Settings, encoder: Encoder, caches: OwnedCaches | BorrowedCaches, store: SqliteStore
) -> Retriever:
    dense, words = Dense(encoder, caches.vectors, store.passages), Words(caches.words, store.passages)
    found: Retriever = Fused(((words, 1.0), (dense, MEANING_WEIGHT)), store.passages)
    if settings.reranker:
        found = Reranked(found, open_reranker(settings.reranker, settings.threads))
    return Widened(found, store.passages)


def _explain(desk: Desk, answer: AnswerId) -> Iterator[Answer]:
    return desk.explain(desk.conversations.answer(answer))
