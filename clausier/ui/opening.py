"""The drawer that the address opens on a document: on a page of it, or on words of it."""

from clausier.amending.family import quotation
from clausier.ui.drawer import UNKNOWN, show_quotation
from clausier.ui.leaf import show_page_asked
from clausier.ui.text import say
from clausier.ui.visit import Visit
from clausier.wiring import Clausier


def show_place_asked(clausier: Clausier, here: Visit) -> None:
    """Open what the address names, of a document of this dossier; say so where there is none such."""
    span = here.address.span
    if span is None:
        show_page_asked(clausier, here)
        return
    for document in (one for one in here.documents if one.id == here.address.document):
        reading = clausier.library.reading(document.id)
        if span.of(reading.text).strip():
            show_quotation(clausier, quotation(reading, span))
            return
    say(UNKNOWN)
