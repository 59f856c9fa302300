"""A quotation by itself: its words, where they stand, and the button that opens its page beside."""

from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st
from markupsafe import Markup

from clausier.domain.answers import Citation
from clausier.domain.french import typeset
from clausier.domain.text import Span
from clausier.reporting import CAUTIONS, PageReading
from clausier.ui import wording
from clausier.ui.address import Address, open_quotation
from clausier.ui.drawer import UNKNOWN, show_quotation
from clausier.ui.row import row_shown
from clausier.ui.text import EMPTY, filled, say, show, verbatim_items
from clausier.wiring import Clausier

_BOOK: Final = ":material/menu_book:"


def show_words(citation: Citation, marks: Sequence[Sequence[Span]] = (), style: str = "") -> None:
    """The quotation; `marks` are stretches of each of its items, in the `style` of words that went or came."""
    items = verbatim_items(citation.quote)
    spans = marks or [()] * len(items)
    show(
        '<blockquote class="cit">«\u00a0{quote}\u00a0»</blockquote>{row}',
        quote=Markup("<br>").join(_marked(item, own, style) for item, own in zip(items, spans, strict=True)),
        row=row_shown(citation),
    )


def _marked(text: str, spans: Sequence[Span], style: str) -> Markup:
    written, end = EMPTY, 0
    for span in spans:
        written += text[end : span.start]
        word = span.of(text)
        written += filled("<del>{word}</del>", word=word) if style == "del" else filled("<ins>{word}</ins>", word=word)
        end = span.end
    return written + text[end:]


def show_place(citation: Citation, key: str, how: PageReading | None = None, titled: bool = False) -> None:
    """Under a quotation: its article, why its page is to be looked at, and the button that opens it."""
    if how is not None:
        show('<p class="meta doute">{caution}</p>', caution=typeset(CAUTIONS[how]))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"ou-{key}"):
        article = typeset(wording.article(citation))
        show(
            '<p class="meta ref">{title}{where}</p>',
            title=filled("<span>{title}</span> ", title=citation.title) if titled else EMPTY,
            where=filled("<span>{article}</span>", article=f"{article[:1].upper()}{article[1:]}") if article else EMPTY,
        )
        st.button(
            wording.see(citation),
            key=f"voir-{key}",
            type="tertiary",
            icon=_BOOK,
            on_click=open_quotation,
            args=(citation,),
        )


def show_quotation_asked(clausier: Clausier, cited: Iterable[Citation], address: Address) -> None:
    """Open the quotation that the address names, one of those of the view; say so where there is none such."""
    if address.document is None:
        return
    for citation in cited:
        if citation.document_id == address.document and citation.span == address.span:
            show_quotation(clausier, citation)
            return
    say(UNKNOWN)
