"""A library that holds the golden set's contracts and the reference notes, filled once and kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from clausier.adapters.encoder import open_encoder
from clausier.adapters.modelstore import ModelStore
from clausier.bundle import CORPUS
from clausier.domain.documents import GUIDANCE, DocumentId, DossierId, Kind
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.ports import Watcher
from clausier.settings import Settings, load_settings
from clausier.wiring import Clausier, open_clausier
from evals.answers.documents import File
from evals.answers.kept import KeptReading, cutting_code, digest, libraries_to_drop, reading_code
from evals.vectors import product_encoder

_DOSSIER = "questions d’or"


@dataclass(frozen=True, slots=True)
class Shelf:
    """An open library, and where each contract of the golden set is in it."""

    clausier: Clausier
    dossier: DossierId
    documents: Mapping[str, DocumentId]  # by stem
    files: tuple[File, ...]


@contextmanager
def opened(files: Sequence[File], watch: Watcher, folder: Path) -> Iterator[Shelf]:
    """The library of these files, filled on the first call."""
    home = folder / f"library-{_name(files)}"
    if not home.exists():
        _fill(home, files, watch, folder)
        for old in libraries_to_drop(folder):
            rmtree(old, ignore_errors=True)
    clausier = open_clausier(_settings(home, folder))
    try:
        dossier = next(one.id for one in clausier.dossiers.all() if one.name == _DOSSIER)
        held = {document.file: document.id for document in clausier.library.documents(Scope(dossier))}
        clausier.refresh(watch)
        yield Shelf(clausier, dossier, {file.contract.stem: held[file.name] for file in files}, tuple(files))
    finally:
        clausier.close()


def _settings(home: Path, folder: Path) -> Settings:
    if not (home / "cache").exists():  # what is computed from encoder and topics alone serves every library
        (folder / "topics").mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
        (home / "cache").symlink_to(folder / "topics", target_is_directory=True)
    return Settings(home=home, model="none", models=load_settings().models_folder)


def _name(files: Sequence[File]) -> str:
    encoder = open_encoder("e5-small", ModelStore(load_settings().models_folder), 0).identity
    handed = [part for file in files for part in (file.name.encode(), file.amends.encode(), file.data)]
    return digest(encoder.encode(), reading_code().encode(), cutting_code().encode(), *handed)


def _fill(home: Path, files: Sequence[File], watch: Watcher, folder: Path) -> None:
    """Fill a library beside its place and move it there whole: who looks meanwhile sees nothing half-filled."""
    folder.mkdir(parents=True, exist_ok=True)
    filling = Path(mkdtemp(prefix="filling-", dir=folder))
    clausier = open_clausier(_settings(filling, folder))
    try:
        _ingest(clausier, files, watch, folder)
    finally:
        clausier.close()
    if home.exists():  # another run was faster
        rmtree(filling)
    else:
        filling.rename(home)


def _ingest(clausier: Clausier, files: Sequence[File], watch: Watcher, folder: Path) -> None:
    ingester = replace(
        clausier.ingester,
        read=KeptReading(clausier.ingester.read, folder),
        encoder=product_encoder(folder),
    )
    notes = sorted((CORPUS / "guidance").glob("*.md"))
    for number, note in enumerate(notes, 1):
        watch("notes de référence", number, len(notes))
        ingester.ingest(Submission(note.name, note.read_bytes(), GUIDANCE, Kind.GUIDANCE), _silent)
    dossier = clausier.dossiers.create(_DOSSIER).id
    held: dict[str, DocumentId] = {}
    for number, file in enumerate(files, 1):
        watch(f"lecture de {file.name}", number, len(files))
        kind = Kind.AMENDMENT if file.amends else None
        submission = Submission(file.name, file.data, dossier, kind, held.get(file.amends))
        held[file.contract.stem] = ingester.ingest(submission, _silent).id


def _silent(step: str, done: int, total: int) -> None:
    """The steps inside one document are not worth a line."""
