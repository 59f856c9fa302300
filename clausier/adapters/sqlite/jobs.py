"""The list of files to read, over SQLite."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from sqlite3 import Connection, Row

from clausier.adapters.sqlite.common import need_dossier, new_id
from clausier.adapters.sqlite.connections import Connections
from clausier.adapters.sqlite.rows import JOB, as_job
from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.jobs import Job, JobId, JobState, Submission
from clausier.errors import UnknownName

_KNOWN = f"SELECT {JOB} FROM jobs WHERE id = ?"
_NEXT = f"""SELECT {JOB}, kind, amends, submitted.data FROM jobs JOIN submitted ON submitted.job = jobs.id
    WHERE state = ? ORDER BY row LIMIT 1"""
_UNFINISHED = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class SqliteJobs:
    """Files on their way into the library. Their bytes are kept until they are read, given up or refused."""

    connections: Connections

    def submit(self, submission: Submission) -> Job:
        """Put a file on the list; on return it is safe on disk."""
        # A name that the file system could not decode holds code units that no database takes.
        name = submission.name.encode("utf-8", "replace").decode()
        job = Job(JobId(new_id()), submission.dossier, name, JobState.WAITING, created=datetime.now(UTC))
        with self.connections.writing() as connection:
            need_dossier(connection, submission.dossier)
            connection.execute(
                "INSERT INTO jobs (id, dossier, file, kind, amends, state, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (job.id, job.dossier, name, submission.kind, submission.amends, job.state, _written(job.created)),
            )
            connection.execute("INSERT INTO submitted VALUES (?, ?)", (job.id, submission.data))
        return job

    def next(self) -> tuple[Job, Submission] | None:
        """The oldest waiting job, from now on running: no other caller is given it."""
        with self.connections.writing() as connection:
            row = connection.execute(_NEXT, (JobState.WAITING,)).fetchone()
            if row is None:
                return None
            job = replace(as_job(row), state=JobState.RUNNING)
            _update(connection, job)
        return job, _as_submission(row)

    def save(self, job: Job) -> None:
        """Record how far a job has come. A cancelled one stays so, unless its document is in after all."""
        with self.connections.writing() as connection:
            if _known(connection, job.id).state is not JobState.CANCELLED or job.state is JobState.DONE:
                _update(connection, job)

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

    def recover(self) -> None:
        """Put back on the list what was being read when the program stopped."""
        with self.connections.writing() as connection:
            connection.execute(
                "UPDATE jobs SET state = ?, step = '', done = 0, total = 0 WHERE state = ?",
                (JobState.WAITING, JobState.RUNNING),
            )

    def forget(self, job: JobId) -> None:
        """Take a job off the list, with its file."""
        with self.connections.writing() as connection:
            _known(connection, job)
            connection.execute("DELETE FROM jobs WHERE id = ?", (job,))
        self.connections.erase()


def _known(connection: Connection, job: JobId) -> Job:
    row = connection.execute(_KNOWN, (job,)).fetchone()
    if row is None:
        raise UnknownName("Cette lecture n’existe pas, ou n’existe plus.", "Ajoutez le fichier à nouveau.")
    return as_job(row)


def _update(connection: Connection, job: Job) -> None:
    connection.execute(
        """UPDATE jobs SET state = ?, step = ?, done = ?, total = ?, message = ?, advice = ?, document = ?
        WHERE id = ?""",
        (job.state, job.step, job.done, job.total, job.message, job.advice, job.document, job.id),
    )
    if job.state not in _UNFINISHED:
        connection.execute("DELETE FROM submitted WHERE job = ?", (job.id,))


def _as_submission(row: Row) -> Submission:
    return Submission(
        name=row["file"],
        data=bytes(row["data"]),
        dossier=DossierId(row["dossier"]),
        kind=None if row["kind"] is None else Kind(row["kind"]),
        amends=None if row["amends"] is None else DocumentId(row["amends"]),
    )


def _written(moment: datetime | None) -> str:
    return (moment or datetime.now(UTC)).isoformat()
