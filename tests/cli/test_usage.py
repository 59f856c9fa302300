"""Wrong usage is told in French and ends with 2; help is French too."""

import re

import pytest

from clausier import __version__
from clausier.cli import main
from clausier.cli.application import application

COMMANDS = (
    *("serve", "ingest", "documents", "report", "forget", "dossiers", "amend", "text", "life", "ask"),
    *("compare", "audit", "review", "explain", "questionnaire", "models", "doctor", "rebuild"),
)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ask", "Q ?", "--model"], "L’option --model n’existe pas."),
        (["interroger"], "La commande « interroger » n’existe pas."),
        (["ingest"], "Il manque CHEMIN..."),
        (["report"], "Il manque DOC"),
        (["ask", "Le", "contrat"], "Une question se met entre guillemets."),
        (["documents", "--json=x"], "L’option --json ne prend pas de valeur."),
        (["ask", "Q ?", "--in"], "L’option --in attend une valeur."),
        (["ingest", "x", "--kind", "lettre"], "Pour --kind, « lettre » n’est pas possible."),
        (["serve", "--port", "beaucoup"], "Pour --port, il faut un nombre entier."),
        (["serve", "--port", "0"], "Pour --port, le nombre doit être d’au moins 1."),
        (["dossiers", "vider"], "« vider » n’est pas possible."),
    ],
)
def test_wrong_usage_is_told_in_french(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err.replace("\u00a0", " ")
    assert "clausier --help" in told.err


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr()
    for command in COMMANDS:
        assert f"\n  {command} " in told.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_french(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Montrer cette aide" in shown
    assert "Usage :" in shown
    assert "..." not in shown.partition("Commandes :")[2]
    english = re.search(r"\b(Show|the|file|required|default|TEXT|INTEGER|Commands|ARGS|Path|str|int)\b", shown)
    assert english is None, shown


def test_the_commands_are_those_of_the_design() -> None:
    assert {command.name for command in application().registered_commands} == set(COMMANDS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Clausier {__version__}\n"
