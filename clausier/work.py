"""What is done behind the reader's back: files are read, explanations are written, one at a time each."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Condition, Event, Thread
from time import monotonic

from clausier.domain.answers import AnswerId
from clausier.domain.documents import Document
from clausier.domain.jobs import Job, JobState, Submission
from clausier.errors import Cancelled, ClausierError, LockedFile, UnknownName
from clausier.looping import CLOSING, Loop
from clausier.ports import Jobs, Watcher

BETWEEN_SAVES = 0.2
"""Seconds: an eye sees no more than five steps a second, and every save waits for the disk."""

_log = logging.getLogger(__name__)


class ReadingWorker:
    """Reads the files on the list, in one thread. A file that fails never keeps the next from being read.

    `drop` is told of a file that was taken off the list while it was read: what was kept of it has to go.
    """

    def __init__(
        self, jobs: Jobs, ingest: Callable[[Submission, Watcher], Document], drop: Callable[[Submission], None]
    ) -> None:
        self._jobs = jobs
        self._ingest = ingest
        self._drop = drop
        self._loop = Loop("reading", self._read_next)

    def start(self) -> None:
        """Take up what was being read when the program stopped, then whatever is on the list."""
        self._jobs.recover()
        self._loop.start()

    def wake(self) -> None:
        """Say that there is something new on the list."""
        self._loop.wake()

    def close(self) -> None:
        """Stop at the next step. What was being read goes back on the list."""
        self._loop.close()

    def _read_next(self) -> bool:
        taken = self._jobs.next()
        if taken is None:
            return False
        progress = _Progress(self._jobs, taken[0], self._loop.closing)
        outcome = self._outcome(taken[1], progress)
        try:
            self._jobs.save(outcome)
        except UnknownName:  # the job was taken off the list in the meantime
            self._drop(taken[1])
        return True

    def _outcome(self, submission: Submission, progress: "_Progress") -> Job:
        try:
            document = self._ingest(submission, progress)
        except Cancelled:
            if self._loop.closing.is_set():
                return replace(progress.job, state=JobState.WAITING, step="", done=0, total=0)
            return replace(progress.job, state=JobState.CANCELLED)
        except LockedFile as error:
            return replace(progress.job, state=JobState.LOCKED, message=str(error), advice=error.advice)
        except ClausierError as error:
            return replace(progress.job, state=JobState.FAILED, message=str(error), advice=error.advice)
        except Exception:  # noqa: BLE001 — the reader is told that this file failed, whatever the defect; the log says which
            _log.exception("a file could not be read: a defect")
            return replace(
                progress.job,
                state=JobState.FAILED,
                message="La lecture s’est arrêtée sur une erreur du logiciel.",
                advice="Ajoutez le fichier à nouveau ; si l’erreur revient, convertissez-le en PDF ou signalez-la.",
            )
        return replace(progress.job, state=JobState.DONE, document=document.id)


class _Progress:
    """The watcher of one job: saves how far it has come, and stops it when the reader gave it up."""

    def __init__(self, jobs: Jobs, job: Job, closing: Event) -> None:
        self.job = job
        self._jobs = jobs
        self._closing = closing
        self._saved = monotonic() - BETWEEN_SAVES

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._closing.is_set():
            raise Cancelled("La lecture s’est arrêtée avec Clausier.", "Elle reprendra au prochain démarrage.")
        same_step, self.job = step == self.job.step, replace(self.job, step=step, done=done, total=total)
        if same_step and monotonic() - self._saved < BETWEEN_SAVES:
            return
        self._saved = monotonic()
        if self._given_up():
            raise Cancelled("La lecture a été abandonnée.", "Reprenez-la quand vous voulez.")
        self._jobs.save(self.job)

    def _given_up(self) -> bool:
        try:
            now = self._jobs.get(self.job.id)
            return now.state is not JobState.RUNNING or now.turn != self.job.turn
        except UnknownName:
            return True


class ExplainWorker:
    """Has explanations written, one at a time, in the order they were asked for.

    `explain` gives the steps of one explanation; it is stopped between two steps, and closed so that it can say so.
    """

    def __init__(self, explain: Callable[[AnswerId], Iterator[object]]) -> None:
        self._explain = explain
        self._changed = Condition()
        self._waiting: deque[AnswerId] = deque()
        self._current: AnswerId | None = None
        self._stopping = False
        self._closing = False
        self._thread: Thread | None = None

    def start(self, answer: AnswerId) -> None:
        """Have an answer explained; one that is waiting or being written is left where it is."""
        with self._changed:
            written = answer == self._current and not self._stopping
            if self._closing or written or answer in self._waiting:
                return
            self._waiting.append(answer)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="explaining", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def stop(self, answer: AnswerId) -> None:
        """Give up an explanation: at once when it waits, after its present step when it is being written."""
        with self._changed:
            if answer in self._waiting:
                self._waiting.remove(answer)
            if answer == self._current:
                self._stopping = True

    def running(self, answer: AnswerId) -> bool:
        """Whether an explanation waits or is being written."""
        with self._changed:
            return answer == self._current or answer in self._waiting

    def position(self, answer: AnswerId) -> int:
        """How many explanations come before this one: 0 while it is being written, or is not asked for."""
        with self._changed:
            return self._waiting.index(answer) + 1 if answer in self._waiting else 0

    def close(self) -> None:
        """Give everything up, and leave no thread."""
        with self._changed:
            self._closing = self._stopping = True
            self._waiting.clear()
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(CLOSING)

    def _run(self) -> None:
        while (answer := self._next()) is not None:
            try:
                self._write(answer)
            except ClausierError as error:  # its conversation was forgotten, or the disk is full
                _log.warning("an explanation stopped: %s", error)
            except Exception:  # noqa: BLE001 — were this thread to die, no explanation would be written any more
                _log.exception("an explanation stopped: a defect")

    def _next(self) -> AnswerId | None:
        with self._changed:
            self._current, self._stopping = None, self._closing
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._closing)
            if self._closing:
                return None
            self._current = self._waiting.popleft()
            return self._current

    def _write(self, answer: AnswerId) -> None:
        steps = self._explain(answer)
        try:
            for _ in steps:
                if self._stopping:
                    break
        finally:
            close = getattr(steps, "close", None)  # a generator has one, a plain iterator has not
            if close is not None:
                close()
