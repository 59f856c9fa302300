"""Where the time of the two hot paths goes, function by function: py-spy looks at a process without slowing it.

It looks at the process that reads files, too. Where py-spy is not installed, or may not look, there is no profile and
the report says so; on macOS it needs an administrator.
"""

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.bench import inputs
from evals.bench.bench import DOSSIER, Bench, named
from evals.bench.processes import Broken, task
from evals.bench.reading import OURS, libraries

_RATE = 200  # looks a second
_ROOTS = ("Ingester.ingest (", "Desk.answer (ingest/", "_asked (bench/")  # a file, in either process; a question
_ASIDE = ("_warm (", "receive (ingest/")  # what is done once, and waiting for the other process
_MEASURING = "Clock.around."
_QUESTIONS = 60

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
    """Of reading and of asking; none where py-spy cannot look."""
    beside = Path(sys.executable).with_name("py-spy")
    spy = str(beside) if beside.exists() else shutil.which("py-spy")
    if spy is None:
        return ()
    libraries(bench)
    files = named(inputs.contracts(bench.folder, bench.sizes)[:2])
    paths = (
        ("Lecture", "ours.ingest", bench.fresh("profil"), {"files": files, "dossier": DOSSIER}),
        ("Question", "ours.ask", bench.home(OURS), {"dossier": DOSSIER, "alone": True, "questions": _QUESTIONS}),
    )
    try:
        return tuple(_profile(spy, *path) for path in paths)
    except (Broken, OSError):
        return ()


def _profile(spy: str, path: str, work: str, home: Path, given: Mapping[str, object]) -> Profile:
    with TemporaryDirectory() as folder:
        written = Path(folder) / "stacks"
        looking = [spy, "record", "--format", "raw", "--subprocesses", "--rate", str(_RATE), "--output", str(written)]
        task(work, home, given, before=[*looking, "--"])
        text = written.read_text("utf-8")
    return Profile(path, tree(stacks(text)), text)


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
