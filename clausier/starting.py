"""The first run: the reference notes, and a demonstration dossier, put into an empty library."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from clausier.domain.documents import GUIDANCE, Document, DocumentId, Kind
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.ports import Dossiers, Library, Watcher

DEMONSTRATION = "Démonstration"
MARK = "demonstration"
"""A file of the home folder that says: the demonstration was given."""
_AMENDMENT = "-avenant-"  # in a file's name: « untel-avenant-1.pdf » amends « untel-contrat.pdf »


class Ingests(Protocol):
    def ingest(self, submission: Submission, watch: Watcher) -> Document: ...


class HasHome(Protocol):
    @property
    def home(self) -> Path: ...


class House(Protocol):
    """What a first run needs of Clausier."""

    @property
    def settings(self) -> HasHome: ...
    @property
    def dossiers(self) -> Dossiers: ...
    @property
    def library(self) -> Library: ...
    @property
    def ingester(self) -> Ingests: ...


def first_run(house: House, corpus: Path, watch: Watcher) -> None:
    """Bring the reference notes up to date, and give the demonstration dossier, once in a library's life.

    Quick when there is nothing to do, and taken up where it stopped. What was forgotten since does not come back.
    """
    _update_guidance(house, corpus / "guidance", watch)
    _demonstrate(house, corpus / "contracts", watch)


def _update_guidance(house: House, folder: Path, watch: Watcher) -> None:
    held = {document.sha256: document for document in house.library.documents(Scope(GUIDANCE))}
    notes = list(_files(folder, (".md",)))
    current = {sha256(data).hexdigest() for _, data in notes}
    for number, (name, data) in enumerate(notes, 1):
        watch("notes de référence", number, len(notes))
        if sha256(data).hexdigest() not in held:
            house.ingester.ingest(Submission(name, data, GUIDANCE, Kind.GUIDANCE), _silent)
    for identity, document in held.items():
        if identity not in current:  # a note that this version words otherwise, or no longer has
            house.library.forget(document.id)


def _demonstrate(house: House, folder: Path, watch: Watcher) -> None:
    done = house.settings.home / MARK
    if done.exists():
        return
    demonstration = next((dossier for dossier in house.dossiers.all() if dossier.name == DEMONSTRATION), None)
    if demonstration is None:
        demonstration = house.dossiers.create(DEMONSTRATION)
    contracts = sorted(_files(folder, (".pdf", ".docx")), key=lambda file: (_AMENDMENT in file[0], file[0]))
    read: dict[str, DocumentId] = {}  # each contract, under the name that its amendments begin with
    for number, (name, data) in enumerate(contracts, 1):
        watch("dossier de démonstration", number, len(contracts))
        family = name.partition("-")[0]
        amended = read.get(family) if _AMENDMENT in name else None
        kind = Kind.AMENDMENT if amended else None
        document = house.ingester.ingest(Submission(name, data, demonstration.id, kind, amended), _silent)
        read.setdefault(family, document.id)
    done.touch()


def _files(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.glob("*")):
        if path.suffix in endings:
            yield path.name, path.read_bytes()


def _silent(step: str, done: int, total: int) -> None:
    """The steps inside one short document are not worth a line."""
