"""`clausier documents | report | forget | dossiers`: what the library holds."""

import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from clausier.cli.console import out, out_json, tell
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_named, opened, refresh
from clausier.domain.documents import Document, Excerpt, Findings, Kind
from clausier.domain.french import count, long_date, typeset
from clausier.domain.questions import Scope
from clausier.errors import WrongSetting
from clausier.jsonlines import JsonLine
from clausier.naming import resolve_document, resolve_dossier
from clausier.render import harmless
from clausier.reporting import Point, points, read_in

KINDS = {Kind.CONTRACT: "contrat", Kind.AMENDMENT: "avenant", Kind.ANNEX: "annexe", Kind.GUIDANCE: "note"}

DocumentName = Annotated[str, typer.Argument(metavar="DOC", help="Un identifiant, un titre ou un nom de fichier.")]
Sure = Annotated[bool, typer.Option("--yes", help="Ne pas demander de confirmation.")]


class DocumentLine(JsonLine):
    id: str
    title: str
    file: str
    kind: str
    pages: int | None
    articles: int
    added: datetime
    amends: str | None


class ReportLine(JsonLine):
    document: DocumentLine
    passages: int
    structured: bool
    unreadable_pages: tuple[int, ...]
    missing_annexes: tuple[str, ...]
    remarks: tuple[str, ...]
    annexes_present: tuple[str, ...]
    annexes_named: tuple[str, ...]
    gaps: tuple[tuple[str, str], ...]
    aimed: tuple[Excerpt, ...]
    findings: Findings
    sentences: tuple[Point, ...]  # the same in French, what is to be checked first


class DossierLine(JsonLine):
    id: str
    name: str
    documents: int
    created: datetime


class DossierAction(StrEnum):
    CREATE = "create"
    FORGET = "forget"


def documents(dossier: DossierName = DEFAULT_DOSSIER, as_json: AsJson = False) -> int:
    """Lister les documents d’un dossier."""
    with opened(model="none") as clausier:
        matter = dossier_named(clausier, dossier)
        found = clausier.library.documents(Scope(matter.id))
    for document in found:
        out_json(_document_line(document)) if as_json else out(_entry(document))
    if not found:
        tell(f"Le dossier « {matter.name} » ne contient aucun document. Pour en ajouter : clausier ingest CHEMIN.")
    return 0


def report(document: DocumentName, dossier: DossierName = DEFAULT_DOSSIER, as_json: AsJson = False) -> int:
    """Dire ce qui a été lu, et ce qui n’a pas pu l’être."""
    with opened(model="none") as clausier:
        matter = dossier_named(clausier, dossier)
        found = resolve_document(clausier.library, Scope(matter.id), document)
        others = clausier.library.documents(Scope(matter.id))
    told = points(found.report, {name for other in others for name in other.report.annexes_present})
    out_json(_report_line(found, told)) if as_json else out(_report_text(found, told))
    return 0


def forget(document: DocumentName, dossier: DossierName = DEFAULT_DOSSIER, yes: Sure = False) -> int:
    """Effacer un document, et tout ce qui en fut tiré."""
    with opened(model="none") as clausier:
        matter = dossier_named(clausier, dossier)
        found = resolve_document(clausier.library, Scope(matter.id), document)
        if not (yes or _confirmed(f"Effacer « {found.file} » du dossier « {matter.name} », sans retour possible ?")):
            return _kept()
        clausier.forget(found.id)
    tell(f"« {found.file} » est effacé.")
    return 0


def dossiers(
    action: Annotated[DossierAction | None, typer.Argument(metavar="[create|forget]", show_default=False)] = None,
    name: Annotated[str, typer.Argument(metavar="NOM", show_default=False)] = "",
    yes: Sure = False,
    as_json: AsJson = False,
) -> int:
    """Lister, créer, effacer des dossiers. « forget » efface aussi tout ce que le dossier contient."""
    if action is not None and not name.strip():
        raise WrongSetting("Il manque le nom du dossier.", f"Par exemple : clausier dossiers {action} « Mon dossier ».")
    if action is DossierAction.CREATE:
        return _create_dossier(name)
    if action is DossierAction.FORGET:
        return _forget_dossier(name, yes)
    with opened(model="none") as clausier:
        for dossier in clausier.dossiers.all():
            held = len(clausier.library.documents(Scope(dossier.id)))
            line = DossierLine(id=dossier.id, name=dossier.name, documents=held, created=dossier.created)
            out_json(line) if as_json else out(f"{harmless(line.name)} – {count(held, 'document')}")
    return 0


def _create_dossier(name: str) -> int:
    with opened(model="none") as clausier:
        dossier = clausier.dossiers.create(name)
    tell(f"Le dossier « {dossier.name} » est prêt.")
    return 0


def _forget_dossier(name: str, yes: bool) -> int:
    with opened(model="none") as clausier:
        dossier = resolve_dossier(clausier.dossiers, name)
        held = count(len(clausier.library.documents(Scope(dossier.id))), "document")
        if not (yes or _confirmed(f"Effacer le dossier « {dossier.name} » ({held}), sans retour possible ?")):
            return _kept()
        clausier.dossiers.forget(dossier.id)
        refresh(clausier)
    tell(f"Le dossier « {dossier.name} » est effacé.")
    return 0


def _confirmed(question: str) -> bool:
    tell(f"{question} Répondez « oui » pour effacer.")
    return sys.stdin.readline().strip().lower() in ("o", "oui")


def _kept() -> int:
    tell("Rien n’est effacé. Pour effacer sans question : --yes.")
    return 1


def _document_line(document: Document) -> DocumentLine:
    return DocumentLine(
        id=document.id,
        title=document.title,
        file=document.file,
        kind=document.kind.value,
        pages=document.report.pages if document.paged else None,
        articles=document.report.articles,
        added=document.added,
        amends=document.amends,
    )


def _entry(document: Document) -> str:
    sizes = [count(document.report.pages, "page")] if document.paged else []
    sizes.append(count(document.report.articles, "article"))
    kind = KINDS[document.kind]
    return (
        f"{document.id}  {harmless(document.file)} – {kind}, {', '.join(sizes)}, ajouté le {long_date(document.added)}"
    )


def _report_line(document: Document, told: Sequence[Point]) -> ReportLine:
    report = document.report
    return ReportLine(
        document=_document_line(document),
        passages=report.passages,
        structured=report.structured,
        unreadable_pages=report.unreadable_pages,
        missing_annexes=report.missing_annexes,
        remarks=report.remarks,
        annexes_present=report.annexes_present,
        annexes_named=report.annexes_named,
        gaps=report.gaps,
        aimed=report.aimed,
        findings=report.findings,
        sentences=tuple(told),
    )


def _report_text(document: Document, told: Sequence[Point]) -> str:
    lines = [_entry(document), harmless(document.title), typeset(read_in(document))]
    for heading, grave in (("À vérifier :", True), ("À savoir :", False)):
        if of_it := [point for point in told if point.grave is grave]:
            lines += ["", typeset(heading), *map(_point, of_it)]
    return "\n".join(lines if told else [*lines, "Rien à signaler."])


def _point(point: Point) -> str:
    quote = f" «\u00a0{' '.join(harmless(point.quote).split())}\u00a0»" if point.quote else ""
    return f"– {harmless(typeset(point.text))}{quote}"
