"""Damaged files, thousands of them, handed to Clausier as a reader's would be: none may crash, hang or fill it.

    python -m evals.fuzz --minutes 10 --keep FOLDER [--readers evals.fuzz:unrecognising] [SEEDS]

Every input must end as a text or as a refusal with its sentence, within bounds. Whatever else happens is a finding; its
input is kept. `SEEDS` is a folder of files to damage; without it, `pdf_torture` of the data folder (`CLAUSIER_DATA`),
the project's own contracts, and small files of other formats. Without a recogniser many more are read in the same time.
"""

import argparse
import logging
import os
import re
import resource
import signal
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic

from clausier.adapters.isolated import Bounds, IsolatedReading
from clausier.adapters.pdfium import PdfiumEngine
from clausier.bundle import CORPUS
from clausier.domain.documents import DocumentId
from clausier.errors import ClausierError
from clausier.reading_process import READERS
from evals import seeds as made
from evals.mutations import mutated
from ingest.composing import compose
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.reading import Reader, standard_readers
from ingest.structure.recognise import recognise

SLOW = 30.0
"""Seconds of work that structuring may take, here, where nothing else bounds it; a contract takes one or two."""
_SILENCE = 300.0  # seconds; longer than the product waits, for a fuzzer is given what others leave of the machine
_HEAVY = 20_000
"""Bytes: two files of that size together are damaged as often as one that is next to nothing."""
_KEPT = 3  # inputs of one finding
_TOLD = 60.0  # seconds between two lines of progress
_NAMES = (
    "{}",
    "{}",
    "contrat",
    "contrat.pdf",
    "a.docx",
    "é" * 300 + ".md",
    "../../x.html",
    "a\x00b\n.txt",
    "",
    "x.tiff",
    ".odt",
)


def unrecognising() -> Sequence[Reader]:
    """Clausier's readers, which leave pictures of text unread."""
    return standard_readers(PdfiumEngine(), None)


class TooSlow(Exception):
    """Raised by the alarm clock."""


@dataclass(slots=True)
class Tally:
    """What became of the inputs."""

    keep: Path
    started: float = field(default_factory=monotonic)
    told: float = field(default_factory=monotonic)
    inputs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def found(self, what: str, name: str, data: bytes, detail: str) -> None:
        """Count a finding, and keep its input."""
        self.findings[what] += 1
        if self.findings[what] <= _KEPT:
            stem = re.sub(r"\W+", "_", what)[:80]
            (self.keep / f"{stem}.{self.inputs}{Path(name).suffix}").write_bytes(data)
            (self.keep / f"{stem}.{self.inputs}.txt").write_text(f"{name}\n{detail}", encoding="utf-8")
            print(f"FINDING {what} ({name}, input {self.inputs})", flush=True)

    def timed(self, seconds: float, name: str) -> None:
        self.slowest = sorted([*self.slowest, (round(seconds, 1), f"{name}, input {self.inputs}")], reverse=True)[:5]

    def tell(self) -> None:
        """Count an input, and say how far all this has come, from time to time."""
        self.inputs += 1
        if monotonic() - self.told > _TOLD:
            self.told = monotonic()
            print(self.line(), flush=True)

    def line(self) -> str:
        minutes = (monotonic() - self.started) / 60
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (
            f"{minutes:.1f} min, {self.inputs} inputs, {dict(self.outcomes.most_common(4))}, "
            f"{sum(self.findings.values())} findings of {len(self.findings)} kinds, "
            f"slowest {self.slowest[:1]}, peak {peak} MB there, {own} MB here"
        )


