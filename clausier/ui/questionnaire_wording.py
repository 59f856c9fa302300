"""How the page speaks of questionnaires, in French. Pure: values in, sentences out."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from clausier.domain.documents import Document
from clausier.domain.french import count, listed, long_date
from clausier.domain.questionnaires import Decision, Format, Line, LineState, Questionnaire, Ruling, Stage
from clausier.render import VERDICTS

UNDER_WAY: Final = (Stage.WAITING, Stage.RUNNING)
FILLED: Final = {
    Format.DOCX: "Questionnaire rempli (Word)",
    Format.XLSX: "Questionnaire rempli (Excel)",
    Format.JSONL: "Questionnaire rempli (JSONL)",
}
"""What the button says that gives the file back, by its format."""
_DECIDED: Final = {
    Decision.ACCEPTED: ("acceptée", "acceptées"),
    Decision.EDITED: ("corrigée", "corrigées"),
    Decision.REJECTED: ("rejetée", "rejetées"),
}
_NAMED: Final = 3
"""Documents named where a questionnaire was asked of some; the others are counted."""


def progress(asked: Questionnaire) -> str:
    """How far it has come: "12 questions sur 30"."""
    stand = f"{count(asked.done, 'question')} sur {asked.total}"
    match asked.stage:
        case Stage.WAITING:
            return f"En attente : {stand}." if asked.done else "En attente."
        case Stage.RUNNING:
            return f"{stand} : réponses en cours."
        case Stage.CANCELLED:
            return f"Arrêté : {stand}."
        case Stage.DONE:
            return f"{count(asked.total, 'question traitée', 'questions traitées')}."


def looked_over(asked: Questionnaire) -> str:
    """How many a person has seen, and how many have no answer; "" for neither."""
    parts = [count(asked.ruled, "relue", "relues")] if asked.ruled else []
    parts += [f"{asked.failed} sans réponse"] if asked.failed else []
    return f"{' · '.join(parts)}." if parts else ""


def handed_in(asked: Questionnaire, documents: Sequence[Document]) -> str:
    """When it came, and what it is asked of."""
    day = asked.created.astimezone()
    return f"Remis le {long_date(day.date())} à {day:%H:%M} · {scope(asked, documents)}"


def scope(asked: Questionnaire, documents: Sequence[Document]) -> str:
    """The documents that it is asked of, by their titles."""
    titles = [document.title for document in documents if document.id in asked.documents]
    if not asked.documents:
        return "tout le dossier"
    if len(titles) > _NAMED:
        titles = [*titles[:_NAMED], f"{count(len(titles) - _NAMED, 'autre document', 'autres documents')}"]
    return listed(titles)


def tally(lines: Sequence[Line]) -> str:
    """What the machine found, by verdict: "30 questions : 18 oui, 4 partiel et 8 non trouvé."."""
    found = Counter(line.answer.finding.verdict for line in lines if line.answer)
    told = [count(found[verdict], word.lower(), word.lower()) for verdict, word in VERDICTS.items() if found[verdict]]
    told += [f"{found[None]} sans verdict à rendre"] if found[None] else []
    states = Counter(line.state for line in lines)
    told += [f"{states[LineState.FAILED]} sans réponse"] if states[LineState.FAILED] else []
    told += [f"{states[LineState.WAITING]} en attente"] if states[LineState.WAITING] else []
    return f"{count(len(lines), 'question')} : {listed(told)}."


def ruled(lines: Sequence[Line]) -> str:
    """What a person made of them: "12 relues sur 30 : 9 acceptées, 2 corrigées et 1 rejetée."."""
    decided = Counter(line.ruling.decision for line in lines if line.ruling)
    if not decided:
        return "Aucune réponse relue pour l’instant."
    parts = [count(decided[one], *names) for one, names in _DECIDED.items() if decided[one]]
    return f"{count(decided.total(), 'relue', 'relues')} sur {len(lines)} : {listed(parts)}."


def ruling_sentence(ruling: Ruling, answered: bool) -> str:
    """Who decided what and when; `answered`: the machine had an answer."""
    what = f"Réponse {_DECIDED[ruling.decision][0]}" if answered else "Réponse saisie"
    by = f" par {ruling.by}" if ruling.by else ""
    return f"{what}{by} le {long_date(ruling.at.astimezone().date())}."
