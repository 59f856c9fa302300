"""Clausier assembled for the page's own tests: a library in memory, real answering, a model that says its lines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from time import sleep
from typing import cast

from PIL import Image, ImageDraw

from clausier.adapters.questionnaires.jsonl import JsonLines
from clausier.adapters.questionnaires.xlsx import Workbooks
from clausier.amending.inforce import AnswererInForce
from clausier.amending.joining import JoinedInForce
from clausier.amending.standing import Standings
from clausier.answering.answerer import Answerer
from clausier.answering.explaining import Explainer
from clausier.answering.meaning import no_meanings
from clausier.answering.topics import TopicIndex
from clausier.auditing.auditor import Auditor
from clausier.comparing.comparer import Comparer
from clausier.contrasting.contraster import Contraster
from clausier.desk import Desk
from clausier.domain.answers import Answer, AnswerId
from clausier.domain.audits import Checklist, Hint, Point
from clausier.domain.documents import Document, DocumentId, Dossier, Reading
from clausier.domain.jobs import JobState, Submission
from clausier.domain.prompts import Prompt
from clausier.domain.questionnaires import Format
from clausier.domain.questions import Element, Topic
from clausier.domain.text import Box
from clausier.errors import LockedFile, UnreadableFile
from clausier.ports import Watcher
from clausier.questionnaires.desk import QuestionnaireDesk
from clausier.questionnaires.formats import Form
from clausier.questionnaires.worker import QuestionnaireWorker
from clausier.retrieval import Words
from clausier.wiring import Clausier
from clausier.work import ExplainWorker, ReadingWorker
from tests.builders import keep, reading
from tests.fakes import MemoryStore, MemoryWordIndex, ScriptedModel

REVERSIBILITY = Topic(
    id="reversibilite",
    label="Réversibilité",
    about="la réversibilité",
    questions=("comment changer de prestataire",),
    headings=("Réversibilité",),
    words=(r"reversibilite",),
    near_misses=(),
    elements=(
        Element("duree", "durée de l’assistance", (r"pendant .{0,40}\bmois",)),
        Element("plan", "plan de réversibilité", (r"plan de reversibilite",)),
    ),
)
AUDIT = Topic(
    id="audit",
    label="Audit",
    about="l’audit",
    questions=("peut-on contrôler le prestataire",),
    headings=("Audit",),
    words=(r"\baudits?\b",),
    near_misses=(),
    elements=(Element("preavis", "préavis", (r"preavis",)),),
)
_POINTS = (
    Point("reversibilite", "Réversibilité", "reversibilite", REVERSIBILITY.elements, risk="La sortie se négocie."),
    Point("audit", "Audit", "audit", AUDIT.elements),
    Point("duree", "Durée de l’assistance", "reversibilite", REVERSIBILITY.elements[:1]),
)
GENERAL = Checklist("generale", "Liste générale", "Tout.", _POINTS)
EXIT = Checklist("sortie", "Sortie", "La fin.", _POINTS[:1], (Hint(("contrat de sortie",), 4),))
SAYING = '{"phrases": [{"texte": "Le Prestataire assiste le Client pendant six mois.", "sources": ["E1"]}]}'

PASSWORD = "sésame **gras**"
"""Opens the files that name /Encrypt."""


class BlankPictures:
    """Pages without a word, and the marks where they were asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[DocumentId, int, tuple[Box, ...]]] = []

    def picture(self, document: DocumentId, page: int, highlights: Sequence[Box], scale: float) -> bytes:
        self.asked.append((document, page, tuple(highlights)))
        image = Image.new("RGB", (int(595 * scale), int(842 * scale)), "white")
        for box in highlights:
            place = [value * scale for value in (box.left, box.top, box.right, box.bottom)]
            ImageDraw.Draw(image).rectangle(place, fill=(255, 233, 138))
        written = BytesIO()
        image.save(written, "JPEG")
        return written.getvalue()


