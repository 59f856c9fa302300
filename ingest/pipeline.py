"""A file becomes a document of the library: read, structured, cut, encoded, recorded in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from clausier.domain.documents import Document, DocumentId, Kind, Reading, ReadingReport
from clausier.domain.french import count, listed
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.errors import UnreadableFile
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
_MOST_GAPS = 5  # named in the report; a document with more has another problem than a lost article


@dataclass(frozen=True, slots=True)
class Ingester:
    """Takes files in. Nothing is recorded until all of it is ready, so that nothing is ever half-ingested."""

    read: Read
    encoder: Encoder
    library: Library
    now: Callable[[], datetime]
    drafts: PageDrafts

    def ingest(self, submission: Submission, watch: Watcher) -> Document:
        """The document, new or already there: the same bytes in the same dossier are one document.

        Raises UnreadableFile, or Cancelled when `watch` does.
        """
        digest = sha256(submission.data).hexdigest()
        identity = document_id(submission.dossier, digest)
        if (known := self._known(submission, identity)) is not None:
            return known
        drafts = FileDrafts(self.drafts, submission.dossier, digest)
        raw = self.read(GivenFile(submission.name, submission.data, submission.password, drafts), watch)
        composed = compose(raw)
        if not composed.text.strip():
            raise UnreadableFile(
                f"Le fichier « {submission.name} » ne contient aucun texte.",
                "S’il s’agit d’un document numérisé, passez-le d’abord à la reconnaissance de caractères.",
            )
        watch(STRUCTURING, 0, 1)
        reading = self._reading(submission, raw, composed, (identity, digest))
        watch(STRUCTURING, 1, 1)
        vectors = self.encoder.encode_passages([passage.indexed for passage in reading.passages], watch)
        watch(RECORDING, 0, 1)
        self.library.add(reading, submission.data, vectors, self.encoder.identity, raw.drawn)
        return reading.document

    def drop(self, submission: Submission) -> None:
        """Leave nothing of a file whose reading was cut short and is not to be taken up again."""
        self.drafts.forget(submission.dossier, sha256(submission.data).hexdigest())

    def _known(self, submission: Submission, identity: DocumentId) -> Document | None:
        documents = self.library.documents(Scope(submission.dossier))
        return next((document for document in documents if document.id == identity), None)

    def _reading(
        self, submission: Submission, raw: RawFile, composed: Composed, named: tuple[DocumentId, str]
    ) -> Reading:
        identity, digest = named
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
            report=_report(raw, structure, len(passages), (title, kind)),
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
    missing = [name for name in spoken_of if name not in present]
    remarks = [
        *raw.remarks,
        *_on_structure(structure, kind),
        *_on_pages(raw.unreadable_pages),
        *_on_annexes(missing),
        *_on_gaps(structure.gaps),
    ]
    return ReadingReport(
        pages=len(raw.pages),
        articles=structure.articles,
        passages=passages,
        structured=structure.structured,
        unreadable_pages=raw.unreadable_pages,
        annexes_present=present,
        annexes_named=spoken_of,
        remarks=tuple(dict.fromkeys(remarks)),
        findings=raw.findings,
    )


def _on_structure(structure: Structure, kind: Kind) -> list[str]:
    if structure.structured or kind is Kind.GUIDANCE:
        return []
    return ["Aucune numérotation ni aucun titre n’a été reconnu : le document est lu par paragraphes."]


def _on_pages(pages: Sequence[int]) -> list[str]:
    if not pages:
        return []
    name = "La page" if len(pages) == 1 else "Les pages"
    numbers = listed([str(page) for page in pages])
    return [f"{name} {numbers} ne {'contient' if len(pages) == 1 else 'contiennent'} aucun texte lisible."]


def _on_annexes(missing: Sequence[str]) -> list[str]:
    if not missing:
        return []
    one = len(missing) == 1
    named = "est citée mais ne figure" if one else "sont citées mais ne figurent"
    return [f"{listed(missing)} {named} pas dans ce fichier."]


def _on_gaps(gaps: Sequence[tuple[str, str]]) -> list[str]:
    remarks = [f"La numérotation passe de {before} à {after}." for before, after in gaps[:_MOST_GAPS]]
    if len(gaps) > _MOST_GAPS:
        remarks.append(f"La numérotation comporte {count(len(gaps) - _MOST_GAPS, 'autre lacune', 'autres lacunes')}.")
    return remarks
