"""`clausier models`: what the models folder holds, and fetching what it does not."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clausier.cli.console import download, out, out_json, tell
from clausier.cli.house import AsJson
from clausier.domain.french import typeset
from clausier.errors import ClausierError, WrongSetting
from clausier.jsonlines import JsonLine
from clausier.models import CATALOGUE, ENCODER, WRITER, ModelState, ModelStatus
from clausier.settings import Settings, load_settings

if TYPE_CHECKING:
    from clausier.adapters.modelstore import ModelStore

STATES = {
    ModelState.READY: "prêt",
    ModelState.PARTIAL: "téléchargement interrompu",
    ModelState.UNVERIFIED: "présent, à vérifier (--verify)",
    ModelState.ABSENT: "absent",
}


class ModelAction(StrEnum):
    FETCH = "fetch"


class ModelLine(JsonLine):
    """A model of the catalogue, and what of it is there."""

    name: str
    label: str
    state: Literal["absent", "partial", "unverified", "ready"]
    size: int
    done: int
    sha256: str
    licence: str
    path: str


def models(
    action: Annotated[ModelAction | None, typer.Argument(metavar="[fetch]", show_default=False)] = None,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NOM...]", show_default=False)] = None,
    everything: Annotated[bool, typer.Option("--all", help="Tous ceux de la liste.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Comparer ce qui est là à son empreinte.")] = False,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FICHIER", help="Le fichier du modèle, copié d’une autre machine.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Lister les modèles, ou les télécharger (fetch). Sans nom : ceux que les réglages demandent."""
    from clausier.adapters.modelstore import ModelStore

    settings = load_settings()
    store = ModelStore(settings.models_folder)
    sound = True
    if action is ModelAction.FETCH:
        sound = _fetch_each(store, _wanted(settings, names or [], everything), source)
    elif source is not None or everything:
        raise WrongSetting("--from et --all vont avec fetch.", "Par exemple : clausier models fetch --all")
    if verify:
        sound = _verify_each(store) and sound
    if action is None:
        for status in store.status():
            out_json(_line(status)) if as_json else out(_sentence(status))
    return 0 if sound else 1


def _wanted(settings: Settings, names: list[str], everything: bool) -> list[str]:
    if everything or names:
        return names or [model.name for model in CATALOGUE]
    wanted = [ENCODER] if settings.encoder == ENCODER else []
    return [*wanted, WRITER] if _writer_wanted(settings) else wanted


def _writer_wanted(settings: Settings) -> bool:
    """Whether the settings would use the embedded model: a gigabyte is not fetched to lie idle."""
    from clausier.adapters.chat.ollama import chat_models

    if settings.model != "auto":
        return settings.model == "embedded"
    if found := [model.name for model in chat_models(settings.ollama_url) if not model.remote]:
        tell(f"Ollama répond, avec le modèle {found[0]} : le modèle embarqué n’est pas nécessaire.")
    return not found


def _fetch_each(store: "ModelStore", names: list[str], source: Path | None) -> bool:
    """Fetch one after the other; what one fails does not keep the next from being fetched."""
    fetched = True
    for name in names:
        try:
            with download(name) as watch:
                path = store.fetch(name, watch, source)
        except ClausierError as error:
            tell(f"{error} {error.advice}")
            fetched = False
        else:
            tell("{name} : prêt ({path})", name=name, path=path)
    return fetched


def _verify_each(store: "ModelStore") -> bool:
    """Read again what is there; what is not there is no fault."""
    there = (ModelState.READY, ModelState.UNVERIFIED)
    altered = [status.model.name for status in store.status() if status.state in there and not _sound(store, status)]
    for name in altered:
        tell(f"{name} : ce n’est pas le bon contenu. Lancer : clausier models fetch {name}")
    return not altered


def _sound(store: "ModelStore", status: ModelStatus) -> bool:
    with download(status.model.name) as watch:
        return store.verify(status.model.name, watch)


def _line(status: ModelStatus) -> ModelLine:
    model = status.model
    return ModelLine(
        name=model.name,
        label=model.label,
        state=status.state.value,
        size=model.size,
        done=status.done,
        sha256=model.sha256,
        licence=model.licence,
        path=str(status.path),
    )


def _sentence(status: ModelStatus) -> str:
    model = status.model
    return typeset(
        f"{model.name} – {model.label}, {model.size // 1_000_000} Mo, {model.licence} : {STATES[status.state]}"
    )
