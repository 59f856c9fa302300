"""A GGUF model run by llama.cpp in a process of its own, as a LangChain chat model.

Imports LangChain: import it late.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from clausier.adapters.chat.llama import Loading
from clausier.adapters.chat.llama_process import LlamaProcess
from clausier.errors import ModelUnavailable, PromptTruncated

CONTEXT_TOKENS = 4096

Chunk = Mapping[str, Any]


class EmbeddedLlama(BaseChatModel):
    """One model, loaded at the first question and kept a while; one answer at a time. Needs no server, no network."""

    path: Path
    threads: int = 0  # 0: one a physical core
    context: int = CONTEXT_TOKENS
    _process: LlamaProcess = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        self._process = LlamaProcess(Loading(path=str(self.path), threads=self.threads, context=self.context))

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
        request: dict[str, object] = {
            "messages": _as_openai(messages),
            "stream": True,
            "stream_options": {"include_usage": True},
            "return_progress": True,  # a chance to stop while the prompt is read
            "temperature": kwargs.get("temperature", 0),
            "max_tokens": kwargs.get("max_tokens", self.context),
        }
        if stop:
            request["stop"] = stop
        schema = closed(kwargs["schema"]) if kwargs.get("schema") else None
        with closing(cast("Generator[Chunk]", self._process.answered(request, schema))) as chunks:
            for chunk in chunks:
                generation = ChatGenerationChunk(message=_message(_sound(chunk)))
                if run_manager and generation.text:
                    run_manager.on_llm_new_token(generation.text, chunk=generation)
                yield generation

    def warm(self, system: str) -> None:
        """Load the model and read the instructions, unless it is there: what it read last is then of more use."""
        if not self._process.running:
            self.invoke([SystemMessage(system), HumanMessage("")], max_tokens=1)

    def close(self) -> None:
        """Stop the running answer and free the model's memory."""
        self._process.close()


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


def _sound(chunk: Chunk) -> Chunk:
    """The chunk, unless it tells of a failure."""
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
