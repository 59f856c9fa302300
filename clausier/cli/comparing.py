"""`clausier compare`: two contracts topic by topic, or two versions of one clause by clause."""

from typing import TYPE_CHECKING, Annotated

import typer

from clausier.cli.console import out, out_json, progress
from clausier.cli.handover import WrittenTable, check_paper, write_paper
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_named, opened, refresh
from clausier.comparing.rendering import comparison_line, comparison_text
from clausier.domain.comparisons import Comparison, Manner
from clausier.domain.documents import Dossier
from clausier.domain.papers import Paper
from clausier.domain.questions import Scope
from clausier.errors import WrongSetting
from clausier.naming import resolve_document
from clausier.papers.comparisons import comparison_about, comparison_citations, comparison_paper
from clausier.papers.covers import page_readings

if TYPE_CHECKING:
    from clausier.wiring import Clausier

First = Annotated[str, typer.Argument(metavar="A", help="Un identifiant, un titre ou un nom de fichier.")]
Second = Annotated[str, typer.Argument(metavar="B", help="L’autre document, désigné de même.")]
TopicName = Annotated[str, typer.Option("--topic", metavar="SUJET", help="Un seul sujet : « reversibilite ».")]
AsVersions = Annotated[bool, typer.Option("--versions", help="Comme deux versions : clause par clause.")]
AsContracts = Annotated[bool, typer.Option("--contracts", help="Comme deux contrats : sujet par sujet.")]


def compare(
    first: First,
    second: Second,
    dossier: DossierName = DEFAULT_DOSSIER,
    topic: TopicName = "",
    versions: AsVersions = False,
    contracts: AsContracts = False,
    paper: WrittenTable = None,
    as_json: AsJson = False,
) -> int:
    """Comparer deux versions, ou deux contrats."""
    if versions and contracts:
        raise WrongSetting("--versions et --contracts s’excluent.", "Donnez l’un des deux, ou aucun.")
    manner = Manner.VERSIONS if versions else Manner.CONTRACTS if contracts else None
    with opened(model="none") as clausier:
        matter = dossier_named(clausier, dossier)
        check_paper(clausier, matter, paper)
        a, b = (resolve_document(clausier.library, Scope(matter.id), name).id for name in (first, second))
        refresh(clausier)
        with progress("Comparaison") as watch:
            comparison = clausier.comparer.compare(a, b, watch, manner, topic.strip())
        clausier.desk.record("compare", [a, b])
        out_json(comparison_line(comparison)) if as_json else out(comparison_text(comparison))
        write_paper(paper, lambda: _paper(clausier, matter, comparison))
    return 0


def _paper(clausier: "Clausier", dossier: Dossier, comparison: Comparison) -> Paper:
    about = comparison_about(comparison, clausier.library, dossier)
    return comparison_paper(comparison, page_readings(comparison_citations(comparison), about.documents), about)
