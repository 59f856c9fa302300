"""Any other chat model that LangChain knows, by the name « provider:model »."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clausier.adapters.chat.langchain import ANSWER_TOKENS, Engine, Schema
from clausier.adapters.chat.ollama import is_loopback
from clausier.errors import ClausierError, ModelUnavailable, WrongSetting

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TAKES_SCHEMA = frozenset({"openai", "azure_openai"})
_PACKAGES = {"azure_openai": "openai", "google_genai": "google.genai", "mistralai": "mistralai"}
_SILENCE_SECONDS = 120.0


def named_engine(name: str, base_url: str) -> Engine:
    """Chat with `name` ("openai:gpt-5"), at `base_url` when one is given. Remote unless that is this machine."""
    provider, _, model = name.partition(":")

    def build() -> "BaseChatModel":
        return _build(name, base_url)

    def explained(error: Exception) -> ClausierError:
        return ModelUnavailable(
            f"Le modèle « {name} » ne répond pas : {error}.",
            "Vérifier l’adresse, la clé d’accès et la connexion, puis relancer l’explication.",
        )

    if not provider or not model:
        raise WrongSetting(
            f"Le réglage « model » n’a pas la forme attendue : « {name} ».",
            "Écrire « auto », « none », « ollama:qwen3:8b », « fournisseur:modèle », ou le chemin d’un fichier .gguf.",
        )
    constrained = provider in _TAKES_SCHEMA
    return Engine(
        name=name,
        remote=not (base_url and is_loopback(base_url)),
        build=build,
        arguments=_with_schema if constrained else _without_schema,
        failures=lambda: _failures(provider),
        explained=explained,
        constrained=constrained,
        says_end=False,
    )


def _build(name: str, base_url: str) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    place: dict[str, Any] = {"base_url": base_url} if base_url else {}
    try:
        made: BaseChatModel = init_chat_model(name, temperature=0, timeout=_SILENCE_SECONDS, max_retries=1, **place)
        return made
    except ImportError as error:
        package = f"langchain-{name.partition(':')[0].replace('_', '-')}"
        raise WrongSetting(
            f"Il manque un paquet pour le modèle « {name} ».",
            f"Lancer « pip install {package} », puis redémarrer Clausier.",
        ) from error
    except ValueError as error:
        raise WrongSetting(
            f"Le réglage « model » ne convient pas : « {name} ».",
            "Écrire « fournisseur:modèle » avec un fournisseur que LangChain connaît, et donner sa clé d’accès.",
        ) from error


def _with_schema(prompt: str, schema: Schema) -> Mapping[str, object]:
    form = {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema)}}
    return {"response_format": form, "max_tokens": ANSWER_TOKENS}


def _without_schema(prompt: str, schema: Schema) -> Mapping[str, object]:
    return {"max_tokens": ANSWER_TOKENS}


def _failures(provider: str) -> tuple[type[Exception], ...]:
    """Whatever the provider's own package raises, and what the network does."""
    import httpx

    try:
        package = importlib.import_module(_PACKAGES.get(provider, provider))
    except ImportError:
        return (httpx.HTTPError, OSError, ValueError)
    named = [value for value in vars(package).values() if isinstance(value, type) and issubclass(value, Exception)]
    return (httpx.HTTPError, OSError, ValueError, *named)
