"""One dossier being filled from the command line: what became of each file, and what a person is asked about it."""

import sys
from dataclasses import dataclass, field, replace
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from clausier.cli.console import progress, tell
from clausier.domain.documents import Document, DocumentId, Dossier, Kind
from clausier.domain.french import count, long_date, typeset
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.domain.versions import first_of_their_names
from clausier.errors import Cancelled, ClausierError, LockedFile, UnreadableFile
from clausier.jsonlines import JsonLine
from clausier.render import harmless
from clausier.reporting import graves, points, recognised_pages, to_check

if TYPE_CHECKING:
    from clausier.wiring import Clausier

_TRIES: Final = 3
"""Passwords that a person may try for one file before the next file has its turn."""

State = Literal["read", "present", "locked", "unreadable"]
Version = Literal["replaced", "kept", "undecided"]


class FileLine(JsonLine):
    """What became of one file."""

    path: str
    state: State
    document: str | None = None
    kind: str | None = None
    pages: int | None = None
    articles: int | None = None
    unreadable_pages: tuple[int, ...] = ()
    error: str | None = None
    recognised_pages: tuple[int, ...] = ()
    to_check: int = 0
    version: Version | None = None  # where an older file of the same name was there


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says of every file."""

    kind: Kind | None = None
    amends: DocumentId | None = None
    password: str = field(default="", repr=False)
    replace: bool | None = None  # an older file of the same name; None: a person is asked, where there is one


class Intake:
    """One dossier, and what it already holds."""

    def __init__(self, clausier: "Clausier", dossier: Dossier, wishes: Wishes) -> None:
        self._clausier = clausier
        self._dossier = dossier
        self._wishes = wishes
        held = clausier.library.documents(Scope(dossier.id))
        self._first = first_of_their_names(held)
        self._annexes = {name for document in held for name in document.report.annexes_present}

    def line(self, path: Path, place: str) -> FileLine:
        """Read one file, and say what became of it; a file that cannot be read is told, not raised.

        `place` is where it stands among the others, for whoever waits.
        """
        try:
            submission = self._submission(path)
            known = self._clausier.ingester.known(submission)
            document = known or self._read(submission, f"{place} {path.name}")
        except Cancelled:
            raise
        except LockedFile as error:
            return FileLine(path=str(path), state="locked", error=_said(error))
        except ClausierError as error:
            return FileLine(path=str(path), state="unreadable", error=_said(error))
        return self._line(path, document, "present" if known else "read")

    def _submission(self, path: Path) -> Submission:
        wishes = self._wishes
        return Submission(path.name, _bytes(path), self._dossier.id, wishes.kind, wishes.amends, wishes.password)

    def _read(self, submission: Submission, name: str, tries: int = _TRIES) -> Document:
        try:
            with progress(name) as watch:
                return self._clausier.ingester.ingest(submission, watch)
        except LockedFile as error:
            if tries and (password := _asked_password(error)):
                return self._read(replace(submission, password=password), name, tries - 1)
            raise

    def _line(self, path: Path, document: Document, state: State) -> FileLine:
        report = document.report
        self._annexes.update(report.annexes_present)
        return FileLine(
            path=str(path),
            state=state,
            document=str(document.id),
            kind=document.kind.value,
            pages=report.pages if document.paged else None,
            articles=report.articles,
            unreadable_pages=report.unreadable_pages,
            recognised_pages=tuple(page.page for page in recognised_pages(report)),
            to_check=graves(points(report, self._annexes)),
            version=self._version(document),
        )

    def _version(self, document: Document) -> Version | None:
        """What becomes of the older files of the same name."""
        older = [] if document in self._first else self._clausier.library.rivals(document.id)
        if not older:
            return None
        wish = self._wishes.replace
        if wish is None and (wish := _asked_to_replace(document, older[-1])) is None:
            return "undecided"
        if not wish:
            self._clausier.library.keep_beside(document.id)
            return "kept"
        for old in older:
            self._clausier.replace(old.id, document.id)
        return "replaced"


def sentence(line: FileLine) -> str:
    """The line as a person reads it."""
    return f"{harmless(line.path)} – {typeset(_state(line))}"


def _state(line: FileLine) -> str:
    if line.state == "unreadable":
        return f"illisible : {line.error}"
    if line.state == "locked":
        return f"mot de passe demandé : {line.error}"
    version = f" ; {_VERSIONS[line.version]}" if line.version else ""
    return f"déjà là{version}" if line.state == "present" else f"lu : {', '.join(_read_of(line))}{version}"


_VERSIONS: Final = {
    "replaced": "remplace l’ancienne version, qui est effacée",
    "kept": "gardé à côté de l’autre version",
    "undecided": "un fichier du même nom est là, les deux sont gardés ; pour en décider : --replace ou --keep-both",
}


def _read_of(line: FileLine) -> list[str]:
    parts = [] if line.pages is None else [count(line.pages, "page")]
    parts.append(count(line.articles, "article") if line.articles else "sans article reconnu")
    if line.recognised_pages:
        parts.append(count(len(line.recognised_pages), "page reconnue", "pages reconnues"))
    if line.unreadable_pages:
        parts.append(f"{count(len(line.unreadable_pages), 'page')} sans texte lisible")
    return [*parts, to_check(line.to_check)] if line.to_check else parts


def _said(error: ClausierError) -> str:
    return f"{error} {error.advice}".strip()


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


def _somebody_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked_password(error: LockedFile) -> str:
    """What a person types, unseen; "" where there is nobody, or they pass the file over."""
    if not _somebody_there():
        return ""
    tell(str(error))
    try:
        return getpass(typeset("Mot de passe (Entrée pour passer ce fichier) : "), sys.stderr)
    except EOFError:
        return ""


def _asked_to_replace(new: Document, old: Document) -> bool | None:
    """Whether a new version takes the place of the old one; None where nobody says."""
    if not _somebody_there():
        return None
    tell(
        f"« {new.file} » existe déjà dans ce dossier, ajouté le {long_date(old.added.date())}. Remplacer efface "
        "l’ancienne version et les réponses qui la citent. Répondez « remplacer », ou « garder » pour garder les deux."
    )
    answer = sys.stdin.readline().strip().casefold()
    return {"remplacer": True, "garder": False}.get(answer)
