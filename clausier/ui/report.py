"""The reading report on the page: what is to be checked, with the pages to look at, then what is only told."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from clausier.domain.documents import Document
from clausier.domain.french import typeset
from clausier.reporting import Point, graves, points, read_in
from clausier.ui import address
from clausier.ui.text import EMPTY, filled, label, say, show

_BUTTONS: Final = 6
"""Pages of one point that have a button; from there, pages are turned."""
_BESIDE: Final = 1


def show_report(document: Document, here: Sequence[Document], opened: bool) -> None:
    """The report of one document, among those of its dossier; `opened` shows at once what is to be checked."""
    elsewhere = {name for other in here for name in other.report.annexes_present}
    told = points(document.report, elsewhere)
    number = graves(told)
    title = label("Rapport de lecture – {number} points à vérifier", number=number)
    if number < 2:
        title = typeset("Rapport de lecture – 1 point à vérifier" if number else "Rapport de lecture")
    key = f"rapport-{document.id}"
    icon = ":material/visibility:" if number else None
    with st.expander(title, expanded=opened and number > 0, key=key, icon=icon, type="compact"):
        say(read_in(document))
        _show_points(document, "À vérifier", [point for point in told if point.grave])
        _show_points(document, "À savoir", [point for point in told if not point.grave])
        if not told:
            say("Rien à signaler.")
        show('<p class="meta">{lead}{file}</p>', lead=typeset("Fichier : "), file=document.file)


def _show_points(document: Document, title: str, told: Sequence[Point]) -> None:
    if not told:
        return
    show('<h3 class="lab">{title}</h3>', title=title)
    for place, point in enumerate(told):
        pages = point.pages[:_BUTTONS] if document.paged else ()
        beside = len(pages) <= _BESIDE  # few buttons stand beside their sentence, many below it
        key = f"{'beside' if beside else 'above'}-{document.id}-{title}-{place}"
        with st.container(horizontal=beside, gap="xxsmall", key=key):
            quote = filled(" «\u00a0{quote}\u00a0»", quote=point.quote) if point.quote else EMPTY
            show('<p class="point">{text}{quote}</p>', text=typeset(point.text), quote=quote)
            if pages:
                _show_pages(document, f"pages-{document.id}-{title}-{place}", pages)


def _show_pages(document: Document, key: str, pages: Sequence[int]) -> None:
    with st.container(horizontal=True, width="content", gap="xsmall", key=key):
        for page in pages:
            st.button(
                label("Voir la page {page}", page=page),
                key=f"{key}-{page}",
                type="tertiary",
                icon=":material/menu_book:",
                on_click=address.open_page,
                args=(document.id, page),
            )
