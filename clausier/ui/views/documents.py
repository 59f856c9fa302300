"""« Documents »: add files, watch them being read, see what was read and what could not be."""

import streamlit as st

from clausier.domain.documents import Document
from clausier.domain.french import typeset
from clausier.naming import called
from clausier.ui import widgets, wording
from clausier.ui.address import Address
from clausier.ui.amendments import show_attachment, show_in_force
from clausier.ui.arrivals import arrived, show_rivals
from clausier.ui.drawer import show_download
from clausier.ui.failure import failures_shown
from clausier.ui.life import show_life
from clausier.ui.opening import show_place_asked
from clausier.ui.report import show_report
from clausier.ui.text import label, say, show
from clausier.ui.uploads import show_jobs, show_local, show_uploader
from clausier.ui.visit import Visit
from clausier.wiring import Clausier


def show_documents(clausier: Clausier, here: Visit) -> Address | None:
    """The view; an address when the reader asks to question one document."""
    show("<h1>{title}</h1>", title="Documents")
    show(
        '<p class="meta">{lead}<b>{name}</b></p>',
        lead=typeset("Dossier : "),
        name=here.dossier.name,
    )
    show_local(clausier)
    show_uploader(clausier, here.dossier)
    arrived(here)  # what comes in from now on is new
    show_jobs(clausier, here.dossier.id)
    show_rivals(clausier, here)
    chosen = _show_ready(clausier, here)
    _show_model(clausier)
    widgets.speak_french()
    show_place_asked(clausier, here)
    return chosen


def _show_ready(clausier: Clausier, here: Visit) -> Address | None:
    if not here.documents:
        show(
            '<div class="vide court"><h2>{title}</h2><p>{line}</p></div>',
            title=typeset("Aucun contrat pour l’instant"),
            line=typeset("Ajoutez un premier document pour poser vos questions."),
        )
        return None
    show('<h2 class="liste">{title}</h2>', title=label("Prêts à interroger ({number})", number=len(here.documents)))
    chosen = None
    names = called(here.documents)
    for document in here.documents:
        if _show_document(clausier, document, names[document.id], here):
            chosen = Address(dossier=here.dossier.id, scope=frozenset({document.id}))
    return chosen


def _show_document(clausier: Clausier, document: Document, name: str, here: Visit) -> bool:
    """True when the reader asks to question this document. `name`: its title, or what tells it from its namesakes."""
    with st.container(border=True, key=f"carte-document-{document.id}", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            show(
                '<div><p class="file">{title}</p><p class="meta">{about}</p></div>',
                title=document.title,
                about=" · ".join([*([name] if name != document.title else []), typeset(wording.about(document))]),
            )
            with st.container(horizontal=True, width="content", vertical_alignment="center"):
                asked = st.button("Interroger", key=f"interroger-{document.id}")
                with st.popover("Autres actions", type="tertiary", key=f"actions-{document.id}"):
                    show_download(clausier, document, "liste")
                    _offer_removal(clausier, document)
        show_attachment(clausier, document, here)
        show_report(document, here.documents, opened=document.id in arrived(here))
        show_in_force(clausier, document, here)
        show_life(clausier, document)
    return asked


def _offer_removal(clausier: Clausier, document: Document) -> None:
    say("Retirer efface de cet ordinateur le fichier, son texte, ses index et les réponses qui le citent.")
    sure = st.checkbox("Oui, retirer ce document", key=f"certain-{document.id}")
    if st.button("Retirer", key=f"retirer-{document.id}", disabled=not sure, icon=":material/delete:"):
        with failures_shown():
            clausier.forget(document.id)
            st.rerun()


def _show_model(clausier: Clausier) -> None:
    show('<h2 class="liste">{title}</h2>', title=typeset("Modèle de rédaction"))
    model = clausier.model
    if model is None:
        say(
            "Aucun : les réponses donnent le verdict et les passages, sans explication rédigée. Pour en avoir un, "
            "lancez « clausier models fetch », ou installez Ollama, puis « ollama pull qwen3:8b » ; "
            "relancez ensuite Clausier."
        )
        return
    show('<p class="meta">{lead}<b>{name}</b></p>', lead=typeset("Modèle : "), name=model.name)
    say(
        "Pour une meilleure rédaction, installez Ollama, puis un modèle plus grand : « ollama pull qwen3:8b ». "
        "La commande « clausier models » liste ce qui peut être employé ici."
    )
