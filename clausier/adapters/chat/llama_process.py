"""The process of llama.cpp, from this side: whatever becomes of it, this one goes on, and its page does not freeze."""

import atexit
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread, Timer
from typing import Any, BinaryIO, cast

from clausier.adapters.chat.llama import BROKEN, MISSING, PROGRAM, Asked, Loading, heard
from clausier.errors import ModelUnavailable

REST = 900.0
"""Seconds without a question, after which the process ends: its model holds a gigabyte."""
_ENDING = 5.0  # seconds that the system may take to end a process that was killed

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question, what has come of its answer, and whether anybody still wants it. None ends the answer."""

    asked: Asked
    arrived: "SimpleQueue[Message | ModelUnavailable | None]" = field(default_factory=SimpleQueue)
    dropped: Event = field(default_factory=Event)


class LlamaProcess:
    """Asks one question at a time; the process is started at the first, and again where it has ended."""

    def __init__(self, loading: Loading, rest: float = REST) -> None:
        self._loading, self._rest = loading, rest
        self._lock = Lock()  # of the process: one question at a time
        self._numbers = count(1)
        self._running: subprocess.Popen[bytes] | None = None
        self._resting: Timer | None = None
        atexit.register(self.close)

    @property
    def running(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def answered(self, request: dict[str, object], schema: dict[str, object] | None) -> Iterator[Message]:
        """llama.cpp's chunks as they come. Dropping the iterator stops the answer. Raises ModelUnavailable."""
        asking = _Asking(Asked(number=next(self._numbers), request=request, schema=schema))
        Thread(target=self._work, args=(asking,), name="embedded-llama", daemon=True).start()
        try:
            while (message := asking.arrived.get()) is not None:
                if isinstance(message, ModelUnavailable):
                    raise message
                yield message
        finally:
            asking.dropped.set()
            self._stop(asking)

    def close(self) -> None:
        """End the process at once, with what it was saying."""
        running, self._running = self._running, None
        if self._resting is not None:
            self._resting.cancel()
        if running is None:
            return
        running.kill()
        with suppress(subprocess.TimeoutExpired):
            running.wait(_ENDING)
        for stream in (running.stdin, running.stdout):
            with suppress(OSError):  # what it was not sent any more
                cast("BinaryIO", stream).close()

    def _work(self, asking: "_Asking") -> None:
        with self._lock:
            try:
                for message in () if asking.dropped.is_set() else self._said(asking):
                    asking.arrived.put(message)
            except ModelUnavailable as error:
                asking.arrived.put(error)
            finally:
                asking.arrived.put(None)
                self._rests()

    def _said(self, asking: "_Asking") -> Iterator[Message]:
        running = self._awake()
        self._send(asking.asked)
        if asking.dropped.is_set():  # before there was a process to tell
            self._stop(asking)
        for message in heard(cast("BinaryIO", running.stdout)):
            if "chunk" in message:
                yield message["chunk"]
            elif "failure" in message:
                raise self._refused(message["failure"], message["told"])
            elif message["end"] == asking.asked["number"]:
                return
        self.close()  # it ended before its answer did
        raise ModelUnavailable("Le modèle embarqué s’est arrêté.", "Relancer l’explication.")

    def _awake(self) -> "subprocess.Popen[bytes]":
        if self._resting is not None:
            self._resting.cancel()
        if not Path(self._loading["path"]).is_file():
            raise ModelUnavailable(
                f"Le fichier du modèle n’existe pas : {self._loading['path']}.",
                "Corriger le réglage « model », ou relancer son installation.",
            )
        if self._running is None or not self.running:
            self.close()
            self._running = subprocess.Popen(
                [sys.executable, "-P", "-c", PROGRAM, json.dumps(self._loading), *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C is for this process, which then ends the other
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._running

    def _rests(self) -> None:
        self._resting = Timer(self._rest, self._dismiss)
        self._resting.daemon = True
        self._resting.start()

    def _dismiss(self) -> None:
        if self._lock.acquire(blocking=False):
            self.close()
            self._lock.release()

    def _stop(self, asking: "_Asking") -> None:
        self._send({"stop": asking.asked["number"]})

    def _send(self, message: object) -> None:
        running = self._running
        if running is not None and running.stdin is not None:
            with suppress(OSError, ValueError):  # it has ended, which its answers tell
                running.stdin.write(json.dumps(message).encode() + b"\n")
                running.stdin.flush()

    def _refused(self, failure: str, told: str) -> ModelUnavailable:
        if failure == MISSING:
            return ModelUnavailable(
                "Le modèle embarqué ne fonctionne pas sur ce système.",
                "Installer Ollama, que Clausier trouvera de lui-même.",
            )
        if failure == BROKEN:
            return ModelUnavailable(
                f"Le modèle ne se charge pas : {Path(self._loading['path']).name}.",
                "Vérifier ce fichier GGUF (« clausier models --verify ») et la mémoire libre.",
            )
        return ModelUnavailable(f"Le modèle embarqué s’est arrêté : {told}.", "Relancer l’explication.")
