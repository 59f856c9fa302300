"""Amendments in the view « Documents »: what each amends, and the text in force that they make together."""

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from clausier.amending.family import Family, family_of, proposed, touched
from clausier.amending.saying import action_named, change_told, dates_told, place_named
from clausier.domain.amendments import Action, Consolidated, Operation, Piece, Provision
from clausier.domain.documents import Document, DocumentId, Kind
from clausier.domain.french import count, typeset
from clausier.domain.papers import Paper, PaperFormat
from clausier.domain.text import Span
from clausier.naming import called
from clausier.papers.consolidated import consolidated_paper, is_title
from clausier.ui.failure import failures_shown
from clausier.ui.handover import about, file_name, show_files
from clausier.ui.quotation import show_place
from clausier.ui.text import EMPTY, filled, label, say, show, verbatim, verbatim_items
from clausier.ui.visit import Visit
from clausier.ui.waiting import kept
from clausier.wiring import Clausier

FIRST_DAY: Final = date(1980, 1, 1)
"""No contract read here is older."""
LAST_DAY: Final = date(2100, 12, 31)


def show_attachment(clausier: Clausier, document: Document, here: Visit) -> None:
    """What an amendment amends; where that is not settled, the contract that it seems to amend, to be confirmed."""
    if document.kind is not Kind.AMENDMENT:
        return
    key = f"modifie-{document.id}"
    others = {one.id: one for one in here.documents if one.id != document.id and one.kind is not Kind.GUIDANCE}
    if document.amends in others:
        with st.container(horizontal=True, vertical_alignment="center", key=f"rattache-{document.id}"):
            _show_named("Modifie", others[document.amends], "")
            with st.popover("Changer", type="tertiary", key=f"changer-{document.id}"):
                _choose(clausier, document, others, key)
        return
    generation = clausier.library.generation()
    seems = kept(f"propose-{document.id}", generation, lambda: proposed(clausier.library, document.id))
    if seems is None:
        say("Cet avenant n’est rattaché à aucun contrat : les réponses ne tiennent pas compte de ce qu’il change.")
    else:
        _show_named("Cet avenant semble modifier", seems, ".")
    with st.container(horizontal=True, vertical_alignment="center", key=f"rattacher-{document.id}"):
        if seems is not None and st.button("Confirmer", key=f"confirmer-{document.id}", icon=":material/check:"):
            _attach(clausier, document, seems.id)
        with st.popover("Autre document…" if seems else "Choisir le contrat…", key=f"changer-{document.id}"):
            _choose(clausier, document, others, key)


def _show_named(lead: str, document: Document, end: str) -> None:
    show(
        '<p class="meta modifie">{lead} «\u00a0<b>{title}</b>\u00a0»{end}</p>',
        lead=lead,
        title=document.title,
        end=end,
    )


def _choose(clausier: Clausier, document: Document, others: dict[DocumentId, Document], key: str) -> None:
    names = called(list(others.values()))
    chosen = st.selectbox(
        "Document modifié",
        options=list(names),
        index=list(names).index(document.amends) if document.amends in names else None,
        format_func=names.__getitem__,
        placeholder="Choisir",
        key=key,
    )
    if st.button("Rattacher", key=f"valider-{document.id}", disabled=chosen is None or chosen == document.amends):
        _attach(clausier, document, chosen)
    say("S’il n’en modifie aucun, il est lu comme un contrat à part.")
    if st.button("N’en modifie aucun", key=f"aucun-{document.id}"):
        _attach(clausier, document, None)


def _attach(clausier: Clausier, document: Document, amended: DocumentId | None) -> None:
    with failures_shown():
        clausier.library.amend(document.id, amended)
        clausier.desk.record("amend", [document.id, *([amended] if amended else [])])
        st.rerun()


def family_kept(clausier: Clausier, document: Document) -> Family:
    """The contract with its amendments, read once for each state of the library."""
    generation = clausier.library.generation()
    return kept(f"famille-{document.id}", generation, lambda: family_of(clausier.library, document.id))


def show_in_force(clausier: Clausier, document: Document, here: Visit) -> None:
    """Under a contract that is amended: what was understood, what was not, and each changed article as it stands."""
    number = sum(one.amends == document.id for one in here.documents)
    if not number or document.kind is Kind.AMENDMENT:
        return
    title = label("Texte en vigueur – {number} avenants", number=number)
    if number < 2:
        title = typeset("Texte en vigueur – 1 avenant")
    box = st.expander(title, key=f"vigueur-{document.id}", type="compact", on_change="rerun")
    if not box.open:
        return
    with box, failures_shown():
        family = family_kept(clausier, document)
        asked = st.date_input(
            typeset("Texte en vigueur au"),
            value=date.today(),
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="DD/MM/YYYY",
            key=f"jour-{document.id}",
            width=220,
        )
        day = asked or date.today()
        result = kept(f"texte-{document.id}", (clausier.library.generation(), day), lambda: family.at(day))
        _show_amendments(family, day)
        _show_caveats(family, result)
        _show_pending(family, result)
        _show_articles(family, result)
        _show_downloads(clausier, family, result, here)


