"""The settings: few, frozen, and strict. Read once by whoever opens Clausier; nothing below ever sees them."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from clausier.errors import WrongSetting

PREFIX = "CLAUSIER_"
FILE = "settings.toml"
_NOT_OURS = frozenset({"DATA"})  # variables of the same family that are not settings: where evals find their data
_SENTENCES = {
    "int_parsing": "doit être un nombre entier",
    "int_type": "doit être un nombre entier",
    "int_from_float": "doit être un nombre entier",
    "string_type": "doit être un texte entre guillemets",
    "path_type": "doit être un chemin entre guillemets",
    "greater_than_equal": "est trop petit",
    "less_than_equal": "est trop grand",
    "string_pattern_mismatch": "n’a pas la forme attendue",
}


def default_home() -> Path:
    """Where a person's library lives when nothing else is said."""
    return user_data_path("clausier", appauthor=False)


def _expanded(path: Path) -> Path:
    return path.expanduser().absolute()


Folder = Annotated[Path, AfterValidator(_expanded)]


class Settings(BaseModel):
    """What a person may choose. A key that is not here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Folder = Field(default_factory=default_home)
    models: Folder | None = None  # None: in the home folder
    model: str = Field(default="auto", min_length=1)  # "auto", "none", "ollama:qwen3:8b", "openai:…", a .gguf path
    base_url: str = ""  # of the server that a named model is asked at
    ollama_url: str = Field(default="http://127.0.0.1:11434", pattern=r"^https?://")
    encoder: str = Field(default="e5-small", min_length=1)  # or the name or folder of a sentence-transformers model
    reranker: str = ""  # the name or folder of a cross-encoder; empty: none
    threads: int = Field(default=0, ge=0, le=256)  # for the models in this process; 0: Clausier chooses
    port: int = Field(default=8501, ge=1, le=65535)

    @property
    def models_folder(self) -> Path:
        return self.models or self.home / "models"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of `settings.toml` in the home folder, over which CLAUSIER_* variables win."""
    named = _from_environment(os.environ if environment is None else environment)
    home = _expanded(Path(named["home"])) if "home" in named else default_home()
    written = _from_file(home / FILE)
    try:
        return Settings.model_validate({**written, **named})
    except ValidationError as error:
        raise _in_french(error.errors()[0], home / FILE, named) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    ours = {name.removeprefix(PREFIX): value for name, value in environment.items() if name.startswith(PREFIX)}
    return {name.lower(): value for name, value in ours.items() if value and name not in _NOT_OURS}


def _from_file(path: Path) -> dict[str, object]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise WrongSetting(
            f"Le fichier de réglages {path} ne se lit pas : {error}.",
            "Chaque ligne s’écrit : nom = « valeur », la valeur entre guillemets droits. "
            "Corrigez la ligne indiquée, ou renommez le fichier pour repartir des valeurs d’origine.",
        ) from error
    if "home" in written:
        raise WrongSetting(
            f"Le réglage « home » ne peut pas être dans {path}, qui se trouve lui-même dans ce dossier.",
            f"Retirez cette ligne et donnez le dossier dans la variable {PREFIX}HOME.",
        )
    return written


def _in_french(detail: ErrorDetails, path: Path, named: Mapping[str, str]) -> WrongSetting:
    key = str(detail["loc"][0]) if detail["loc"] else ""
    shown, place = (f"{PREFIX}{key.upper()}", "l’environnement") if key in named else (key, str(path))
    if detail["type"] == "extra_forbidden":
        known = sorted(Settings.model_fields)
        close = difflib.get_close_matches(key, known, n=1)
        advice = f"Vouliez-vous dire « {close[0]} » ? " if close else ""
        return WrongSetting(
            f"Le réglage « {shown} », dans {place}, n’existe pas.", f"{advice}Les réglages sont : {', '.join(known)}."
        )
    default = Settings.model_fields[key].default
    origin = f" : « {default} »" if isinstance(default, str | int) else ""
    said = _SENTENCES.get(detail["type"], "n’a pas une valeur acceptable")
    return WrongSetting(
        f"Le réglage « {shown} », dans {place}, {said} : « {detail['input']} ».",
        f"Corrigez-le, ou retirez-le pour retrouver la valeur d’origine{origin}.",
    )
