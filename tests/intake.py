"""What is on its way into the library, in memory: the list of files, and the pages recognised so far."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import RLock
from typing import TYPE_CHECKING
from uuid import uuid4

from clausier.domain.documents import Document, DocumentId, DossierId
from clausier.domain.jobs import Job, JobId, JobState, Submission
from clausier.errors import UnknownName, WrongSetting

if TYPE_CHECKING:
    from tests.memory import MemoryDossiers, MemoryLibrary


class MemoryDrafts:
    """Pages in a dict, by dossier and file."""

    def __init__(self, dossiers: "MemoryDossiers | None" = None, library: "MemoryLibrary | None" = None) -> None:
        self._dossiers = dossiers
        self._kept: dict[tuple[DossierId, str], dict[int, bytes]] = {}
        self._in: set[tuple[DossierId, str]] = set()
        self._named: dict[DocumentId, tuple[DossierId, str]] = {}
        if dossiers is not None:
            dossiers.leaving.append(self._forget_dossier)
        if library is not None:
            library.coming.append(self._come)
            library.leaving.append(self._leave)

    def kept(self, dossier: DossierId, digest: str) -> Mapping[int, bytes]:
        return dict(sorted(self._kept.get((dossier, digest), {}).items()))

    def keep(self, dossier: DossierId, digest: str, page: int, draft: bytes) -> None:
        if self._dossiers is not None and dossier not in self._dossiers:
            raise UnknownName("Ce dossier n’existe pas.", "Choisissez un dossier de la liste.")
        if (dossier, digest) not in self._in:
            self._kept.setdefault((dossier, digest), {})[page] = draft

    def forget(self, dossier: DossierId, digest: str) -> None:
        self._kept.pop((dossier, digest), None)

    def _come(self, document: Document) -> None:
        named = self._named[document.id] = document.dossier, document.sha256
        self._in.add(named)
        self.forget(*named)

    def _leave(self, document: DocumentId) -> None:
        self._in.discard(self._named.pop(document))

    def _forget_dossier(self, dossier: DossierId) -> None:
        for key in [key for key in self._kept if key[0] == dossier]:
            del self._kept[key]


class MemoryJobs:
    """Jobs in a dict, their files beside them until they are read."""

    def __init__(
        self,
        dossiers: "MemoryDossiers | None" = None,
        library: "MemoryLibrary | None" = None,
        drafts: MemoryDrafts | None = None,
    ) -> None:
        self._dossiers = dossiers
        self._drafts = drafts or MemoryDrafts()
        self._jobs: dict[JobId, Job] = {}
        self._submitted: dict[JobId, Submission] = {}
        self._digests: dict[JobId, str] = {}
        self._lock = RLock()
        if dossiers is not None:
            dossiers.leaving.append(self._forget_dossier)
        if library is not None:
            library.leaving.append(self._forget_document)
            library.replaced.append(self._amend)

    def submit(self, submission: Submission) -> Job:
        if self._dossiers is not None and submission.dossier not in self._dossiers:
            raise UnknownName("Ce dossier n’existe pas.", "Choisissez un dossier de la liste.")
        key = JobId(uuid4().hex)
        submission = replace(submission, name=submission.name.encode("utf-8", "replace").decode())
        with self._lock:
            self._submitted[key] = submission
            self._digests[key] = sha256(submission.data).hexdigest()
            self._jobs[key] = Job(key, submission.dossier, submission.name, JobState.WAITING, created=datetime.now(UTC))
            return self._jobs[key]

    def next(self) -> tuple[Job, Submission] | None:
        with self._lock:
            for key, job in self._jobs.items():
                if job.state is JobState.WAITING:
                    self._jobs[key] = replace(job, state=JobState.RUNNING, turn=job.turn + 1)
                    return self._jobs[key], self._submitted[key]
        return None

    def save(self, job: Job) -> None:
        with self._lock:
            known = self.get(job.id)
            heard = known.state is JobState.RUNNING and known.turn == job.turn
            if known.state is JobState.DONE or not (heard or job.state is JobState.DONE):
                return
            self._jobs[job.id] = replace(job, turn=known.turn)
            if job.state in (JobState.DONE, JobState.FAILED):
                self._submitted.pop(job.id, None)
            elif job.state is JobState.LOCKED:
                self._submitted[job.id] = replace(self._submitted[job.id], password="")

    def get(self, job: JobId) -> Job:
        if job not in self._jobs:
            raise UnknownName("Cette lecture n’existe pas.", "Ajoutez le fichier à nouveau.")
        return self._jobs[job]

    def all(self, dossier: DossierId) -> list[Job]:
        return [job for job in self._jobs.values() if job.dossier == dossier]

    def cancel(self, job: JobId) -> None:
        with self._lock:
            if self.get(job).state in (JobState.WAITING, JobState.RUNNING):
                self._jobs[job] = replace(self.get(job), state=JobState.CANCELLED)

    def resume(self, job: JobId, password: str = "") -> None:
        with self._lock:
            known = self.get(job)
            if known.state not in (JobState.CANCELLED, JobState.LOCKED):
                raise WrongSetting("La lecture de ce fichier ne se reprend pas.", "Ajoutez-le à nouveau.")
            if password:
                self._submitted[job] = replace(self._submitted[job], password=password)
            self._jobs[job] = _waiting(known)

    def recover(self) -> None:
        with self._lock:
            for job in [job for job in self._jobs.values() if job.state is JobState.RUNNING]:
                self._jobs[job.id] = _waiting(job)

    def forget(self, job: JobId) -> None:
        with self._lock:
            known = self.get(job)
            self._drafts.forget(known.dossier, self._digests.pop(job))
            del self._jobs[job]
            self._submitted.pop(job, None)

    def _forget_dossier(self, dossier: DossierId) -> None:
        for job in self.all(dossier):
            self.forget(job.id)

    def _amend(self, old: DocumentId, new: DocumentId) -> None:
        for key, submission in self._submitted.items():
            if submission.amends == old:
                self._submitted[key] = replace(submission, amends=new)

    def _forget_document(self, document: DocumentId) -> None:
        for job in [job for job in self._jobs.values() if job.document == document]:
            self.forget(job.id)


def _waiting(job: Job) -> Job:
    return replace(job, state=JobState.WAITING, step="", done=0, total=0, message="", advice="")
