"""What the commands share: Clausier opened and closed, and the names on the command line made into what they name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from clausier.amending.days import days
from clausier.cli.console import progress
from clausier.domain.documents import Dossier
from clausier.domain.questions import Scope
from clausier.errors import UnknownName, WrongSetting
from clausier.naming import resolve_document, resolve_dossier
from clausier.settings import load_settings

if TYPE_CHECKING:  # wiring takes a second to import: only commands that open the library wait for it
    from clausier.wiring import Clausier

DEFAULT_DOSSIER = "Mon dossier"

DossierName = Annotated[str, typer.Option("--dossier", metavar="NOM", help="Le dossier.")]
Today = Annotated[
    str, typer.Option("--at", metavar="DATE", help="Le texte en vigueur ce jour-là, sinon aujourd’hui : 2026-03-01.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON, pour un programme.")]


@contextmanager
def opened(model: str = "") -> "Iterator[Clausier]":
    """Clausier, with the settings of the person, and `model` instead of theirs when it is given."""
    from clausier.wiring import open_clausier

    settings = load_settings()
    clausier = open_clausier(settings.model_copy(update={"model": model}) if model else settings)
    try:
        yield clausier
    finally:
        clausier.close()


def refresh(clausier: "Clausier") -> None:
    """Bring vectors and indexes in step with the record, with a bar: a moment, unless much changed."""
    with progress() as watch:
        clausier.refresh(watch)


def dossier_to_fill(clausier: "Clausier", name: str) -> Dossier:
    """The dossier of that name, made when there is none yet."""
    try:
        return resolve_dossier(clausier.dossiers, name)
    except UnknownName:
        return clausier.dossiers.create(name.strip())


def dossier_named(clausier: "Clausier", name: str) -> Dossier:
    """The dossier of that name. The default one is there from the first use."""
    return dossier_to_fill(clausier, name) if name == DEFAULT_DOSSIER else resolve_dossier(clausier.dossiers, name)


def day_named(text: str) -> date | None:
    """The day that a person writes, "2026-03-01" or "1er mars 2026"; None where they write none."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        found = days(text)
    if len(found) != 1:
        raise WrongSetting(f"« {text} » n’est pas une date.", "Écrivez par exemple --at 2026-03-01.")
    return found[0][0]


def scope_of(clausier: "Clausier", dossier: Dossier, documents: Sequence[str], at: date | None = None) -> Scope:
    """Where to look: the documents named, or the whole dossier, on a day. An empty dossier is told at once."""
    named = frozenset(resolve_document(clausier.library, Scope(dossier.id), name).id for name in documents)
    if not named and not clausier.library.documents(Scope(dossier.id)):
        raise UnknownName(
            f"Le dossier « {dossier.name} » ne contient aucun document.",
            "Ajoutez-en un : clausier ingest contrat.pdf. Pour interroger un autre dossier : --dossier NOM. "
            "La liste : clausier dossiers.",
        )
    return Scope(dossier.id, named, at)
