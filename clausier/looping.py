"""A thread that takes up what waits, one thing at a time, until it is told to stop."""

import logging
from collections.abc import Callable
from threading import Event, Thread

BETWEEN_LOOKS = 5.0
"""Seconds: how long what another process handed in may wait to be noticed."""
CLOSING = 10.0
"""Seconds to wait for a step that cannot be cut short, such as the recognition of one page."""

_log = logging.getLogger(__name__)


class Loop:
    """Calls `step` as long as it says that there was something to do, then looks again when woken, or after a while."""

    def __init__(self, name: str, step: Callable[[], bool]) -> None:
        self.closing = Event()
        self._step = step
        self._woken = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; what waits already is taken up at once."""
        self._thread.start()

    def wake(self) -> None:
        """Say that there is something new."""
        self._woken.set()

    def close(self) -> None:
        """Stop after the present step."""
        self.closing.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(CLOSING)

    def _run(self) -> None:
        while not self.closing.is_set():
            self._woken.clear()
            try:
                worked = self._step()
            except Exception:  # noqa: BLE001 — were this thread to die, all that comes later would wait without a word
                _log.exception("%s: what waits could not be taken up", self._thread.name)
                worked = False
            if not worked and not self.closing.is_set():
                self._woken.wait(BETWEEN_LOOKS)
