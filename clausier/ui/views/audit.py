"""« Audit »: contracts held against a checklist, what is missing first; a person's own word stands apart."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final, cast

import streamlit as st

from clausier.auditing.checklists import GENERAL
from clausier.auditing.proposing import proposed
from clausier.domain.answers import Citation, Verdict
from clausier.domain.audits import Audit, AuditRow, Checklist, Proposal, Reviewed
from clausier.domain.documents import Document, DocumentId, Kind
from clausier.domain.french import count, listed, typeset
from clausier.domain.papers import Paper
from clausier.naming import called
from clausier.papers.audits import audit_citations, audit_paper
from clausier.render import Readings, searched_sentence
from clausier.reporting import unsure
from clausier.ui import address, widgets
from clausier.ui.audit_card import show_point
from clausier.ui.failure import failures_shown
from clausier.ui.handover import about, file_name, page_readings, show_files
from clausier.ui.matrix import show_matrix
from clausier.ui.picking import amending, show_none
from clausier.ui.quotation import show_quotation_asked
from clausier.ui.text import label, say, show
from clausier.ui.visit import Visit
from clausier.ui.waiting import awaited, kept
from clausier.wiring import Clausier

_FILTERS: Final = {
    Verdict.NOT_FOUND: "Non trouvé ({number})",
    Verdict.PARTIAL: "Partiel ({number})",
    Verdict.YES: "Oui ({number})",
}
"""The verdicts in the order of their cards: what is to be dealt with comes first."""


def show_audit(clausier: Clausier, here: Visit) -> bool:
    """The view; true when the reader asks to add documents."""
    show("<h1>{title}</h1>", title="Audit du contrat")
    documents = [document for document in here.documents if document.kind is not Kind.GUIDANCE]
    if not documents:
        asked = show_none("Aucun contrat à auditer dans ce dossier pour l’instant.")
        widgets.speak_french()
        return asked
    cited: Sequence[Citation] = ()
    with failures_shown():
        left, right = st.columns([3, 2])
        with left:
            chosen = _choose_documents(documents, here)
        if chosen:
            with right:
                checklist = _choose_checklist(clausier, chosen, here)
            audits = _audited(clausier, chosen, checklist)
            cited = [citation for audit in audits for citation in audit_citations(audit)]
            _show_audits(clausier, chosen, audits, here)
        else:
            say("Choisissez un contrat au moins.")
    widgets.speak_french()
    show_quotation_asked(clausier, cited, here.address)
    return False


def _choose_documents(documents: Sequence[Document], here: Visit) -> list[Document]:
    names = called(documents)
    key = f"audites-{here.dossier.id}"
    st.session_state[key] = st.session_state[f"choix-{key}"] = _picked(documents, here, f"choix-{key}")
    chosen = st.multiselect(
        "Contrats",
        options=list(names),
        format_func=names.__getitem__,
        placeholder="Choisir",
        wrap=True,
        key=key,
        on_change=_rechoose,
        args=(key,),
    )
    known = {document.id: document for document in documents}
    return [known[one] for one in chosen]


def _rechoose(key: str) -> None:
    chosen = tuple(map(DocumentId, st.session_state[key]))
    st.session_state[f"choix-{key}"] = list(chosen)
    address.choose(chosen)


def _picked(documents: Sequence[Document], here: Visit, held: str) -> list[DocumentId]:
    """The documents of the address, of earlier in this visit, or the first contract."""
    known = [document.id for document in documents]
    if asked := [one for one in here.address.chosen if one in known]:
        return asked
    if held in st.session_state:
        return [one for one in cast("list[DocumentId]", st.session_state[held]) if one in known]
    return [min(documents, key=lambda document: document.kind is not Kind.CONTRACT).id]


def _choose_checklist(clausier: Clausier, documents: Sequence[Document], here: Visit) -> Checklist:
    """The checklist that the contracts call for stands first, and is taken until another is."""
    proposal = kept(
        "liste-proposee",
        (tuple(document.id for document in documents), clausier.library.generation()),
        partial(_proposed, clausier, documents),
    )
    own = proposal.checklist.id
    names = [own, *(name for name in clausier.checklists if name != own)]
    labels = {name: _labelled(clausier.checklists[name], name == own) for name in names}
    wanted = here.address.by if here.address.by in clausier.checklists else own
    st.session_state["liste"] = wanted
    st.selectbox(
        "Liste de contrôle",
        options=names,
        format_func=labels.__getitem__,
        key="liste",
        on_change=_change_list,
        args=(tuple(document.id for document in documents),),
    )
    if wanted == own:
        _show_why(proposal, several=len(documents) > 1)
    return clausier.checklists[wanted]


def _proposed(clausier: Clausier, documents: Sequence[Document]) -> Proposal:
    """The one list that all of them call for; else the general one."""
    found = [proposed(clausier.library.reading(one.id), clausier.topics, clausier.checklists) for one in documents]
    same = {proposal.checklist.id for proposal in found}
    return found[0] if len(same) == 1 else Proposal(clausier.checklists[GENERAL])


def _labelled(checklist: Checklist, own: bool) -> str:
    return typeset(f"{checklist.label} – {'proposée' if own else count(len(checklist.points), 'point')}")


def _change_list(documents: tuple[DocumentId, ...]) -> None:
    address.choose(documents, st.session_state["liste"])


def _show_why(proposal: Proposal, several: bool) -> None:
    if not proposal.words:
        one = "aucun mot du titre ni de l’objet n’en appelle une autre."
        say(f"Liste générale : {'ces contrats n’appellent pas tous la même.' if several else one}")
        return
    words = listed([f"«\u00a0{' '.join(words.split())}\u00a0» dans {where}" for words, where in proposal.words])
    show('<p class="meta">{lead}{words}.</p>', lead=typeset("Liste proposée d’après "), words=words)


def _audited(clausier: Clausier, documents: Sequence[Document], checklist: Checklist) -> list[Audit]:
    ids = [document.id for document in documents]

    def make() -> list[Audit]:
        with awaited("Audit en cours…") as watch:
            made = [clausier.auditor.audit(one, checklist, watch) for one in ids]
        clausier.desk.record("audit", ids)
        return made

    return kept("audit", (tuple(ids), checklist.id, clausier.library.generation(), date.today()), make)


def _show_audits(clausier: Clausier, documents: Sequence[Document], audits: Sequence[Audit], here: Visit) -> None:
    reviewed = [Reviewed(audit, clausier.reviews.of(audit.document)) for audit in audits]
    shown = 0
    if len(reviewed) > 1:
        show_matrix(
            reviewed,
            about(clausier, here.dossier, [*documents, *amending(documents, here.documents)]),
            file_name("Audit", documents),
        )
        shown = _choose_shown(documents)
    _show_one(clausier, documents[shown], reviewed[shown], here)


def _choose_shown(documents: Sequence[Document]) -> int:
    names = called(documents)
    chosen = st.selectbox(
        "Contrat détaillé",
        options=list(names),
        format_func=names.__getitem__,
        key="audit-detaille",
    )
    return list(names).index(chosen) if chosen in names else 0


def _show_one(clausier: Clausier, document: Document, reviewed: Reviewed, here: Visit) -> None:
    audit = reviewed.audit
    readings = page_readings(audit_citations(audit), here.documents)
    rows = _filtered(audit)
    _show_tally(reviewed)
    _show_files(clausier, document, reviewed, readings, here)
    for row in rows:
        show_point(clausier, audit, row, reviewed.reviews.get(row.point.id), readings)
    if not rows:
        say("Rien à afficher avec ces filtres.")
    _show_worth(audit)


def _filtered(audit: Audit) -> list[AuditRow]:
    numbers = Counter(row.verdict for row in audit.rows)
    there = [verdict for verdict in _FILTERS if numbers[verdict]]
    with st.container(key="filtres-audit"):
        wanted = st.segmented_control(
            "Résultat",
            options=there,
            selection_mode="multi",
            default=there,
            format_func=lambda verdict: label(_FILTERS[verdict], number=numbers[verdict]),
            key=f"filtre-{audit.document}-{audit.checklist.id}",
        )
    return [row for verdict in there if verdict in wanted for row in audit.rows if row.verdict is verdict]


def _show_tally(reviewed: Reviewed) -> None:
    audit = reviewed.audit
    points = {row.point.id for row in audit.rows}
    checked = sum(review.checked for point, review in reviewed.reviews.items() if point in points)
    told = count(len(audit.rows), "point contrôlé", "points contrôlés")
    own = f", {count(checked, 'vérifié', 'vérifiés')} par vous" if checked else ""
    say(f"{told}{own}. Les points à traiter viennent en premier.")
    if audit.amended:
        show('<p class="meta">Texte en vigueur, avec {titles}.</p>', titles=listed(audit.amended))
    for caution in audit.cautions:
        say(caution)


def _show_files(clausier: Clausier, document: Document, reviewed: Reviewed, readings: Readings, here: Visit) -> None:
    def making() -> Paper:
        return audit_paper(
            reviewed, readings, about(clausier, here.dossier, [document, *amending([document], here.documents)])
        )

    with st.container(key="actions-audit"):
        menu = st.popover("Exporter le rapport", type="primary", icon=":material/download:", key="exporter")
    with menu:
        show_files(making, file_name("Audit", [document]), "audit")


def _show_worth(audit: Audit) -> None:
    """What an absence rests on, and what the list is not."""
    say(searched_sentence(audit.searched))
    if doubt := unsure(audit.searched):
        say(doubt)
    if audit.checklist.notice:
        say(audit.checklist.notice)
