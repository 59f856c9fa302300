"""The drawer where a quotation is checked: its words, its page with the words marked, the page's whole text."""

from io import BytesIO
from typing import Final, Literal

import streamlit as st
from markupsafe import Markup
from PIL import Image

from clausier.domain.answers import Answer, Citation
from clausier.domain.documents import Document, Page
from clausier.domain.french import typeset
from clausier.domain.text import Box, Span
from clausier.errors import ClausierError, UnknownName
from clausier.reporting import CAUTIONS, page_reading
from clausier.ui import wording
from clausier.ui.address import Address, close_drawer
from clausier.ui.clarified import explicable, show_clarified
from clausier.ui.failure import failures_shown
from clausier.ui.highlight import line_boxes
from clausier.ui.row import row_shown
from clausier.ui.sources import Shown, sources
from clausier.ui.text import say, show, verbatim, verbatim_items
from clausier.wiring import Clausier

Pane = Literal["Passage", "Page", "Texte", "Explication"]
_PAGED: Final[tuple[Pane, ...]] = ("Passage", "Page", "Texte")
_UNPAGED: Final[tuple[Pane, ...]] = ("Passage", "Texte")
_TOLD: Final[tuple[Pane, ...]] = ("Explication",)
SCALE: Final = 1.6
"""Pixels a point: a page 960 pixels wide, sharp in a drawer of 720 on ordinary and on dense screens."""
_AROUND: Final = 90.0
"""Points of page shown above and below a quotation that is cut out of it."""
_NEAR: Final = 1500
"""Characters shown on each side of a quotation where a document has no pages."""
_DOT: Final = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
"""A picture of one transparent point."""
UNKNOWN: Final = "Ce lien ne mène plus à un passage connu."


def ready_drawer() -> None:
    """Show, out of sight, one of each part of the drawer.

    A browser fetches the code of a part when it first shows one: opened unprepared, the drawer waits for three of them,
    one after the other, a quarter of the time until its page is there (docs/decisions/0028).
    """
    with st.container(key="volet-pret"):
        st.segmented_control("Volet", options=_PAGED, key="volet-pret-choix")
        st.image(_DOT, alt="")
        st.download_button("Volet", data=b"", key="volet-pret-fichier")


def find_source(clausier: Clausier, address: Address) -> Answer | None:
    """The answer whose source the address opens; says so when it names none that is known."""
    if address.answer is None:
        return None
    try:
        answer = clausier.conversations.answer(address.answer)
    except UnknownName:
        say(UNKNOWN)
        return None
    if not 1 <= address.citation <= len(sources(answer)):
        say(UNKNOWN)
        return None
    return answer


def show_source(clausier: Clausier, answer: Answer, number: int) -> None:
    """Open the drawer on one source of an answer; closing it clears the address."""
    drawer = st.dialog("Source citée", position="right", width=720, on_dismiss=close_drawer)
    drawer(_show_drawer)(clausier, answer, number)


def _show_drawer(clausier: Clausier, answer: Answer, opened: int) -> None:
    with failures_shown():
        cited = sources(answer)
        title = st.empty()
        with st.container(horizontal=True, horizontal_alignment="distribute", key="volet"):
            number = _choose_source(answer, opened, cited)
            citation = cited[number - 1].citation
            pane = _choose_pane(citation)
        with title:
            _show_title(citation)
        _show_cited(clausier, citation, pane, f"tour-{answer.id}-{number}")


def show_quotation(clausier: Clausier, citation: Citation) -> None:
    """Open the drawer on a quotation that belongs to no answer; closing it clears the address."""
    drawer = st.dialog("Passage cité", position="right", width=720, on_dismiss=close_drawer)
    drawer(_show_quotation)(clausier, citation)


def _show_quotation(clausier: Clausier, citation: Citation) -> None:
    with failures_shown():
        _show_title(citation)
        with st.container(horizontal=True, horizontal_alignment="right", key="volet"):
            pane = _choose_pane(citation)
        turned = f"tour-{citation.document_id}-{citation.span.start}-{citation.span.end}"
        _show_cited(clausier, citation, pane, turned)


def _show_title(citation: Citation) -> None:
    show('<p class="titre">{title}</p>', title=citation.title)


def _show_cited(clausier: Clausier, citation: Citation, pane: Pane, turned: str) -> None:
    try:
        document = clausier.library.document(citation.document_id)
    except UnknownName as gone:
        raise ClausierError(
            "Ce document a été retiré de la bibliothèque.",
            "Ce qui en fut cité reste affiché ; ajoutez-le à nouveau pour revoir ses pages.",
        ) from gone
    page = _page_shown(citation, document, turned)
    say(wording.place_in(citation, page, document.report.pages))
    show_caution(document, page)
    _PANES[pane](clausier, citation, page)
    show_controls(clausier, document, page, turned)


def show_caution(document: Document, page: int | None) -> None:
    """Say of a page that its words are to be compared with its picture."""
    if (how := page_reading(document.report, page)) is not None:
        show('<p class="meta doute">{caution}</p>', caution=typeset(CAUTIONS[how]))


def _choose_source(answer: Answer, opened: int, cited: tuple[Shown, ...]) -> int:
    if len(cited) == 1:
        return 1
    chosen = st.segmented_control(
        "Source affichée",
        options=[one.place for one in cited],
        default=opened,
        required=True,
        format_func=lambda place: cited[place - 1].name,
        key=f"source-{answer.id}-{opened}",
        label_visibility="collapsed",
    )
    return chosen or opened