class House:
    """What the page uses of Clausier, under the same names. Files that begin with %PDF are read as `reading` builds."""

    def __init__(self, model: ScriptedModel | None = None) -> None:
        store = MemoryStore()
        self.model = model
        self.dossiers, self.library = store.dossiers, store.library
        self.conversations, self.jobs = store.conversations, store.jobs
        self.pictures = BlankPictures()
        self._words = MemoryWordIndex()
        self.reviews, self.accesses = store.reviews, store.accesses
        self.topics = (REVERSIBILITY, AUDIT)
        self.checklists = {GENERAL.id: GENERAL, EXIT.id: EXIT}
        standings = Standings(self.library)
        joining = JoinedInForce(self.library, standings, date.today)
        self.comparer = Comparer(joining, self.topics)
        self.auditor = Auditor(self.library, self.library, self.topics, no_meanings, joining)
        topics = TopicIndex(self.topics)
        plain = Answerer(Words(self._words, self.library), self.library, self.library, topics)
        answerer = Contraster(
            inner=AnswererInForce(plain, self.library, standings, date.today),
            library=self.library,
            passages=self.library,
            topics=topics,
            comparer=self.comparer,
            joining_at=lambda day: replace(joining, today=lambda: day),
            today=date.today,
        )
        explainer = Explainer(model, Prompt("explain", "Explique.", "$nonce $evidence $question")) if model else None
        self.desk = Desk(answerer, explainer, self.conversations, self.library, partial(store.accesses.record, "moi"))
        self.explaining = ExplainWorker(self._explain)
        self.reading = ReadingWorker(self.jobs, self._read, lambda _: None)
        forms: dict[Format, Form] = {Format.XLSX: Workbooks(), Format.JSONL: JsonLines()}
        self.questionnaires = QuestionnaireDesk(store.questionnaires, forms, self.desk, self.library)
        self.filling = QuestionnaireWorker(store.questionnaires, self.questionnaires)

    @property
    def clausier(self) -> Clausier:
        return cast("Clausier", self)

    def forget(self, document: DocumentId) -> None:
        self.library.forget(document)

    def replace(self, old: DocumentId, new: DocumentId) -> None:
        self.library.replace(old, new)

    def dossier(self, name: str = "Affaire") -> Dossier:
        known = [dossier for dossier in self.dossiers.all() if dossier.name == name]
        return known[0] if known else self.dossiers.create(name)

    def holds(self, read: Reading) -> Document:
        self._words.add(read.document.dossier, read.passages)
        return keep(self.library, read)

    def holds_contract(self, title: str = "Contrat") -> Document:
        read = reading(dossier=self.dossier().id)
        return self.holds(replace(read, document=replace(read.document, title=title)))

    def reads_all(self) -> None:
        """Have every waiting file read, as the worker does behind the page, and come back when it is done."""
        worker = ReadingWorker(self.jobs, self._read, lambda _: None)
        worker.start()
        while any(job.state in (JobState.WAITING, JobState.RUNNING) for job in self.jobs.all(self.dossier().id)):
            sleep(0.01)
        worker.close()

    def answers_all(self) -> None:
        """Have every waiting questionnaire answered, as the worker does behind the page."""
        while (taken := self.questionnaires.store.next()) is not None:
            self.questionnaires.answer(taken, lambda step, done, total: None)

    def _explain(self, answer: AnswerId) -> Iterator[Answer]:
        return self.desk.explain(self.conversations.answer(answer))

    def _read(self, submission: Submission, watch: Watcher) -> Document:
        if not submission.data.startswith(b"%PDF"):
            raise UnreadableFile("Ce fichier n’est pas un PDF.", "Enregistrez-le en PDF, puis ajoutez-le à nouveau.")
        if b"/Encrypt" in submission.data and submission.password != PASSWORD:
            raise LockedFile("Ce fichier s’ouvre avec un mot de passe.", "Donnez-le pour que le fichier soit lu.")
        watch("lecture des pages", 1, 3)
        return self.holds(reading(submission.name, submission.dossier))