def _show_amendments(family: Family, day: date) -> None:
    for amendment, reading in family.amendments:
        show(
            '<div class="avenant"><h3 class="lab">{title}</h3><p class="meta">{dates}</p></div>',
            title=reading.document.title,
            dates=dates_told(amendment, day),
        )
        for number, operation in enumerate(amendment.operations):
            _show_operation(family, operation, f"ordre-{amendment.document}-{number}", amendment.document)
        if amendment.not_understood:
            show('<p class="meta doute">{line}</p>', line=typeset("Non compris, à lire dans l’avenant :"))
        for number, span in enumerate(amendment.not_understood):
            _show_piece(family, Piece(amendment.document, span), f"incompris-{amendment.document}-{number}")
        if not amendment.operations and not amendment.not_understood:
            say("Aucun ordre de modification n’a été reconnu dans cet avenant : lisez-le.")


def _show_operation(family: Family, operation: Operation, key: str, document: DocumentId) -> None:
    show(
        '<p class="point"><b>{target}</b>{action}</p>',
        target=place_named(operation.target),
        action=typeset(f" : {action_named(operation).lower()}"),
    )
    sentence, text = operation.sentence, operation.text
    inside = text is not None and text.within(sentence) and operation.action is not Action.WORDS
    cut = Span(sentence.start, text.start) if inside and text is not None and text.start > sentence.start else sentence
    _show_piece(family, Piece(document, cut), key, more=" […]" if cut != sentence else "")


def _show_piece(family: Family, piece: Piece, key: str, more: str = "", gone: bool = False) -> None:
    """A quotation and the button of its page; `more` shows that it was shortened, `gone` that it does not hold."""
    citation = family.cited(piece)
    words = filled("{words}{more}", words=verbatim(citation.quote).rstrip("« "), more=more)
    if gone:
        words = filled("<del>{words}</del>", words=words)
    show('<blockquote class="cit court">«\u00a0{words}\u00a0»</blockquote>', words=words)
    show_place(citation, f"{family.contract.document.id}-{key}", titled=True)


def _show_caveats(family: Family, result: Consolidated) -> None:
    if result.caveats:
        show('<h3 class="lab">{title}</h3>', title=typeset("À vérifier"))
    for number, caveat in enumerate(result.caveats):
        show('<p class="meta doute">{line}</p>', line=typeset(caveat.sentence))
        for rank, piece in enumerate(caveat.pieces):
            _show_piece(family, piece, f"doute-{number}-{rank}")


def _show_pending(family: Family, result: Consolidated) -> None:
    if not result.pending:
        return
    names = [place_named(change.operation.target) for change in result.pending]
    show('<h3 class="lab">{title}</h3>', title=typeset("À venir"))
    for change, name in zip(result.pending, names, strict=True):
        show(
            '<p class="point"><b>{name}</b>{told}</p>',
            name=name,
            told=f"{typeset(' : ')}{change_told(change, result.at)}",
        )


def _show_articles(family: Family, result: Consolidated) -> None:
    changed = touched(result)
    heading = count(len(changed), "article ou alinéa changé", "articles ou alinéas changés")
    show('<h3 class="lab">{title}</h3>', title=heading if changed else "Aucun article changé à cette date")
    for number, provision in enumerate(changed):
        _show_article(family, provision, result.at, f"article-{number}")


def _show_article(family: Family, provision: Provision, day: date, key: str) -> None:
    text = family.text(provision.pieces)
    told = " ".join(change_told(change, day) for change in provision.changes)
    old = [one.piece for one in provision.superseded]
    gone = [one for one in old if not is_title(verbatim(family.cited(one).quote), provision.heading)]
    with st.container(border=True, key=f"carte-{key}-{family.contract.document.id}", gap="xsmall"):
        show(
            '<p class="point"><b>{name}</b></p>{quote}<p class="meta">{told}</p>',
            name=place_named(provision.number, provision.heading),
            quote=_quoted(text) if text and not is_title(verbatim(text), provision.heading) else EMPTY,
            told=told,
        )
        if gone:
            show('<p class="meta"><b>{line}</b></p>', line=typeset("N’est plus en vigueur :"))
        for number, one in enumerate(gone):
            _show_piece(family, one, f"{key}-{number}", gone=True)


def _quoted(text: str) -> str:
    items = [filled("{item}", item=item) for item in verbatim_items(text)]
    return filled('<blockquote class="cit">«\u00a0{text}\u00a0»</blockquote>', text=filled("<br>").join(items))


def _show_downloads(clausier: Clausier, family: Family, result: Consolidated, here: Visit) -> None:
    making = partial(_paper, clausier, family, result, here)
    with st.container(horizontal=True, vertical_alignment="center", key=f"fichiers-{family.contract.document.id}"):
        say("Télécharger le texte en vigueur :")
        name = file_name(typeset("Texte en vigueur"), [family.contract.document])
        show_files(making, name, f"vigueur-{family.contract.document.id}", (PaperFormat.DOCX, PaperFormat.PDF))


def _paper(clausier: Clausier, family: Family, result: Consolidated, here: Visit) -> Paper:
    return consolidated_paper(family, result, about(clausier, here.dossier, family.documents))
