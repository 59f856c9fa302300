"""A GGUF model run by llama.cpp inside this process, as a LangChain chat model. Imports LangChain: import it late."""

import atexit
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from threading import Event, Lock, Thread
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from clausier.errors import ModelUnavailable, PromptTruncated

CONTEXT_TOKENS = 4096
_BATCH_TOKENS = 128  # prompt tokens read between two chances to stop: a few seconds on one slow core
_TOPOLOGY = Path("/sys/devices/system/cpu")  # of Linux: which of its cores are two halves of one
_PATIENCE = 10.0  # seconds given to a running answer to notice that the process ends
_COMPACT = {"item_separator": ", ", "key_separator": ": ", "whitespace_flexible": False}
"""LLGuidance's own keys: JSON on one line. Free layout costs a small model four tokens in ten."""

Chunk = Mapping[str, Any]


class EmbeddedLlama(BaseChatModel):
    """One model, loaded at the first question and kept; one answer at a time. Needs no server and no network."""

    path: Path
    threads: int = 0  # 0: one a physical core
    context: int = CONTEXT_TOKENS
    _engine: Any = PrivateAttr(default=None)  # xllamacpp.Server, which has no types
    _lock: Any = PrivateAttr(default_factory=Lock)
    _closing: Event = PrivateAttr(default_factory=Event)

    @property
    def _llm_type(self) -> str:
        return "embedded-llama"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        """Accepts `max_tokens`, `temperature`, and `schema`, a JSON schema that the answer is made to fit."""
        request = {
            "messages": _as_openai(messages),
            "stream": True,
            "stream_options": {"include_usage": True},
            "return_progress": True,  # a chance to stop while the prompt is read
            "temperature": kwargs.get("temperature", 0),
            "max_tokens": kwargs.get("max_tokens", self.context),
        }
        if stop:
            request["stop"] = stop
        if schema := kwargs.get("schema"):
            request["grammar"] = _grammar(schema)
        for chunk in self._answered(request):
            generation = ChatGenerationChunk(message=_message(chunk))
            if run_manager and generation.text:
                run_manager.on_llm_new_token(generation.text, chunk=generation)
            yield generation

    def _answered(self, request: Mapping[str, object]) -> Iterator[Chunk]:
        """llama.cpp calls back; we would rather be called: a thread and a queue stand between."""
        arrived: SimpleQueue[Chunk | Exception | None] = SimpleQueue()
        dropped = Event()

        def receive(chunk: Chunk) -> bool:
            arrived.put(chunk)
            return dropped.is_set() or self._closing.is_set()

        def work() -> None:
            try:
                with self._lock:
                    if not dropped.is_set() and not self._closing.is_set():
                        self._loaded().handle_chat_completions(request, receive)
            except (RuntimeError, ValueError, ModelUnavailable) as error:
                arrived.put(error)
            finally:
                arrived.put(None)

        Thread(target=work, name="embedded-llama", daemon=True).start()
        try:
            while (chunk := arrived.get()) is not None:
                yield _sound(chunk)
        finally:
            dropped.set()

    def _loaded(self) -> Any:
        if self._engine is None:
            self._engine = _load(self.path, self.threads, self.context)
            atexit.register(self.close)
        return self._engine

    def close(self) -> None:
        """Stop the running answer and free the model's memory."""
        self._closing.set()
        if self._lock.acquire(timeout=_PATIENCE):
            self._engine = None
            self._lock.release()


