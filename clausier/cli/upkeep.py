"""`clausier rebuild`: the indexes, made again from the library."""

from clausier.cli.console import progress, tell
from clausier.cli.house import opened


def rebuild() -> int:
    """Refaire les index depuis la bibliothèque. Les documents ne sont pas relus."""
    with opened(model="none") as clausier, progress() as watch:
        clausier.refresh(watch)
        clausier.caches.rebuild(watch)
    tell("Les index sont refaits.")
    return 0
