"""What is answered: every quotation found, every sentence held to its sources."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from clausier.domain.documents import DocumentId, DossierId, Passage, PassageId
from clausier.domain.questions import Asks
from clausier.domain.text import Span

AnswerId = NewType("AnswerId", str)
ConversationId = NewType("ConversationId", str)


class Verdict(StrEnum):
    YES = "oui"
    PARTIAL = "partiel"
    NOT_FOUND = "non_trouve"


class Source(StrEnum):
    """Never mixed: what the contract says, and what the guidance recommends."""

    CONTRACT = "contract"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation that stands letter for letter in its document, on one page, in one article."""

    document_id: DocumentId
    title: str
    file: str
    page: int | None  # physical, from 1; None where the format has no pages
    article: str
    quote: str  # document text [span]
    span: Span
    passage_id: PassageId
    source: Source
    cells: tuple[tuple[str, str], ...] = ()  # of a quotation that is a row of a table: column's name, text


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage put before the model, under the only key that the model may cite it by."""

    key: str  # "E1"
    passage: Passage
    citation: Citation


@dataclass(frozen=True, slots=True)
class PagesOf:
    """Some pages of one document, by their physical numbers."""

    document_id: DocumentId
    title: str
    file: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What an absence rests on, and what makes it less sure."""

    documents: int
    pages: int
    articles: int
    unreadable_pages: tuple[int, ...] = ()  # of all the documents; `unreadable` says which
    missing_annexes: tuple[str, ...] = ()
    unreadable: tuple[PagesOf, ...] = ()  # no text could be read on them
    to_check: tuple[PagesOf, ...] = ()  # read in two ways that differ, or mostly in doubt


@dataclass(frozen=True, slots=True)
class Amended:
    """Words that an amendment has put out of force, or is going to, and the sentence of the amendment that does."""

    citation: Citation
    by: Citation | None
    sentence: str  # "Remplacé par l’avenant n° 1 depuis le 1er juillet 2025."


class Outcome(StrEnum):
    """What setting contracts side by side on one point has shown. None of them is ever called better."""

    SAME = "same"
    DIFFERENT = "different"
    SOME = "some"  # only some of them deal with it, as far as was found
    UNDECIDED = "undecided"  # for the reader to compare; the contrast's line says why


@dataclass(frozen=True, slots=True)
class Stand:
    """What one contract has on a point that several are asked about."""

    document: DocumentId
    title: str
    verdict: Verdict | None  # None: a value, or what a comparison found
    value: str  # its figures in words; "" where none was found
    keys: tuple[str, ...]  # of the finding's evidence
    note: str = ""  # what keeps its value from being sure


@dataclass(frozen=True, slots=True)
class Contrast:
    """Several contracts on one point."""

    label: str  # "Préavis de sortie anticipée"
    outcome: Outcome
    line: str  # the facts, with the figures side by side
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer before any model writes: decided by our code, from evidence."""

    question: str
    standalone: str  # the question, made to stand without the conversation
    asks: Asks
    topics: tuple[str, ...]
    verdict: Verdict | None  # None: a question of value or meaning
    conclusion: str
    evidence: tuple[Evidence, ...]
    guidance: tuple[Evidence, ...]  # what the notes say of the topic, under keys of their own: "R1"
    nearest: Citation | None  # only with NOT_FOUND: what came closest
    missing: tuple[str, ...]
    searched: Searched
    support: str
    superseded: tuple[Amended, ...] = ()  # what the text quoted has replaced
    coming: tuple[Amended, ...] = ()  # what is going to replace the text quoted
    cautions: tuple[str, ...] = ()  # sentences: of which day and whose it is, what amendments leave to be settled
    contrasts: tuple[Contrast, ...] = ()  # where the question sets contracts side by side
    unsettled: bool = False  # amendments leave something to be settled
    disputed: tuple[Citation, ...] = ()  # what is quoted and contradicted, and what contradicts it

    def __post_init__(self) -> None:
        if self.verdict is Verdict.NOT_FOUND and self.evidence:
            raise ValueError("nothing found, and yet evidence")
        if self.verdict in (Verdict.YES, Verdict.PARTIAL) and not self.evidence:
            raise ValueError(f"{self.verdict} without evidence")
        known = {item.key for item in self.evidence}
        if any(key not in known for one in self.contrasts for stand in one.stands for key in stand.keys):
            raise ValueError("a contrast rests on evidence that is not there")

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(item.citation for item in self.evidence + self.guidance)

    @property
    def worded(self) -> tuple[Evidence, ...]:
        """What an explanation is worded from: the contract's words; the notes', where a meaning is asked.

        Contracts set side by side are told by our code alone: a model could give one's words to another.
        """
        if self.contrasts:
            return ()
        return self.evidence + self.guidance if self.asks is Asks.MEANING else self.evidence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an explanation that passed every check, and the evidence that it leans on."""

    text: str
    keys: tuple[str, ...]  # never empty


class Progress(StrEnum):
    WRITING = "writing"
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"  # `note` says why, in French; it may be tried again


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a model worded from the evidence; only sentences that were checked."""

    state: Progress
    sentences: tuple[Sentence, ...]
    withheld: int  # sentences that failed a check and are not shown
    model: str
    prompt: str  # "explain@3f9c01aa"
    note: str = ""
    seconds: float = 0.0

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Answer:
    """Enough to show an answer next year, and to explain it."""

    id: AnswerId
    conversation: ConversationId
    at: datetime
    finding: Finding
    explanation: Explanation | None
    documents: tuple[tuple[DocumentId, str], ...]  # searched, each with its file's sha256
    seconds: float  # to the evidence

    @property
    def quoted(self) -> frozenset[DocumentId]:
        """The documents whose words it holds, be it a title: it is forgotten with any of them, the notes aside."""
        nearest = (self.finding.nearest,) if self.finding.nearest else ()
        held = {citation.document_id for citation in (*self.finding.citations, *nearest)}
        for one in (*self.finding.superseded, *self.finding.coming):
            held |= {one.citation.document_id, *([one.by.document_id] if one.by else [])}
        held |= {stand.document for one in self.finding.contrasts for stand in one.stands}
        passages = (item.passage for item in self.finding.evidence + self.finding.guidance)
        named = (pages.document_id for pages in (*self.finding.searched.unreadable, *self.finding.searched.to_check))
        return frozenset(held | {passage.document_id for passage in passages} | set(named))


@dataclass(frozen=True, slots=True)
class Conversation:
    id: ConversationId
    dossier: DossierId
    title: str  # its first question
    started: datetime
    scope: frozenset[DocumentId] = frozenset()
