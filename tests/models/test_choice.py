import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from clausier.adapters.chat.choice import choose_model
from clausier.errors import ModelUnavailable, WrongSetting
from tests.fakes import ScriptedModel
from tests.ollama_server import OllamaServer

SCHEMA = {"type": "object", "properties": {}}


@pytest.fixture
def nobody() -> str:
    """An address where no Ollama answers."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        port = opened.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    path = tmp_path / "petit.gguf"
    path.write_bytes(b"not really")
    return path


def name(setting: str, embedded: Path | None, ollama_url: str, base_url: str = "") -> tuple[str, bool] | None:
    model = choose_model(setting, embedded, ollama_url=ollama_url, base_url=base_url)
    return (model.name, model.remote) if model else None


def test_none_is_none_even_where_there_are_models(gguf: Path) -> None:
    with OllamaServer(ScriptedModel()) as server:
        assert name("none", gguf, server.url) is None


def test_an_ollama_that_answers_comes_before_the_embedded_model(gguf: Path) -> None:
    with OllamaServer(ScriptedModel()) as server:
        assert name("auto", gguf, server.url) == ("ollama:essai:1b", False)


def test_an_ollama_without_a_model_that_converses_is_passed_over(gguf: Path) -> None:
    with OllamaServer(ScriptedModel(), capabilities=("embedding",)) as server:
        assert name("auto", gguf, server.url) == ("embedded:petit", False)


def test_nothing_that_leaves_the_machine_is_chosen_unasked(gguf: Path) -> None:
    cloud = ({"name": "grand:120b-cloud", "remote_host": "https://example.org", "capabilities": ["completion"]},)
    with OllamaServer(ScriptedModel(), others=cloud) as server:
        assert name("auto", gguf, server.url) == ("ollama:essai:1b", False)
        assert name("ollama:grand:120b-cloud", gguf, server.url) == ("ollama:grand:120b-cloud", True)


def test_without_ollama_the_embedded_model_then_none(gguf: Path, nobody: str) -> None:
    assert name("auto", gguf, nobody) == ("embedded:petit", False)
    assert name("auto", None, nobody) is None


def test_what_is_named_is_taken_without_asking_whether_it_is_there(gguf: Path, nobody: str) -> None:
    assert name("ollama:qwen3:8b", gguf, nobody) == ("ollama:qwen3:8b", False)
    assert name("ollama:qwen3:8b", gguf, nobody, "http://192.0.2.1:11434") == ("ollama:qwen3:8b", True)
    assert name(str(gguf), None, nobody) == ("embedded:petit", False)
    assert name("embedded", gguf, nobody) == ("embedded:petit", False)


@pytest.mark.parametrize("setting", ["rien.gguf", "embedded"])
def test_a_file_that_is_not_there_is_a_wrong_setting(setting: str, nobody: str) -> None:
    with pytest.raises(WrongSetting, match=setting):
        name(setting, None, nobody)


def test_a_provider_is_remote_unless_its_server_is_here(nobody: str) -> None:
    assert name("openai:gpt", None, nobody) == ("openai:gpt", True)
    assert name("openai:gpt", None, nobody, "https://example.org/v1") == ("openai:gpt", True)
    assert name("openai:gpt", None, nobody, "http://localhost:8000/v1") == ("openai:gpt", False)


@pytest.mark.parametrize("setting", ["qwen3", "openai:", ":gpt"])
def test_a_name_without_its_provider_is_a_wrong_setting(setting: str, nobody: str) -> None:
    with pytest.raises(WrongSetting) as refused:
        name(setting, None, nobody)
    assert "ollama:qwen3:8b" in refused.value.advice


@pytest.mark.parametrize(("setting", "said"), [("cohere:command", "langchain-cohere"), ("inconnu:x", "fournisseur")])
def test_a_provider_that_cannot_be_built_is_said_when_it_is_asked(setting: str, said: str, nobody: str) -> None:
    model = choose_model(setting, None, ollama_url=nobody)
    assert model
    with pytest.raises(WrongSetting) as refused:
        list(model.stream("", "question", SCHEMA))
    assert said in refused.value.advice


def test_a_file_that_is_no_model_is_said_when_it_is_asked(gguf: Path, nobody: str) -> None:
    model = choose_model("auto", gguf, ollama_url=nobody)
    assert model
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match=r"petit\.gguf"):
            list(model.stream("", "question", SCHEMA))


def test_choosing_loads_nothing_and_a_persons_tracing_is_not_obeyed(gguf: Path, nobody: str) -> None:
    """In a process of its own: what is imported, and what becomes of a person's LangSmith settings."""
    code = f"""
import os, sys
from pathlib import Path
from clausier.adapters.chat.choice import choose_model
from clausier.errors import ModelUnavailable
model = choose_model("auto", Path({str(gguf)!r}), ollama_url={nobody!r})
assert not {{"langchain", "langchain_core", "xllamacpp"}} & set(sys.modules), "too early"
try:
    list(model.stream("", "question", {{}}))
except ModelUnavailable:
    pass
from langsmith.utils import tracing_is_enabled
print(tracing_is_enabled())
"""
    traced = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "key"}
    seen = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **traced}, capture_output=True, text=True, check=True
    )
    assert seen.stdout.strip() == "False"
