"""Files to hand over: the same result in the formats that offices open, each written when it is asked for."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import PurePath
from typing import Final

import streamlit as st

from clausier.domain.answers import Citation
from clausier.domain.documents import GUIDANCE, Document, Dossier
from clausier.domain.french import count, long_date, typeset
from clausier.domain.papers import Paper, PaperFormat
from clausier.domain.questions import Scope
from clausier.papers.covers import About
from clausier.render import Readings
from clausier.reporting import page_reading
from clausier.wiring import Clausier

_NAMES: Final = {
    PaperFormat.DOCX: "Word",
    PaperFormat.PDF: "PDF",
    PaperFormat.XLSX: "Excel",
    PaperFormat.CSV: "CSV",
}
_NAMED: Final = 2  # documents in a file's name
_LONGEST_NAME: Final = 120  # characters; with a path before it, a system takes 255
Making = Callable[[], Paper]


def about(clausier: Clausier, dossier: Dossier, documents: Sequence[Document]) -> About:
    """What a paper made now, that no model words, is made from."""
    return About(dossier.name, documents, _notes(clausier), "", datetime.now(UTC))


def _notes(clausier: Clausier) -> str:
    """The reference notes: how many there are, and when the last of them was checked."""
    notes = clausier.library.documents(Scope(GUIDANCE))
    days = sorted(value for note in notes for name, value in note.facts if name == "checked_on")
    checked = typeset(f", vérifiés le {long_date(date.fromisoformat(days[-1]))}") if days else ""
    return f"{count(len(notes), 'repère')}{checked}" if notes else "aucun"


def page_readings(cited: Sequence[Citation], documents: Sequence[Document]) -> Readings:
    """The quotations whose words are to be compared with the picture of their page, and why."""
    reports = {document.id: document.report for document in documents}
    found = {one: page_reading(reports[one.document_id], one.page) for one in cited if one.document_id in reports}
    return {one: how for one, how in found.items() if how is not None}


def show_files(making: Making, name: str, key: str, formats: Sequence[PaperFormat] = tuple(PaperFormat)) -> None:
    """A button a format; `name` is the file's, without its end."""
    for format in formats:
        st.download_button(
            typeset(_NAMES[format]),
            data=partial(written, making, format),
            file_name=f"{name}.{format}",
            mime=format.media_type,
            key=f"fichier-{key}-{format}",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )


def file_name(what: str, documents: Sequence[Document]) -> str:
    """A file's name, without its end: what it is, and of which documents."""
    stems = [PurePath(document.file).stem for document in documents]
    return " - ".join([what, *stems[:_NAMED]])[:_LONGEST_NAME]


def written(making: Making, format: PaperFormat) -> bytes:
    """The file's bytes."""
    from clausier.adapters.papers import write_paper  # libraries of office formats take a second to import

    return write_paper(making(), format)
