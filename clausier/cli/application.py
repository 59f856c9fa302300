"""The commands put together, and the one place where what goes wrong becomes a French sentence."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from clausier import __version__
from clausier.cli import (
    amending,
    asking,
    auditing,
    clarifying,
    comparing,
    diagnosis,
    library,
    models,
    questionnaires,
    reading,
    serving,
    upkeep,
)
from clausier.cli.console import out, tell
from clausier.cli.french import FrenchCommand, FrenchGroup, usage_sentence
from clausier.errors import ClausierError

_INTERRUPTED = 130  # what a shell expects of a command stopped from the keyboard


def _version(asked: bool) -> None:
    if asked:
        out(f"Clausier {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Dire la version et s’arrêter.")
    ] = False,
) -> None:
    """Interroger ses contrats d’infogérance : un verdict, les mots exacts, la page. Rien ne sort de cette machine."""


def application() -> typer.Typer:
    """Every command, under its name."""
    app = typer.Typer(
        cls=FrenchGroup,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    commands: dict[str, Callable[..., int | None]] = {
        "serve": serving.serve,
        "ingest": reading.ingest,
        "documents": library.documents,
        "report": library.report,
        "forget": library.forget,
        "dossiers": library.dossiers,
        "amend": amending.amend,
        "text": amending.text,
        "life": amending.life,
        "ask": asking.ask,
        "compare": comparing.compare,
        "audit": auditing.audit,
        "review": auditing.review,
        "explain": clarifying.explain,
        "questionnaire": questionnaires.questionnaire,
        "models": models.models,
        "doctor": diagnosis.doctor,
        "rebuild": upkeep.rebuild,
    }
    for name, command in commands.items():
        app.command(name, cls=FrenchCommand)(command)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; only a defect of ours leaves as an exception."""
    try:
        status = application()(arguments, prog_name="clausier", standalone_mode=False)
        sys.stdout.flush()
    except ClausierError as error:
        tell(str(error))
        tell(error.advice)
        return 1
    except TyperException as error:
        tell(usage_sentence(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        tell("Interrompu.")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever was reading stopped reading, which is their right. What is still unsaid goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status if isinstance(status, int) else 0
