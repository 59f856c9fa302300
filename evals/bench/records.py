"""Contracts put into a library without being read: for libraries that would take days to read and encode.

The text is a generated contract's, cut at its own articles; the vectors of a few passages are the encoder's, those of
the others are drawn around them: mixtures of two, with noise, so that neighbours lie as far apart as real ones do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import zip_longest

import numpy as np

from clausier.domain.documents import (
    Clause,
    ClauseId,
    Document,
    DocumentId,
    DossierId,
    Kind,
    Page,
    Passage,
    PassageId,
    Reading,
    ReadingReport,
    Role,
)
from clausier.domain.text import Span
from clausier.ports import Vectors
from evals.reading.truth import Source
from ingest.pipeline import document_id

_PAGE = 2_600  # letters
_NOISE = 0.35  # of a vector's length: two passages of one theme then have a cosine between 0.8 and 0.95
_ITEM = re.compile(r"(\d+\.\d+) ")
_ADDED = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A contract as the library takes it."""

    reading: Reading
    data: bytes


def recorded(source: Source, dossier: DossierId, data: bytes = b"") -> Recorded:
    """A generated contract, as if it had been read from that file; without one, from its own text."""
    text = "\n".join(block.words for block in source.blocks)
    file = data or text.encode()
    digest = sha256(file).hexdigest()
    identity = document_id(dossier, digest)
    clauses = tuple(_clauses(source, identity))
    passages = tuple(_passages(text, clauses, identity))
    pages = tuple(
        Page(number, str(number), Span(start, min(start + _PAGE, len(text))), 595.0, 842.0)
        for number, start in enumerate(range(0, len(text), _PAGE), 1)
    )
    articles = sum(clause.role is Role.ARTICLE for clause in clauses)
    report = ReadingReport(len(pages), articles, len(passages), structured=True)
    title = source.blocks[0].text
    document = Document(
        identity, dossier, title, f"{source.name}.pdf", Kind.CONTRACT, digest, paged=True, added=_ADDED, report=report
    )
    return Recorded(Reading(document, text, pages, clauses, passages), file)


def plausible(base: Vectors, count: int, seed: int) -> Vectors:
    """So many unit rows, drawn around those given."""
    dice = np.random.default_rng(seed)
    one, other = base[dice.integers(len(base), size=(2, count))]
    share = dice.random((count, 1), dtype=np.float32)
    noise = dice.standard_normal((count, base.shape[1]), dtype=np.float32) * (_NOISE / np.sqrt(base.shape[1]))
    rows = share * one + (1 - share) * other + noise
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _clauses(source: Source, document: DocumentId) -> Iterator[Clause]:
    """The articles, and the numbered paragraphs in each."""
    at, annex = 0, ""
    articles: list[tuple[Clause, list[Clause]]] = []
    for index, block in enumerate(source.blocks):
        span = Span(at, at + len(block.words))
        at = span.end + 1
        number, identity = block.number, ClauseId(f"{document}/c{index + 1}")
        if block.kind == "heading":
            annex = block.text.partition(" – ")[0] if block.text.startswith("Annexe") else annex
            name = f"{annex}, {number}" if annex and number else number or annex
            role = Role.ARTICLE if number else Role.ANNEX if annex else Role.FRONT
            heading = block.text.rpartition(" – " if not annex else ". ")[2]
            articles.append((Clause(identity, document, role, name, heading, span, None), []))
        elif found := _ITEM.match(block.text):
            parent = articles[-1][0]
            name = f"{annex}, {found[1]}" if annex else found[1]
            articles[-1][1].append(Clause(identity, document, Role.ITEM, name, "", span, parent.id))
        else:
            _lengthen(articles, span.end)
    for clause, items in articles:
        end = items[-1].span.end if items else clause.span.end
        yield Clause(
            clause.id, document, clause.role, clause.number, clause.heading, Span(clause.span.start, end), None
        )
        yield from items


def _lengthen(articles: list[tuple[Clause, list[Clause]]], end: int) -> None:
    """What has no number belongs to what came before it."""
    clause, items = articles[-1]
    last = items[-1] if items else clause
    longer = Clause(
        last.id, last.document_id, last.role, last.number, last.heading, Span(last.span.start, end), last.parent
    )
    if items:
        items[-1] = longer
    else:
        articles[-1] = (longer, items)


def _passages(text: str, clauses: tuple[Clause, ...], document: DocumentId) -> Iterator[Passage]:
    """One a numbered paragraph, and one a heading above such paragraphs."""
    labels = {clause.id: clause.label for clause in clauses}
    for number, (clause, following) in enumerate(zip_longest(clauses, clauses[1:]), 1):
        holds = following is not None and following.parent == clause.id
        span = Span(clause.span.start, following.span.start - 1) if holds else clause.span
        above = (labels[clause.parent],) if clause.parent is not None else ()
        yield Passage(
            id=PassageId(f"{document}#{number}"),
            document_id=document,
            clause_id=clause.id,
            path=(*above, clause.label),
            article=clause.number,
            span=span,
            pages=(span.start // _PAGE + 1, (span.end - 1) // _PAGE + 1),
            text=span.of(text),
        )
