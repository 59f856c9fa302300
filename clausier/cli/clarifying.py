"""`clausier explain`: one clause, made plain."""

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.clarifying.lines import clarification_line
from clausier.clarifying.rendering import clarification_text, explanation_text
from clausier.cli.console import out, out_json, progress, tell
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, dossier_named, opened, refresh
from clausier.domain.answers import Progress
from clausier.domain.glosses import Clarification
from clausier.domain.questions import Scope
from clausier.naming import resolve_document
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
    as_json: AsJson = False,
) -> int:
    """Expliquer un article en français simple."""
    with opened(model="none" if no_model else "") as clausier:
        matter = dossier_named(clausier, dossier)
        wanted = resolve_document(clausier.library, Scope(matter.id), document)
        refresh(clausier)
        found = clausier.clarifier.clarify(wanted.id, article)
        if as_json:
            out_json(clarification_line(_explained(clausier, found)))
        else:
            out(clarification_text(found))
            _reword(clausier, found)
    return 0


def _explained(clausier: "Clausier", found: Clarification) -> Clarification:
    """The clarification at the end of its explanation; itself where no model writes."""
    with progress() as watch:
        watch("le modèle rédige l’explication", 0, 0)
        last = _last(clausier, found)
    if last.explanation is not None and last.explanation.state is Progress.INTERRUPTED:
        tell(explanation_notes(last.explanation))
    return last


def _reword(clausier: "Clausier", found: Clarification) -> None:
    if clausier.model is None:
        return
    tell("Le modèle redit la clause en français simple…")
    if worded := explanation_text(_last(clausier, found)):
        out(worded)


def _last(clausier: "Clausier", found: Clarification) -> Clarification:
    return deque(chain([found], clausier.clarifier.explain(found)), maxlen=1)[0]
