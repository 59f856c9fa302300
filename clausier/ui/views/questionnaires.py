"""« Questionnaires »: files of questions, answered from the contracts, looked over here, and given back filled."""

from collections.abc import Sequence

from clausier.domain.answers import Citation
from clausier.domain.documents import Kind
from clausier.domain.questionnaires import Questionnaire
from clausier.errors import UnknownName
from clausier.ui import widgets
from clausier.ui.failure import failures_shown
from clausier.ui.picking import show_none
from clausier.ui.questionnaire_intake import show_intake
from clausier.ui.questionnaire_list import show_list
from clausier.ui.questionnaire_opened import show_opened
from clausier.ui.quotation import show_quotation_asked
from clausier.ui.text import say, show
from clausier.ui.visit import Visit
from clausier.wiring import Clausier


def show_questionnaires(clausier: Clausier, here: Visit) -> bool:
    """The view; true when the reader asks to add documents."""
    show("<h1>{title}</h1>", title="Questionnaires")
    cited: Sequence[Citation] = ()
    asks_to_add = False
    with failures_shown():
        if (opened := _opened(clausier, here)) is not None:
            cited = show_opened(clausier, opened, here)
        else:
            asks_to_add = _show_all(clausier, here)
    widgets.speak_french()
    show_quotation_asked(clausier, cited, here.address)
    return asks_to_add


def _opened(clausier: Clausier, here: Visit) -> Questionnaire | None:
    """The questionnaire that the address names, one of this dossier."""
    if here.address.questionnaire is None:
        return None
    try:
        asked = clausier.questionnaires.store.get(here.address.questionnaire)
    except UnknownName:
        asked = None
    if asked is None or asked.dossier != here.dossier.id:
        say("Ce questionnaire n’existe plus.")
        return None
    return asked


def _show_all(clausier: Clausier, here: Visit) -> bool:
    say(
        "Remettez un fichier de questions : chaque réponse y est écrite à côté de sa question, avec les passages "
        "cités, et vous la relisez avant de la rendre."
    )
    documents = [document for document in here.documents if document.kind is not Kind.GUIDANCE]
    asks_to_add = False
    if documents:
        show_intake(clausier, documents, here)
    else:
        asks_to_add = show_none("Aucun contrat à interroger dans ce dossier pour l’instant.")
    show_list(clausier, here)
    return asks_to_add
