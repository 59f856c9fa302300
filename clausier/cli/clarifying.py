"""`clausier explain`: one clause, made plain."""

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.clarifying.lines import clarification_line
from clausier.clarifying.rendering import clarification_text, explanation_text
from clausier.cli.console import out, out_json, progress, tell
from clausier.cli.handover import WrittenPages, check_paper, write_paper
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_named, opened, refresh
from clausier.domain.answers import Progress
from clausier.domain.glosses import Clarification
from clausier.domain.questions import Scope
from clausier.naming import resolve_document
from clausier.papers.covers import PAGES
from clausier.papers.explanations import explanation_about, explanation_paper
from clausier.render import explanation_notes

if TYPE_CHECKING:
    from clausier.wiring import Clausier

DocumentName = Annotated[str, typer.Argument(metavar="DOC", help="Un document : identifiant, titre ou fichier.")]
Article = Annotated[str, typer.Argument(metavar="ARTICLE", help="Son numéro : « 12.3 », « 18 bis », « annexe 2 ».")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Sans explication rédigée par un modèle.")]


def explain(
    document: DocumentName,
    article: Article,
    dossier: DossierName = DEFAULT_DOSSIER,
    no_model: NoModel = False,
    paper: WrittenPages = None,
    as_json: AsJson = False,
) -> int:
    """Expliquer un article en français simple."""
    with opened(model="none" if no_model else "") as clausier:
        matter = dossier_named(clausier, dossier)
        check_paper(clausier, matter, paper, PAGES)
        wanted = resolve_document(clausier.library, Scope(matter.id), document)
        refresh(clausier)
        found = clausier.clarifier.clarify(wanted.id, article)
        if as_json:
            last = _explained(clausier, found)
            out_json(clarification_line(last))
        else:
            out(clarification_text(found))
            last = _reworded(clausier, found)
        write_paper(paper, lambda: explanation_paper(last, explanation_about(last, clausier.library, matter)))
    return 0


def _explained(clausier: "Clausier", found: Clarification) -> Clarification:
    """The clarification at the end of its explanation; itself where no model writes."""
    with progress() as watch:
        watch("le modèle rédige l’explication", 0, 0)
        last = _last(clausier, found)
    if last.explanation is not None and last.explanation.state is Progress.INTERRUPTED:
        tell(explanation_notes(last.explanation))
    return last


def _reworded(clausier: "Clausier", found: Clarification) -> Clarification:
    """The same, said as text."""
    if clausier.model is None:
        return found
    tell("Le modèle redit la clause en français simple…")
    last = _last(clausier, found)
    if worded := explanation_text(last):
        out(worded)
    return last


def _last(clausier: "Clausier", found: Clarification) -> Clarification:
    return deque(chain([found], clausier.clarifier.explain(found)), maxlen=1)[0]
