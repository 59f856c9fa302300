"""Questions handed in as a file: each is answered, looked over by a person, and its answer written beside it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from clausier.domain.answers import Answer, Verdict
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.questions import Scope, Turn

QuestionnaireId = NewType("QuestionnaireId", str)


class Format(StrEnum):
    """What a questionnaire comes as, and is given back as; the value is the ending of its file."""

    DOCX = "docx"
    XLSX = "xlsx"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a questionnaire, and where it stands."""

    name: str  # its number or reference, as the questionnaire has it; else its rank
    text: str
    place: str  # understood by the format that read it, and by no one else
    where: str  # the same for a reader: "feuille « Juridique », ligne 7"
    section: str = ""  # the headings above it: "Juridique › Fin du contrat"
    documents: tuple[str, ...] = ()  # those that it is asked of, as it names them; none: the questionnaire's
    history: tuple[Turn, ...] = ()
    refused: str = ""  # why it cannot be asked, in French


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What stands in the file and was not taken for a question."""

    where: str
    text: str
    reason: str  # "titre", "feuille masquée"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read in a questionnaire's file."""

    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()  # what the file given back will not have


class LineState(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    FAILED = "failed"  # `message` and `advice` say why, in French


class Decision(StrEnum):
    ACCEPTED = "accepted"
    EDITED = "edited"  # the person's verdict and words hold; the machine's are kept beside
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person made of an answer."""

    decision: Decision
    at: datetime
    by: str = ""
    verdict: Verdict | None = None  # of EDITED
    text: str = ""  # of EDITED
    note: str = ""

    def __post_init__(self) -> None:
        if self.decision is not Decision.EDITED and (self.verdict is not None or self.text):
            raise ValueError("only an edited answer has words of its own")


@dataclass(frozen=True, slots=True)
class Line:
    """A question and what has become of it. `number` is its rank, from 1."""

    number: int
    item: Item
    state: LineState = LineState.WAITING
    answer: Answer | None = None
    message: str = ""
    advice: str = ""
    ruling: Ruling | None = None

    def __post_init__(self) -> None:
        if (self.state is LineState.ANSWERED) != (self.answer is not None):
            raise ValueError("answered, exactly when there is an answer")


class Stage(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"  # may be taken up again: what was answered is kept


@dataclass(frozen=True, slots=True)
class Submitted:
    """A questionnaire's file, read."""

    file: str
    format: Format
    data: bytes = field(repr=False)
    scope: Scope
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire in the library, and how far it has come."""

    id: QuestionnaireId
    file: str
    format: Format
    sha256: str
    dossier: DossierId
    documents: frozenset[DocumentId]  # none: the whole dossier
    stage: Stage
    created: datetime
    total: int = 0
    answered: int = 0
    failed: int = 0
    ruled: int = 0  # looked over by a person
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()
    turn: int = field(default=0, compare=False)  # how often it was taken up; whoever did so before has no more say

    @property
    def scope(self) -> Scope:
        return Scope(self.dossier, self.documents)

    @property
    def done(self) -> int:
        return self.answered + self.failed
