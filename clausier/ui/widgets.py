"""Four small controls that Streamlit lacks. Their text goes in as data and is written with `textContent`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from clausier.domain.french import typeset

_HERE = Path(__file__).parent


@cache
def _component(name: str) -> ComponentRenderer:
    script = (_HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"clausier_{name}", js=script, isolate_styles=False)


def speak_french(anchor: str = "") -> None:
    """Say in French what Streamlit says in English, and bring the block of that key to the top when it is new."""
    with st.container(key="fr"):
        _component("french")(key="fr-component", data={"anchor": anchor})


@dataclass(frozen=True, slots=True)
class Chip:
    mark: str  # what it reads: "2", "R1"
    name: str  # what it says aloud: "Source 2"
    place: int  # of the source it opens


@dataclass(frozen=True, slots=True)
class Chipped:
    """A sentence, and the sources it leans on."""

    text: str
    chips: tuple[Chip, ...]


def prose(key: str, sentences: Sequence[Chipped]) -> int | None:
    """Sentences with their chips; the place of the source whose chip was just pressed."""
    result = _component("prose")(
        key=key,
        data={
            "opens": typeset("Ouvrir : "),
            "sentences": [
                {
                    "text": sentence.text,
                    "chips": [{"mark": chip.mark, "name": chip.name, "place": chip.place} for chip in sentence.chips],
                }
                for sentence in sentences
            ],
        },
        on_source_change=lambda: None,
    )
    return int(result.source) if result.source else None


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    note: str
    current: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    open: str  # the id of the entry to open, or ""
    forget: str  # the id of the entry to erase, or ""


def entries(key: str, listed: Sequence[Entry]) -> Chosen:
    """A list to open one entry of, or to erase one, asked twice."""
    result = _component("entries")(
        key=key,
        data={
            "forget": typeset("Supprimer"),
            "confirm": typeset("Confirmer ?"),
            "entries": [
                {"id": entry.id, "title": entry.title, "note": entry.note, "current": entry.current} for entry in listed
            ],
        },
        on_open_change=lambda: None,
        on_forget_change=lambda: None,
    )
    return Chosen(result.open or "", result.forget or "")


def copier(key: str, text: str) -> None:
    """A button that puts the text on the clipboard."""
    _component("copy")(
        key=key,
        data={"label": typeset("Copier avec les sources"), "done": typeset("Copié"), "text": text},
        width="content",
    )
