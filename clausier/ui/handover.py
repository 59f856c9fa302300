"""Files to hand over: the same result in the formats that offices open, each written when it is asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath
from typing import Final

import streamlit as st

from clausier.domain.documents import Document, Dossier
from clausier.domain.french import typeset
from clausier.domain.papers import Paper, PaperFormat
from clausier.papers.covers import About, made_now, page_readings
from clausier.wiring import Clausier

__all__ = ["about", "file_name", "page_readings", "show_files", "written"]

_NAMES: Final = {
    PaperFormat.DOCX: "Word",
    PaperFormat.PDF: "PDF",
    PaperFormat.XLSX: "Excel",
    PaperFormat.CSV: "CSV",
}
_NAMED: Final = 2  # documents in a file's name
_LONGEST_NAME: Final = 120  # characters; with a path before it, a system takes 255
Making = Callable[[], Paper]


def about(clausier: Clausier, dossier: Dossier, documents: Sequence[Document], model: str = "") -> About:
    """What a paper made now is made from; `model`: the one that worded some of it."""
    return made_now(clausier.library, dossier, documents, model)


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
