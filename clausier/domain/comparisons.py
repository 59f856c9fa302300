"""What two documents say, side by side: never which of them is better."""

from dataclasses import dataclass
from enum import StrEnum

from clausier.domain.answers import Citation, Searched
from clausier.domain.documents import Document


class Manner(StrEnum):
    """How two documents are compared."""

    VERSIONS = "versions"  # of one contract: clause by clause, word by word
    CONTRACTS = "contracts"  # two of them: topic by topic


class Relation(StrEnum):
    IDENTICAL = "identical"  # the same words and the same figures
    DIFFERENT = "different"
    ONLY_A = "only_a"
    ONLY_B = "only_b"


class Nature(StrEnum):
    """What a change bears on, the gravest first."""

    FIGURE = "figure"
    NEGATION = "negation"
    PARTY = "party"
    DUTY = "duty"  # what was due is allowed, or the other way round
    REFERENCE = "reference"  # the number of an article, an annex, a law
    WORDING = "wording"


GRAVE = frozenset({Nature.FIGURE, Nature.NEGATION, Nature.PARTY, Nature.DUTY})
"""What is told before anything else."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words and those that took their place, as the documents have them but for line ends; "" where there are none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence, or some that follow one another, that is no longer the same, or is not in the other document."""

    natures: tuple[Nature, ...]  # the gravest first, never empty
    summary: str  # "préavis : six (6) mois → trois (3) mois"
    edits: tuple[Edit, ...]
    a: tuple[Citation, ...]
    b: tuple[Citation, ...]

    @property
    def grave(self) -> bool:
        return self.natures[0] in GRAVE


@dataclass(frozen=True, slots=True)
class Side:
    """What one document has of a row."""

    value: str = ""  # in words: its figures, or which clauses they are
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A topic of two contracts, or a clause of two versions with the clauses that it became."""

    topic: str  # "" where a clause has none for sure
    label: str
    relation: Relation
    summary: str
    a: Side
    b: Side
    changes: tuple[Change, ...] = ()
    moved: bool = False  # the clause stands elsewhere among its neighbours
    doubtful: bool = False  # of a topic: that what is shown of a side deals with it is not sure

    @property
    def grave(self) -> bool:
        return any(change.grave for change in self.changes)


@dataclass(frozen=True, slots=True)
class Comparison:
    manner: Manner
    a: Document
    b: Document
    shared: float  # of the two texts' runs of words, from 0 to 1
    rows: tuple[ComparisonRow, ...]  # those with grave changes first
    absent: tuple[str, ...]  # labels of the topics that neither deals with
    searched: Searched  # what an absence rests on, of both
    amended: tuple[str, ...] = ()  # titles of the amendments whose text is taken in
    cautions: tuple[str, ...] = ()  # sentences: what amendments leave to be settled
