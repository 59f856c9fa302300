"""Ollama: is it there, which of its models can answer, and ChatOllama set so that it reads the whole prompt."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clausier.adapters.chat.langchain import ANSWER_TOKENS, Engine, Schema
from clausier.errors import ClausierError, ModelUnavailable

if TYPE_CHECKING:
    import httpx
    from langchain_core.language_models import BaseChatModel

PROBE_SECONDS = 0.5
_CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 300.0  # a big model takes minutes to load and to read its prompt on a CPU
_KEEP_LOADED = "30m"
_LEAST_CHARACTERS = 2  # in a token, at the worst: figures and abbreviations
_CONTEXTS = (4096, 8192, 16384, 32768)  # few sizes, because Ollama loads the model again whenever this changes


@dataclass(frozen=True, slots=True)
class OllamaModel:
    name: str  # "qwen3:8b"
    remote: bool  # Ollama passes what it is asked on to a server of its maker's


def is_loopback(url: str) -> bool:
    """Whether the address is this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def chat_models(url: str, seconds: float = PROBE_SECONDS) -> list[OllamaModel]:
    """The models at `url` that can hold a conversation, most recently changed first; none when nothing answers."""
    import httpx

    try:
        with httpx.Client(base_url=url, timeout=seconds, trust_env=not is_loopback(url)) as client:
            listed = client.get("/api/tags").raise_for_status().json()["models"]
            return [
                OllamaModel(entry["name"], bool(entry.get("remote_host")) or not is_loopback(url))
                for entry in listed
                if _converses(client, entry["name"])
            ]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return []


def _converses(client: "httpx.Client", name: str) -> bool:
    shown = client.post("/api/show", json={"model": name}).raise_for_status().json()
    return "completion" in shown.get("capabilities", ["completion"])  # older servers do not say


def ollama_engine(name: str, url: str, remote: bool, silence: float = SILENCE_SECONDS) -> Engine:
    """Chat with the model `name` of the Ollama at `url`; `silence`: seconds without a word before giving up."""

    def build() -> "BaseChatModel":
        import httpx
        from langchain_ollama import ChatOllama

        return ChatOllama(
            model=name,
            base_url=url,
            keep_alive=_KEEP_LOADED,
            client_kwargs={
                "headers": {"Connection": "close"},  # an answer takes seconds; a kept connection goes stale between two
                "timeout": httpx.Timeout(silence, connect=_CONNECT_SECONDS),
                "trust_env": not is_loopback(url),  # a proxy has no business between this machine and itself
            },
        )

    return Engine(f"ollama:{name}", remote, build, _arguments, _failures, lambda error: _explained(error, name, url))


def _arguments(prompt: str, schema: Schema) -> Mapping[str, object]:
    needed = len(prompt) // _LEAST_CHARACTERS + ANSWER_TOKENS
    context = next((size for size in _CONTEXTS if size >= needed), needed)
    return {
        "format": dict(schema),
        "options": {"num_ctx": context, "num_predict": ANSWER_TOKENS, "temperature": 0, "seed": 0},
    }


def _failures() -> tuple[type[Exception], ...]:
    import httpx
    import ollama

    # ValueError: a line cut in the middle is not JSON, and LangChain's own « nothing came »
    return (httpx.HTTPError, ollama.ResponseError, ConnectionError, ValueError)


def _explained(error: Exception, name: str, url: str) -> ClausierError:
    import httpx
    import ollama

    if isinstance(error, ollama.ResponseError) and error.status_code == 404:
        return ModelUnavailable(
            f"Ollama n’a pas le modèle « {name} ».",
            f"Lancer « ollama pull {name} », ou en choisir un autre parmi ceux de « ollama list ».",
        )
    if isinstance(error, ollama.ResponseError):
        return ModelUnavailable(f"Ollama a refusé : {error.error}.", "Relancer l’explication, ou redémarrer Ollama.")
    if isinstance(error, httpx.ReadTimeout):
        return ModelUnavailable(
            "Ollama n’a rien répondu depuis plusieurs minutes.",
            "Choisir un modèle plus petit, ou relancer quand la machine est moins occupée.",
        )
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | ConnectionError):
        return ModelUnavailable(
            f"Ollama ne répond pas à l’adresse {url}.",
            "Lancer « ollama serve », ou corriger le réglage « ollama_url ».",
        )
    return ModelUnavailable(
        "Ollama s’est arrêté au milieu de sa réponse.", "Relancer l’explication ; si cela se répète, redémarrer Ollama."
    )
