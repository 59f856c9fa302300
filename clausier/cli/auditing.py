"""`clausier audit | review`: a contract held against a checklist, several of them as a table; what a person says."""

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.auditing.checklists import GENERAL, named_checklist
from clausier.auditing.lines import audit_line, matrix_line
from clausier.auditing.matrix import matrix_picture
from clausier.auditing.proposing import proposed
from clausier.auditing.rendering import Readings, audit_text, matrix_text, why_proposed
from clausier.cli.console import out, out_json, progress, tell
from clausier.cli.handover import WrittenTable, check_paper, write_paper
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_named, opened, refresh
from clausier.domain.answers import Verdict
from clausier.domain.audits import Proposal, Review, Reviewed
from clausier.domain.documents import Document
from clausier.domain.questions import Scope
from clausier.errors import UnknownName, WrongSetting
from clausier.naming import resolve_document
from clausier.papers.audits import audit_about, audit_citations, audit_paper
from clausier.papers.covers import page_readings
from clausier.papers.matrices import matrix_paper

if TYPE_CHECKING:
    from clausier.wiring import Clausier

Documents = Annotated[
    list[str], typer.Argument(metavar="DOC…", help="Un ou plusieurs contrats : identifiant, titre ou nom de fichier.")
]
DocumentName = Annotated[str, typer.Argument(metavar="DOC", help="Un identifiant, un titre ou un nom de fichier.")]
Listed = Annotated[
    str,
    typer.Option(
        "--checklist",
        metavar="NOM|FICHIER",
        help="Une liste de contrôle, ou la vôtre (.toml) ; sans elle, celle que le contrat appelle.",
    ),
]
Picture = Annotated[Path | None, typer.Option("--picture", metavar="FICHIER", help="Écrire aussi le tableau en SVG.")]


def audit(
    documents: Documents,
    dossier: DossierName = DEFAULT_DOSSIER,
    checklist: Listed = "",
    picture: Picture = None,
    paper: WrittenTable = None,
    as_json: AsJson = False,
) -> int:
    """Comparer des contrats à une liste de contrôle."""
    with opened(model="none") as clausier:
        matter = dossier_named(clausier, dossier)
        check_paper(clausier, matter, paper)
        found = [resolve_document(clausier.library, Scope(matter.id), name) for name in dict.fromkeys(documents)]
        chosen = _chosen(clausier, found, checklist)
        refresh(clausier)
        audits = _audits(clausier, found, chosen)
        about = audit_about(audits, found, clausier.library, matter)
        readings = [page_readings(audit_citations(one.audit), about.documents) for one in audits]
        if picture is not None:
            _write(picture, matrix_picture(audits))
        if as_json:
            why = None if checklist else chosen
            lines = [audit_line(one, how, why) for one, how in zip(audits, readings, strict=True)]
            out_json(lines[0] if len(lines) == 1 else matrix_line(lines))
        else:
            _show(audits, readings)
            tell("" if checklist else why_proposed(chosen))
        write_paper(
            paper,
            lambda: matrix_paper(audits, about) if len(audits) > 1 else audit_paper(audits[0], readings[0], about),
        )
    return 0


def review(
    document: DocumentName,
    point: Annotated[str, typer.Argument(metavar="POINT", help="Le point relu, comme « point » le nomme en JSON.")],
    dossier: DossierName = DEFAULT_DOSSIER,
    checklist: Listed = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXTE", help="Votre remarque.")] = "",
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="Votre verdict, s’il est autre.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Retirer votre relecture de ce point.")] = False,
) -> int:
    """Marquer un point d’audit comme vérifié par vous."""
    with opened(model="none") as clausier:
        matter = dossier_named(clausier, dossier)
        found = resolve_document(clausier.library, Scope(matter.id), document)
        lists = [named_checklist(checklist, clausier.topics, clausier.checklists)] if checklist else []
        known = {one.id: one.label for each in (*clausier.checklists.values(), *lists) for one in each.points}
        if point not in known:
            near = ", ".join(get_close_matches(point, known, n=5, cutoff=0.0))
            raise UnknownName(f"Aucun point ne s’appelle « {point} ».", f"Les plus proches : {near}.")
        if undo:
            clausier.reviews.forget(found.id, point)
        else:
            clausier.reviews.save(Review(found.id, point, datetime.now(UTC), True, note.strip(), verdict))
        clausier.desk.record("review", [found.id])
    tell(f"« {known[point]} » : {'relecture retirée' if undo else 'vérifié par vous'}.")
    return 0


def _chosen(clausier: "Clausier", documents: Sequence[Document], name: str) -> Proposal:
    """The checklist of that name; else the one that all the documents call for; else the general one."""
    if name:
        return Proposal(named_checklist(name, clausier.topics, clausier.checklists))
    proposals = [proposed(clausier.library.reading(one.id), clausier.topics, clausier.checklists) for one in documents]
    same = {proposal.checklist.id for proposal in proposals}
    return proposals[0] if len(same) == 1 else Proposal(clausier.checklists[GENERAL])


def _audits(clausier: "Clausier", documents: Sequence[Document], chosen: Proposal) -> list[Reviewed]:
    with progress("Audit") as watch:
        made = [clausier.auditor.audit(document.id, chosen.checklist, watch) for document in documents]
    clausier.desk.record("audit", [document.id for document in documents])
    return [Reviewed(one, clausier.reviews.of(one.document)) for one in made]


def _show(audits: Sequence[Reviewed], readings: Sequence[Readings]) -> None:
    if len(audits) > 1:
        out(matrix_text([one.audit for one in audits]))
    else:
        out(audit_text(audits[0], readings[0]))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WrongSetting(f"Impossible d’écrire dans {path}.", "Donnez un autre fichier à --picture.") from error