def _load(path: Path, threads: int, context: int) -> Any:
    if not path.is_file():
        raise ModelUnavailable(
            f"Le fichier du modèle n’existe pas : {path}.",
            "Corriger le réglage « model », ou relancer son installation.",
        )
    xllamacpp = _library()
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = context
    parameters.n_parallel = 1
    parameters.n_batch = parameters.n_ubatch = _BATCH_TOKENS
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads or _physical_cores()
    parameters.cache_ram_mib = 0  # the slot's own prefix reuse is enough; this one takes gigabytes
    parameters.warmup = False
    parameters.verbosity = -1
    parameters.offline = True
    # llama.cpp cannot but listen somewhere: on a socket file that nobody can open, and which is gone once it is up.
    parameters.ui = False
    parameters.api_keys = [token_hex(16)]
    with tempfile.TemporaryDirectory(prefix="clausier-") as private:
        parameters.hostnames = [str(Path(private) / "llama.sock")]
        try:
            return xllamacpp.Server(parameters)
        except RuntimeError as error:
            raise ModelUnavailable(
                f"Le modèle ne se charge pas : {path.name}.",
                "Vérifier ce fichier GGUF (« clausier models --verify ») et la mémoire libre.",
            ) from error


def _library() -> Any:
    """llama.cpp. Its threads sleep while they wait for each other, which has to be said before it is first imported.

    They would otherwise turn round on their cores: where another program holds one, that is ten times slower.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        import xllamacpp
    except ImportError as error:
        raise ModelUnavailable(
            "Le modèle embarqué ne fonctionne pas sur ce système.",
            "Installer Ollama, que Clausier trouvera de lui-même.",
        ) from error
    return xllamacpp


def _physical_cores() -> int:
    """The cores that share their arithmetic with no other; half of all where the system does not say."""
    siblings = {path.read_text() for path in _TOPOLOGY.glob("cpu[0-9]*/topology/thread_siblings_list")}
    return len(siblings) or max(1, (os.cpu_count() or 1) // 2)


def _grammar(schema: Mapping[str, object]) -> str:
    return str(_library().json_schema_to_grammar({**closed(schema), "x-guidance": _COMPACT}))


def closed(schema: Mapping[str, object]) -> dict[str, object]:
    """The same schema, whose objects have no other property than those it names."""
    shut: dict[str, object] = {key: _closed_within(value) for key, value in schema.items()}
    if schema.get("type") == "object":
        shut.setdefault("additionalProperties", False)
    return shut


def _closed_within(value: object) -> object:
    if isinstance(value, Mapping):
        return closed(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_closed_within(item) for item in value]
    return value


def _as_openai(messages: Sequence[BaseMessage]) -> list[dict[str, str]]:
    roles = {SystemMessage: "system", HumanMessage: "user"}
    return [{"role": roles.get(type(message), "assistant"), "content": str(message.text)} for message in messages]


def _sound(chunk: Chunk | Exception) -> Chunk:
    """The chunk, unless it tells of a failure."""
    if isinstance(chunk, ModelUnavailable):
        raise chunk
    if isinstance(chunk, Exception):
        raise ModelUnavailable(f"Le modèle embarqué s’est arrêté : {chunk}.", "Relancer l’explication.") from chunk
    if not (failure := chunk.get("error")):
        return chunk
    if failure.get("type") == "exceed_context_size_error":
        raise PromptTruncated(
            f"La question et ses passages ({failure['n_prompt_tokens']} jetons) dépassent ce que le modèle embarqué "
            f"peut lire ({failure['n_ctx']} jetons).",
            "Restreindre la question à moins de documents.",
        )
    raise ModelUnavailable(f"Le modèle embarqué s’est arrêté : {failure.get('message')}.", "Relancer l’explication.")


def _message(chunk: Chunk) -> AIMessageChunk:
    choice = chunk["choices"][0] if chunk.get("choices") else {"delta": {}}
    message = AIMessageChunk(content=choice["delta"].get("content") or "")
    if reason := choice.get("finish_reason"):
        message.response_metadata = {"finish_reason": reason}
    if usage := chunk.get("usage"):
        message.usage_metadata = UsageMetadata(
            input_tokens=usage["prompt_tokens"],
            output_tokens=usage["completion_tokens"],
            total_tokens=usage["total_tokens"],
        )
        message.response_metadata = {"timings": chunk.get("timings", {})}
    return message
