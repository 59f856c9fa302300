"""One answer on the page: the verdict and the passages first, what a model worded after them."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import streamlit as st
from markupsafe import Markup

from clausier.domain.answers import Amended, Answer, Citation, Finding, Source, Verdict
from clausier.domain.french import listed, typeset
from clausier.render import Readings
from clausier.reporting import CAUTIONS, PageReading
from clausier.ui import address, widgets, wording
from clausier.ui.downloads import show_downloads
from clausier.ui.explanation import show_explanation
from clausier.ui.export import as_text
from clausier.ui.highlight import words_asked
from clausier.ui.quotation import show_place
from clausier.ui.row import row_shown
from clausier.ui.sources import Shown, sources
from clausier.ui.text import EMPTY, filled, say, show, verbatim, verbatim_items
from clausier.wiring import Clausier

_BOOK: Final = ":material/menu_book:"


def show_answer(clausier: Clausier, answer: Answer) -> None:
    """The question, the verdict and a line, the passages, what is missing, the notes; then the explanation."""
    finding = answer.finding
    readings = clausier.desk.page_readings(answer)
    show_question(finding.question)
    _show_conclusion(finding)
    _show_passages(answer, readings)
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
        _show_card(answer, one, readings.get(one.citation))


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
        _show_card(answer, one, readings.get(one.citation))


def _show_searched(answer: Answer, readings: Readings) -> None:
    say(" ".join(wording.searched(answer.finding.searched)))
    for one in sources(answer):
        if not one.key:
            show('<h3 class="lab">{label}</h3>', label="Passage le plus proche")
            _show_card(answer, one, readings.get(one.citation))


def _show_card(answer: Answer, one: Shown, how: PageReading | None) -> None:
    """A quotation and where it stands, with the mark that an explanation cites it by."""
    ours = bool(one.key) and one.citation.source is Source.CONTRACT
    asked = answer.finding.standalone if ours else ""
    with st.container(border=True, key=f"{'carte' if ours else 'carte-hors'}-{answer.id}-{one.place}", gap="small"):
        show(
            '<div class="passage">{mark}<div><blockquote class="cit">«\u00a0{quote}\u00a0»</blockquote>{row}</div>'
            "</div>",
            mark=filled('<span class="n">{mark}</span>', mark=one.mark) if one.mark else EMPTY,
            quote=Markup("<br>").join(_marked(item, asked) for item in verbatim_items(one.citation.quote)),
            row=row_shown(one.citation),
        )
        if how is not None:
            show('<p class="meta doute">{caution}</p>', caution=typeset(CAUTIONS[how]))
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            _show_reference(one.citation)
            st.button(
                wording.see(one.citation),
                key=f"voir-{answer.id}-{one.place}",
                type="tertiary",
                icon=_BOOK,
                on_click=address.open_source,
                args=(answer.id, one.place),
            )


def _show_reference(citation: Citation) -> None:
    where = filled("<span>{where}</span>", where=typeset(wording.place(citation)))
    show(
        '<p class="meta ref"><span>{title}</span> {where}</p>',
        title=citation.title,
        where=where if wording.place(citation) else EMPTY,
    )


def _marked(text: str, question: str) -> Markup:
    """The quotation, escaped, with the words of the question marked in it."""
    marked, end = EMPTY, 0
    for span in words_asked(text, question):
        marked += text[end : span.start]
        marked += filled("<mark>{word}</mark>", word=span.of(text))
        end = span.end
    return marked + text[end:]


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
