"""The process that reads files, one after the other, apart from the one that keeps the library.

A file can make a library crash, hang or fill the memory; here it takes nothing with it. The process is started with
`ingest.frames.PROGRAM`, asks for nothing but what comes on its standard input, and ends by itself when that is closed.
"""

import faulthandler
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from queue import SimpleQueue
from threading import Lock, Thread
from typing import BinaryIO

from clausier.errors import ClausierError
from ingest.frames import Answer, BrokenFrame, Drafted, Failed, Finished, Ready, Refused, Request, Told, receive, send
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.reading import Reader, read_file

Factory = Callable[[], Sequence[Reader]]

_log = logging.getLogger(__name__)


def main(factory: str, memory: str) -> None:
    """Read what is asked for until nobody asks any more.

    `factory` is "module:function", which makes the readers; `memory` is what they may use, in bytes.
    """
    requests, answers = _own_streams()
    faulthandler.enable()
    bound(int(memory))
    module, _, name = factory.partition(":")
    make: Factory = getattr(import_module(module), name)
    asked, desk = _asked(requests), Desk(make(), answers)
    desk.say(Ready())
    while True:
        request = asked.get()
        with tied_to(requests):
            answer = desk.answer(request)
        desk.say(answer)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, kept for frames alone: what libraries print goes to the standard error."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, answers


def _asked(requests: BinaryIO) -> "SimpleQueue[Request]":
    """What is asked for, as it comes. A thread listens, so that the end is noticed in the middle of a page, too."""
    asked: SimpleQueue[Request] = SimpleQueue()
    Thread(target=_listen, args=(requests, asked), name="listening", daemon=True).start()
    return asked


def _listen(requests: BinaryIO, asked: "SimpleQueue[Request]") -> None:
    try:
        while isinstance(request := receive(requests), Request):
            asked.put(request)
    except (BrokenFrame, OSError, MemoryError) as error:
        _log.warning("the process that reads files was asked for nothing that it knows: %s", error)
    end()


def end() -> None:
    """End this process, and what it started: a recogniser at work on a page."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def bound(memory: int) -> None:
    """Bound what this process may write to, on systems that know such bounds; leave no picture of it behind."""
    if sys.platform != "win32":
        import resource

        # What is written to, not what is reserved: recognisers reserve gigabytes, the more processors the more.
        for kind, wanted in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


@contextmanager
def tied_to(requests: BinaryIO) -> Iterator[None]:
    """While a file is read nothing more is asked for, so the system may end this process when something happens there.

    The thread that listens would do it, but a library at work need not let it.
    """
    if sys.platform == "win32" or os.getpgrp() != os.getpid():
        yield
        return
    import fcntl

    fcntl.fcntl(requests, fcntl.F_SETOWN, -os.getpgrp())  # the signal is SIGIO, for what this process started, too
    flags = fcntl.fcntl(requests, fcntl.F_GETFL)
    fcntl.fcntl(requests, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        yield
    finally:
        fcntl.fcntl(requests, fcntl.F_SETFL, flags)


class Desk:
    """Where requests become answers, one at a time."""

    def __init__(self, readers: Sequence[Reader], answers: BinaryIO) -> None:
        self._readers = readers
        self._answers = answers
        self._lock = Lock()

    def say(self, answer: Answer) -> None:
        """Send an answer; a sign of life, too."""
        with self._lock:
            send(self._answers, answer)

    def told(self, step: str, done: int, total: int) -> None:
        """Fits `Watcher`."""
        self.say(Told(step, done, total))

    def answer(self, request: Request) -> Answer:
        """Read a file; the last answer to its request, not sent yet."""
        file = GivenFile(
            request.name, request.data, request.password, SentDrafts(self, request.drafts), request.given_up
        )
        try:
            raw = read_file(file, self.told, self._readers)
            check(raw, request.given_up)
        except ClausierError as error:
            return Refused(type(error).__name__, str(error), error.advice)
        except Exception:  # noqa: BLE001 — this is the end of the process's work; whoever asked is told, and it is logged there
            return Failed(traceback.format_exc())
        return Finished(raw)


def check(raw: RawFile, given_up: frozenset[int]) -> None:
    """Raise ValueError where a page is missing, or was not looked at, and nothing says so."""
    numbers = [page.number for page in raw.pages]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"pages are missing: {numbers}")
    if not given_up <= set(raw.unreadable_pages) <= set(numbers):
        raise ValueError(f"unreadable: {raw.unreadable_pages} of {len(numbers)}, given up: {sorted(given_up)}")


@dataclass(frozen=True, slots=True)
class SentDrafts:
    """Fits `Drafts`: what was kept came with the file, and what is to be kept is sent back."""

    desk: Desk
    before: Mapping[int, bytes]

    def kept(self) -> Mapping[int, bytes]:
        return self.before

    def keep(self, page: int, draft: bytes) -> None:
        self.desk.say(Drafted(page, draft))
