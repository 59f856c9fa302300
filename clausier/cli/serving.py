"""`clausier serve`: the page, on this machine."""

from typing import Annotated

import typer

from clausier.bundle import CORPUS
from clausier.cli.console import lasting, tell
from clausier.settings import load_settings
from clausier.starting import first_run


def serve(
    port: Annotated[int | None, typer.Option("--port", metavar="PORT", min=1, max=65535, help="Le port.")] = None,
) -> None:
    """Ouvrir la page dans le navigateur. Seule cette machine la voit ; Ctrl + C l’arrête."""
    from clausier.ui.opened import opened
    from clausier.ui.serve import serve as serve_page

    chosen = load_settings()
    settings = chosen.model_copy(update={"port": port}) if port else chosen
    tell("Données : {home}", home=settings.home)
    with lasting("Préparation") as watch:
        first_run(opened(settings), CORPUS, watch)
    serve_page(settings)
