"""How commands speak: results on standard output, everything else on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from clausier.domain.french import typeset
from clausier.jsonlines import JsonLine
from clausier.ports import Watcher
from clausier.render import harmless

_EVERY = 5.0
"""Seconds between two lines about work that goes on: a log shows that it does, and work soon done leaves none."""


def out(text: str) -> None:
    """A piece of the result, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def out_json(line: JsonLine) -> None:
    """A piece of the result for a program: one line of JSON."""
    out(line.model_dump_json())


def tell(text: str, **names: object) -> None:
    """A sentence of ours beside the result; nothing when it is empty.

    `names` fill the {places} of the sentence letter for letter: paths and commands, which are copied and pasted back.
    """
    if text:
        said = typeset(text)
        sys.stderr.write(f"{harmless(said.format_map(names) if names else said)}\n")
        sys.stderr.flush()


@contextmanager
def progress(name: str = "") -> Iterator[Watcher]:
    """A bar on standard error while work goes on, where a person is looking; gone once it is done."""
    with _bars(name, MofNCompleteColumn(), TimeElapsedColumn()) as watch:
        yield watch


@contextmanager
def lasting(name: str, clock: Callable[[], float] = monotonic) -> Iterator[Watcher]:
    """The same for work of minutes: a line now and then where nobody is looking, for whoever reads the log."""
    with progress(name) as watch:
        yield watch if sys.stderr.isatty() else _logged(name, clock)


def _logged(name: str, clock: Callable[[], float]) -> Watcher:
    last = clock()

    def watch(step: str, done: int, total: int) -> None:
        nonlocal last
        if clock() - last >= _EVERY:
            last = clock()
            tell("{name} – {step} : {done} sur {total}", name=name, step=step, done=done, total=total)

    return watch


@contextmanager
def download(name: str) -> Iterator[Watcher]:
    """The same for bytes: how many of how many, how fast, and for how long still."""
    with _bars(name, DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()) as watch:
        yield watch


@contextmanager
def _bars(name: str, *counted: ProgressColumn) -> Iterator[Watcher]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), *counted)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task(name, total=None)

        def watch(step: str, done: int, total: int) -> None:
            label = " – ".join(part for part in (name, typeset(step)) if part)
            bars.update(task, description=label, completed=done, total=total or None)

        yield watch
