"""What the process that reads files is sent and what it answers, one frame each: a length, then a pickle.

The process has handled a hostile file, so its answers are opened with care: they hold our own values and nothing else.
"""

import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from typing import BinaryIO, TypeAlias

from clausier.domain.text import Box
from ingest.raw import RawFile, RawWord

PROGRAM = "import sys; sys.path[:] = sys.argv[3:]; from ingest.worker import main; main(*sys.argv[1:3])"
"""For `python -c`, followed by the arguments of `ingest.worker.main` and the places where modules are looked for.

Those are the places of the process that starts it: so it finds this package in a checkout as in an installation.
"""

_LENGTH = 8  # bytes of a frame's length
_LONGEST = 1 << 31
"""Bytes. What two thousand dense pages become is a quarter of it; a longer frame is no frame, but stray output."""
_OURS = ("ingest.frames", "ingest.raw", "clausier.domain.documents", "clausier.domain.text")


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read. Pages given up are not looked at."""

    name: str
    data: bytes = field(repr=False)
    password: str = field(default="", repr=False)
    drafts: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    given_up: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has its readers; the first thing that it says."""


@dataclass(frozen=True, slots=True)
class Told:
    """How far the reading has come, as `Watcher` is told."""

    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Drafted:
    """A page to keep, as `Drafts` is given it."""

    page: int
    draft: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Finished:
    raw: RawFile


@dataclass(frozen=True, slots=True)
class Refused:
    """What a reader raised for its user: the class, the sentence, the advice."""

    error: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A defect, or no memory left; `trace` is for developers."""

    trace: str


Answer: TypeAlias = Ready | Told | Drafted | Finished | Refused | Failed


class BrokenFrame(Exception):
    """What came is not a frame: stray output, or the end of the stream in the middle of one."""


def send(stream: BinaryIO, value: Request | Answer) -> None:
    """Write a frame, whole."""
    packed = io.BytesIO()
    packer = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    # A file has a million words; made from their fields they travel in half the time that dataclasses take by default.
    packer.dispatch_table = {
        RawWord: lambda word: (RawWord, (word.text, word.box)),
        Box: lambda box: (Box, (box.left, box.top, box.right, box.bottom)),
    }
    packer.dump(value)
    stream.write(packed.tell().to_bytes(_LENGTH, "big"))
    stream.write(packed.getbuffer())
    stream.flush()


def receive(stream: BinaryIO) -> object | None:
    """The next frame's value; None at the end of the stream. Raises BrokenFrame."""
    start = stream.read(_LENGTH)
    if not start:
        return None
    length = int.from_bytes(start, "big")
    if len(start) < _LENGTH or length > _LONGEST:
        raise BrokenFrame("no length")
    packed = stream.read(length)
    if len(packed) < length:
        raise BrokenFrame("cut short")
    try:
        value: object = _Opener(io.BytesIO(packed)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, LookupError, ImportError) as error:
        raise BrokenFrame(f"not one of ours: {error}") from error
    return value


class _Opener(pickle.Unpickler):
    """Makes the dataclasses and enumerations that a reading is made of; never calls anything else."""

    def find_class(self, module: str, name: str) -> type:
        if module in _OURS and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
