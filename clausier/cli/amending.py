"""`clausier amend | text | life`: what amends what, the text in force, and the days of a contract's life."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.amending.family import Family, family_of, proposed
from clausier.amending.rendering import (
    consolidated_line,
    consolidated_text,
    event_line,
    events_text,
)
from clausier.cli.console import out, out_json, tell
from clausier.cli.handover import WrittenPages, check_paper, write_paper
from clausier.cli.house import DEFAULT_DOSSIER, AsJson, DossierName, Today, day_named, dossier_named, opened
from clausier.domain.documents import Document, Dossier, Kind
from clausier.domain.questions import Scope
from clausier.errors import WrongSetting
from clausier.naming import resolve_document
from clausier.papers.consolidated import consolidated_paper
from clausier.papers.covers import PAGES, made_now

if TYPE_CHECKING:
    from clausier.wiring import Clausier

Amending = Annotated[str, typer.Argument(metavar="AVENANT", help="Un identifiant, un titre ou un nom de fichier.")]
Contract = Annotated[str, typer.Argument(metavar="CONTRAT", help="Ce qu’il modifie.", show_default=False)]
Named = Annotated[str, typer.Argument(metavar="DOC", help="Le contrat, ou l’un de ses avenants.")]
Nothing = Annotated[bool, typer.Option("--none", help="Il ne modifie aucun document.")]


def amend(
    amendment: Amending, contract: Contract = "", nothing: Nothing = False, dossier: DossierName = DEFAULT_DOSSIER
) -> int:
    """Dire quel contrat un avenant modifie."""
    with opened(model="none") as clausier:
        scope = Scope(dossier_named(clausier, dossier).id)
        amending = resolve_document(clausier.library, scope, amendment)
        if bool(contract.strip()) == nothing:
            seems = proposed(clausier.library, amending.id)
            named = f" Il semble modifier « {seems.title} » ({seems.file})." if seems else ""
            raise WrongSetting(
                f"Il faut le contrat que « {amending.title} » modifie, ou --none.{named}",
                "Par exemple : clausier amend avenant.pdf contrat.pdf",
            )
        amended = None if nothing else resolve_document(clausier.library, scope, contract)
        clausier.library.amend(amending.id, amended.id if amended else None)
        clausier.desk.record("amend", [amending.id, *([amended.id] if amended else [])])
    if amended is None:
        tell(f"« {amending.title} » ne modifie aucun document : il est lu comme un contrat à part.")
    else:
        tell(
            "« {amending} » modifie « {amended} ». Le texte en vigueur : clausier text {file}",
            amending=amending.title,
            amended=amended.title,
            file=amended.file,
        )
    return 0


def text(
    document: Named,
    at: Today = "",
    dossier: DossierName = DEFAULT_DOSSIER,
    paper: WrittenPages = None,
    as_json: AsJson = False,
) -> int:
    """Donner le texte en vigueur d’un contrat."""
    with opened(model="none") as clausier:
        matter = dossier_named(clausier, dossier)
        check_paper(clausier, matter, paper, PAGES)
        family, day = _asked(clausier, matter, document, at)
        result = family.at(day)
        out_json(consolidated_line(family, result)) if as_json else out(consolidated_text(family, result))
        write_paper(
            paper, lambda: consolidated_paper(family, result, made_now(clausier.library, matter, family.documents))
        )
    return 0


def life(document: Named, at: Today = "", dossier: DossierName = DEFAULT_DOSSIER, as_json: AsJson = False) -> int:
    """Donner les dates de la vie d’un contrat."""
    with opened(model="none") as clausier:
        family, day = _asked(clausier, dossier_named(clausier, dossier), document, at)
        events = family.life(day)
    for event in events if as_json else ():
        out_json(event_line(family, event))
    if not as_json:
        out(events_text(family, events))
    if not events:
        tell("Aucune date de la vie de ce contrat n’a été trouvée dans son texte.")
    return 0


def _asked(clausier: "Clausier", dossier: Dossier, document: str, at: str) -> tuple[Family, date]:
    day = day_named(at) or date.today()
    named = resolve_document(clausier.library, Scope(dossier.id), document)
    if named.kind is Kind.GUIDANCE:
        raise WrongSetting(f"« {named.title} » est une note, pas un contrat.", "Donnez un contrat du dossier.")
    clausier.desk.record("consolidate", [named.id])
    return family_of(clausier.library, named.id), day


def tell_proposal(amending: Document, contract: Document | None) -> None:
    """Which contract an amendment that amends nothing yet seems to amend, and how to say that it does."""
    if contract is None:
        tell(
            "« {amending} » est un avenant ; le contrat qu’il modifie n’est pas reconnu : "
            "clausier amend {file} CONTRAT le dit.",
            amending=amending.title,
            file=amending.file,
        )
        return
    tell(
        "« {amending} » semble modifier « {contract} ». Pour le confirmer : clausier amend {file} {other}",
        amending=amending.title,
        contract=contract.title,
        file=amending.file,
        other=contract.file,
    )
