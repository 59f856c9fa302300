"""Long work: recorded before it starts, watched while it runs, taken up again after a crash."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from clausier.domain.documents import DocumentId, DossierId, Kind
from clausier.domain.filenames import harmless_name

JobId = NewType("JobId", str)


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # `message` and `advice` say why, in French
    CANCELLED = "cancelled"  # may be taken up again: its file is kept until it leaves the list
    LOCKED = "locked"  # waits for a password; its file is kept, too


@dataclass(frozen=True, slots=True)
class Submission:
    """A file handed in, before anyone looked inside. Whatever it was called, `name` is harmless."""

    name: str
    data: bytes
    dossier: DossierId
    kind: Kind | None = None  # None: told from the text
    amends: DocumentId | None = None
    password: str = field(default="", repr=False)  # "": none was given

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", harmless_name(self.name))


@dataclass(frozen=True, slots=True)
class Job:
    """The reading of one submitted file."""

    id: JobId
    dossier: DossierId
    file: str
    state: JobState
    step: str = ""  # French, for the reader: "lecture des pages"
    done: int = 0
    total: int = 0
    message: str = ""
    advice: str = ""
    document: DocumentId | None = None
    created: datetime | None = None
    turn: int = field(default=0, compare=False)  # how often it was taken up; whoever did so before has no more say
