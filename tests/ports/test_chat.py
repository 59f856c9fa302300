import json
from collections.abc import Iterator

import pytest

from clausier.adapters.chat.choice import embedded_engine
from clausier.adapters.chat.langchain import LangChainChat
from clausier.adapters.chat.ollama import ollama_engine
from clausier.adapters.modelstore import ModelStore
from clausier.models import WRITER
from clausier.ports import ChatModel
from tests.conftest import MODELS
from tests.fakes import ScriptedModel
from tests.ollama_server import OllamaServer


def unwatched(step: str, done: int, total: int) -> None:
    pass


SYSTEM = "Tu réponds en JSON, avec la réponse la plus courte possible."
QUESTION = "E1 : le préavis est de trois mois. Quel est le préavis ?"
SCHEMA = {
    "type": "object",
    "properties": {"reponse": {"type": "string", "maxLength": 40}, "cle": {"type": "string", "enum": ["E1"]}},
    "required": ["reponse", "cle"],
}
REPLY = '{"reponse": "trois mois", "cle": "E1"}'


@pytest.fixture(scope="module")
def embedded() -> ChatModel:
    """The real embedded model, loaded once for these tests."""
    return LangChainChat(embedded_engine(ModelStore(MODELS).fetch(WRITER, unwatched), threads=1))


@pytest.fixture(
    params=[
        "scripted",
        "ollama",
        pytest.param("embedded", marks=pytest.mark.slow),
        pytest.param("ollama over embedded", marks=pytest.mark.slow),
    ]
)
def model(request: pytest.FixtureRequest) -> Iterator[ChatModel]:
    """A model of each kind, which has an answer for three questions."""
    if request.param == "scripted":
        yield ScriptedModel(REPLY, REPLY, REPLY)
        return
    if request.param == "embedded":
        yield request.getfixturevalue("embedded")
        return
    real = request.param == "ollama over embedded"
    behind: ChatModel = request.getfixturevalue("embedded") if real else ScriptedModel(REPLY, REPLY, REPLY)
    with OllamaServer(behind) as server:
        yield LangChainChat(ollama_engine(server.name, server.url, remote=False))


def test_the_pieces_make_a_text_that_fits_the_schema(model: ChatModel) -> None:
    pieces = list(model.stream(SYSTEM, QUESTION, SCHEMA))
    answer = json.loads("".join(pieces))
    assert len(pieces) > 1
    assert set(answer) == {"reponse", "cle"}
    assert answer["cle"] == "E1"
    assert "trois mois" in answer["reponse"].lower()


def test_a_reader_may_leave_and_ask_again(model: ChatModel) -> None:
    left = model.stream(SYSTEM, QUESTION, SCHEMA)
    next(left)
    del left
    assert json.loads("".join(model.stream(SYSTEM, QUESTION, SCHEMA)))["cle"] == "E1"


def test_it_answers_as_well_when_it_was_made_ready(model: ChatModel) -> None:
    model.warm(SYSTEM)
    assert json.loads("".join(model.stream(SYSTEM, QUESTION, SCHEMA)))["cle"] == "E1"


def test_it_has_a_name_and_stays_here(model: ChatModel) -> None:
    assert model.name
    assert not model.remote
