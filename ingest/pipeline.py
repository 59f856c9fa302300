"""A file becomes a document of the library: read, structured, cut, encoded, recorded in one go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from clausier.domain.documents import Document, DocumentId, DossierId, Excerpt, Kind, Reading, ReadingReport
from clausier.domain.jobs import Submission
from clausier.domain.machines import aimed_sentences
from clausier.domain.text import mend
from clausier.errors import UnknownName, UnreadableFile
from clausier.ports import Encoder, Library, PageDrafts, Watcher
from ingest.composed import Composed
from ingest.composing import compose
from ingest.drafts import FileDrafts
from ingest.given import GivenFile
from ingest.kinds import kind_of, title_of
from ingest.passages import Cutter
from ingest.raw import RawFile
from ingest.structure.annexes import named_annexes
from ingest.structure.definitions import definitions
from ingest.structure.places import Places
from ingest.structure.recognise import Structure, recognise
from ingest.structure.references import references
from ingest.structure.sheet import sheet

Read = Callable[[GivenFile, Watcher], RawFile]

STRUCTURING = "repérage des articles"
RECORDING = "enregistrement"
_LONGEST_EXCERPT = 300  # letters of what the report shows


@dataclass(frozen=True, slots=True)
class Ingester:
    """Takes files in. Nothing is recorded until all of it is ready, so that nothing is ever half-ingested."""

    read: Read
    encoder: Encoder
    library: Library
    now: Callable[[], datetime]
    drafts: PageDrafts

    def known(self, submission: Submission) -> Document | None:
        """The document that a file already is; None where it is still to be read."""
        return self._held(submission.dossier, sha256(submission.data).hexdigest())

    def ingest(self, submission: Submission, watch: Watcher) -> Document:
        """The document, new or already there: the same bytes in the same dossier are one document.

        Raises UnreadableFile, or Cancelled when `watch` does.
        """
        digest = sha256(submission.data).hexdigest()
        if (held := self._held(submission.dossier, digest)) is not None:
            return held
        drafts = FileDrafts(self.drafts, submission.dossier, digest)
        raw = self.read(GivenFile(submission.name, submission.data, submission.password, drafts), watch)
        composed = compose(raw)
        if not composed.text.strip():
            raise UnreadableFile(
                f"Le fichier « {submission.name} » ne contient aucun texte.",
                "S’il s’agit d’un document numérisé, passez-le d’abord à la reconnaissance de caractères.",
            )
        watch(STRUCTURING, 0, 1)
        reading = self._reading(submission, raw, composed, digest)
        watch(STRUCTURING, 1, 1)
        vectors = self.encoder.encode_passages([passage.indexed for passage in reading.passages], watch)
        watch(RECORDING, 0, 1)
        self.library.add(reading, submission.data, vectors, self.encoder.identity, raw.drawn)
        return reading.document

    def drop(self, submission: Submission) -> None:
        """Leave nothing of a file whose reading was cut short and is not to be taken up again."""
        self.drafts.forget(submission.dossier, sha256(submission.data).hexdigest())

    def _held(self, dossier: DossierId, digest: str) -> Document | None:
        try:
            document = self.library.document(document_id(dossier, digest))
        except UnknownName:
            return None
        return document if document.dossier == dossier else None

    def _reading(self, submission: Submission, raw: RawFile, composed: Composed, digest: str) -> Reading:
        identity = document_id(submission.dossier, digest)
        lines = sheet(composed)
        structure = recognise(composed, identity)
        title = title_of(lines, raw.title, submission.name)
        kind = submission.kind or kind_of(lines, title, submission.dossier)
        cutter = Cutter(
            composed.text,
            composed.pages,
            structure.clauses,
            structure.fragments,
            self.encoder.count_tokens,
            composed.rows,
        )
        passages = cutter.passages(identity)
        places = Places(structure.clauses, structure.fragments)
        document = Document(
            id=identity,
            dossier=submission.dossier,
            title=title,
            file=submission.name,
            kind=kind,
            sha256=digest,
            paged=raw.paged,
            added=self.now(),
            report=replace(
                _report(raw, structure, len(passages), (title, kind)),
                aimed=tuple(_aimed(raw, composed)),
                findings=replace(raw.findings, tables=composed.tables),
            ),
            amends=submission.amends,
            facts=raw.facts,
        )
        return Reading(
            document=document,
            text=composed.text,
            pages=composed.pages,
            clauses=structure.clauses,
            passages=passages,
            definitions=definitions(composed.text, structure.clauses, places),
            references=references(composed.text, kind, places),
            rows=composed.rows,
        )


def document_id(dossier: str, digest: str) -> DocumentId:
    """The same file in the same dossier always has the same identity."""
    return DocumentId(sha256(f"{dossier}/{digest}".encode()).hexdigest()[:12])


def _report(raw: RawFile, structure: Structure, passages: int, named: tuple[str, Kind]) -> ReadingReport:
    title, kind = named
    spoken_of = () if kind is Kind.GUIDANCE else structure.annexes_named
    # An annex that came as a file of its own is not missing from itself.
    itself = named_annexes(title) if kind is Kind.ANNEX else ()
    present = tuple(dict.fromkeys([*itself, *structure.annexes_present]))
    return ReadingReport(
        pages=len(raw.pages),
        articles=structure.articles,
        passages=passages,
        structured=structure.structured,
        unreadable_pages=raw.unreadable_pages,
        annexes_present=present,
        annexes_named=spoken_of,
        remarks=tuple(dict.fromkeys(raw.remarks)),
        gaps=structure.gaps,
    )


def _aimed(raw: RawFile, composed: Composed) -> Iterator[Excerpt]:
    """What speaks to a machine: in the text, in what was set aside of its pages, in what is hidden from its readers."""
    texts = [(page.number if raw.paged else None, page.furniture) for page in composed.pages]
    texts += [(hidden.page, hidden.text) for hidden in raw.findings.hidden]
    for span in aimed_sentences(composed.text):
        page = next((page.number for page in composed.pages if raw.paged and span.start < page.span.end), None)
        yield Excerpt(page, mend(span.of(composed.text)).text[:_LONGEST_EXCERPT])
    for page, text in texts:
        yield from (Excerpt(page, mend(span.of(text)).text[:_LONGEST_EXCERPT]) for span in aimed_sentences(text))
