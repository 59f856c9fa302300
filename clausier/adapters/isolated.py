"""Files are read in a process of their own: whatever a file does to it, this one goes on, and says what was lost."""

import logging
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread, Timer
from time import monotonic
from typing import BinaryIO

from clausier import errors
from clausier.errors import ClausierError, UnreadableFile
from clausier.ports import Watcher
from ingest.frames import PROGRAM, BrokenFrame, Drafted, Failed, Finished, Ready, Refused, Request, Told, receive, send
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.readers.kinds import is_pdf

_LOOK = 0.3
"""Seconds between two looks at the watcher while the process is silent: somebody who gives up waits no longer."""
_ENDING = 5.0
"""Seconds that the system may take to end a process that was killed."""
_LAST_WORDS = 40  # lines of the process's complaints that the log shows when it stops
_LONGEST_WORD = 500  # bytes; what comes without a line's end is cut, for it may have none

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a file may take."""

    memory: int = 3 * 1024**3
    """Bytes. Recognising a page as large as a poster takes half, and so does the largest file that is accepted."""
    silence: float = 180.0
    """Seconds without a word. Recognising a page takes five, and was seen to take thirty on a machine with no rest."""
    files: int = 100
    """Read by one process, so that what libraries leak does not add up."""
    rest: float = 300.0
    """Seconds without a file, after which the process ends: its recogniser holds some hundred megabytes."""
    given_up: int = 8
    """Pages of one file; where more bring the reading down it is the file, not a page of it."""


class IsolatedReading:
    """Reads files as `read_file` does, in another process, which stays warm for the next file.

    A PDF whose reading stops at a page is read again without that page, which is then unreadable. Any number of
    threads may read at once. `readers` is "module:function": what makes the readers over there.
    """

    def __init__(self, readers: str, bounds: Bounds | None = None) -> None:
        self._readers = readers
        self._bounds = bounds or Bounds()
        self._lock = Lock()
        self._idle: list[_Process] = []
        self._closed = False

    def __call__(self, file: GivenFile, watch: Watcher) -> RawFile:
        """The file, read. Raises what a reader refuses it with, UnreadableFile where that fails, or as `watch` does."""
        attempt = _Attempt(file, dict(file.drafts.kept()), set(file.given_up))
        while True:
            with self._lent() as process:
                worn = process.files > 0
                try:
                    return process.read(attempt, watch)
                except _Stopped as stopped:
                    _log.warning("reading stopped: %s (%s)\n%s", stopped, attempt.place, process.last_words())
                    if not attempt.goes_on(stopped, worn, self._bounds.given_up):
                        raise _refusal(stopped) from stopped

    def close(self) -> None:
        """End the process that waits; one that reads ends with its file."""
        with self._lock:
            self._closed, idle, self._idle = True, self._idle, []
        for process in idle:
            process.resting.cancel()
            process.end()

    @contextmanager
    def _lent(self) -> "Iterator[_Process]":
        process = self._awake() or _Process(self._readers, self._bounds)
        try:
            yield process
        finally:
            if not self._taken_back(process):
                process.end()

    def _awake(self) -> "_Process | None":
        with self._lock:
            process = self._idle.pop() if self._idle else None
        if process is None:
            return None
        process.resting.cancel()
        if process.alive:
            return process
        process.end()  # somebody ended it; what it left is tidied up
        return None

    def _taken_back(self, process: "_Process") -> bool:
        with self._lock:
            good = process.at_rest and process.files < self._bounds.files
            if self._closed or self._idle or not good:
                return False
            self._idle.append(process)
            process.resting = Timer(self._bounds.rest, self._dismiss, (process,))
            process.resting.daemon = True
            process.resting.start()
            return True

    def _dismiss(self, process: "_Process") -> None:
        with self._lock:
            if process not in self._idle:
                return
            self._idle.remove(process)
        process.end()


class _Stopped(Exception):
    """The process ended, was silent for too long, or failed, before the file was read."""


class _Silent(_Stopped):
    """It has to be ended; trying again would take as long."""


_NOTHING_YET = Told("ouverture du fichier", 0, 1)


class _NotStarted(_Stopped):
    """It is not the file's doing."""


@dataclass(slots=True)
class _Attempt:
    """What is known of a file's reading, from one process to the next."""

    file: GivenFile
    drafts: dict[int, bytes]
    given_up: set[int]
    last: Told = _NOTHING_YET
    spared: bool = False  # one stop is not held against a page: the process may have been worn

    @property
    def place(self) -> str:
        return f"{self.last.step} {self.last.done}/{self.last.total}"

    def request(self) -> Request:
        self.last = _NOTHING_YET
        return Request(self.file.name, self.file.data, self.file.password, dict(self.drafts), frozenset(self.given_up))

    def goes_on(self, stopped: _Stopped, worn: bool, most: int) -> bool:
        """Whether to try again, perhaps without the page that was being read."""
        if worn and not self.spared and not isinstance(stopped, _Silent):
            self.spared = True
            return True
        page = self.last.done + 1
        if not is_pdf(self.file.data) or self.last == _NOTHING_YET or page > self.last.total or page in self.given_up:
            return False
        self.given_up.add(page)
        return len(self.given_up) <= most


