"""Readers that do what no reader should, for the process that reads files: which of it, the file says."""

import ctypes
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from clausier.adapters.pdfium import PdfiumEngine
from clausier.errors import LockedFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine, RawPage
from ingest.readers.engine import SeenPage
from ingest.readers.pdf import PdfReader
from ingest.reading import Reader, standard_readers

READERS = f"{__name__}:readers"
MARK = b"DO "


def readers() -> Sequence[Reader]:
    """The bad one for files that begin with MARK; PDF files misbehave at pages that say so."""
    return (_Obedient(), PdfReader(_TouchyEngine()), *standard_readers(PdfiumEngine())[1:])


def _abort() -> None:
    os.abort()


def _read_nowhere() -> None:
    ctypes.string_at(8)


def _wait() -> None:
    time.sleep(3600)


def _backtrack() -> None:
    re.match(r"(?:a|a)*b", "a" * 60)  # takes longer than the universe, and lets no other thread work


def _allocate() -> None:
    kept = []
    while True:
        kept.append(b"x" * (1 << 26))


def _leave() -> None:
    os._exit(0)


def _stumble() -> None:
    raise KeyError("a defect")


def _litter() -> None:
    """Write where the answers go."""
    for number in range(3, 64):
        try:
            os.write(number, b"warning: object 12 0 not found\n")
        except OSError:
            continue


def _chatter() -> None:
    """Print, as libraries do, in Python and in C."""
    sys.stdout.write("warning\n" * 1000)
    sys.stdout.flush()
    os.write(1, b"warning\n" * 1000)


DEEDS: dict[str, Callable[[], None]] = {
    "abort": _abort,
    "segfault": _read_nowhere,
    "hang": _wait,
    "backtrack": _backtrack,
    "allocate": _allocate,
    "exit": _leave,
    "stumble": _stumble,
    "litter": _litter,
    "chatter": _chatter,
}


def _raw(*texts: str) -> RawFile:
    return RawFile((RawPage(1, "", 0.0, 0.0, tuple(RawLine(text) for text in texts)),), paged=False)


class _Obedient:
    """Fits `Reader`. Tells its process's number as how far it has come, then does as it is told."""

    def accepts(self, data: bytes, name: str) -> bool:
        return data.startswith(MARK)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        what = file.data.removeprefix(MARK).decode()
        watch("processus", os.getpid(), 1 << 30)
        match what:
            case "draft":
                kept = file.drafts.kept()
                file.drafts.keep(max(kept, default=0) + 1, b"\x00recognised")
                return _raw(*[f"{page} {draft.hex()}" for page, draft in sorted(kept.items())], "end")
            case "refuse":
                raise LockedFile("Ce fichier est fermé.", f"Essayez {file.password!r}.")
            case "start":
                with subprocess.Popen(["sleep", "3600"]) as started:
                    watch("recognition", started.pid, 1 << 30)
        if what in DEEDS:
            DEEDS[what]()
        return _raw(what)


class _TouchyEngine(PdfiumEngine):
    """A page with a word such as « DO-abort » does it."""

    def pages(self, data: bytes, given_up: frozenset[int] = frozenset()) -> Iterator[SeenPage]:
        for page in super().pages(data, given_up):
            for word in page.words:
                if (deed := DEEDS.get(word.text.removeprefix("DO-"))) is not None:
                    deed()
            yield page
