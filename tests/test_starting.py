"""The first run gives the notes and the demonstration once, and what was forgotten since stays forgotten."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import pytest

from clausier.domain.documents import GUIDANCE, Document, Kind
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.errors import Cancelled
from clausier.ports import Watcher
from clausier.starting import DEMONSTRATION, first_run
from tests.builders import keep, reading
from tests.fakes import MemoryDossiers, MemoryLibrary


@dataclass
class Home:
    home: Path


@dataclass
class CopyingIngester:
    """Puts each file in the library under its own bytes' identity, and remembers what it was given."""

    library: MemoryLibrary
    given: list[Submission] = field(default_factory=list)

    def ingest(self, submission: Submission, watch: Watcher) -> Document:
        self.given.append(submission)
        read = reading(submission.name, submission.dossier)
        document = replace(
            read.document,
            dossier=submission.dossier,
            sha256=sha256(submission.data).hexdigest(),
            kind=submission.kind or Kind.CONTRACT,
        )
        return keep(self.library, replace(read, document=document))


class House:
    """What a first run needs, in memory."""

    def __init__(self, home: Path) -> None:
        home.mkdir(exist_ok=True)
        self.settings = Home(home)
        self.dossiers = MemoryDossiers()
        self.library = MemoryLibrary(self.dossiers)
        self.ingester = CopyingIngester(self.library)

    def names(self, dossier: str) -> list[str]:
        found = [known.id for known in self.dossiers.all() if known.name == dossier] or [GUIDANCE]
        return sorted(document.title.lower() for document in self.library.documents(Scope(found[0])))


@pytest.fixture
def house(home: Path) -> House:
    return House(home)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("guidance/reversibilite.md", "guidance/penalites.md", "contracts/a.pdf", "contracts/b.docx"):
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    (tmp_path / "corpus" / "contracts" / "build.py").write_text("")
    return tmp_path / "corpus"


def everything(house: House) -> Scope:
    (dossier,) = house.dossiers.all()
    return Scope(dossier.id)


def silent(step: str, done: int, total: int) -> None:
    pass


def test_notes_and_demonstration_are_there_after_the_first_run(house: House, corpus: Path) -> None:
    first_run(house, corpus, silent)
    assert house.names("") == ["penalites.md", "reversibilite.md"]
    assert house.names(DEMONSTRATION) == ["a.pdf", "b.docx"]
    assert {given.kind for given in house.ingester.given if given.dossier == GUIDANCE} == {Kind.GUIDANCE}


def test_a_second_run_reads_nothing(house: House, corpus: Path) -> None:
    first_run(house, corpus, silent)
    read = len(house.ingester.given)
    first_run(house, corpus, silent)
    assert len(house.ingester.given) == read


def test_a_demonstration_that_was_forgotten_does_not_come_back(house: House, corpus: Path) -> None:
    first_run(house, corpus, silent)
    (dossier,) = house.dossiers.all()
    house.dossiers.forget(dossier.id)
    first_run(house, corpus, silent)
    assert house.dossiers.all() == []


def test_a_run_that_was_stopped_is_taken_up(house: House, corpus: Path) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step == "dossier de démonstration" and done == 2:
            raise Cancelled("Arrêt demandé.")

    with pytest.raises(Cancelled):
        first_run(house, corpus, stop)
    first_run(house, corpus, silent)
    assert house.names(DEMONSTRATION) == ["a.pdf", "b.docx"]


def test_a_note_worded_otherwise_replaces_the_old_one(house: House, corpus: Path) -> None:
    first_run(house, corpus, silent)
    (corpus / "guidance" / "penalites.md").rename(corpus / "guidance" / "penalites-2.md")
    (corpus / "guidance" / "penalites-2.md").write_text("autres mots", encoding="utf-8")
    first_run(house, corpus, silent)
    assert house.names("") == ["penalites-2.md", "reversibilite.md"]


def test_an_amendment_is_tied_to_its_contract(house: House, corpus: Path) -> None:
    (corpus / "contracts" / "a.pdf").rename(corpus / "contracts" / "untel-contrat.pdf")
    (corpus / "contracts" / "untel-avenant-1.pdf").write_bytes(b"avenant")
    first_run(house, corpus, silent)
    named = {document.file: document.id for document in house.library.documents(everything(house))}
    tied = [(given.name, given.kind, given.amends) for given in house.ingester.given if given.amends]
    assert tied == [("untel-avenant-1.pdf", Kind.AMENDMENT, named["untel-contrat.pdf.pdf"])]


def test_documents_of_a_person_are_left_alone(house: House, corpus: Path) -> None:
    mine = house.dossiers.create("Mon dossier")
    house.ingester.ingest(Submission("mien.pdf", b"mien", mine.id), silent)
    first_run(house, corpus, silent)
    assert house.names("Mon dossier") == ["mien.pdf"]
