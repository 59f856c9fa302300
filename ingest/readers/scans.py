"""Pages without text of their own: recognised two at a time, kept one by one, given back in order."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic

from clausier.domain.documents import RecognisedPage
from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import Drafts
from ingest.raw import RawLine
from ingest.readers.engine import PdfEngine, SeenPage
from ingest.readers.recognised import Recognised, packed, recognised, unpacked
from ingest.readers.recognition import DOTS, Recogniser
from ingest.readers.upright import Placing
from ingest.readers.written import written

STEP = "reconnaissance des pages"

_AT_ONCE = 2
"""Pages: a second core halves the time; more pictures of pages would fill the memory before they save any."""

_LOOK = 0.5  # seconds between two looks at the watcher while a page is recognised
_PATIENCE = 300.0
"""Seconds for a page, on a busy machine, the ways round that it is tried included; then nothing is told any more, and
whoever waits for a sign may end this."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A page that was recognised. `page` has its words as they stand on the sheet set upright, in points."""

    page: SeenPage
    by: str
    doubtful: int
    good: bool
    back: Placing  # from the upright sheet to the page as it is seen

    @property
    def found(self) -> RecognisedPage:
        return RecognisedPage(self.page.number, len(self.page.words), self.doubtful)

    def placed(self, lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
        """Lines of the upright sheet, with their boxes where they stand on the page."""
        return tuple(
            replace(
                line,
                words=tuple(replace(word, box=word.box and self.back.box(word.box)) for word in line.words),
                box=line.box and self.back.box(line.box),
            )
            for line in lines
        )


@dataclass(frozen=True, slots=True)
class Scans:
    """Recognises pages of one file. `data` is a PDF that the engine can draw; `total` counts all of its pages."""

    engine: PdfEngine
    recogniser: Recogniser
    data: bytes
    drafts: Drafts
    total: int

    def read(self, pages: Sequence[SeenPage], watch: Watcher) -> dict[int, Scan]:
        """By number, the pages that could be recognised. Raises what `watch` raises, between two looks at it."""
        kept = self.drafts.kept()
        drafts = {page.number: unpacked(kept[page.number]) for page in pages if page.number in kept}
        known = {number: draft for number, draft in drafts.items() if draft is not None}
        known |= self._recognised([page for page in pages if page.number not in known], watch)
        return {page.number: scan_of(page, known[page.number]) for page in pages if page.number in known}

    def _recognised(self, pages: Sequence[SeenPage], watch: Watcher) -> dict[int, Recognised]:
        done: dict[int, Recognised] = {}
        with self._at_work(done) as (pool, waiting):
            for page in pages:
                # Said before the page is drawn: where drawing it ends the process, this is the page that did.
                watch(STEP, page.number - 1, self.total)
                try:
                    picture = self.engine.picture(self.data, page.number, DOTS)
                except UnreadableFile:
                    continue
                waiting[page.number] = pool.submit(recognised, picture, self.recogniser)
                if len(waiting) >= _AT_ONCE:
                    self._gather(waiting, done, page.number - 1, watch)
            while waiting:
                self._gather(waiting, done, pages[-1].number - 1, watch)
        if pages:
            watch(STEP, self.total, self.total)
        return done

    @contextmanager
    def _at_work(
        self, done: dict[int, Recognised]
    ) -> Iterator[tuple[ThreadPoolExecutor, dict[int, Future[Recognised]]]]:
        """Threads for as long as pages are recognised. Whatever ends that, what they have finished is kept."""
        pool = ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1), thread_name_prefix="recognising")
        waiting: dict[int, Future[Recognised]] = {}
        try:
            yield pool, waiting
        finally:
            pool.shutdown(cancel_futures=True)
            whole = {number: future for number, future in waiting.items() if not future.cancelled()}
            self._keep([number for number, future in whole.items() if future.exception() is None], whole, done)

    def _gather(
        self, waiting: dict[int, Future[Recognised]], done: dict[int, Recognised], page: int, watch: Watcher
    ) -> None:
        """Wait until a page is recognised, and keep it."""
        begun = monotonic()
        while not wait(waiting.values(), _LOOK, "FIRST_COMPLETED").done:
            if monotonic() - begun < _PATIENCE:
                watch(STEP, page, self.total)
        ended = [number for number, future in waiting.items() if future.done()]
        for number in ended:
            if _is_defect(waiting[number]):
                watch(STEP, number - 1, self.total)  # this is the page that ends the reading, not the last one drawn
                break
        self._keep(ended, waiting, done)

    def _keep(self, ended: Sequence[int], waiting: dict[int, Future[Recognised]], done: dict[int, Recognised]) -> None:
        """Those pages alone: one that ends meanwhile has not been looked at."""
        for number in ended:
            future = waiting.pop(number)
            if future.cancelled() or isinstance(future.exception(), UnreadableFile):
                continue
            done[number] = future.result()
            self.drafts.keep(number, packed(done[number]))


def _is_defect(future: Future[Recognised]) -> bool:
    return not isinstance(future.exception(), UnreadableFile | None)


def scan_of(page: SeenPage, found: Recognised) -> Scan:
    """A page, with the words that were recognised on it instead of its own."""
    scale = page.width / found.width
    width, height = found.size
    back = replace(found.placing, c=found.placing.c * scale, f=found.placing.f * scale)
    upright = replace(
        page,
        width=width * scale,
        height=height * scale,
        words=tuple(written(found.words, scale)),
        drawn=bool(found.words) or not found.bare,
        rules=(),
    )
    return Scan(upright, found.by, found.doubtful, found.good, back)
