"""What typer says in English, said in French."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

_HELP = "Montrer cette aide et s’arrêter."
_SENTENCES = (
    (r"No such option:? '?([^' ]+)'?.*", "L’option {} n’existe pas."),
    (r"No such command '(.+)'\.?", "La commande « {} » n’existe pas."),
    (r"Missing command\.", "Il manque une commande."),
    (r"Missing argument '(.+?)'\.?.*", "Il manque {}."),
    (r"Missing option '(.+?)'\.?.*", "Il manque l’option {}."),
    (r"Option '(.+)' requires an argument\.", "L’option {} attend une valeur."),
    (r"Got unexpected extra arguments? \((.+)\)", "Il y a un mot de trop : {}. Une question se met entre guillemets."),
    (r"Invalid value for '?(.+?)'?: '(.+)' is not one of (.+)\.", "Pour {}, « {} » n’est pas possible. Choix : {}."),
    (r"Invalid value for '?(.+?)'?: (?:File|Path|Directory) '(.+)' does not exist\.", "{} : « {} » n’existe pas."),
    (r"Invalid value for '?(.+?)'?: '?(.+?)'? is not .*", "Pour {}, « {} » n’est pas une valeur possible."),
)


class FrenchCommand(TyperCommand):
    """A command whose `--help` explains itself in French."""

    def get_help_option(self, ctx: Any) -> Any:
        return _explained(super().get_help_option(ctx))


class FrenchGroup(TyperGroup):
    """The same, for the command that holds the others."""

    def get_help_option(self, ctx: Any) -> Any:
        return _explained(super().get_help_option(ctx))


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def usage_sentence(error: TyperException) -> str:
    """A French sentence for a command that was not written as it should be."""
    message = error.format_message()
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return f"{sentence.format(*found.groups())} Voir : clausier --help"
    return message
