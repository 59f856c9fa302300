"""Files on their way in: handed over at once, read in the background, watched while they are."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Final, Protocol

import streamlit as st
from markupsafe import Markup

from clausier.domain.documents import Dossier, DossierId
from clausier.domain.french import typeset
from clausier.domain.jobs import Job, JobId, JobState, Submission
from clausier.domain.questions import Scope
from clausier.errors import UnknownName
from clausier.ui import address, wording
from clausier.ui.failure import failures_shown
from clausier.ui.text import filled, say, show
from clausier.wiring import Clausier

EVERY: Final = 1.0
"""Seconds between two looks at files that are being read."""
_UNDER_WAY: Final = (JobState.WAITING, JobState.RUNNING)


class Handed(Protocol):
    """A file as the browser hands it over."""

    @property
    def name(self) -> str: ...
    def getvalue(self) -> bytes: ...


def submit(clausier: Clausier, dossier: Dossier, files: Iterable[Handed]) -> None:
    """Returns once every file is safe on disk; they are read after that."""
    for file in files:
        clausier.jobs.submit(Submission(name=file.name, data=file.getvalue(), dossier=dossier.id))
    clausier.reading.wake()


def show_uploader(clausier: Clausier, dossier: Dossier) -> None:
    """Files dropped here leave the control at once: the list below speaks for them."""
    turn = st.session_state.setdefault("depots", 0)
    files = st.file_uploader(
        typeset(
            "Ajouter des documents (PDF, Word, OpenDocument, HTML, Markdown, texte ou images de pages ; "
            "200 Mo au plus par fichier)"
        ),
        accept_multiple_files=True,
        key=f"depot-{turn}",
    )
    if files:
        with failures_shown():
            submit(clausier, dossier, files)
            st.session_state["depots"] = turn + 1
            st.rerun()


def show_jobs(clausier: Clausier, dossier: DossierId) -> None:
    """The files being read, then those that could not be; looked at again only while something is under way."""
    reading = any(job.state in _UNDER_WAY for job in clausier.jobs.all(dossier))
    st.fragment(_follow, run_every=EVERY if reading else None, key="lectures")(clausier, dossier, reading)


def _follow(clausier: Clausier, dossier: DossierId, reading: bool) -> None:
    with failures_shown():
        jobs = clausier.jobs.all(dossier)
        under_way = [job for job in jobs if job.state in _UNDER_WAY]
        for job in under_way:
            _show_reading(clausier, job)
        for job in jobs:
            if job.state in _STOPPED:
                _STOPPED[job.state](clausier, job)
        for job in _brought_twice(clausier, jobs):
            _show_twice(clausier, job)
        if reading and not under_way and not address.drawer_is_open():
            st.rerun()


def _show_reading(clausier: Clausier, job: Job) -> None:
    with st.container(border=True, key=f"carte-lecture-{job.id}", gap="xsmall"):
        show('<p class="file">{file}</p>', file=job.file)
        show('<p class="meta" role="status">{state}</p>', state=typeset(wording.progress(job)))
        st.progress(min(job.done / job.total, 1.0) if job.total else 0.0)
        st.button(
            "Annuler",
            key=f"annuler-{job.id}",
            type="tertiary",
            icon=":material/close:",
            on_click=_leave,
            args=(clausier.jobs.cancel, job.id),
        )


def _show_cancelled(clausier: Clausier, job: Job) -> None:
    with st.container(border=True, key=f"carte-annulee-{job.id}", gap="xsmall"):
        show('<p class="file">{file}</p>', file=job.file)
        say(wording.cancelled(job))
        with st.container(horizontal=True, key=f"suites-{job.id}"):
            if st.button("Reprendre", key=f"reprendre-{job.id}", type="tertiary", icon=":material/resume:"):
                _resume(clausier, job.id)
            _offer_leaving(clausier, job)


def _show_locked(clausier: Clausier, job: Job) -> None:
    with st.container(border=True, key=f"carte-verrou-{job.id}", gap="xsmall"):
        _show_told(job, filled('<span class="badge cle">{word}</span>', word="Mot de passe demandé"))
        # Emptied as it is sent: the password is passed on, and stays neither in the page nor in its address.
        with (
            st.form(f"ouvrir-{job.id}", clear_on_submit=True, border=False),
            st.container(horizontal=True, vertical_alignment="bottom", key=f"mot-de-passe-{job.id}"),
        ):
            password = st.text_input(
                typeset("Mot de passe du fichier"), type="password", key=f"mot-{job.id}", autocomplete="off", width=320
            )
            if st.form_submit_button("Ouvrir", icon=":material/lock_open:") and password:
                _resume(clausier, job.id, password)
        _offer_leaving(clausier, job)


def _show_failed(clausier: Clausier, job: Job) -> None:
    with st.container(border=True, key=f"carte-echec-{job.id}", gap="xsmall"):
        _show_told(job, filled('<span class="badge err">{word}</span>', word="Lecture impossible"))
        _offer_leaving(clausier, job)


_STOPPED: Final = {
    JobState.CANCELLED: _show_cancelled,
    JobState.LOCKED: _show_locked,
    JobState.FAILED: _show_failed,
}
"""How a file is shown whose reading has stopped."""


def _show_told(job: Job, badge: Markup) -> None:
    show(
        '<div class="verdict l">{badge}'
        '<p><b class="file">{file}</b><br><span class="meta">{message} {advice}</span></p></div>',
        badge=badge,
        file=job.file,
        message=typeset(job.message),
        advice=typeset(job.advice),
    )


def _resume(clausier: Clausier, job: JobId, password: str = "") -> None:
    """Have a file read again, and the whole page drawn anew, which then follows it."""
    with suppress(UnknownName):
        clausier.jobs.resume(job, password)
    clausier.reading.wake()
    st.rerun()


def _brought_twice(clausier: Clausier, jobs: Sequence[Job]) -> list[Job]:
    """The files that were in the dossier before they were handed in again."""
    done = [job for job in jobs if job.state is JobState.DONE and job.created is not None]
    if not done:
        return []
    added = {document.id: document.added for document in clausier.library.documents(Scope(done[0].dossier))}
    return [job for job in done if job.created and job.document in added and added[job.document] < job.created]


def _show_twice(clausier: Clausier, job: Job) -> None:
    with st.container(border=True, key=f"carte-double-{job.id}", gap="xsmall"):
        show('<p class="file">{file}</p>', file=job.file)
        say("Ce fichier était déjà dans le dossier : rien n’a été ajouté.")
        _offer_leaving(clausier, job)


def _offer_leaving(clausier: Clausier, job: Job) -> None:
    st.button(
        "Retirer de la liste",
        key=f"oublier-{job.id}",
        type="tertiary",
        icon=":material/delete:",
        on_click=_leave,
        args=(clausier.jobs.forget, job.id),
    )


def _leave(way: Callable[[JobId], None], job: JobId) -> None:
    with suppress(UnknownName):  # it left by itself between the drawing and the click
        way(job)


def show_local(clausier: Clausier) -> None:
    """Where files and words go; said only where it is true."""
    if clausier.model is not None and clausier.model.remote:
        say(
            "Les fichiers sont lus et conservés sur cet ordinateur. Pour rédiger une explication, "
            "la question et les passages cités sont envoyés au serveur du modèle choisi dans les réglages."
        )
    else:
        say("Les fichiers sont lus et conservés sur cet ordinateur. Rien n’est envoyé sur Internet.")
