"""The embedded model itself: what the tests of the port cannot see."""

from collections.abc import Generator
from typing import cast

import pytest

from clausier.adapters.chat.choice import embedded_engine
from clausier.adapters.chat.embedded import EmbeddedLlama, closed
from clausier.adapters.chat.langchain import LangChainChat
from clausier.adapters.modelstore import ModelStore
from clausier.errors import PromptTruncated
from clausier.models import WRITER
from tests.conftest import MODELS

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


def test_every_object_of_a_schema_is_closed() -> None:
    inner = {"type": "object", "properties": {"b": {"type": "string"}}}
    open_one = {"type": "object", "properties": {"a": {"type": "array", "items": inner}}, "required": ["a"]}
    shut = closed(open_one)
    assert shut["additionalProperties"] is False
    assert shut["properties"] == {"a": {"type": "array", "items": {**inner, "additionalProperties": False}}}
    assert closed({"type": "object", "additionalProperties": True})["additionalProperties"] is True
    assert "additionalProperties" not in open_one
