"""One answer on the page: the verdict and the passages first, what a model worded after them."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from clausier.domain.answers import Amended, Answer, Finding, Source, Verdict
from clausier.domain.french import listed, typeset
from clausier.render import Readings
from clausier.ui import widgets, wording
from clausier.ui.card import show_card
from clausier.ui.contrast import show_contrasts
from clausier.ui.downloads import show_downloads
from clausier.ui.explanation import show_explanation
from clausier.ui.export import as_text
from clausier.ui.quotation import show_place
from clausier.ui.sources import sources
from clausier.ui.text import EMPTY, filled, say, show, verbatim, verbatim_items
from clausier.wiring import Clausier


def show_answer(clausier: Clausier, answer: Answer) -> None:
    """The question, the verdict and a line, the passages, what is missing, the notes; then the explanation."""
    finding = answer.finding
    readings = clausier.desk.page_readings(answer)
    show_question(finding.question)
    if finding.contrasts:
        show_contrasts(answer, readings)
    else:
        _show_conclusion(finding)
        _show_passages(answer, readings)
    for caution in finding.cautions:
        say(caution)
    _show_amended("Texte qui n’est plus en vigueur", finding.superseded, f"ancien-{answer.id}", gone=True)
    _show_amended("À venir", finding.coming, f"futur-{answer.id}", gone=False)
    if finding.missing:
        say(f"Éléments attendus non trouvés : {listed(finding.missing)}.")
    if finding.verdict is Verdict.NOT_FOUND or not (finding.evidence or finding.guidance):
        _show_searched(answer, readings)
    _show_guidance(answer, readings)
    show_explanation(clausier, answer)
    if finding.evidence:
        _show_support(finding.support)
    _show_actions(clausier, answer, readings)


def show_question(question: str) -> None:
    """The question, as the heading of its answer."""
    show('<h2 class="question">{question}</h2>', question=typeset(question))


def _show_conclusion(finding: Finding) -> None:
    badge = EMPTY
    if finding.verdict is not None:
        word, style = wording.VERDICTS[finding.verdict]
        badge = filled('<span class="badge {style}">{word}</span>', style=style, word=word)
    show('<div class="verdict">{badge}<p>{line}</p></div>', badge=badge, line=typeset(finding.conclusion))


def _show_passages(answer: Answer, readings: Readings) -> None:
    passages = [one for one in sources(answer) if one.key and one.citation.source is Source.CONTRACT]
    if not passages:
        return
    several = len({one.citation.document_id for one in passages}) > 1
    show('<h3 class="lab">{label}</h3>', label="Passages des documents" if several else "Passages du contrat")
    for one in passages:
        show_card(answer, one, readings.get(one.citation))


def _show_amended(title: str, amended: Sequence[Amended], key: str, gone: bool) -> None:
    """Words that an amendment replaced, struck; or that are going to take the place of those quoted."""
    if amended:
        show('<h3 class="lab">{title}</h3>', title=typeset(title))
    for number, (by, group) in enumerate(groupby(amended, key=lambda one: one.by)):
        with st.container(border=True, key=f"carte-hors-{key}-{number}", gap="small"):
            for rank, one in enumerate(group):
                _show_former(one, f"{key}-{number}-{rank}", gone)
            if by is not None:
                show('<blockquote class="cit court">«\u00a0{words}\u00a0»</blockquote>', words=verbatim(by.quote))
                show_place(by, f"{key}-{number}-par", titled=True)


def _show_former(one: Amended, key: str, gone: bool) -> None:
    words = Markup("<br>").join(verbatim_items(one.citation.quote))
    show(
        '<blockquote class="cit">«\u00a0{words}\u00a0»</blockquote><p class="point">{sentence}</p>',
        words=filled("<del>{words}</del>", words=words) if gone else words,
        sentence=typeset(one.sentence),
    )
    show_place(one.citation, key, titled=True)


def _show_guidance(answer: Answer, readings: Readings) -> None:
    notes = [one for one in sources(answer) if one.key and one.citation.source is Source.GUIDANCE]
    if not notes:
        return
    show('<h3 class="lab">Repères <span class="meta">{note}</span></h3>', note="– bonnes pratiques, hors contrat")
    for one in notes:
        show_card(answer, one, readings.get(one.citation))


def _show_searched(answer: Answer, readings: Readings) -> None:
    say(" ".join(wording.searched(answer.finding.searched)))
    for one in sources(answer):
        if not one.key:
            show('<h3 class="lab">{label}</h3>', label="Passage le plus proche")
            show_card(answer, one, readings.get(one.citation))


def _show_support(support: str) -> None:
    if not support:
        return
    level, dash, reasons = typeset(f"{support.rstrip('.')}.").partition(" – ")
    show(
        '<p class="meta">{lead}<b>{level}</b>{reasons}</p>',
        lead=typeset("Appui : "),
        level=level,
        reasons=f"{dash}{reasons}",
    )


def _show_actions(clausier: Clausier, answer: Answer, readings: Readings) -> None:
    with st.container(horizontal=True, key=f"actions-{answer.id}"):
        widgets.copier(f"copier-{answer.id}", as_text(answer, readings))
        show_downloads(clausier, answer, readings)
