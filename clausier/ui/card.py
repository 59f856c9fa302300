"""A quotation of an answer as a card: its words, those of the question marked, and where it stands."""

from typing import Final

import streamlit as st
from markupsafe import Markup

from clausier.domain.answers import Answer, Citation, Source
from clausier.domain.french import typeset
from clausier.reporting import CAUTIONS, PageReading
from clausier.ui import address, wording
from clausier.ui.highlight import words_asked
from clausier.ui.row import row_shown
from clausier.ui.sources import Shown
from clausier.ui.text import EMPTY, filled, show, verbatim_items

_BOOK: Final = ":material/menu_book:"


def show_card(answer: Answer, one: Shown, how: PageReading | None, where: str = "") -> None:
    """A quotation and where it stands, with the mark that an explanation cites it by.

    `where` tells one of its places from the others, if it is shown at several.
    """
    ours = bool(one.key) and one.citation.source is Source.CONTRACT
    asked = answer.finding.standalone if ours else ""
    key = f"{answer.id}-{where}{one.place}"
    with st.container(border=True, key=f"{'carte' if ours else 'carte-hors'}-{key}", gap="small"):
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
                key=f"voir-{key}",
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
