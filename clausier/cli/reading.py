"""`clausier ingest`: files and folders into a dossier, one line for each file whatever becomes of it."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from pydantic import BaseModel, ConfigDict

from clausier.cli.console import out, out_json, progress, tell
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_to_fill, opened, refresh
from clausier.domain.documents import Document, DocumentId, Dossier, Kind
from clausier.domain.french import count, typeset
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.errors import Cancelled, ClausierError, UnreadableFile
from clausier.naming import resolve_document
from clausier.render import harmless

if TYPE_CHECKING:
    from clausier.wiring import Clausier


_KINDS = "contract, amendment, annex ou guidance ; sinon, la nature est lue dans le texte."


class FileLine(BaseModel):
    """What became of one file."""

    model_config = ConfigDict(frozen=True)

    path: str
    state: Literal["read", "present", "unreadable"]
    document: str | None = None
    kind: str | None = None
    pages: int | None = None
    articles: int | None = None
    unreadable_pages: tuple[int, ...] = ()
    error: str | None = None


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="CHEMIN...", help="Fichiers, ou dossiers de fichiers.")],
    dossier: DossierName = DEFAULT_DOSSIER,
    kind: Annotated[Kind | None, typer.Option("--kind", metavar="NATURE", help=_KINDS)] = None,
    amends: Annotated[str, typer.Option("--amends", metavar="DOC", help="Le document que celui-ci modifie.")] = "",
    as_json: AsJson = False,
) -> int:
    """Lire des documents : PDF, DOCX, Markdown, texte. Un fichier illisible n’arrête pas les autres."""
    with opened(model="none") as clausier:
        matter = dossier_to_fill(clausier, dossier)
        amended = resolve_document(clausier.library, Scope(matter.id), amends).id if amends else None
        intake = _Intake(clausier, matter, kind or (Kind.AMENDMENT if amended else None), amended)
        lines = []
        for path in files_under(paths):
            lines.append(intake.line(path))
            out_json(lines[-1]) if as_json else out(_sentence(lines[-1]))
        refresh(clausier)
    tell(_summary(lines, matter))
    return 1 if not lines or any(line.state == "unreadable" for line in lines) else 0


def files_under(paths: list[Path]) -> Iterator[Path]:
    """The files named and those of the folders named, in order; hidden ones only when they are named themselves."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, below, names in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            yield from (Path(folder) / name for name in sorted(names) if not name.startswith((".", "~$")))


class _Intake:
    """One dossier being filled, and what it already holds."""

    def __init__(self, clausier: "Clausier", dossier: Dossier, kind: Kind | None, amends: DocumentId | None) -> None:
        self._clausier = clausier
        self._dossier = dossier
        self._kind = kind
        self._amends = amends
        self._held = {document.sha256 for document in clausier.library.documents(Scope(dossier.id))}

    def line(self, path: Path) -> FileLine:
        """Read one file, and say what became of it; a file that cannot be read is told, not raised."""
        try:
            data = _bytes(path)
            identity = sha256(data).hexdigest()
            with progress(path.name) as watch:
                document = self._clausier.ingester.ingest(
                    Submission(path.name, data, self._dossier.id, self._kind, self._amends), watch
                )
        except Cancelled:
            raise
        except ClausierError as error:
            return FileLine(path=str(path), state="unreadable", error=f"{error} {error.advice}".strip())
        known = identity in self._held
        self._held.add(identity)
        return _read_line(path, document, known)


def _bytes(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise UnreadableFile("Ce n’est pas un fichier ordinaire.", "Donnez un document ou un dossier.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("Ce fichier n’existe pas.", "Vérifiez le chemin.") from error
    except PermissionError as error:
        raise UnreadableFile("La lecture de ce fichier est interdite.", "Vérifiez ses droits d’accès.") from error
    except OSError as error:
        raise UnreadableFile(f"Ce fichier ne se lit pas : {error.strerror}.", "Vérifiez le disque.") from error


def _read_line(path: Path, document: Document, known: bool) -> FileLine:
    report = document.report
    return FileLine(
        path=str(path),
        state="present" if known else "read",
        document=str(document.id),
        kind=document.kind.value,
        pages=report.pages if document.paged else None,
        articles=report.articles,
        unreadable_pages=report.unreadable_pages,
    )


def _sentence(line: FileLine) -> str:
    return f"{harmless(line.path)} – {typeset(_state(line))}"


def _state(line: FileLine) -> str:
    if line.state == "unreadable":
        return f"illisible : {line.error}"
    if line.state == "present":
        return "déjà là"
    pages = [] if line.pages is None else [count(line.pages, "page")]
    unread = [f"{count(len(line.unreadable_pages), 'page')} sans texte lisible"] if line.unreadable_pages else []
    articles = count(line.articles, "article") if line.articles else "sans article reconnu"
    return f"lu : {', '.join([*pages, articles, *unread])}"


def _summary(lines: list[FileLine], dossier: Dossier) -> str:
    if not lines:
        return "Aucun fichier à lire ici. Donnez un document, ou un dossier qui en contient."
    read, present, unreadable = (
        sum(line.state == state for line in lines) for state in ("read", "present", "unreadable")
    )
    parts = [count(read, "document lu", "documents lus")]
    parts += [f"{present} déjà là"] if present else []
    parts += [count(unreadable, "illisible")] if unreadable else []
    return f"Dossier « {dossier.name} » : {', '.join(parts)}."
