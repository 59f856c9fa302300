"""Where the time of the two hot paths goes, function by function: py-spy looks at a process without slowing it.

It looks at the process that reads files, too. Where py-spy is not installed, or may not look, there is no profile and
the report says so; on macOS it needs an administrator.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from clausier.cli.house import DEFAULT_DOSSIER
from evals.bench import browser, inputs
from evals.bench.bench import DOSSIER, Bench, named
from evals.bench.processes import CLAUSIER, Broken, command_run, task
from evals.bench.reading import OURS, libraries

_RATE = 200  # looks a second
_ROOTS = (
    *("Ingester.ingest (", "Desk.answer (ingest/", "_asked (bench/"),  # a file, in either process; a question
    *("main (clausier/launch.py", "main (app.py"),  # a command from its start; a run of the page
)
_ASIDE = ("_warm (", "receive (ingest/")  # what is done once, and waiting for the other process
_MEASURING = "Clock.around."
_QUESTIONS = 60
_LOOKED = 20  # seconds that the page's server is looked at, while citations are opened
_CITED = "Le contrat prévoit-il la réversibilité ?"

Stacks = Mapping[tuple[str, ...], int]
"""How often each stack of calls was seen, outermost first."""


@dataclass(slots=True)
class Frame:
    """A call, how often it was seen, and the calls inside it."""

    name: str
    seen: int = 0
    inside: dict[str, "Frame"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """The calls of one path."""

    path: str
    root: Frame
    stacks: str  # as py-spy wrote them: speedscope and flamegraph.pl read them


def profiles(bench: Bench) -> tuple[Profile, ...]:
    """Of reading, of asking, and of what is furthest from its target; none where py-spy cannot look."""
    beside = Path(sys.executable).with_name("py-spy")
    spy = str(beside) if beside.exists() else shutil.which("py-spy")
    if spy is None:
        return ()
    libraries(bench)
    files = named(inputs.contracts(bench.folder, bench.sizes)[:2])
    read = {"files": files, "dossier": DOSSIER}
    ask = {"dossier": DOSSIER, "alone": True, "questions": _QUESTIONS}
    looks: tuple[tuple[str, Callable[[Sequence[str]], object]], ...] = (
        ("Lecture", lambda before: task("ours.ingest", bench.fresh("profil"), read, before)),
        ("Question", lambda before: task("ours.ask", bench.home(OURS), ask, before)),
        ("Audit", lambda before: _audited(bench, before)),
    )
    try:
        found = [_profile(path, spy, look) for path, look in looks]
        return (*found, *_opened(bench, spy))
    except (Broken, OSError):
        return ()


def _profile(path: str, spy: str, look: Callable[[Sequence[str]], object]) -> Profile:
    """Of what `look` runs behind the profiler and its options."""
    with TemporaryDirectory() as folder:
        written = Path(folder) / "stacks"
        look([*_looking(spy, written), "--subprocesses", "--"])
        return _read(path, written)


def _looking(spy: str, written: Path) -> list[str]:
    return [spy, "record", "--format", "raw", "--rate", str(_RATE), "--output", str(written)]


def _read(path: str, written: Path) -> Profile:
    text = written.read_text("utf-8")
    return Profile(path, tree(stacks(text)), text)


def _audited(bench: Bench, before: Sequence[str]) -> None:
    files = inputs.pair(bench.folder, bench.sizes)
    home = bench.fresh("audit")
    task("ours.ingest", home, {"files": named(files[:1]), "dossier": DEFAULT_DOSSIER, "drawn": True})
    command_run([*before, *CLAUSIER, "audit", files[0].name, "--json"], home)


def _opened(bench: Bench, spy: str) -> Iterator[Profile]:
    """The page's server, while citations of its long contract are opened; none without a browser."""
    if browser.chromium() is None:
        return
    files = named(inputs.long(bench.folder, bench.sizes))
    built = bench.built("page", "ours.house", {"files": files, "dossier": DEFAULT_DOSSIER, "drawn": True})
    with TemporaryDirectory() as folder:
        written = Path(folder) / "stacks"
        looking = [*_looking(spy, written), "--duration", str(_LOOKED)]

        def look(server: int) -> AbstractContextManager[object]:
            return subprocess.Popen(
                [*looking, "--pid", str(server)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

        browser.citations(bench.home("page"), built["dossier"], (_CITED,) * 3, look)
        if written.exists():  # not where py-spy may look at its own children alone
            yield _read("Citation", written)


def stacks(text: str) -> Stacks:
    """What py-spy wrote, a stack a line, from where a file or a question begins; what is above it happens once."""
    found: dict[tuple[str, ...], int] = {}
    for line in text.splitlines():
        path, _, seen = line.rpartition(" ")
        calls = path.split(";")
        start = next((at for at, call in enumerate(calls) if call.startswith(_ROOTS)), None)
        if start is None or any(call.startswith(_ASIDE) for call in calls):
            continue
        key = tuple(_said(call) for call in calls[start:] if not call.startswith(_MEASURING))
        found[key] = found.get(key, 0) + int(seen)
    return found


def tree(found: Stacks) -> Frame:
    """The same as calls inside calls."""
    root = Frame("tout")
    for calls, seen in found.items():
        at = root
        at.seen += seen
        for call in calls:
            at = at.inside.setdefault(call, Frame(call))
            at.seen += seen
    return root


def hottest(root: Frame, most: int) -> list[tuple[str, float]]:
    """The functions that were themselves at work most often, and their share of all looks."""
    own: dict[str, int] = {}
    _own(root, own)
    ranked: Sequence[tuple[str, int]] = sorted(own.items(), key=lambda one: -one[1])[:most]
    return [(name, seen / max(root.seen, 1)) for name, seen in ranked]


def _own(frame: Frame, own: dict[str, int]) -> None:
    alone = frame.seen - sum(inner.seen for inner in frame.inside.values())
    if alone:
        own[frame.name] = own.get(frame.name, 0) + alone
    for inner in frame.inside.values():
        _own(inner, own)


def _said(call: str) -> str:
    """The function, and its file without the folders above its package; the line says too much."""
    name, _, place = call.partition(" (")
    file = place.rpartition(":")[0] or place.rstrip(")")
    return f"{name} ({'/'.join(Path(file).parts[-2:])})" if file else name
