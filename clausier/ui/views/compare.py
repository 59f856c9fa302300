"""« Comparer »: two documents of the dossier side by side. It says what differs, never which is better."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final, cast

import streamlit as st

from clausier.domain.answers import Citation
from clausier.domain.comparisons import Comparison, ComparisonRow, Manner, Relation
from clausier.domain.documents import Document, DocumentId, Kind
from clausier.domain.french import listed, typeset
from clausier.domain.papers import Paper
from clausier.naming import called
from clausier.papers.comparisons import comparison_citations, comparison_paper
from clausier.render import Readings, searched_sentence
from clausier.reporting import unsure
from clausier.ui import address, widgets
from clausier.ui.comparison import show_row
from clausier.ui.failure import failures_shown
from clausier.ui.handover import about, file_name, page_readings, show_files
from clausier.ui.picking import amending, show_none
from clausier.ui.quotation import show_quotation_asked
from clausier.ui.text import label, say, show
from clausier.ui.visit import Visit
from clausier.ui.waiting import awaited, kept
from clausier.wiring import Clausier

_FILTERS: Final = {
    Relation.DIFFERENT: "Différents ({number})",
    Relation.ONLY_A: "A seul ({number})",
    Relation.ONLY_B: "B seul ({number})",
    Relation.IDENTICAL: "Identiques ({number})",
}
_REFERENCE: Final = "A – document de référence"
_COMPARED: Final = "B – document comparé"
_MANNERS: Final = {Manner.VERSIONS: "Deux versions", Manner.CONTRACTS: "Deux contrats"}
_SAID: Final = {
    Manner.VERSIONS: "Comparés clause par clause, comme deux versions d’un même contrat. "
    "Les changements de chiffre, de négation, de partie ou d’obligation viennent en premier.",
    Manner.CONTRACTS: "Comparés sujet par sujet, comme deux contrats.",
}
_SHOWN: Final = 25
"""Cards drawn at first: two long versions have hundreds of clauses, and each card has buttons of its own."""


def show_compare(clausier: Clausier, here: Visit) -> bool:
    """The view; true when the reader asks to add documents."""
    show("<h1>{title}</h1>", title="Comparer deux documents")
    documents = [document for document in here.documents if document.kind is not Kind.GUIDANCE]
    if len(documents) < 2:
        asked = show_none("Il faut deux documents dans ce dossier pour les comparer.")
        widgets.speak_french()
        return asked
    cited: Sequence[Citation] = ()
    with failures_shown():
        a, b = _choose(documents, here)
        comparison = _compared(clausier, (a, b), here)
        cited = comparison_citations(comparison)
        _show_comparison(clausier, comparison, here, cited)
    widgets.speak_french()
    show_quotation_asked(clausier, cited, here.address)
    return False


def _choose(documents: Sequence[Document], here: Visit) -> tuple[DocumentId, DocumentId]:
    """The two documents: those of the address, of earlier in this visit, or the likeliest."""
    names = called(documents)
    a, b = pair = _pair(documents, here)
    keys = (f"comparer-a-{here.dossier.id}", f"comparer-b-{here.dossier.id}")
    st.session_state.update({keys[0]: a, keys[1]: b, _held(here): pair})
    first, second = st.columns(2)
    for column, key, title, left_out in ((first, keys[0], _REFERENCE, None), (second, keys[1], _COMPARED, a)):
        column.selectbox(
            typeset(title),
            options=[name for name in names if name != left_out],
            format_func=names.__getitem__,
            key=key,
            on_change=_rechoose,
            args=(keys, pair),
        )
    return pair


def _rechoose(keys: tuple[str, str], before: tuple[DocumentId, DocumentId]) -> None:
    """The document compared, taken as the reference, changes places with it."""
    a, b = DocumentId(st.session_state[keys[0]]), DocumentId(st.session_state[keys[1]])
    address.choose((a, before[0] if b == a else b))


def _held(here: Visit) -> str:
    return f"comparer-paire-{here.dossier.id}"


def _pair(documents: Sequence[Document], here: Visit) -> tuple[DocumentId, DocumentId]:
    known = {document.id: document for document in documents}
    for pair in (here.address.chosen, cast("tuple[DocumentId, ...]", st.session_state.get(_held(here), ()))):
        if len(set(pair)) == 2 and len(pair) == 2 and set(pair) <= set(known):
            return pair[0], pair[1]
    first, *others = sorted(documents, key=lambda document: document.kind is not Kind.CONTRACT)
    namesakes = [document for document in others if document.title == first.title]
    return first.id, (namesakes or others)[0].id


def _compared(clausier: Clausier, pair: tuple[DocumentId, DocumentId], here: Visit) -> Comparison:
    manner = next((one for one in Manner if one.value == here.address.by), None)

    def make() -> Comparison:
        with awaited("Comparaison des deux documents…") as watch:
            made = clausier.comparer.compare(*pair, watch, manner)
        clausier.desk.record("compare", pair)
        return made

    return kept("comparaison", (pair, manner, clausier.library.generation(), date.today()), make)


def _show_comparison(clausier: Clausier, comparison: Comparison, here: Visit, cited: Sequence[Citation]) -> None:
    pair = f"{comparison.a.id}-{comparison.b.id}"
    _choose_manner(comparison)
    if comparison.amended:
        show('<p class="meta">Textes en vigueur, avec {titles}.</p>', titles=listed(comparison.amended))
    for caution in comparison.cautions:
        say(caution)
    readings = page_readings(cited, here.documents)
    rows = _filtered(comparison, pair)
    _show_files(clausier, comparison, readings, here)
    topics = {topic.id: topic.label for topic in clausier.topics}
    shown = rows[: _SHOWN * int(st.session_state.get(f"suite-{pair}", 1))]
    for number, row in shown:
        topic = topics.get(row.topic, "") if comparison.manner is Manner.VERSIONS else ""
        show_row(comparison, row, topic, f"rang-{pair}-{number}", readings)
    if not rows:
        say(_said_of_nothing(comparison))
    _offer_more(len(rows) - len(shown), pair)
    _show_worth(comparison)


def _said_of_nothing(comparison: Comparison) -> str:
    if all(row.relation is Relation.IDENTICAL for row in comparison.rows):
        return "Aucune différence relevée : tout ce qui a été comparé est identique."
    return "Rien à afficher avec ces filtres."


def _show_files(clausier: Clausier, comparison: Comparison, readings: Readings, here: Visit) -> None:
    documents = (comparison.a, comparison.b)
    amendments = amending(documents, here.documents)

    def making() -> Paper:
        return comparison_paper(comparison, readings, about(clausier, here.dossier, (*documents, *amendments)))

    with st.container(horizontal=True, vertical_alignment="center", key="actions-comparaison"):
        say("Télécharger la comparaison :")
        show_files(making, file_name("Comparaison", documents), "comparaison")


def _choose_manner(comparison: Comparison) -> None:
    st.session_state["maniere"] = comparison.manner
    st.segmented_control(
        "Comparer comme",
        options=list(Manner),
        required=True,
        format_func=_MANNERS.__getitem__,
        key="maniere",
        on_change=_change_manner,
        args=((comparison.a.id, comparison.b.id),),
    )
    say(_SAID[comparison.manner])


def _change_manner(pair: tuple[DocumentId, DocumentId]) -> None:
    address.choose(pair, Manner(st.session_state["maniere"]).value)


def _filtered(comparison: Comparison, pair: str) -> list[tuple[int, ComparisonRow]]:
    """The rows of the relations that are asked for, with their places."""
    numbers = Counter(row.relation for row in comparison.rows)
    there = [relation for relation in _FILTERS if numbers[relation]]
    with st.container(key="filtres-comparaison"):
        wanted = st.segmented_control(
            "Afficher",
            options=there,
            selection_mode="multi",
            default=[relation for relation in there if relation is not Relation.IDENTICAL],
            format_func=lambda relation: label(_FILTERS[relation], number=numbers[relation]),
            key=f"filtre-{pair}-{comparison.manner.value}",
        )
    return [(number, row) for number, row in enumerate(comparison.rows) if row.relation in wanted]


def _offer_more(left: int, pair: str) -> None:
    if left:
        more = label("Afficher la suite ({number})", number=left)
        st.button(more, key=f"suivantes-{pair}", icon=":material/expand_more:", on_click=_lengthen, args=(pair,))


def _lengthen(pair: str) -> None:
    st.session_state[f"suite-{pair}"] = int(st.session_state.get(f"suite-{pair}", 1)) + 1


def _show_worth(comparison: Comparison) -> None:
    """What neither has, and what the reading rests on."""
    if comparison.absent:
        say(f"Rien de relevé ni dans A ni dans B : {', '.join(comparison.absent)}.")
    say(searched_sentence(comparison.searched))
    if doubts := unsure(comparison.searched):
        say(doubts)
