"""A contract held against a list of what is expected of it: what was found, what was not, and what a person says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clausier.domain.answers import Citation, Searched, Verdict
from clausier.domain.documents import DocumentId
from clausier.domain.questions import Element


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a checklist: a topic, or a part of one. Elements are the topic's own, or the checklist's."""

    id: str  # unique in its checklist: "reversibilite", "reversibilite/plan"
    label: str
    topic: str
    expected: tuple[Element, ...]  # two in five missing, the point is dealt with in part
    further: tuple[Element, ...] = ()  # told; their absence changes no verdict
    risk: str = ""  # what silence costs, in one sentence

    @property
    def elements(self) -> tuple[Element, ...]:
        return self.expected + self.further

    @property
    def at_large(self) -> bool:
        """Whether it asks for the topic itself, not for one thing of it."""
        return self.id == self.topic


@dataclass(frozen=True, slots=True)
class Hint:
    """Words that tell one sort of contract from the others, and how much they weigh."""

    words: tuple[str, ...]  # regular expressions over folded text
    weight: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is expected of a contract, in order."""

    id: str  # "generale", "tma"
    label: str
    about: str  # one sentence: what it is for
    points: tuple[Point, ...]
    hints: tuple[Hint, ...] = ()
    notice: str = ""  # what it is not


@dataclass(frozen=True, slots=True)
class Proposal:
    """The checklist that a contract's own words call for, and those words, as the contract has them."""

    checklist: Checklist
    words: tuple[tuple[str, str], ...] = ()  # the words, and where: "le titre"; none: the general list, for want of any


@dataclass(frozen=True, slots=True)
class Found:
    """An element that a contract deals with, in its own words."""

    element: Element
    citation: Citation
    reworded: bool = False  # in words that no sign knows: likely, and to be read again

    @property
    def told(self) -> str:
        """The element's label, and whether other words than the usual ones say it."""
        return f"{self.element.label} (en d’autres termes)" if self.reworded else self.element.label


@dataclass(frozen=True, slots=True)
class Lead:
    """A passage that may deal with what was not found, and establishes nothing."""

    label: str  # of the element; of the point, where nothing of it was found
    citation: Citation


@dataclass(frozen=True, slots=True)
class AuditRow:
    """What one contract says on one point, as the machine found it."""

    point: Point
    verdict: Verdict
    found: tuple[Found, ...] = ()
    missing: tuple[Element, ...] = ()  # of those expected
    absent: tuple[Element, ...] = ()  # of the further ones
    citations: tuple[Citation, ...] = ()  # every quotation once, those of the elements first
    leads: tuple[Lead, ...] = ()  # to be read before an absence is believed
    annexes: tuple[str, ...] = ()  # that these passages refer to, and that are not there
    guidance: tuple[Citation, ...] = ()  # what the notes say of the topic
    doubtful: bool = False  # nothing establishes it: the quotations are about it by meaning alone, and to be read
    denied: bool = False  # the first quotation denies or restricts
    rereadings: tuple[str, ...] = ()  # how words quoted read since an amendment replaced them: sentences

    def __post_init__(self) -> None:
        if (self.verdict is Verdict.NOT_FOUND) == bool(self.citations):
            raise ValueError(f"{self.point.id}: {self.verdict} with {len(self.citations)} quotations")


@dataclass(frozen=True, slots=True)
class Audit:
    """A contract and a checklist, row by row, in the checklist's order."""

    document: DocumentId
    title: str
    file: str
    checklist: Checklist
    rows: tuple[AuditRow, ...]
    searched: Searched
    amended: tuple[str, ...] = ()  # titles of the amendments of this contract, which the rows take in
    cautions: tuple[str, ...] = ()  # sentences: what amendments leave to be settled


def cautions_of(audits: Iterable[Audit]) -> tuple[str, ...]:
    """What amendments leave to be settled in several contracts, each sentence after the title of its contract."""
    return tuple(f"{audit.title} : {caution}" for audit in audits for caution in audit.cautions)


@dataclass(frozen=True, slots=True)
class Review:
    """What a person says of a point of a document. It stands beside what the machine found, and never in its place."""

    document: DocumentId
    point: str  # the identifier of a `Point`
    at: datetime
    checked: bool = False  # « vérifiée par moi »
    note: str = ""
    verdict: Verdict | None = None  # theirs, where it is another


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An audit, and what a person said of its points, by their identifiers."""

    audit: Audit
    reviews: Mapping[str, Review] = field(default_factory=dict)
