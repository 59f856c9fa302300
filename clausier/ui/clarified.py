"""The clause that a quotation stands in, made plain: in the drawer, under the quotation's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from clausier.clarifying.clarifier import Clarifier
from clausier.clarifying.wording import REST, grouped, hinged, left_unread, subject, towards
from clausier.domain.answers import Citation, Explanation, Progress, Source
from clausier.domain.french import listed, typeset
from clausier.domain.glosses import Clarification, GlossEntry, Phrase
from clausier.domain.papers import Paper
from clausier.errors import ClausierError
from clausier.papers.covers import PAGES
from clausier.papers.explanations import explanation_about, explanation_paper
from clausier.render import place
from clausier.ui import wording
from clausier.ui.handover import file_name, show_files
from clausier.ui.row import row_shown
from clausier.ui.text import EMPTY, filled, say, show, verbatim, verbatim_items
from clausier.ui.waiting import awaited, kept
from clausier.wiring import Clausier

_MANY = 6  # figures of a sentence: more of them are a table's, and read better there


def explicable(citation: Citation) -> bool:
    """Whether a quotation stands in a clause that can be named."""
    return bool(citation.article) and citation.source is Source.CONTRACT


def show_clarified(clausier: Clausier, citation: Citation) -> None:
    """What our code can say of the clause at once; then, when the reader asks, a model's words, each checked."""
    show(
        '<blockquote class="cit">«\u00a0{quote}\u00a0»</blockquote>{row}',
        quote=Markup("<br>").join(verbatim_items(citation.quote)),
        row=row_shown(citation),
    )
    key = (citation.document_id, citation.article, clausier.library.generation())
    with awaited("Lecture de la clause…"):
        found = kept(
            "clause-expliquee", key, lambda: clausier.clarifier.clarify(citation.document_id, citation.article)
        )
    show(
        '<p class="point"><b>{label}</b></p><p class="meta">{subject}</p>',
        label=found.label,
        subject=typeset(subject(found)),
    )
    explanation = _show_worded(clausier.clarifier, clausier, found)
    _show_plain(found)
    _show_alerts(found)
    _show_around(found)
    _show_glossary(found.glosses)
    _show_guidance(found)
    say("Explication établie par un programme. Elle ne remplace pas la lecture de la clause.")
    _show_downloads(clausier, replace(found, explanation=explanation))


def _show_downloads(clausier: Clausier, found: Clarification) -> None:
    """The same as files, a model's words with it where the reader asked for them."""
    name = file_name(f"Explication {found.number}".replace("/", "-"), [found.document])
    key = f"explication-{found.document.id}-{found.number}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"formats-{key}"):
        say("Télécharger l’explication :")
        show_files(partial(_paper, clausier, found), name, key, PAGES)


def _paper(clausier: Clausier, found: Clarification) -> Paper:
    dossier = next((one for one in clausier.dossiers.all() if one.id == found.document.dossier), None)
    if dossier is None:
        raise ClausierError(typeset("Ce dossier n’existe plus."), "Rechargez la page.")
    return explanation_paper(found, explanation_about(found, clausier.library, dossier))


def _show_worded(clarifier: Clarifier, clausier: Clausier, found: Clarification) -> Explanation | None:
    """What a model words of the clause, on demand; it is lost with the visit, the quotations are not."""
    model = clausier.model
    if model is None or clarifier.explainer is None or not found.evidence:
        return None
    name = f"redite-{found.document.id}-{found.number}"
    explanation: Explanation | None = st.session_state.get(name)
    if explanation is None:
        if model.remote:
            show(
                '<p class="meta">{lead}<b>{name}</b>{rest}</p>',
                lead=typeset("Le modèle "),
                name=model.name,
                rest=typeset(" est distant : cette clause lui est envoyée."),
            )
        if not st.button("Redire avec le modèle", key=f"bouton-{name}", icon=":material/edit_note:"):
            return None
        with awaited("Le modèle redit la clause…"):
            for worded in clarifier.explain(found):
                explanation = worded.explanation
        st.session_state[name] = explanation
    if explanation is not None:
        _show_explanation(explanation)
        if explanation.sentences and (unread := left_unread(found)):
            say(unread)
    return explanation


def _show_explanation(explanation: Explanation) -> None:
    show(
        '<h3 class="lab">En clair <span class="meta">{note}</span></h3>',
        note=typeset(f"– rédigé par le modèle {explanation.model}, à relire"),
    )
    if explanation.sentences:
        show('<p class="txt">{text}</p>', text=typeset(explanation.text))
    if explanation.state is Progress.INTERRUPTED:
        say(explanation.note or "Le modèle ne répond plus.")
    if sentence := wording.withheld(explanation):
        say(sentence)


