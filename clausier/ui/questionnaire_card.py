"""One question of a questionnaire as a card: what the machine found, and apart what a person made of it."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

import streamlit as st
from markupsafe import Markup

from clausier.domain.answers import Amended, Citation, Finding
from clausier.domain.french import listed, typeset
from clausier.domain.questionnaires import Decision, Line, LineState, QuestionnaireId
from clausier.questionnaires.replies import Reply, remarks
from clausier.render import Readings, searched_sentence
from clausier.reporting import unsure
from clausier.ui import wording
from clausier.ui.questionnaire_ruling import show_ruling
from clausier.ui.quotation import show_place, show_words
from clausier.ui.text import EMPTY, filled, label, say, show, verbatim, verbatim_items
from clausier.wiring import Clausier

_QUOTED: Final = 2
"""Quotations shown at once: an answer may have ten, and the rest come on request."""


def show_reply(clausier: Clausier, asked: QuestionnaireId, reply: Reply) -> None:
    """The card of one question; an answer, or why there is none, then a person's word."""
    line = reply.line
    key = f"{asked}-{line.number}"
    with st.container(border=True, key=f"carte-ligne-{key}", gap="small"):
        _show_question(line)
        if line.answer is not None:
            if line.ruling is not None and line.ruling.decision is not Decision.ACCEPTED:
                show('<p class="cote">{lead}</p>', lead=typeset("Trouvé par Clausier"))
            _show_finding(line.answer.finding, key, reply.readings)
        else:
            _show_none(line)
        for remark in remarks(line, reply.changed):
            show('<p class="meta doute">{remark}</p>', remark=remark)
        if line.state is not LineState.WAITING or line.ruling is not None:
            show_ruling(clausier, asked, line, key)


def cited(line: Line) -> list[Citation]:
    """Every quotation of a card."""
    if line.answer is None:
        return []
    finding = line.answer.finding
    amended = chain(finding.superseded, finding.coming)
    quoted = [one for item in amended for one in (item.citation, item.by) if one is not None]
    return [*finding.citations, *([finding.nearest] if finding.nearest else []), *quoted]


def _show_question(line: Line) -> None:
    item = line.item
    places = [item.where, item.section]
    show(
        '<div class="demande"><span class="n">{name}</span><div><p class="meta">{where}</p>'
        '<h2 class="nom">{question}</h2></div></div>',
        name=item.name,
        where=" · ".join(filter(None, places)),
        question=item.text,
    )


def _show_none(line: Line) -> None:
    if line.state is LineState.WAITING:
        say("Cette question n’a pas encore reçu de réponse.")
        return
    show(
        '<div class="verdict l"><span class="badge err">Sans réponse</span>'
        '<p>{message}<br><span class="meta">{advice}</span></p></div>',
        message=typeset(line.message),
        advice=typeset(line.advice),
    )


def _show_finding(finding: Finding, key: str, readings: Readings) -> None:
    badge = EMPTY
    if finding.verdict is not None:
        word, style = wording.VERDICTS[finding.verdict]
        badge = filled('<span class="badge {style}">{word}</span>', style=style, word=word)
    show('<div class="verdict l">{badge}<p>{line}</p></div>', badge=badge, line=typeset(finding.conclusion))
    _show_quotations([item.citation for item in finding.evidence], key, readings)
    if finding.missing:
        say(f"Éléments attendus non trouvés : {listed(finding.missing)}.")
    for number, one in enumerate(finding.superseded):
        _show_amended(one, f"{key}-ancien-{number}", gone=True)
    for number, one in enumerate(finding.coming):
        _show_amended(one, f"{key}-futur-{number}", gone=False)
    for caution in finding.cautions:
        show('<p class="meta doute">{caution}</p>', caution=typeset(caution))
    if not finding.evidence:
        _show_absence(finding, key, readings)


def _show_quotations(citations: Sequence[Citation], key: str, readings: Readings) -> None:
    cards = list(enumerate(citations))
    for number, citation in cards[:_QUOTED]:
        _show_citation(citation, f"{key}-{number}", readings)
    if more := cards[_QUOTED:]:
        with st.expander(label("Autres passages ({number})", number=len(more)), type="compact"):
            for number, citation in more:
                _show_citation(citation, f"{key}-{number}", readings)


def _show_citation(citation: Citation, key: str, readings: Readings) -> None:
    show_words(citation)
    show_place(citation, key, readings.get(citation), titled=True)


def _show_amended(one: Amended, key: str, gone: bool) -> None:
    """Words that an amendment replaced, struck; or that are going to take the place of those quoted."""
    words = Markup("<br>").join(verbatim_items(one.citation.quote))
    show(
        '<p class="cote">{sentence}</p><blockquote class="cit court">«\u00a0{words}\u00a0»</blockquote>',
        sentence=typeset(one.sentence),
        words=filled("<del>{words}</del>", words=words) if gone else words,
    )
    show_place(one.citation, key, titled=True)
    if one.by is not None:
        show('<blockquote class="cit court">«\u00a0{words}\u00a0»</blockquote>', words=verbatim(one.by.quote))
        show_place(one.by, f"{key}-par", titled=True)


def _show_absence(finding: Finding, key: str, readings: Readings) -> None:
    """What came closest, what the notes say, and what an absence rests on."""
    if finding.nearest is not None:
        show('<p class="cote">{about}</p>', about=typeset("Passage le plus proche, qui ne répond pas"))
        _show_citation(finding.nearest, f"{key}-proche", readings)
    if finding.guidance:
        with st.expander(label("Repères, hors contrat ({number})", number=len(finding.guidance)), type="compact"):
            for number, item in enumerate(finding.guidance):
                _show_citation(item.citation, f"{key}-repere-{number}", readings)
    say(searched_sentence(finding.searched))
    if doubt := unsure(finding.searched):
        show('<p class="meta doute">{doubt}</p>', doubt=typeset(doubt))
