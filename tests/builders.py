"""Small true values of the domain, for tests that need some and do not care which."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from zlib import crc32

import numpy as np

from clausier.domain.answers import (
    Answer,
    AnswerId,
    Citation,
    ConversationId,
    Evidence,
    Finding,
    Searched,
    Source,
    Verdict,
)
from clausier.domain.documents import (
    Clause,
    ClauseId,
    Definition,
    Document,
    DocumentId,
    DossierId,
    Kind,
    Page,
    Passage,
    PassageId,
    PlacedWord,
    Reading,
    ReadingReport,
    Reference,
    Role,
)
from clausier.domain.questions import Asks
from clausier.domain.text import Box, Span
from clausier.ports import Library, Vectors

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ENCODER = "seeded@4"
ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Définitions": ("« Prestataire » désigne la société chargée de l’infogérance.",),
        "Durée": ("Le contrat est conclu pour trois ans.", "Il ne se renouvelle pas tacitement."),
        "Réversibilité": (
            "Le Prestataire assiste le Client pendant six mois.",
            "L’assistance est due même en cas de résiliation, conformément à l’article 2.",
        ),
    }
)
"""The articles of the usual document: each heading, and its numbered paragraphs."""


def reading(
    name: str = "contrat",
    dossier: str = "affaire",
    articles: Mapping[str, tuple[str, ...]] = ARTICLES,
    kind: Kind = Kind.CONTRACT,
    amends: str | None = None,
) -> Reading:
    """A document of one page an article: a passage for each heading and for each numbered paragraph under it."""
    identity = DocumentId(f"{dossier}-{name}")
    text, clauses, passages, pages = "", list[Clause](), list[Passage](), list[Page]()
    for number, (heading, paragraphs) in enumerate(articles.items(), 1):
        written = _article(identity, number, (heading, *paragraphs), len(text))
        text += "".join(passage.text for _, passage in written)
        clauses += [clause for clause, _ in written]
        passages += [passage for _, passage in written]
        whole = written[0][0].span
        pages.append(Page(number, str(number), whole, 595.0, 842.0, placed(text, whole), f"Page {number}"))
    document = Document(
        id=identity,
        dossier=DossierId(dossier),
        title=name.capitalize(),
        file=f"{name}.pdf",
        kind=kind,
        sha256=f"{crc32(text.encode()):064x}",
        paged=True,
        added=NOON,
        report=ReadingReport(len(pages), len(articles), len(passages), True, annexes_named=("Annexe 1",)),
        amends=DocumentId(amends) if amends else None,
        facts=(("langue", "fr"),),
    )
    return Reading(document, text, tuple(pages), tuple(clauses), tuple(passages), *_pointers(identity, text, passages))


def _article(document: DocumentId, number: int, texts: tuple[str, ...], start: int) -> list[tuple[Clause, Passage]]:
    """An article's heading and its numbered paragraphs, each a clause with its one passage."""
    top = ClauseId(f"{document}/{number}")
    lines = [f"Article {number} {texts[0]}\n"]
    lines += [f"{number}.{item} {paragraph}\n" for item, paragraph in enumerate(texts[1:], 1)]
    made: list[tuple[Clause, Passage]] = []
    at = start
    for item, line in enumerate(lines):
        own, span = item == 0, Span(at, at + len(line))
        article = str(number) if own else f"{number}.{item}"
        clause = Clause(
            id=top if own else ClauseId(f"{top}.{item}"),
            document_id=document,
            role=Role.ARTICLE if own else Role.ITEM,
            number=article,
            heading=texts[0] if own else "",
            span=Span(start, start + sum(map(len, lines))) if own else span,
            parent=None if own else top,
        )
        path = (f"Article {number} {texts[0]}",) if own else (f"Article {number} {texts[0]}", article)
        pages = (number, number)
        key = PassageId(f"{clause.id}#0")
        made.append((clause, Passage(key, document, clause.id, path, article, span, pages, line)))
        at += len(line)
    return made


def _pointers(
    document: DocumentId, text: str, passages: list[Passage]
) -> tuple[tuple[Definition, ...], tuple[Reference, ...]]:
    definitions = tuple(
        Definition(match[1], Span(*match.span()), passage.clause_id)
        for passage in passages
        for match in re.compile(r"« (\w+) » désigne").finditer(text, passage.span.start, passage.span.end)
    )
    references = tuple(
        Reference(Span(*match.span()), ClauseId(f"{document}/{match[1]}"))
        for match in re.finditer(r"l’article (\d+)", text)
    )
    return definitions, references


def placed(text: str, span: Span) -> tuple[PlacedWord, ...]:
    """The words of a page, each in a box of its own, ten a line."""
    return tuple(
        PlacedWord(
            Span(match.start(), match.end()),
            Box(40.0 + 50 * (at % 10), 60.0 + 14 * (at // 10), 88.0 + 50 * (at % 10), 72.0 + 14 * (at // 10)),
        )
        for at, match in enumerate(re.compile(r"\S+").finditer(text, span.start, span.end))
    )


def vectors_of(read: Reading, dimension: int = 4) -> Vectors:
    """A unit vector for each passage, the same at every run."""
    seeds = [crc32(passage.id.encode()) for passage in read.passages]
    rows = np.array([np.random.default_rng(seed).normal(size=dimension) for seed in seeds], np.float32)
    rows = rows.reshape(len(seeds), dimension)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def keep(library: Library, read: Reading) -> Document:
    """Put a reading into a library, with bytes and vectors of its own."""
    library.add(read, f"%PDF of {read.document.id}".encode(), vectors_of(read), ENCODER)
    return read.document


def cited(read: Reading, at: int = -1) -> Citation:
    """A whole passage of a reading, quoted."""
    document, passage = read.document, read.passages[at]
    return Citation(
        document_id=document.id,
        title=document.title,
        file=document.file,
        page=passage.pages[0],
        article=passage.article,
        quote=passage.text,
        span=passage.span,
        passage_id=passage.id,
        source=Source.GUIDANCE if document.kind is Kind.GUIDANCE else Source.CONTRACT,
    )


def answer(read: Reading, conversation: ConversationId, key: str = "r1") -> Answer:
    """An answer that rests on the last passage of a reading."""
    document = read.document
    finding = Finding(
        question="Et la durée ?",
        standalone="Quelle est la durée de la réversibilité ?",
        asks=Asks.COVERAGE,
        topics=("reversibility",),
        verdict=Verdict.YES,
        conclusion="Le contrat traite de la réversibilité.",
        evidence=(Evidence("E1", read.passages[-1], cited(read)),),
        guidance=(),
        nearest=None,
        missing=("coût de la réversibilité",),
        searched=Searched(1, document.report.pages, document.report.articles, (2,), ("Annexe 1",)),
        support="1 passage retrouvé mot pour mot",
    )
    return Answer(AnswerId(key), conversation, NOON, finding, None, ((document.id, document.sha256),), 0.12)