def _show_plain(found: Clarification) -> None:
    """Who owes what, sentence by sentence, in the clause's own words."""
    if found.phrases:
        show('<h3 class="lab">{title}</h3>', title="Qui doit quoi")
    for name, phrases in grouped(found):
        items = Markup().join(_phrase(phrase, name) for phrase in phrases if _says(phrase))
        show(
            '<p class="point"><b>{name}</b></p><ul class="clair">{items}</ul>',
            name=typeset(f"{name} :"),
            items=items,
        )


def _says(phrase: Phrase) -> bool:
    """Whether there is a letter in it, and not only the signs that close a quotation."""
    return any(letter.isalnum() for citation in phrase.citations for letter in citation.quote)


def _phrase(phrase: Phrase, name: str) -> Markup:
    words = " ".join(verbatim(citation.quote) for citation in phrase.citations)
    lead = " ".join(verbatim(citation.quote) for citation in phrase.lead)
    details = "" if name == REST and not phrase.cues else " ".join(_details(phrase, name))
    return filled(
        '<li>{lead}<span class="dit">«\u00a0{words}\u00a0»</span>{details}</li>',
        lead=filled('<span class="meta">«\u00a0{lead}\u00a0»</span> ', lead=lead) if lead else EMPTY,
        words=words,
        details=filled('<br><span class="meta">{details}</span>', details=details) if details else EMPTY,
    )


def _details(phrase: Phrase, name: str) -> Iterator[str]:
    if whom := towards(phrase, name):
        yield typeset(f"Envers : {whom}.")
    if 0 < len(phrase.figures) <= _MANY:
        yield typeset(f"Chiffres : {listed(phrase.figures)}.")
    for hinge, words in hinged(phrase.cues):
        quoted = listed([f"«\u00a0{each}\u00a0»" for each in words])
        yield f"{typeset(f'{hinge} : ')}{quoted}."


def _show_alerts(found: Clarification) -> None:
    if not found.alerts and not found.unsaid:
        return
    show('<h3 class="lab">{title}</h3>', title=typeset("Points d’attention"))
    for alert in found.alerts:
        show('<p class="meta doute">{line}</p>', line=typeset(alert.sentence))
        _show_quotes(alert.citations)
    if found.unsaid:
        say("Cette clause ne dit pas, du moins dans les mots d’usage :")
        lines = [
            f"{one.label} – dit ailleurs : {place(one.elsewhere)}" if one.elsewhere else one.label
            for one in found.unsaid
        ]
        items = Markup().join(filled("<li>{line}</li>", line=typeset(line)) for line in lines)
        show('<ul class="clair">{items}</ul>', items=items)


def _show_around(found: Clarification) -> None:
    if found.terms:
        show('<h3 class="lab">{title}</h3>', title=typeset("Termes que le document définit"))
    for term in found.terms:
        show('<p class="point"><b>{term}</b></p>', term=term.term)
        _show_quotes(term.citations)
    if found.pointers:
        show('<h3 class="lab">{title}</h3>', title="Renvois")
    for pointer in found.pointers:
        show('<p class="point"><b>{label}</b></p>', label=pointer.label)
        _show_quotes([pointer.citation])
    if found.laws:
        show(
            '<p class="meta">{lead}{laws}.</p>',
            lead=typeset("Textes cités : "),
            laws=listed([law.words for law in found.laws]),
        )


def _show_glossary(entries: Sequence[GlossEntry]) -> None:
    if entries:
        show('<h3 class="lab">{title}</h3>', title=typeset("Les mots du métier"))
    for entry in entries:
        names = f" ({', '.join(entry.names)})" if entry.names else ""
        caution = f" Attention : {entry.caution}" if entry.caution else ""
        show(
            '<p class="point"><b>{term}</b>{rest}</p>',
            term=typeset(entry.term),
            rest=typeset(f"{names} : {entry.definition}{caution}"),
        )


def _show_guidance(found: Clarification) -> None:
    if found.guidance:
        show('<h3 class="lab">Repères <span class="meta">{note}</span></h3>', note="– bonnes pratiques, hors contrat")
    _show_quotes([item.citation for item in found.guidance])


def _show_quotes(citations: Sequence[Citation]) -> None:
    for citation in citations:
        show(
            '<blockquote class="cit court">«\u00a0{words}\u00a0»</blockquote><p class="meta">{title}{where}</p>',
            words=verbatim(citation.quote),
            title=citation.title,
            where=typeset(f" · {wording.place(citation)}") if wording.place(citation) else EMPTY,
        )
