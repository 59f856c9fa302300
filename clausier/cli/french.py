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
    (r"Option '(.+)' does not take a value\.", "L’option {} ne prend pas de valeur."),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)",
        "En trop : {}. Une question se met entre guillemets.",
    ),
    (r"Invalid value for '(.+?)': .*'(.+)' is not one of (.+)\.", "Pour {}, « {} » n’est pas possible. Choix : {}."),
    (r"Invalid value for '(.+?)': .* valid integer.*", "Pour {}, il faut un nombre entier."),
    (r"Invalid value for '(.+?)': .* greater than or equal to (\S+)", "Pour {}, le nombre doit être d’au moins {}."),
    (r"Invalid value for '(.+?)': .* less than or equal to (\S+)", "Pour {}, le nombre doit être d’au plus {}."),
    (r"Invalid value for '(.+?)': .*", "La valeur donnée pour {} n’est pas possible."),
)
_HEADINGS = (
    (r"^Usage: (.*)$", r"Usage : \1"),
    (r"COMMAND \[ARGS\]\.\.\.", "COMMANDE …"),
    (r"\{(\w+)(?:\.\.\.)?\}(\.\.\.)?", r"\1\2"),
    (r"^(Arguments|Options):$", r"\1 :"),
    (r"^Commands:$", "Commandes :"),
    (r" <(?:str|int|list\[\w+\]|\w+\|[\w|]+)>", ""),
    (r"  \[required\]", ""),
    (r"\[default: (.+?)\]", r"[sinon : \1]"),
)


class FrenchCommand(TyperCommand):
    """A command whose `--help` is French."""

    def get_help_option(self, ctx: Any) -> Any:
        return _explained(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        return _in_french(super().get_help(ctx))


class FrenchGroup(TyperGroup):
    """The same, for the command that holds the others."""

    def get_help_option(self, ctx: Any) -> Any:
        return _explained(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        return _in_french(super().get_help(ctx))


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def _in_french(shown: str) -> str:
    for pattern, french in _HEADINGS:
        shown = re.sub(pattern, french, shown, flags=re.MULTILINE)
    return shown


def usage_sentence(error: TyperException) -> str:
    """A French sentence for a command that was not written as it should be."""
    message = error.format_message()
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return f"{sentence.format(*found.groups())} Voir : clausier --help"
    return message
