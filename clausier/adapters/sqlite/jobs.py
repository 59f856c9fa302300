"""The list of files to read, over SQLite."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from sqlite3 import Connection, Row

from clausier.adapters.sqlite.common import need_dossier, new_id
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.rows import JOB, as_job
from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.jobs import Job, JobId, JobState, Submission
from clausier.errors import UnknownName, WrongSetting

_KNOWN = f"SELECT {JOB} FROM jobs WHERE id = ?"
_NEXT = f"""SELECT {JOB}, kind, amends, password, submitted.data FROM jobs JOIN submitted ON submitted.job = jobs.id
    WHERE state = ? ORDER BY row LIMIT 1"""
_UNFINISHED = (JobState.WAITING, JobState.RUNNING)
_TRIABLE = (*_UNFINISHED, JobState.CANCELLED)  # what was handed in with the file may still be needed
_PAUSED = (JobState.CANCELLED, JobState.LOCKED)
_NOT_KEPT = (
    "Ce fichier n’a pas été gardé : sa lecture ne peut pas être reprise.",
    "Ajoutez le fichier à nouveau.",
)
_NOT_PAUSED = {
    JobState.WAITING: ("Ce fichier attend déjà d’être lu.", "Suivez sa lecture dans la liste des fichiers ajoutés."),
    JobState.RUNNING: ("Ce fichier est en cours de lecture.", "Suivez-la dans la liste des fichiers ajoutés."),
    JobState.DONE: ("Ce fichier est déjà lu.", "Ouvrez-le dans la liste des documents."),
}


@dataclass(frozen=True, slots=True)
class SqliteJobs:
    """Files on their way into the library. Their bytes are kept until they are read, refused or taken off the list."""

    connections: Connections

    def submit(self, submission: Submission) -> Job:
        """Put a file on the list; on return it is safe on disk."""
        name = _spelt(submission.name)
        job = Job(JobId(new_id()), submission.dossier, name, JobState.WAITING, created=datetime.now(UTC))
        with self.connections.writing() as connection:
            need_dossier(connection, submission.dossier)
            connection.execute(
                """INSERT INTO jobs (id, dossier, file, kind, amends, state, created, digest, password)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    job.id,
                    job.dossier,
                    name,
                    submission.kind,
                    submission.amends,
                    job.state,
                    _written(job.created),
                    sha256(submission.data).hexdigest(),
                    _spelt(submission.password),
                ),
            )
            connection.execute("INSERT INTO submitted VALUES (?, ?)", (job.id, submission.data))
        return job

    def next(self) -> tuple[Job, Submission] | None:
        """The oldest waiting job, from now on running: no other caller is given it."""
        with self.connections.writing() as connection:
            row = connection.execute(_NEXT, (JobState.WAITING,)).fetchone()
            if row is None:
                return None
            known = as_job(row)
            job = replace(known, state=JobState.RUNNING, turn=known.turn + 1)
            _update(connection, job)
        return job, _as_submission(row)

    def save(self, job: Job) -> None:
        """Record how far a job has come, or how it ended.

        Only whoever took it up last is heard, and only while it runs: one that was cancelled stays so, and one that
        waits again waits. But where the document is in, it is in, whoever says so.
        """
        with self.connections.writing() as connection:
            known = _known(connection, job.id)
            heard = known.state is JobState.RUNNING and known.turn == job.turn
            heard = heard or (job.state is JobState.DONE and known.state is not JobState.DONE)
            emptied = heard and _update(connection, replace(job, turn=known.turn))
        if emptied:
            self.connections.erase()

    def get(self, job: JobId) -> Job:
        """One job, by its identifier."""
        with self.connections.reading() as connection:
            return _known(connection, job)

    def all(self, dossier: DossierId) -> list[Job]:
        """A dossier's jobs, in the order they were submitted."""
        with self.connections.reading() as connection:
            rows = connection.execute(f"SELECT {JOB} FROM jobs WHERE dossier = ? ORDER BY row", (dossier,))
            return [as_job(row) for row in rows]

    def cancel(self, job: JobId) -> None:
        """Give up a job that is not finished; whoever works on it is to look."""
        with self.connections.writing() as connection:
            known = _known(connection, job)
            if known.state in _UNFINISHED:
                _update(connection, replace(known, state=JobState.CANCELLED))

    def resume(self, job: JobId, password: str = "") -> None:
        """Put a job that was cancelled, or that waits for a password, back on the list in its old place."""
        with self.connections.writing() as connection:
            known = _known(connection, job)
            if known.state not in _PAUSED or not _has_file(connection, job):
                raise WrongSetting(*_NOT_PAUSED.get(known.state, _NOT_KEPT))
            if password:
                connection.execute("UPDATE jobs SET password = ? WHERE id = ?", (_spelt(password), job))
            _update(connection, _waiting(known))

    def recover(self) -> None:
        """Put back on the list what was being read when the program stopped."""
        with self.connections.writing() as connection:
            connection.execute(
                "UPDATE jobs SET state = ?, step = '', done = 0, total = 0 WHERE state = ?",
                (JobState.WAITING, JobState.RUNNING),
            )

    def forget(self, job: JobId) -> None:
        """Take a job off the list, with its file and the pages of it that were recognised."""
        with self.connections.writing() as connection:
            _known(connection, job)
            connection.execute(
                "DELETE FROM drafts WHERE (dossier, digest) IN (SELECT dossier, digest FROM jobs WHERE id = ?)", (job,)
            )
            connection.execute("DELETE FROM jobs WHERE id = ?", (job,))
        self.connections.erase()


def _known(connection: Connection, job: JobId) -> Job:
    row = connection.execute(_KNOWN, (job,)).fetchone()
    if row is None:
        raise UnknownName("Cette lecture n’existe pas, ou n’existe plus.", "Ajoutez le fichier à nouveau.")
    return as_job(row)


def _has_file(connection: Connection, job: JobId) -> bool:
    return connection.execute("SELECT 1 FROM submitted WHERE job = ?", (job,)).fetchone() is not None


def _waiting(job: Job) -> Job:
    return replace(job, state=JobState.WAITING, step="", done=0, total=0, message="", advice="")


def _update(connection: Connection, job: Job) -> bool:
    """Whether a password was deleted, so that traces of it are to be erased."""
    connection.execute(
        """UPDATE jobs SET state = ?, step = ?, done = ?, total = ?, message = ?, advice = ?, document = ?, turn = ?
        WHERE id = ?""",
        (job.state, job.step, job.done, job.total, job.message, job.advice, job.document, job.turn, job.id),
    )
    if job.state in _TRIABLE:
        return False
    if job.state is not JobState.LOCKED:
        connection.execute("DELETE FROM submitted WHERE job = ?", (job.id,))
    emptied = connection.execute("UPDATE jobs SET password = '' WHERE id = ? AND password <> ''", (job.id,))
    return emptied.rowcount > 0


def _as_submission(row: Row) -> Submission:
    return Submission(
        name=row["file"],
        data=bytes(row["data"]),
        dossier=DossierId(row["dossier"]),
        kind=None if row["kind"] is None else Kind(row["kind"]),
        amends=None if row["amends"] is None else DocumentId(row["amends"]),
        password=row["password"],
    )


def _spelt(text: str) -> str:
    """What the system could not decode holds code units that no database takes."""
    return text.encode("utf-8", "replace").decode()


def _written(moment: datetime | None) -> str:
    return (moment or datetime.now(UTC)).isoformat()
