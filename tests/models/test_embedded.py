"""The embedded model itself: what the tests of the port cannot see."""

from collections.abc import Generator
from pathlib import Path
from time import monotonic, sleep
from typing import cast

import pytest

from clausier.adapters.chat.choice import embedded_engine
from clausier.adapters.chat.embedded import EmbeddedLlama, closed
from clausier.adapters.chat.langchain import LangChainChat
from clausier.adapters.chat.llama import Loading
from clausier.adapters.chat.llama_process import LlamaProcess
from clausier.adapters.modelstore import ModelStore
from clausier.errors import ModelUnavailable, PromptTruncated
from clausier.models import WRITER
from tests.conftest import MODELS

ASKED: dict[str, object] = {"messages": [{"role": "user", "content": "Écris un très long poème."}], "stream": True}
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}


def unwatched(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def chat() -> LangChainChat:
    return LangChainChat(embedded_engine(ModelStore(MODELS).fetch(WRITER, unwatched), threads=1))


@pytest.mark.slow
def test_a_prompt_too_long_is_refused_not_cut(chat: LangChainChat) -> None:
    with pytest.raises(PromptTruncated, match="4096"):
        list(chat.stream("Réponds en JSON.", "Le prestataire assure la maintenance. " * 800, SCHEMA))


@pytest.mark.slow
def test_leaving_frees_the_model_for_the_next_question(chat: LangChainChat) -> None:
    """Were it not stopped, the first answer would hold the model for its 768 tokens."""
    left = cast("Generator[str]", chat.stream("Réponds en JSON.", "Écris un très long poème.", SCHEMA))
    next(left)
    left.close()
    short = {"type": "object", "properties": {"a": {"type": "string", "enum": ["oui"]}}, "required": ["a"]}
    assert "".join(chat.stream("Réponds en JSON.", "Dis oui.", short)) == '{"a": "oui"}'


@pytest.mark.slow
def test_it_is_an_ordinary_langchain_model_and_closes() -> None:
    model = EmbeddedLlama(path=ModelStore(MODELS).fetch(WRITER, unwatched), threads=1)
    said = model.invoke("Réponds par un mot.", max_tokens=4)
    assert said.text
    assert said.usage_metadata
    model.close()


@pytest.mark.slow
def test_a_process_that_is_ended_while_it_answers_is_told_and_the_next_question_starts_another() -> None:
    loading = Loading(path=str(ModelStore(MODELS).fetch(WRITER, unwatched)), threads=1, context=512)
    process = LlamaProcess(loading)
    answer = process.answered(ASKED, None)
    next(answer)
    process.close()
    with pytest.raises(ModelUnavailable, match="arrêté"):
        list(answer)
    assert not process.running
    assert list(process.answered({**ASKED, "max_tokens": 1}, None))
    process.close()


@pytest.mark.slow
def test_a_model_that_is_warm_has_read_its_instructions() -> None:
    system = "Tu réponds en JSON, par un mot, sans rien expliquer de plus que ce mot, jamais."
    model = EmbeddedLlama(path=ModelStore(MODELS).fetch(WRITER, unwatched), threads=1)
    model.warm(system)
    said = model.invoke([("system", system), ("human", "Dis oui.")], max_tokens=2)
    assert said.usage_metadata
    assert said.response_metadata["timings"]["prompt_n"] < said.usage_metadata["input_tokens"] / 2
    model.close()


@pytest.mark.slow
def test_a_process_at_rest_ends_and_frees_its_memory() -> None:
    loading = Loading(path=str(ModelStore(MODELS).fetch(WRITER, unwatched)), threads=1, context=512)
    process = LlamaProcess(loading, rest=0.2)
    list(process.answered({**ASKED, "max_tokens": 1}, None))
    until = monotonic() + 10
    while process.running and monotonic() < until:
        sleep(0.05)
    assert not process.running


@pytest.mark.parametrize("content", [None, b"GGUF, but no model"])
def test_a_file_that_is_none_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "rien.gguf"
    if content:
        path.write_bytes(content)
    process = LlamaProcess(Loading(path=str(path), threads=1, context=512))
    with pytest.raises(ModelUnavailable, match=r"rien\.gguf"):
        list(process.answered(ASKED, None))
    process.close()


def test_every_object_of_a_schema_is_closed() -> None:
    inner = {"type": "object", "properties": {"b": {"type": "string"}}}
    open_one = {"type": "object", "properties": {"a": {"type": "array", "items": inner}}, "required": ["a"]}
    shut = closed(open_one)
    assert shut["additionalProperties"] is False
    assert shut["properties"] == {"a": {"type": "array", "items": {**inner, "additionalProperties": False}}}
    assert closed({"type": "object", "additionalProperties": True})["additionalProperties"] is True
    assert "additionalProperties" not in open_one
