"""llama.cpp, in a process that does nothing else: it is asked on its standard input and answers on its output.

One JSON object a line each way. Asked: `Asked`, then perhaps `{"stop": number}`. It answers with the chunks of the
answer as llama.cpp makes them, each `{"chunk": …}`, or with `{"failure": …}`, and ends with `{"end": number}`. It ends
when its input does.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex
from threading import Lock, Thread
from typing import Any, BinaryIO, TypedDict

PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from clausier.adapters.chat.llama import main; main(sys.argv[1])"
"""For `python -c`, followed by `Loading` as JSON and the places where modules are looked for."""

_BATCH_TOKENS = 128  # prompt tokens read between two chances to stop: a few seconds on one slow core
_TOPOLOGY = Path("/sys/devices/system/cpu")  # of Linux: which of its cores are two halves of one
_COMPACT = {"item_separator": ", ", "key_separator": ": ", "whitespace_flexible": False}
"""LLGuidance's own keys: JSON on one line. Free layout costs a small model four tokens in ten."""
_SEEN, _DRAFTED = 2, 4
"""Tokens alike that what was read and what is written must end with, and how many that followed are tried at once."""
_YIELDS = 5  # the page comes before the model where both want the processor: see nice(1)

MISSING, BROKEN, STOPPED = "missing", "broken", "stopped"
"""Failures: no llama.cpp for this system, a file that does not load, an answer that ended with an error."""


class Loading(TypedDict):
    path: str
    threads: int  # 0: one a physical core
    context: int  # tokens


class Asked(TypedDict):
    number: int
    request: dict[str, object]  # as OpenAI's chat completions have it
    schema: dict[str, object] | None


def main(loading: str) -> None:
    """Answer until the input ends. The model is loaded at the first question."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_YIELDS)
    _Answering(json.loads(loading), sys.stdin.buffer, out).run()


class _Answering:
    """Answers one question after the other; a thread of its own hears what is asked, and that it is to stop."""

    def __init__(self, loading: Loading, asked: BinaryIO, out: BinaryIO) -> None:
        self._loading, self._asked, self._out = loading, asked, out
        self._engine: Any = None  # xllamacpp.Server, which has no types
        self._waiting: SimpleQueue[Asked] = SimpleQueue()
        self._stopped: set[int] = set()
        self._lock = Lock()

    def run(self) -> None:
        Thread(target=self._hear, daemon=True).start()
        while True:
            asked = self._waiting.get()
            try:
                self._answer(asked)
            except (RuntimeError, ValueError, OSError) as error:
                self._say({"failure": STOPPED, "told": str(error)})
            self._say({"end": asked["number"]})

    def _hear(self) -> None:
        for line in self._asked:
            message = json.loads(line)
            if "stop" in message:
                self._stopped.add(message["stop"])
            else:
                self._waiting.put(message)
        os._exit(0)  # nobody is left to hear an answer, be one under way

    def _answer(self, asked: Asked) -> None:
        if asked["number"] in self._stopped:
            return
        try:
            library = _library()
        except ImportError as error:
            self._say({"failure": MISSING, "told": str(error)})
            return
        if self._engine is None:
            try:
                self._engine = _load(library, self._loading)
            except RuntimeError as error:
                self._say({"failure": BROKEN, "told": str(error)})
                return
        request = dict(asked["request"])
        if asked["schema"]:
            request["grammar"] = str(library.json_schema_to_grammar({**asked["schema"], "x-guidance": _COMPACT}))

        def receive(chunk: Mapping[str, Any]) -> bool:
            self._say({"chunk": chunk})
            return asked["number"] in self._stopped

        self._engine.handle_chat_completions(request, receive)

    def _say(self, message: Mapping[str, object]) -> None:
        with self._lock:
            self._out.write(json.dumps(message).encode() + b"\n")


def _load(library: Any, loading: Loading) -> Any:
    parameters = library.CommonParams()
    parameters.model.path = loading["path"]
    parameters.n_ctx = loading["context"]
    parameters.n_parallel = 1
    parameters.n_batch = parameters.n_ubatch = _BATCH_TOKENS
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = loading["threads"] or _physical_cores()
    parameters.cache_ram_mib = 0  # the slot's own prefix reuse is enough; this one takes gigabytes
    parameters.warmup = False
    parameters.verbosity = -1
    parameters.offline = True
    _draft(library, parameters.speculative)
    # llama.cpp cannot but listen somewhere: on a socket file that nobody can open, and which is gone once it is up.
    parameters.ui = False
    parameters.api_keys = [token_hex(16)]
    with tempfile.TemporaryDirectory(prefix="clausier-") as private:
        parameters.hostnames = [str(Path(private) / "llama.sock")]
        return library.Server(parameters)


def _draft(library: Any, speculative: Any) -> None:
    """Have the model check what it may be about to copy, in one go, instead of writing it token by token.

    Its sentences say again what the evidence says. What it would not have written itself is thrown away: prompt lookup
    (A. Saxena, 2023), llama.cpp's « ngram-simple ».
    """
    speculative.types = [library.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE]
    speculative.ngram_simple.size_n = _SEEN
    speculative.ngram_simple.size_m = _DRAFTED


def _library() -> Any:
    """llama.cpp. Its threads sleep while they wait for each other, which has to be said before it is first imported.

    They would otherwise turn round on their cores: where another program holds one, that is ten times slower.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import xllamacpp

    return xllamacpp


def _physical_cores() -> int:
    """The cores that share their arithmetic with no other; half of all where the system does not say."""
    siblings = {path.read_text() for path in _TOPOLOGY.glob("cpu[0-9]*/topology/thread_siblings_list")}
    return len(siblings) or max(1, (os.cpu_count() or 1) // 2)


def heard(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """The messages of such a process, until it ends, or says what is none."""
    with suppress(ValueError):
        for line in stream:
            yield json.loads(line)
