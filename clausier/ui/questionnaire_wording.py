"""How the page speaks of questionnaires, in French. Pure: values in, sentences out."""

from collections.abc import Sequence
from typing import Final

from clausier.domain.documents import Document
from clausier.domain.french import count, listed, long_date
from clausier.domain.questionnaires import Format, Line, Questionnaire, Ruling, Stage
from clausier.questionnaires.counts import DECIDED, decided

UNDER_WAY: Final = (Stage.WAITING, Stage.RUNNING)
FILLED: Final = {
    Format.DOCX: "Questionnaire rempli (Word)",
    Format.XLSX: "Questionnaire rempli (Excel)",
    Format.JSONL: "Questionnaire rempli (JSONL)",
}
"""What the button says that gives the file back, by its format."""
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
    if not asked.documents:
        return "tout le dossier"
    titles = [document.title for document in documents if document.id in asked.documents]
    others, gone = len(titles) - _NAMED, len(asked.documents) - len(titles)
    parts = [*titles[:_NAMED], *([count(others, "autre document", "autres documents")] if others > 0 else [])]
    parts += [count(gone, "document retiré depuis", "documents retirés depuis")] if gone else []
    return listed(parts)


def ruled(lines: Sequence[Line]) -> str:
    """What a person made of them: "12 relues sur 30 : 9 acceptées, 2 corrigées et 1 rejetée."."""
    number = sum(line.ruling is not None for line in lines)
    if not number:
        return "Aucune réponse relue pour l’instant."
    return f"{count(number, 'relue', 'relues')} sur {len(lines)} : {listed(decided(lines))}."


def ruling_sentence(ruling: Ruling, answered: bool) -> str:
    """Who decided what and when; `answered`: the machine had an answer."""
    what = f"Réponse {DECIDED[ruling.decision][0]}" if answered else "Réponse saisie"
    by = f" par {ruling.by}" if ruling.by else ""
    return f"{what}{by} le {long_date(ruling.at.astimezone().date())}."
