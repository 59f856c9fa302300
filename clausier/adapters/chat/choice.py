"""Which chat model words the explanations: the first of the order that settings, machine and downloads allow."""

from pathlib import Path
from typing import TYPE_CHECKING

from clausier.adapters.chat.langchain import ANSWER_TOKENS, Engine, LangChainChat, Schema
from clausier.adapters.chat.named import named_engine
from clausier.adapters.chat.ollama import chat_models, is_loopback, ollama_engine
from clausier.errors import WrongSetting

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

AUTO, NONE, EMBEDDED = "auto", "none", "embedded"


def choose_model(
    setting: str, embedded: Path | None, *, base_url: str = "", ollama_url: str, threads: int = 0
) -> LangChainChat | None:
    """What `setting` names; for "auto", a model of the Ollama at `ollama_url`, else the file `embedded`, else none.

    Loads nothing: the longest it waits is half a second for an Ollama that is not there.
    """
    engine = _engine(setting, embedded, base_url, ollama_url, threads)
    return LangChainChat(engine) if engine else None


def _engine(setting: str, embedded: Path | None, base_url: str, ollama_url: str, threads: int) -> Engine | None:
    if setting == NONE:
        return None
    if setting == AUTO:
        return _first_at_hand(embedded, ollama_url, threads)
    if setting == EMBEDDED or setting.endswith(".gguf"):
        return embedded_engine(_existing(setting, embedded), threads)
    if setting.startswith("ollama:"):
        url = base_url or ollama_url
        name = setting.removeprefix("ollama:")
        return ollama_engine(name, url, remote=not is_loopback(url) or name.endswith("cloud"))
    return named_engine(setting, base_url)


def _first_at_hand(embedded: Path | None, ollama_url: str, threads: int) -> Engine | None:
    """Nothing that leaves the machine is chosen unasked: Ollama's cloud models are passed over."""
    named_elsewhere = not is_loopback(ollama_url)
    for model in chat_models(ollama_url):
        if named_elsewhere or not model.remote:
            return ollama_engine(model.name, ollama_url, model.remote)
    return embedded_engine(embedded, threads) if embedded else None


def _existing(setting: str, embedded: Path | None) -> Path:
    path = embedded if setting == EMBEDDED else Path(setting).expanduser()
    if path is None or not path.is_file():
        raise WrongSetting(
            f"Le modèle demandé par le réglage « model » n’est pas là : « {setting} ».",
            "Corriger le chemin, ou lancer « clausier models fetch qwen2.5-coder-1.5b ».",
        )
    return path


def embedded_engine(path: Path, threads: int) -> Engine:
    """The GGUF file at `path`, run in a process of its own."""

    def build() -> "BaseChatModel":
        from clausier.adapters.chat.embedded import EmbeddedLlama

        return EmbeddedLlama(path=path, threads=threads)

    return Engine(
        name=f"embedded:{path.stem}",
        remote=False,
        build=build,
        arguments=_arguments,
        failures=tuple,
        explained=_never,
        warm=_warmed,
    )


def _arguments(prompt: str, schema: Schema) -> dict[str, object]:
    return {"schema": schema, "max_tokens": ANSWER_TOKENS}


def _warmed(model: "BaseChatModel", system: str) -> None:
    model.warm(system)  # type: ignore[attr-defined]  # it is our own


def _never(error: Exception) -> WrongSetting:
    raise error  # the embedded model speaks our own errors
