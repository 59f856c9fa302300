"""`--paper`: a result as a file to hand over. It is refused before anybody waits, and written once all is said."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.cli.console import tell
from clausier.domain.documents import Dossier
from clausier.domain.papers import Paper, PaperFormat
from clausier.domain.questions import Scope
from clausier.errors import WrongSetting

if TYPE_CHECKING:
    from clausier.wiring import Clausier

WrittenPages = Annotated[
    Path | None, typer.Option("--paper", metavar="FICHIER", help="Écrire aussi un .docx ou un .pdf.")
]
WrittenTable = Annotated[
    Path | None, typer.Option("--paper", metavar="FICHIER", help="Écrire aussi un .docx, un .pdf, un .xlsx ou un .csv.")
]


def check_paper(
    clausier: "Clausier", dossier: Dossier, path: Path | None, among: Sequence[PaperFormat] = tuple(PaperFormat)
) -> None:
    """Raises WrongSetting for a file that cannot be written, or that is a document of the dossier."""
    if path is None:
        return
    from clausier.adapters.papers.files import paper_format  # libraries of office formats take a second to import

    paper_format(path, among)
    held = {document.sha256 for document in clausier.library.documents(Scope(dossier.id))}
    if _digest(path) in held:
        raise WrongSetting(f"« {path.name} » est un document du dossier.", "Donnez un autre fichier à --paper.")


def _digest(path: Path) -> str:
    """Of the file that stands there already; "" where none does."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError as error:
        raise WrongSetting(
            f"Impossible de lire {path}, qui existe déjà.", "Donnez un autre fichier à --paper."
        ) from error


def write_paper(path: Path | None, making: Callable[[], Paper]) -> None:
    """Write the paper where one was asked for. Raises WrongSetting."""
    if path is None:
        return
    from clausier.adapters.papers.files import save_paper

    save_paper(making(), path)
    tell("Document écrit : {path}", path=path)
