"""The French words for what an amendment does, and when."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from clausier.domain.amendments import Action, Amendment, Change, Operation
from clausier.domain.french import long_date, typeset

_DONE: Final = {
    Action.REPLACE: "remplacé",
    Action.COMPLETE: "complété",
    Action.DELETE: "supprimé",
    Action.INSERT: "inséré",
    Action.WORDS: "mots remplacés",
    Action.RESTATE: "remplacé avec tout le contrat",
    Action.RENEW: "durée prolongée",
}
_BARE_NUMBER: Final = re.compile(r"\d|[IVXLC]+\b")


def place_named(number: str, heading: str = "") -> str:
    """ "Article 34 – SORTIE ANTICIPÉE"; "Annexe 2", which names itself; "Tout le contrat" without a number."""
    if not number:
        return heading or "Tout le contrat"
    name = typeset(f"Article {number}") if _BARE_NUMBER.match(number) else number
    return " – ".join(filter(None, [name, heading]))


def action_named(operation: Operation) -> str:
    """ "Remplacé"; "Mots ajoutés" where none go."""
    words = "mots ajoutés" if operation.action is Action.WORDS and operation.keeps else _DONE[operation.action]
    if operation.action is Action.WORDS and operation.text is None:
        words = "mots supprimés"
    return f"{words[:1].upper()}{words[1:]}"


def change_told(change: Change, at: date) -> str:
    """ "Remplacé par l’avenant n° 1 depuis le 1er juillet 2025."; "à compter du" for a day that is still to come."""
    if change.since is None:
        when = " : la date d’effet n’est pas dite"
    elif change.since > at:
        when = f", à compter du {long_date(change.since)}"
    else:
        when = f" depuis le {long_date(change.since)}"
    return typeset(f"{action_named(change.operation)} par l’{change.name}{when}.")


def dates_told(amendment: Amendment, at: date) -> str:
    """When it was signed and from when it holds: "Signé le 20 juin 2025 · en vigueur depuis le 1er juillet 2025"."""
    parts = list(_dates(amendment, at))
    line = " · ".join(parts)
    return typeset(f"{line[:1].upper()}{line[1:]}")


def dated(day: date) -> str:
    """Of which day an answer is, where that is not today."""
    return f"Réponse d’après le texte en vigueur au {long_date(day)}."


def _dates(amendment: Amendment, at: date) -> Iterator[str]:
    if amendment.draft:
        yield "projet : ne change rien"
    if amendment.signed:
        yield f"signé le {long_date(amendment.signed)}"
    since = amendment.effective or amendment.signed
    if since is None:
        yield "date d’effet non trouvée"
    else:
        yield f"{'en vigueur depuis le' if since <= at else 'prendra effet le'} {long_date(since)}"