def _refusal(stopped: _Stopped) -> UnreadableFile:
    if isinstance(stopped, _NotStarted):
        return UnreadableFile(
            "Le programme qui lit les fichiers n’a pas pu démarrer.",
            "Vérifiez l’installation avec la commande clausier doctor, puis ajoutez le fichier à nouveau.",
        )
    if isinstance(stopped, _Silent):
        return UnreadableFile(
            "La lecture de ce fichier n’avançait plus : elle a été arrêtée.",
            "Ouvrez-le dans le programme qui l’a créé, enregistrez-le de nouveau, puis ajoutez cette copie.",
        )
    return UnreadableFile(
        "Ce fichier n’a pas pu être lu : il arrête le programme de lecture.",
        "Ouvrez-le dans le programme qui l’a créé, enregistrez-le de nouveau ou en PDF, puis ajoutez cette copie.",
    )


@dataclass(slots=True, eq=False)
class _Process:
    """The process on the other side of two pipes."""

    readers: str
    bounds: Bounds
    files: int = 0
    at_rest: bool = True
    ready: bool = False
    resting: Timer = field(init=False)
    _running: "subprocess.Popen[bytes]" = field(init=False)
    _answers: "SimpleQueue[object]" = field(init=False, default_factory=SimpleQueue)
    _listeners: list[Thread] = field(init=False, default_factory=list)
    _said: deque[bytes] = field(init=False, default_factory=lambda: deque(maxlen=_LAST_WORDS))

    def __post_init__(self) -> None:
        self._running = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, self.readers, str(self.bounds.memory), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for this process, which then ends the other and what that has started
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        for listen, stream in ((self._hear, self._running.stdout), (self._overhear, self._running.stderr)):
            self._listeners.append(Thread(target=listen, args=(stream,), name="reading apart", daemon=True))
            self._listeners[-1].start()

    @property
    def alive(self) -> bool:
        return self._running.poll() is None

    def read(self, attempt: _Attempt, watch: Watcher) -> RawFile:
        """The file of `attempt`. Raises _Stopped, what the reader there raised, or what `watch` raises here."""
        self.files += 1
        self.at_rest = False
        Thread(target=self._ask, args=(attempt.request(),), name="asking apart", daemon=True).start()
        while True:
            match self._next(attempt, watch):
                case Ready():
                    self.ready = True
                case Told() as told:
                    attempt.last = told
                    watch(told.step, told.done, told.total)
                case Drafted(page, draft):
                    attempt.drafts[page] = draft
                    attempt.file.drafts.keep(page, draft)
                case Finished(raw):
                    self.at_rest = True
                    return raw
                case Refused() as refused:
                    self.at_rest = True
                    raise _raised(refused)
                case Failed(trace):
                    raise _Stopped(f"a defect, or no memory left\n{trace}")
                case _ if self.ready:
                    raise _Stopped(self._ended())
                case _:
                    raise _NotStarted(self._ended())

    def _next(self, attempt: _Attempt, watch: Watcher) -> object:
        """The next answer. While there is none, the watcher may still stop the reading."""
        silent_since = monotonic()
        while True:
            try:
                return self._answers.get(timeout=_LOOK)
            except Empty:
                if monotonic() - silent_since > self.bounds.silence:
                    raise _Silent(f"nothing for {self.bounds.silence:.0f} seconds") from None
                watch(attempt.last.step, attempt.last.done, attempt.last.total)

    def end(self) -> None:
        """End the process, and what it started, at once."""
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._running.pid, signal.SIGKILL)
        self._running.kill()
        with suppress(subprocess.TimeoutExpired):
            self._running.wait(_ENDING)
        assert self._running.stdin is not None
        with suppress(OSError):  # what it was not sent any more
            self._running.stdin.close()
        for listener in self._listeners:
            listener.join(_ENDING)

    def last_words(self) -> str:
        return b"".join(self._said).decode("utf-8", "replace")

    def _ended(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            return f"it ended with {self._running.wait(_LOOK)}"
        return "what it says is no answer"

    def _ask(self, request: Request) -> None:
        assert self._running.stdin is not None
        with suppress(OSError):  # it ended before it heard all; that is told by its answers
            send(self._running.stdin, request)  # type: ignore[arg-type]

    def _hear(self, stream: BinaryIO) -> None:
        with stream, suppress(BrokenFrame):
            while (answer := receive(stream)) is not None:
                self._answers.put(answer)
        self._answers.put(None)

    def _overhear(self, stream: BinaryIO) -> None:
        with stream:
            self._said.extend(iter(lambda: stream.readline(_LONGEST_WORD), b""))


def _raised(refused: Refused) -> ClausierError:
    kind = getattr(errors, refused.error, UnreadableFile)
    return kind(refused.message, refused.advice) if issubclass(kind, ClausierError) else UnreadableFile(refused.message)
