"""The one place where a LangChain chat model becomes port ChatModel."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from clausier.errors import ClausierError, ModelUnavailable, PromptTruncated
from clausier.telemetry import switch_off

if TYPE_CHECKING:
    from collections.abc import Generator

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

Schema = Mapping[str, object]
ANSWER_TOKENS = 768
"""Room for an explanation: some ten short sentences with the keys that they cite."""
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_READ = 0.9  # tokens a word; a tokeniser gives a run of letters one token at least, but for a few joined pairs


def _nothing(model: "BaseChatModel", system: str) -> None:
    """Where a model is loaded elsewhere, that is not ours to do."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One family of chat models: how it is built, how it is asked, and what its failures mean to the reader."""

    name: str
    remote: bool
    build: Callable[[], "BaseChatModel"]  # importing and loading may be slow: called at the first question
    arguments: Callable[[str, Schema], Mapping[str, object]]  # of one call, from the whole prompt and the schema
    failures: Callable[[], tuple[type[Exception], ...]]
    explained: Callable[[Exception], ClausierError]
    constrained: bool = True  # False: the schema can only be asked for in words
    says_end: bool = True  # False: some of these servers do not say why they stopped
    warm: Callable[["BaseChatModel", str], None] = _nothing  # loads it before it is asked, under some instructions


class LangChainChat:
    """Fits port ChatModel over any LangChain chat model. One question at a time for each iterator; no state kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._model: BaseChatModel | None = None

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def remote(self) -> bool:
        return self._engine.remote

    def stream(self, system: str, user: str, schema: Schema) -> Iterator[str]:
        """Pieces of the answer as they come. Dropping the iterator stops the model."""
        if not self._engine.constrained:
            system = f"{system}\n\nRéponds par un seul objet JSON conforme à ce schéma :\n{json.dumps(schema)}"
        last = _Last()
        try:
            with closing(self._chunks(system, user, schema)) as chunks:
                for chunk in chunks:
                    last = last.after(chunk)
                    if chunk.text:
                        yield str(chunk.text)
        except self._engine.failures() as error:
            raise self._engine.explained(error) from error
        self._check(last, f"{system}\n{user}")

    def warm(self, system: str) -> None:
        """Load the model, and have it read the instructions, where that is done here."""
        if self._engine.warm is not _nothing:
            with suppress(ModelUnavailable):  # told when something is asked
                self._engine.warm(self._built(), system)

    def _chunks(self, system: str, user: str, schema: Schema) -> "Generator[AIMessageChunk]":
        model = self._built()
        from langchain_core.messages import HumanMessage, SystemMessage

        messages = [SystemMessage(system), HumanMessage(user)]
        asked: dict[str, Any] = dict(self._engine.arguments(f"{system}\n{user}", schema))
        return cast("Generator[AIMessageChunk]", model.stream(messages, **asked))

    def _built(self) -> "BaseChatModel":
        with self._lock:
            if self._model is None:
                switch_off()  # before LangChain is imported: it would otherwise obey a person's own tracing variables
                self._model = self._engine.build()
            return self._model

    def _check(self, last: "_Last", prompt: str) -> None:
        words = len(_WORD.findall(prompt))
        if last.read and last.read < words * _LEAST_READ:
            raise PromptTruncated(
                f"Le modèle « {self.name} » n’a lu qu’une partie des passages ({last.read} jetons pour {words} mots).",
                "Agrandir le contexte du serveur de modèles, ou restreindre la question à moins de documents.",
            )
        if last.reason == "length" or (self._engine.says_end and not last.reason):
            raise ModelUnavailable(
                f"Le modèle « {self.name} » s’est arrêté avant la fin de sa réponse.",
                "Relancer l’explication ; les passages cités, eux, sont complets.",
            )


@dataclass(frozen=True, slots=True)
class _Last:
    """What the stream has told of itself so far."""

    reason: str = ""  # why it stopped: "stop", "length"; "" while it has not said
    read: int = 0  # tokens of prompt; 0 when not told

    def after(self, chunk: "AIMessageChunk") -> "_Last":
        told = chunk.response_metadata
        reason = told.get("done_reason") or told.get("finish_reason") or told.get("stop_reason") or self.reason
        read = chunk.usage_metadata["input_tokens"] if chunk.usage_metadata else self.read
        return _Last(str(reason), int(read))
