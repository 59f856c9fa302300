"""`clausier ingest`: files and folders into a dossier, one line for each file whatever becomes of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.amending.family import proposed
from clausier.cli.amending import tell_proposal
from clausier.cli.console import out, out_json, tell
from clausier.cli.folders import Found, files_under
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_to_fill, opened, refresh
from clausier.cli.intake import FileLine, Intake, Wishes, sentence
from clausier.domain.documents import DocumentId, Dossier, Kind
from clausier.domain.french import count, listed
from clausier.domain.questions import Scope
from clausier.naming import resolve_document
from clausier.reporting import to_check

if TYPE_CHECKING:
    from clausier.wiring import Clausier

_KINDS = "contract, amendment, annex ou guidance ; sinon, la nature est lue dans le texte."
_PASSWORD = "Pour les fichiers protégés. Sans elle, il est demandé au terminal, sans s’afficher."
_VERSIONS = "Quand un fichier du même nom est déjà là : le remplacer, ou garder les deux. Sinon, la question est posée."
_NAMED = 3  # of the files that were passed over


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="CHEMIN...", help="Fichiers, ou dossiers de fichiers.")],
    dossier: DossierName = DEFAULT_DOSSIER,
    kind: Annotated[Kind | None, typer.Option("--kind", metavar="NATURE", help=_KINDS)] = None,
    amends: Annotated[str, typer.Option("--amends", metavar="DOC", help="Le document que celui-ci modifie.")] = "",
    password: Annotated[str, typer.Option("--password", metavar="MOT", help=_PASSWORD)] = "",
    replace: Annotated[bool | None, typer.Option("--replace/--keep-both", help=_VERSIONS, show_default=False)] = None,
    as_json: AsJson = False,
) -> int:
    """Lire PDF, Word, ODT, HTML, texte et images. Un fichier illisible n’arrête pas les autres."""
    found = files_under(paths)
    lines: list[FileLine] = []
    with opened(model="none") as clausier:
        matter = dossier_to_fill(clausier, dossier)
        amended = resolve_document(clausier.library, Scope(matter.id), amends).id if amends else None
        wishes = Wishes(kind or (Kind.AMENDMENT if amended else None), amended, password, replace)
        try:
            for line in _lines(Intake(clausier, matter, wishes), found):
                lines.append(line)
                out_json(line) if as_json else out(sentence(line))
            refresh(clausier)
            _propose(clausier, lines)
        except KeyboardInterrupt:
            tell(_interrupted(len(lines), len(found.files)))
            raise
    tell(_summary(lines, matter))
    tell(_passed_over(found.passed_over))
    return 0 if lines and all(line.state in ("read", "present") for line in lines) else 1


def _lines(intake: Intake, found: Found) -> Iterator[FileLine]:
    for folder in found.closed:
        error = "Ce dossier ne s’ouvre pas, rien n’y est lu. Vérifiez ses droits d’accès."
        yield FileLine(path=str(folder), state="unreadable", error=error)
    for number, path in enumerate(found.files, 1):
        yield intake.line(path, f"{number}/{len(found.files)}" if len(found.files) > 1 else "")


def _propose(clausier: "Clausier", lines: Sequence[FileLine]) -> None:
    """Say of each amendment that amends nothing yet which contract it seems to amend."""
    for line in lines:
        if line.document is None or line.kind != Kind.AMENDMENT:
            continue
        amendment = clausier.library.document(DocumentId(line.document))
        if amendment.amends is None:
            tell_proposal(amendment, proposed(clausier.library, amendment.id))


def _interrupted(done: int, files: int) -> str:
    plural = "s" if done > 1 else ""
    kept = f"{count(done, 'fichier')} sur {files} traité{plural} : ce qui est lu est gardé. " if done else ""
    return f"{kept}La même commande reprend là où la lecture s’est arrêtée, pages reconnues comprises."


def _summary(lines: Sequence[FileLine], dossier: Dossier) -> str:
    if not lines:
        return "Aucun fichier à lire ici. Donnez un document, ou un dossier qui en contient."
    read, present, locked, unreadable = (
        sum(line.state == state for line in lines) for state in ("read", "present", "locked", "unreadable")
    )
    parts = [count(read, "document lu", "documents lus")]
    parts += [f"{present} déjà là"] if present else []
    parts += [count(locked, "fermé par un mot de passe", "fermés par un mot de passe")] if locked else []
    parts += [count(unreadable, "illisible")] if unreadable else []
    checked = sum(line.to_check for line in lines if line.state == "read")
    advice = f" {to_check(checked)} : clausier report DOC les donne." if checked else ""
    return f"Dossier « {dossier.name} » : {', '.join(parts)}.{advice}"


def _passed_over(paths: Sequence[Path]) -> str:
    """What was not looked at and is not hidden, so that nobody believes it read."""
    if not paths:
        return ""
    names = [f"« {path.name} »" for path in paths[:_NAMED]]
    if more := len(paths) - len(names):
        names.append(count(more, "autre"))
    return f"Laissés de côté, car ce ne sont pas des documents : {listed(names)}."
