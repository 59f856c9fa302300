"""What a file becomes once it is read: document, pages, clauses, passages."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from clausier.domain.text import Box, Span, mend

DossierId = NewType("DossierId", str)
DocumentId = NewType("DocumentId", str)
ClauseId = NewType("ClauseId", str)
PassageId = NewType("PassageId", str)

GUIDANCE = DossierId("guidance")
"""The one dossier that every other may read: the reference notes."""


class Kind(StrEnum):
    CONTRACT = "contract"
    AMENDMENT = "amendment"
    ANNEX = "annex"
    GUIDANCE = "guidance"


class Role(StrEnum):
    """What a stretch of a contract is, seen from its structure."""

    FRONT = "front"  # title page, parties, anything before the first clause
    PREAMBLE = "preamble"
    PART = "part"  # titre, chapitre, section, partie: a heading over articles
    ARTICLE = "article"
    ITEM = "item"  # 12.3.1, II., a): a numbered stretch below an article
    ANNEX = "annex"
    SIGNATURE = "signature"
    PARAGRAPH = "paragraph"  # where a document shows no structure


@dataclass(frozen=True, slots=True)
class Dossier:
    """A matter. Documents, conversations and searches belong to exactly one."""

    id: DossierId
    name: str
    created: datetime


class Manner(StrEnum):
    """Why a reader of the page does not see a text that the file holds."""

    OUTSIDE = "outside"  # beyond the page's edges
    TINY = "tiny"
    UNSEEN = "unseen"  # of the background's colour, transparent, or covered
    MASKED = "masked"  # marked as hidden by the format itself


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text that the file holds and does not show. It is left out of the document's text; `text` is its beginning."""

    page: int | None
    manner: Manner
    text: str
    letters: int  # of all of it


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page whose words were recognised in its picture."""

    page: int
    words: int
    doubtful: int  # of them, those that the recogniser is not sure of


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of the text that the report shows."""

    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a reader of the file saw that its text does not tell. Page numbers are physical, from 1."""

    blank_pages: tuple[int, ...] = ()
    recogniser: str = ""  # "Tesseract (français)"; "" where no page was recognised
    recognised: tuple[RecognisedPage, ...] = ()
    disputed_pages: tuple[int, ...] = ()  # two programs read different words on them
    hidden: tuple[HiddenText, ...] = ()
    locked: bool = False  # the file was encrypted, and could be opened
    repaired: bool = False  # the file was damaged, and what follows is what could be restored
    tables: int = 0


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What was read, and what could not be. Page numbers are physical, from 1."""

    pages: int
    articles: int
    passages: int
    structured: bool  # False: no numbering or headings recognised, read by paragraphs
    unreadable_pages: tuple[int, ...] = ()
    annexes_present: tuple[str, ...] = ()  # "Annexe 2"
    annexes_named: tuple[str, ...] = ()  # every annex the text speaks of, present or not
    remarks: tuple[str, ...] = ()  # French sentences, for the reader
    findings: Findings = field(default_factory=Findings)
    gaps: tuple[tuple[str, str], ...] = ()  # ("12", "14"): the numbering goes from one to the other
    aimed: tuple[Excerpt, ...] = ()  # text that speaks to a machine

    @property
    def missing_annexes(self) -> tuple[str, ...]:
        return tuple(name for name in self.annexes_named if name not in self.annexes_present)

    @property
    def unsure_pages(self) -> tuple[int, ...]:
        """Pages whose words may well be others: read in two ways, or recognised with more words in doubt than not."""
        doubtful = (page.page for page in self.findings.recognised if 2 * page.doubtful > page.words)
        return tuple(sorted({*self.findings.disputed_pages, *doubtful}))


@dataclass(frozen=True, slots=True)
class Document:
    """A file as the library lists it; its text and structure are in `Reading`."""

    id: DocumentId
    dossier: DossierId
    title: str
    file: str  # the name it came under
    kind: Kind
    sha256: str  # of the file
    paged: bool  # False where the format has no pages (DOCX, Markdown, text): cited without page
    added: datetime
    report: ReadingReport
    amends: DocumentId | None = None
    facts: tuple[tuple[str, str], ...] = ()  # a note's front matter: sources, date checked, topics


@dataclass(frozen=True, slots=True)
class PlacedWord:
    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page's stretch of the document's text. `furniture` is what was set aside: running heads, page numbers."""

    number: int  # as counted in the file, from 1
    label: str  # as printed on the page: "iv", "12", or ""
    span: Span
    width: float = 0.0  # points; 0 where the format has no pages
    height: float = 0.0
    words: tuple[PlacedWord, ...] = field(default=(), repr=False)
    furniture: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the clause tree; its span holds its heading, its text and its children."""

    id: ClauseId
    document_id: DocumentId
    role: Role
    number: str  # the finest: "12.3", "31.II", "Annexe 2", "Annexe 2, 4.1"; "" where there is none
    heading: str  # the title alone: "Réversibilité"; "" where there is none
    span: Span
    parent: ClauseId | None

    @property
    def label(self) -> str:
        """How it is named in a path: "Article 12 Réversibilité"."""
        name = self.number
        if self.role is Role.ARTICLE and name:
            # An annex counts anew: its third article is "Annexe 2, 3" and reads "Annexe 2, article 3".
            annex, comma, number = name.rpartition(", ")
            name = f"{annex}{comma}article {number}" if annex else f"Article {number}"
        return " ".join(part for part in (name, self.heading) if part)


@dataclass(frozen=True, slots=True)
class Definition:
    """Where the document says what a capitalised term means."""

    term: str
    span: Span
    clause_id: ClauseId


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that points at another clause: "sous réserve de l'article 9.2"."""

    span: Span
    target: ClauseId


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. Its cells are read under the headers of their columns.

    `headers` has one span a cell, empty where the table does not name the column. A cell merged with the one above
    is that cell's span, before the row's own.
    """

    span: Span
    cells: tuple[Span, ...]
    headers: tuple[Span, ...]
    header: bool = False  # the row itself names the columns


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded, found and shown: a clause, or a part of a long one; never across two."""

    id: PassageId
    document_id: DocumentId
    clause_id: ClauseId
    path: tuple[str, ...]  # ("Article 14 Réversibilité", "14.2 Durée")
    article: str  # the finest number it stands under: "14.2"
    span: Span
    pages: tuple[int, int]  # first and last, physical
    text: str  # document text [span], letter for letter
    headers: str = ""  # the header cells of a table that begins before it

    @property
    def indexed(self) -> str:
        """What is embedded and searched: where the passage stands, what it is read under, then its words, mended."""
        under = f"{mend(self.headers).text}\n" if self.headers else ""
        return f"{' › '.join(self.path)}\n{under}{mend(self.text).text}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, read: its text, and everything that points into it."""

    document: Document
    text: str
    pages: tuple[Page, ...]
    clauses: tuple[Clause, ...]
    passages: tuple[Passage, ...]
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    rows: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        spans = {clause.id: clause.span for clause in self.clauses}
        for passage in self.passages:
            if passage.text != passage.span.of(self.text):
                raise ValueError(f"{passage.id} is not the document's own text")
            if not passage.span.within(spans[passage.clause_id]):
                raise ValueError(f"{passage.id} leaves its clause {passage.clause_id}")
