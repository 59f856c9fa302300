"""Work done by processes of their own, each with its time, its processor time and its memory.

For systems that know `wait4`: Linux and macOS. Memory is the largest sum, seen four times a second, of what a process
and those that it started hold, a page shared by several counted once; where the system does not tell that, it is what
the largest of them held.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from typing import Any

from clausier.bundle import HOME
from clausier.settings import PREFIX, load_settings
from clausier.telemetry import OFF

_LOOK = 0.25  # seconds: a look takes some milliseconds, of a core that is being measured
_KIBIBYTE = 1024
_LAST_WORDS = 400  # letters
CLAUSIER = (sys.executable, "-c", "from clausier.launch import main; main()")
"""The command line, started as an installation's script starts it."""


class Broken(RuntimeError):
    """A process that was measured failed; its last words are the message."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that has ended."""

    found: Mapping[str, Any]
    seconds: float
    first: float  # until the first thing it wrote
    cores: float  # seconds of processor, its own and of those that it started and waited for
    memory: float  # bytes


def environment(home: Path) -> dict[str, str]:
    """Of a process whose library is in that folder: nothing of the person's own, but for the models."""
    dropped = (PREFIX, "PYTHONDONTWRITEBYTECODE")  # a person's machine keeps what Python has compiled
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    ours = {"HOME": str(home), "MODELS": str(load_settings().models_folder), "MODEL": "none"}
    return {
        **kept,
        **OFF,
        **{f"{PREFIX}{name}": value for name, value in ours.items()},
        "PYTHONPATH": str(HOME),
        "HF_HUB_OFFLINE": "1",
    }


def task(name: str, home: Path, given: Mapping[str, object], before: Sequence[str] = ()) -> Ran:
    """A task of `evals.bench.child`, done over there. `before` goes before the command: a profiler and its options."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / "given.json", Path(folder) / "found.json"]
        paths[0].write_text(json.dumps(given), encoding="utf-8")
        command = [*before, sys.executable, "-m", "evals.bench.child", name, *map(str, paths)]
        ran = command_run(command, home)
        found = json.loads(paths[1].read_text(encoding="utf-8"))
    return Ran(found, ran.seconds, ran.first, ran.cores, ran.memory)


def command_run(command: Sequence[str], home: Path) -> Ran:
    """A command, until it ends. `found` has what it wrote under "out"."""
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, (Path(folder) / "said").open("w+b") as said:
        started = perf_counter()
        process = subprocess.Popen(
            command, cwd=HOME, env=environment(home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
        )
        with sampled(process.pid) as memory:
            assert process.stdout is not None
            begun = process.stdout.read(1)
            first = perf_counter() - started
            written = begun + process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        said.seek(0)
        if process.returncode:
            raise Broken(_last(said.read().decode(errors="replace")))
    unit = 1 if sys.platform == "darwin" else _KIBIBYTE
    largest = max([usage.ru_maxrss * unit, *memory])
    out = {"out": written.decode(errors="replace")}
    return Ran(out, seconds, first if begun else seconds, usage.ru_utime + usage.ru_stime, largest)


def _last(said: str) -> str:
    """The last words of a process, on one line."""
    return " / ".join(line.strip() for line in said.splitlines() if line.strip())[-_LAST_WORDS:]


@contextmanager
def sampled(process: int) -> Iterator[list[float]]:
    """While the block lasts, what a process and its children hold together, look by look."""
    seen: list[float] = []
    over = Event()

    def look() -> None:
        while not over.wait(_LOOK):
            seen.append(held(process))

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def held(process: int) -> float:
    """Bytes held by a process and those below it; 0 where the system does not tell."""
    return sum(map(_own, family(process)))


def family(process: int) -> list[int]:
    """A process and all that it started, directly or not."""
    below = [int(name) for path in Path(f"/proc/{process}/task").glob("*/children") for name in _text(path).split()]
    return [process, *(one for child in below for one in family(child))]


def _own(process: int) -> float:
    for line in _text(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return float(line.split()[1]) * _KIBIBYTE
    return 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:  # it has ended in the meantime
        return ""


def on_disk(folder: Path) -> int:
    """Bytes of everything below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
