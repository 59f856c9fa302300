"""Settings: what is written wins over what is built in, the environment over both, and a typo is told."""

from pathlib import Path

import pytest

from clausier.errors import WrongSetting
from clausier.settings import FILE, Settings, load_settings


def written(home: Path, text: str) -> dict[str, str]:
    (home / FILE).write_text(text, encoding="utf-8")
    return {"CLAUSIER_HOME": str(home)}


def test_nothing_said_gives_the_values_of_origin(tmp_path: Path) -> None:
    settings = load_settings({"CLAUSIER_HOME": str(tmp_path)})
    assert settings == Settings(home=tmp_path)
    assert (settings.model, settings.port, settings.models_folder) == ("auto", 8501, tmp_path / "models")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    environment = written(tmp_path, 'model = "ollama:qwen3:8b"\nport = 9000\n')
    assert load_settings(environment).port == 9000
    assert load_settings({**environment, "CLAUSIER_PORT": "9100"}).port == 9100
    assert load_settings({**environment, "CLAUSIER_PORT": "9100"}).model == "ollama:qwen3:8b"


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    assert load_settings({"CLAUSIER_HOME": str(tmp_path), "CLAUSIER_MODEL": ""}).model == "auto"


def test_the_models_folder_can_be_elsewhere(tmp_path: Path) -> None:
    settings = load_settings({"CLAUSIER_HOME": str(tmp_path), "CLAUSIER_MODELS": str(tmp_path / "shared")})
    assert settings.models_folder == tmp_path / "shared"


def test_the_home_folder_of_the_user_is_understood() -> None:
    assert load_settings({"CLAUSIER_HOME": "~/dossiers"}).home == Path.home() / "dossiers"


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings(home=tmp_path).port = 1


@pytest.mark.parametrize(
    ("text", "sentence", "advice"),
    [
        ('modle = "none"', "« modle »", "« model »"),
        ("port = 0", "trop petit", "8501"),
        ("port = 70000", "trop grand", "8501"),
        ('port = "beaucoup"', "un nombre entier", "8501"),
        ("model = 3", "un texte", "auto"),
        ('ollama_url = "localhost"', "forme attendue", "http://127.0.0.1:11434"),
        ('home = "/ailleurs"', "« home »", "CLAUSIER_HOME"),
        ("port 8501", "ne se lit pas", "Corrigez la ligne"),
    ],
)
def test_a_mistake_in_the_file_is_told_in_french(tmp_path: Path, text: str, sentence: str, advice: str) -> None:
    with pytest.raises(WrongSetting, match=sentence) as told:
        load_settings(written(tmp_path, text))
    assert FILE in str(told.value)
    assert advice in told.value.advice


def test_a_mistake_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="CLAUSIER_MODLE") as told:
        load_settings({"CLAUSIER_HOME": str(tmp_path), "CLAUSIER_MODLE": "none"})
    assert "« model »" in told.value.advice