class _Listener(logging.Handler):
    """Hears of the readings that stopped, which end in a sentence for the reader and are findings all the same."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def main() -> None:
    """Damage and read until the time is over, then sum up."""
    asked = _arguments()
    asked.keep.mkdir(parents=True, exist_ok=True)
    seeds = _seeds(asked.seeds)
    listener = _Listener()
    logging.getLogger("clausier").addHandler(listener)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    reading, tally = IsolatedReading(asked.readers, Bounds(silence=_SILENCE)), Tally(asked.keep)
    with suppress(KeyboardInterrupt):
        for file in _damaged(seeds, asked.seed):
            if monotonic() - tally.started > asked.minutes * 60:
                break
            _try(reading, tally, listener, file)
            tally.tell()
    reading.close()
    _sum_up(tally)


def _damaged(seeds: dict[str, bytes], seed: int) -> Iterator[GivenFile]:
    """One damaged file after the other, the same for the same seeds and the same seed."""
    names = sorted(seeds)
    weights = [1 / (_HEAVY + len(seeds[name])) for name in names]
    for number in count():
        chance = Random(f"{seed}/{number}")
        name, other = chance.choices(names, weights, k=2)
        yield GivenFile(chance.choice(_NAMES).format(name), mutated(chance, seeds[name], seeds[other]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.fuzz", description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("seeds", type=Path, nargs="?")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--keep", type=Path, required=True, help="where inputs of findings go")
    parser.add_argument("--readers", default=READERS, help="what makes the readers, as module:function")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _seeds(folder: Path | None) -> dict[str, bytes]:
    data = os.environ.get("CLAUSIER_DATA", CORPUS.parent.parent / "shared" / "data")
    folders = [folder] if folder else [Path(data) / "pdf_torture", CORPUS / "contracts", CORPUS / "guidance"]
    kinds = (".pdf", ".docx", ".odt", ".html", ".md", ".txt", ".png", ".jpg", ".tif", ".tiff")
    files = [path for place in folders if place.is_dir() for path in place.rglob("*") if path.suffix in kinds]
    return {**made.seeds(), **{path.name: path.read_bytes() for path in files if path.stat().st_size}}


def _try(reading: IsolatedReading, tally: Tally, listener: _Listener, file: GivenFile) -> None:
    """Read one file, and structure what was read, as taking it into the library does."""
    listener.heard.clear()
    started = monotonic()
    try:
        raw = reading(file, _unwatched)
        with _alarm():
            letters = _structured(raw)
        tally.outcomes[f"{'text' if letters else 'no text'}{', pages unreadable' if raw.unreadable_pages else ''}"] += 1
    except ClausierError as error:
        tally.outcomes[f"{type(error).__name__}: {_general(str(error))}"] += 1
        if not error.advice or not str(error).endswith((".", "»")):
            tally.found(f"no advice: {error}", file.name, file.data, traceback.format_exc())
    except Exception as error:  # noqa: BLE001 — whatever it is, it is what is looked for
        tally.found(_signature(traceback.format_exc()), file.name, file.data, traceback.format_exc())
        tally.outcomes[f"defect: {type(error).__name__}"] += 1
    for heard in listener.heard:
        tally.found(_signature(heard), file.name, file.data, heard)
    tally.timed(monotonic() - started, file.name)


def _structured(raw: RawFile) -> int:
    composed = compose(raw)
    recognise(composed, DocumentId("fuzz"))
    return len(composed.text)


@contextmanager
def _alarm() -> Iterator[None]:
    """Wake up from what takes too long here; what takes too long over there has bounds of its own."""

    def wake(number: int, frame: object) -> None:
        raise TooSlow(f"more than {SLOW:.0f} s")

    signal.signal(signal.SIGVTALRM, wake)
    signal.setitimer(signal.ITIMER_VIRTUAL, SLOW)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks on."""


def _general(sentence: str) -> str:
    return re.sub(r"« .*? »", "« … »", re.sub(r"\d+", "n", sentence), flags=re.DOTALL)[:90]


def _signature(trace: str) -> str:
    """The same for the same defect: the last place of ours or of a library, and the kind of error."""
    lines = [line.strip() for line in trace.strip().splitlines() if line.strip()]
    places = [line for line in lines if line.startswith('File "') and not line.endswith("in wake")]
    place = re.sub(r'^File ".*?([^/"]+)", line (\d+), in (\w+).*', r"\1:\2 \3", places[-1]) if places else ""
    kind = next(
        (line for line in reversed(lines) if re.match(r"^[\w.]+(?:Error|Exception|Slow|Exit)\b", line)), lines[0]
    )
    return f"{_general(kind)} at {place}" if place else _general(lines[0])


def _sum_up(tally: Tally) -> None:
    print(tally.line())
    for title, counted in (("outcomes", tally.outcomes), ("findings", tally.findings)):
        print(f"{title}:")
        for what, number in counted.most_common():
            print(f"  {number:7d}  {what}")
    print(f"slowest: {tally.slowest}", flush=True)


if __name__ == "__main__":
    main()
