"""What came in while the reader looks on: the report of each new document, and what a new version asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import streamlit as st

from clausier.domain.documents import Document, DocumentId
from clausier.domain.french import count, long_date, typeset
from clausier.domain.versions import first_of_their_names
from clausier.ui.failure import failures_shown
from clausier.ui.report import show_report
from clausier.ui.text import say, show
from clausier.ui.visit import Visit
from clausier.wiring import Clausier

_SHOWN: Final = 3
"""New documents told beside a conversation; the view « Documents » tells them all."""


def arrived(here: Visit) -> frozenset[DocumentId]:
    """The documents that came in since this visit to the dossier began."""
    held = frozenset(document.id for document in here.documents)
    known: frozenset[DocumentId] = st.session_state.setdefault(f"connus-{here.dossier.id}", held)
    return held - known


def show_arrivals(here: Visit, since: datetime | None) -> None:
    """The new documents where questions are asked, each with its report; `since`: those before it are old news."""
    fresh = arrived(here)
    new = [one for one in here.documents if one.id in fresh and (since is None or one.added > since)]
    for document in new[-_SHOWN:]:
        with st.container(border=True, key=f"carte-arrivee-{document.id}", gap="xsmall"):
            show('<p class="file">{file}</p>', file=document.file)
            show_report(document, here.documents, opened=True)
    if len(new) > _SHOWN:
        more = count(len(new) - _SHOWN, "autre document est prêt", "autres documents sont prêts")
        say(f"{more} : la vue « Documents » donne leur rapport de lecture.")


def show_rivals(clausier: Clausier, here: Visit) -> None:
    """A card for each file that came again with other bytes, until the reader has said what becomes of the older."""
    first = first_of_their_names(here.documents)
    for document in here.documents:
        if document not in first and (older := clausier.library.rivals(document.id)):
            _show_rival(clausier, document, older)


def _show_rival(clausier: Clausier, document: Document, older: Sequence[Document]) -> None:
    added = typeset(f" existe déjà dans ce dossier, ajouté le {long_date(older[-1].added.date())}.")
    with st.container(border=True, key=f"carte-version-{document.id}", gap="xsmall"):
        show(
            '<div class="verdict l"><span class="badge version">Nouvelle version</span>'
            '<p><b class="file">{file}</b>{added}</p></div>',
            file=document.file,
            added=added,
        )
        say(
            "Tant que les deux sont là, les réponses citent l’une et l’autre. Remplacer efface de cet ordinateur "
            "l’ancien fichier, son texte et les réponses qui le citent ; les avenants qui le modifiaient se rattachent "
            "au nouveau."
        )
        with st.container(horizontal=True, key=f"versions-{document.id}"), failures_shown():
            if st.button("Garder les deux", key=f"garder-{document.id}"):
                clausier.library.keep_beside(document.id)
                st.rerun()
            if st.button("Remplacer l’ancienne version", key=f"remplacer-{document.id}"):
                for old in older:
                    clausier.replace(old.id, document.id)
                st.rerun()
