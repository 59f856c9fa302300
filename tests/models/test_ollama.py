import json
import socket

import ollama
import pytest

from clausier.adapters.chat.langchain import LangChainChat
from clausier.adapters.chat.ollama import chat_models, is_loopback, ollama_engine
from clausier.errors import ModelUnavailable, PromptTruncated
from tests.fakes import ScriptedModel
from tests.ollama_server import Behaviour, OllamaServer

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
REPLY = '{"a": "un deux trois quatre"}'


def chat(server: OllamaServer, name: str = "", silence: float = 20) -> LangChainChat:
    return LangChainChat(ollama_engine(name or server.name, server.url, remote=False, silence=silence))


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        return int(opened.getsockname()[1])


def test_the_official_client_speaks_with_our_server() -> None:
    with OllamaServer(ScriptedModel(REPLY, REPLY)) as server:
        client = ollama.Client(server.url, headers={"Connection": "close"})
        assert [model.model for model in client.list().models] == [server.name]
        assert client.show(server.name).capabilities == ["completion"]
        asked = [{"role": "user", "content": "dis un mot"}]
        whole = client.chat(server.name, asked, format=SCHEMA)
        parts = list(client.chat(server.name, asked, stream=True))
    assert whole.message.content == REPLY
    assert "".join(part.message.content or "" for part in parts) == REPLY
    assert (parts[-1].done, parts[-1].done_reason, parts[-1].prompt_eval_count) == (True, "stop", 3)


def test_the_prompt_the_schema_and_a_wide_enough_context_are_sent() -> None:
    behind = ScriptedModel(REPLY)
    long = "Le Prestataire répare. " * 400
    with OllamaServer(behind) as server:
        assert "".join(chat(server).stream("système", long, SCHEMA)) == REPLY
    body = server.requests[0]
    assert body["format"] == SCHEMA
    assert body["options"]["temperature"] == 0
    assert body["options"]["num_ctx"] == 8192
    assert behind.asked[0].user == long
    assert behind.asked[0].system == "système"


def test_a_server_that_is_not_there_is_said_with_what_to_do() -> None:
    url = f"http://127.0.0.1:{unused_port()}"
    model = LangChainChat(ollama_engine("essai:1b", url, remote=False))
    with pytest.raises(ModelUnavailable, match=url) as refused:
        list(model.stream("", "question", SCHEMA))
    assert "ollama serve" in refused.value.advice


def test_a_model_that_is_not_there_is_said_with_what_to_do() -> None:
    with OllamaServer(ScriptedModel()) as server, pytest.raises(ModelUnavailable, match="absent:7b") as refused:
        list(chat(server, "absent:7b").stream("", "question", SCHEMA))
    assert "ollama pull absent:7b" in refused.value.advice


@pytest.mark.parametrize("behaviour", [Behaviour(dies_after=2), Behaviour(ends_after=2), Behaviour(dies_after=0)])
def test_an_answer_cut_in_the_middle_is_never_taken_for_whole(behaviour: Behaviour) -> None:
    with OllamaServer(ScriptedModel(REPLY), behaviour=behaviour) as server:
        pieces = []
        with pytest.raises(ModelUnavailable, match="s’est arrêté"):
            pieces += list(chat(server).stream("", "question", SCHEMA))
    assert pieces == []


def test_what_came_before_the_cut_is_given() -> None:
    with OllamaServer(ScriptedModel(REPLY), behaviour=Behaviour(dies_after=2)) as server:
        stream = chat(server).stream("", "question", SCHEMA)
        assert next(stream) + next(stream) == '{"a": "un '
        with pytest.raises(ModelUnavailable):
            next(stream)


def test_a_failure_of_the_server_is_passed_on() -> None:
    failing = ScriptedModel((ModelUnavailable("plus de mémoire"),))
    with OllamaServer(failing) as server, pytest.raises(ModelUnavailable, match="plus de mémoire"):
        list(chat(server).stream("", "question", SCHEMA))


def test_silence_ends() -> None:
    silent = OllamaServer(ScriptedModel(REPLY), behaviour=Behaviour(silent=60))
    with silent as server, pytest.raises(ModelUnavailable, match="rien répondu"):
        list(chat(server, silence=0.2).stream("", "question", SCHEMA))


def test_a_prompt_that_was_not_read_whole_is_noticed() -> None:
    long = "Le prestataire assure la maintenance. " * 300
    behind = ScriptedModel(REPLY)
    narrow = OllamaServer(behind, behaviour=Behaviour(context=256))
    with narrow as server, pytest.raises(PromptTruncated, match="256"):
        list(chat(server).stream("Réponds en JSON.", long, SCHEMA))
    assert len(behind.asked[0].user) < len(long) / 2


def test_leaving_closes_the_connection() -> None:
    endless = ScriptedModel(json.dumps({"a": "mot " * 200_000}))
    with OllamaServer(endless) as server:
        stream = chat(server).stream("", "question", SCHEMA)
        next(stream)
        stream.close()  # type: ignore[attr-defined]
        assert server.dropped.wait(20)
    assert endless.dropped == 1


def test_only_models_that_converse_are_offered_the_most_recent_first() -> None:
    others = (
        {"name": "bge-m3:latest", "capabilities": ["embedding"]},
        {"name": "grand:120b-cloud", "remote_host": "https://example.org", "capabilities": ["completion"]},
    )
    with OllamaServer(ScriptedModel(), others=others) as server:
        found = chat_models(server.url)
    assert [(model.name, model.remote) for model in found] == [("grand:120b-cloud", True), ("essai:1b", False)]


def test_no_server_is_no_model() -> None:
    assert chat_models(f"http://127.0.0.1:{unused_port()}") == []
    assert chat_models("http://[") == []


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:11434", True),
        ("http://localhost:1", True),
        ("http://[::1]:1", True),
        ("http://192.168.1.4:11434", False),
        ("https://127.0.0.1.example.org", False),
    ],
)
def test_what_is_this_machine(url: str, here: bool) -> None:
    assert is_loopback(url) is here
