"""A desk over a real library, whose answers cost nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from clausier.adapters.questionnaires.docx import WordDocuments
from clausier.adapters.questionnaires.jsonl import JsonLines
from clausier.adapters.questionnaires.xlsx import Workbooks
from clausier.adapters.sqlite import SqliteStore
from clausier.desk import Desk
from clausier.domain.answers import Finding
from clausier.domain.documents import DocumentId, DossierId
from clausier.domain.questionnaires import Format
from clausier.domain.questions import Scope, Turn
from clausier.errors import ClausierError
from clausier.questionnaires.desk import QuestionnaireDesk
from clausier.questionnaires.formats import Form
from tests.builders import keep, reading
from tests.questionnaires.files import found

Before = Callable[[str], None]


def _nothing(question: str) -> None:
    """Happens before a question is answered."""


@dataclass(slots=True)
class Finder:
    """Answers every question alike, but those that say that they fail; remembers what it was asked."""

    asked: list[str] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    before: Before = _nothing

    def find(self, question: str, scope: Scope, history: Sequence[Turn] = ()) -> Finding:
        self.before(question)
        self.asked.append(question)
        self.scopes.append(scope)
        if "impossible" in question:
            raise ClausierError("Rien ne va.", "Recommencez.")
        if "défaut" in question:
            raise ZeroDivisionError
        return replace(found().finding, question=question)


def _unrecorded(verb: str, documents: Sequence[DocumentId]) -> None:
    """Nobody reads the log here."""


@pytest.fixture
def finder() -> Finder:
    return Finder()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore.open(tmp_path / "library.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def affair(store: SqliteStore) -> DossierId:
    """A dossier with one contract, the one that the answers quote."""
    made = store.dossiers.create("Affaire").id
    read = reading(dossier=made)
    quoted = found().finding.evidence[0].citation.document_id
    keep(store.library, replace(read, document=replace(read.document, id=quoted), passages=(), clauses=()))
    return made


@pytest.fixture
def desk(store: SqliteStore, finder: Finder) -> QuestionnaireDesk:
    forms: dict[Format, Form] = {Format.JSONL: JsonLines(), Format.XLSX: Workbooks(), Format.DOCX: WordDocuments()}
    return QuestionnaireDesk(
        store.questionnaires, forms, Desk(finder, None, store.conversations, store.library, _unrecorded), store.library
    )