def _choose_pane(citation: Citation) -> Pane:
    paged = citation.page is not None
    told = explicable(citation)
    panes = (*(_PAGED if paged else _UNPAGED), *(_TOLD if told else ()))
    first: Pane = "Page" if paged and not on_a_phone() else "Passage"
    chosen = st.segmented_control(
        "Ce qui est montré",
        options=panes,
        default=first,
        required=True,
        key=("volet-pages" if paged else "volet-texte") + ("" if told else "-note"),
        label_visibility="collapsed",
    )
    return chosen or first


def on_a_phone() -> bool:
    """Whether the page is looked at on a small screen."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def _page_shown(citation: Citation, document: Document, turned: str) -> int | None:
    if citation.page is None:
        return None
    return min(max(citation.page + int(st.session_state.get(turned, 0)), 1), document.report.pages)


def _boxes(page: Page, citation: Citation) -> tuple[Box, ...]:
    return line_boxes(page.words, citation.span) if page.number == citation.page else ()


def _show_quote(citation: Citation) -> None:
    items = Markup("<br>").join(verbatim_items(citation.quote))
    show('<blockquote class="cit">«\u00a0{quote}\u00a0»</blockquote>{row}', quote=items, row=row_shown(citation))


def _show_passage(clausier: Clausier, citation: Citation, number: int | None) -> None:
    _show_quote(citation)
    if number is None:
        return
    page = clausier.library.page(citation.document_id, number)
    boxes = _boxes(page, citation)
    picture = clausier.pictures.picture(citation.document_id, number, boxes, SCALE)
    _show_picture(_cut(picture, page, boxes) if boxes else picture, citation, number, boxes)


def _show_page(clausier: Clausier, citation: Citation, number: int | None) -> None:
    if number is None:
        return
    page = clausier.library.page(citation.document_id, number)
    boxes = _boxes(page, citation)
    if number == citation.page and not boxes:
        _show_quote(citation)
        say("Ce passage n’a pas pu être situé sur l’image de la page ; il y figure mot pour mot.")
    _show_picture(clausier.pictures.picture(citation.document_id, number, boxes, SCALE), citation, number, boxes)


def _show_picture(picture: bytes, citation: Citation, number: int, boxes: tuple[Box, ...]) -> None:
    alt = typeset(f"Page {number} de «") + f"\u00a0{citation.title}\u00a0»."
    if boxes:
        alt += typeset(" Passage surligné : «") + f"\u00a0{verbatim(citation.quote)}\u00a0»"
    with st.container(key="page"):
        st.image(picture, width="stretch", alt=alt)


def _cut(picture: bytes, page: Page, boxes: tuple[Box, ...]) -> bytes:
    """The strip of the page around the boxes."""
    with Image.open(BytesIO(picture)) as drawn:
        scale = drawn.height / page.height  # less than asked for where a page is very large
        top = max(0, int((min(box.top for box in boxes) - _AROUND) * scale))
        bottom = min(drawn.height, int((max(box.bottom for box in boxes) + _AROUND) * scale))
        strip = BytesIO()
        drawn.crop((0, top, drawn.width, bottom)).save(strip, "JPEG", quality=85)
    return strip.getvalue()


def _show_text(clausier: Clausier, citation: Citation, number: int | None) -> None:
    reading = clausier.library.reading(citation.document_id)
    if number is None:
        whole = Span(0, len(reading.text))
        shown = Span(citation.span.start - min(_NEAR, citation.span.start), citation.span.end + _NEAR).clipped(whole)
    else:
        shown = clausier.library.page(citation.document_id, number).span
    marked = citation.span.clipped(shown)
    show(
        '<div class="whole">{before}<mark>{quote}</mark>{after}</div>',
        before=Span(shown.start, marked.start).of(reading.text),
        quote=marked.of(reading.text),
        after=Span(marked.end, shown.end).of(reading.text),
    )


def _show_explained(clausier: Clausier, citation: Citation, number: int | None) -> None:
    show_clarified(clausier, citation)


_PANES: Final = {"Passage": _show_passage, "Page": _show_page, "Texte": _show_text, "Explication": _show_explained}


def _turn(turned: str, by: int) -> None:
    st.session_state[turned] = st.session_state.get(turned, 0) + by


def show_controls(clausier: Clausier, document: Document, page: int | None, turned: str) -> None:
    """Turn the pages, counted in the session under `turned`, and have the file itself."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="tourner"):
        if page is not None:
            st.button(
                "Page précédente",
                key="page-precedente",
                type="tertiary",
                icon=":material/chevron_left:",
                shortcut="Alt+Left",
                disabled=page <= 1,
                on_click=_turn,
                args=(turned, -1),
            )
            st.button(
                "Page suivante",
                key="page-suivante",
                type="tertiary",
                icon=":material/chevron_right:",
                icon_position="right",
                shortcut="Alt+Right",
                disabled=page >= document.report.pages,
                on_click=_turn,
                args=(turned, 1),
            )
        show_download(clausier, document, "volet")


def show_download(clausier: Clausier, document: Document, where: str) -> None:
    """The file as it was handed in; `where` tells two of these buttons apart."""
    st.download_button(
        "Télécharger",
        data=lambda: clausier.library.data(document.id),
        file_name=document.file,
        key=f"original-{where}-{document.id}",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
