"""Rows to nouns."""

from datetime import datetime
from sqlite3 import Row

from clausier.adapters.sqlite.packing import unpacked_facts, unpacked_names, unpacked_report
from clausier.domain.documents import (
    Clause,
    ClauseId,
    Definition,
    Document,
    DocumentId,
    Dossier,
    DossierId,
    Kind,
    Page,
    Passage,
    PassageId,
    PlacedWord,
    Reference,
    Role,
)
from clausier.domain.jobs import Job, JobId, JobState
from clausier.domain.text import Span

DOCUMENT = "id, dossier, title, file, kind, sha256, paged, added, amends, report, facts"
PAGE = "number, label, first, past, width, height, furniture"
CLAUSE = "id, document, role, number, heading, first, past, parent"
PASSAGE = """passages.id, passages.document, passages.clause, passages.path, passages.article,
    passages.first, passages.past, passages.first_page, passages.last_page, passages.text, passages.headers"""
JOB = "id, dossier, file, state, step, done, total, message, advice, document, created, turn"


def as_dossier(row: Row) -> Dossier:
    """A row of `dossiers`."""
    return Dossier(DossierId(row["id"]), row["name"], datetime.fromisoformat(row["created"]))


def as_document(row: Row) -> Document:
    """A row of `DOCUMENT` columns."""
    return Document(
        id=DocumentId(row["id"]),
        dossier=DossierId(row["dossier"]),
        title=row["title"],
        file=row["file"],
        kind=Kind(row["kind"]),
        sha256=row["sha256"],
        paged=bool(row["paged"]),
        added=datetime.fromisoformat(row["added"]),
        report=unpacked_report(row["report"]),
        amends=None if row["amends"] is None else DocumentId(row["amends"]),
        facts=unpacked_facts(row["facts"]),
    )


def as_page(row: Row, words: tuple[PlacedWord, ...] = ()) -> Page:
    """A row of `PAGE` columns, and the words unpacked from it, where they are wanted."""
    return Page(
        number=row["number"],
        label=row["label"],
        span=_span(row),
        width=row["width"],
        height=row["height"],
        words=words,
        furniture=row["furniture"],
    )


def as_clause(row: Row) -> Clause:
    """A row of `CLAUSE` columns."""
    return Clause(
        id=ClauseId(row["id"]),
        document_id=DocumentId(row["document"]),
        role=Role(row["role"]),
        number=row["number"],
        heading=row["heading"],
        span=_span(row),
        parent=None if row["parent"] is None else ClauseId(row["parent"]),
    )


def as_passage(row: Row) -> Passage:
    """A row of `PASSAGE` columns."""
    return Passage(
        id=PassageId(row["id"]),
        document_id=DocumentId(row["document"]),
        clause_id=ClauseId(row["clause"]),
        path=unpacked_names(row["path"]),
        article=row["article"],
        span=_span(row),
        pages=(row["first_page"], row["last_page"]),
        text=row["text"],
        headers=row["headers"],
    )


def as_definition(row: Row) -> Definition:
    """A row of `definitions`."""
    return Definition(row["term"], _span(row), ClauseId(row["clause"]))


def as_reference(row: Row) -> Reference:
    """A row of `mentions`."""
    return Reference(_span(row), ClauseId(row["target"]))


def as_job(row: Row) -> Job:
    """A row of `JOB` columns."""
    return Job(
        id=JobId(row["id"]),
        dossier=DossierId(row["dossier"]),
        file=row["file"],
        state=JobState(row["state"]),
        step=row["step"],
        done=row["done"],
        total=row["total"],
        message=row["message"],
        advice=row["advice"],
        document=None if row["document"] is None else DocumentId(row["document"]),
        created=datetime.fromisoformat(row["created"]),
        turn=row["turn"],
    )


def _span(row: Row) -> Span:
    return Span(row["first"], row["past"])
