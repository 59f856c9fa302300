"""Reading in a process of its own: real processes, and readers that do to them what hostile files do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clausier.adapters.isolated import Bounds, IsolatedReading
from clausier.errors import Cancelled, LockedFile, UnreadableFile
from clausier.reading_process import READERS, readers
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.reading import read_file
from tests.reading.bad_readers import MARK
from tests.reading.bad_readers import READERS as BAD_READERS
from tests.reading.made import CLAUSES, Sheet, pdf, unwatched, word

ROOT = Path(__file__).parents[2]
SHORT = Bounds(memory=1 << 30, silence=8.0, files=5)
AT_ONCE = 20.0  # seconds; the system ends a process in a few thousandths, on a machine that has time for it


@pytest.fixture
def reading() -> Iterator[IsolatedReading]:
    """With bounds that a test can wait for, and readers that can be told to misbehave."""
    made = IsolatedReading(BAD_READERS, SHORT)
    yield made
    made.close()


def told(deed: str, name: str = "fichier.txt") -> GivenFile:
    return GivenFile(name, MARK + deed.encode())


def pages(*deeds: str) -> GivenFile:
    """A PDF whose pages do something to whoever reads them; "" is a page like others."""

    def drawing(deed: str) -> Iterator[str]:
        yield from CLAUSES
        if deed:
            yield f"DO-{deed}"

    made = pdf(*[lambda sheet, deed=deed: sheet.lines(list(drawing(deed))) for deed in deeds])
    return GivenFile("contrat.pdf", made)


def lines(raw: RawFile) -> list[str]:
    return [line.text for page in raw.pages for line in page.lines]


class Numbers:
    """A watcher that keeps the numbers that the bad reader tells."""

    def __init__(self, stop_at: str | None = None) -> None:
        self.told: dict[str, int] = {}
        self._stop_at = stop_at

    def __call__(self, step: str, done: int, total: int) -> None:
        self.told[step] = done
        if step == self._stop_at:
            raise Cancelled("La lecture a été abandonnée.")


def gone(process: int) -> bool:
    """Whether a process ends, or waits for nothing but to be noticed."""
    end = time.monotonic() + AT_ONCE
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def the_process(reading: IsolatedReading) -> int:
    """The number of the process that reads."""
    numbers = Numbers()
    reading(told("nothing"), numbers)
    return numbers.told["processus"]


@pytest.mark.parametrize("kind", ["pdf", "docx", "md"])
def test_a_file_is_read_as_it_would_be_here(kind: str) -> None:
    data = {
        "pdf": pdf(*[lambda sheet: sheet.lines(CLAUSES)] * 3),
        "docx": word(*CLAUSES),
        "md": b"# Titre\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTexte.",
    }[kind]
    reading = IsolatedReading(READERS)
    try:
        steps: list[tuple[str, int, int]] = []
        raw = reading(GivenFile(f"contrat.{kind}", data), lambda *step: steps.append(step))
        here: list[tuple[str, int, int]] = []
        assert raw == read_file(GivenFile(f"contrat.{kind}", data), lambda *step: here.append(step), readers())
        assert set(here) <= set(steps)
    finally:
        reading.close()


def test_a_refusal_comes_with_its_class_its_sentence_and_its_advice(reading: IsolatedReading) -> None:
    with pytest.raises(LockedFile, match="Ce fichier est fermé") as refusal:
        reading(GivenFile("a", MARK + b"refuse", password="sésame"), unwatched)
    assert refusal.value.advice == "Essayez 'sésame'."
    with pytest.raises(UnreadableFile, match=r"« rien\.pdf » est vide"):
        reading(GivenFile("rien.pdf", b""), unwatched)


def test_one_process_reads_many_files_and_is_replaced_in_time(reading: IsolatedReading) -> None:
    numbers = [the_process(reading) for _ in range(2 * SHORT.files)]
    assert [numbers.count(number) for number in dict.fromkeys(numbers)] == [SHORT.files] * 2
    assert os.getpid() not in numbers
    assert gone(numbers[0])


@pytest.mark.parametrize("deed", ["abort", "segfault", "exit", "litter", "stumble", "allocate", "hang", "backtrack"])
def test_whatever_a_file_does_it_is_refused_and_the_next_one_is_read(reading: IsolatedReading, deed: str) -> None:
    before = the_process(reading)
    with pytest.raises(UnreadableFile) as refusal:
        reading(told(deed), unwatched)
    assert str(refusal.value).endswith(".")
    assert refusal.value.advice.endswith(".")
    assert the_process(reading) != before
    assert gone(before)


def test_a_process_that_does_not_start_is_not_the_file_s_fault() -> None:
    reading = IsolatedReading("tests.reading.no_such_module:readers", SHORT)
    with pytest.raises(UnreadableFile, match="n’a pas pu démarrer"):
        reading(pages(""), unwatched)
    reading.close()


def test_what_libraries_print_is_no_answer(reading: IsolatedReading) -> None:
    assert lines(reading(told("chatter"), unwatched)) == ["chatter"]


@pytest.mark.parametrize("deed", ["abort", "exit", "litter", "stumble", "allocate", "hang"])
def test_a_page_that_cannot_be_read_is_given_up_and_named(reading: IsolatedReading, deed: str) -> None:
    raw = reading(pages("", deed, ""), unwatched)
    assert len(raw.pages) == 3
    assert raw.unreadable_pages == (2,)
    assert raw.pages[1].lines == ()
    assert [line.text for line in raw.pages[2].lines] == list(CLAUSES)


def test_several_pages_are_given_up_and_no_more_than_that() -> None:
    reading = IsolatedReading(BAD_READERS, Bounds(given_up=2))
    try:
        assert reading(pages("abort", "", "exit"), unwatched).unreadable_pages == (1, 3)
        with pytest.raises(UnreadableFile, match="n’a pas pu être lu"):
            reading(pages("abort", "abort", "", "abort"), unwatched)
    finally:
        reading.close()


def test_a_worn_process_s_end_is_not_held_against_a_page(reading: IsolatedReading) -> None:
    process = the_process(reading)
    killed: list[int] = []

    def kill_at_two(step: str, done: int, total: int) -> None:
        if (step, done) == ("lecture des pages", 2) and not killed:
            killed.append(process)
            os.kill(process, signal.SIGKILL)

    raw = reading(pages(*[""] * 40), kill_at_two)
    assert killed
    assert raw.unreadable_pages == ()
    assert len(raw.pages) == 40


def test_who_gives_up_waits_for_no_page(reading: IsolatedReading) -> None:
    """The process is silent; the watcher is asked all the same, and what it raises is raised."""
    patient = IsolatedReading(BAD_READERS, Bounds(silence=3600))
    started = time.monotonic()
    asked = 0

    def stop_later(step: str, done: int, total: int) -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise Cancelled("La lecture a été abandonnée.")

    with pytest.raises(Cancelled):
        patient(told("hang"), stop_later)
    assert time.monotonic() - started < 60
    patient.close()


def test_nothing_is_left_of_a_reading_given_up(reading: IsolatedReading) -> None:
    """Neither the process nor a program that it has started."""
    numbers = Numbers(stop_at="recognition")
    with pytest.raises(Cancelled):
        reading(told("start"), numbers)
    assert gone(numbers.told["processus"])
    assert gone(numbers.told["recognition"])


@pytest.mark.parametrize("deed", ["start", "backtrack"])
def test_nothing_outlives_who_asked(deed: str) -> None:
    """Killed, with no time to clean up; even where the reader lets no other thread work."""
    code = (
        "from clausier.adapters.isolated import IsolatedReading; from ingest.given import GivenFile\n"
        "def tell(step, done, total): done and print(done, flush=True)\n"
        f"IsolatedReading({BAD_READERS!r})(GivenFile('a', {MARK + deed.encode()!r}), tell)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        told = [int(parent.stdout.readline()) for _ in range(2 if deed == "start" else 1)]
        parent.kill()
    assert [number for number in told if not gone(number)] == []


def test_a_process_at_rest_ends_with_who_asked() -> None:
    code = (
        "from clausier.adapters.isolated import IsolatedReading; from ingest.given import GivenFile; import time\n"
        "def tell(step, done, total): done and print(done, flush=True)\n"
        f"reading = IsolatedReading({BAD_READERS!r}); reading(GivenFile('a', {MARK + b'nothing'!r}), tell)\n"
        "print('read', flush=True); time.sleep(3600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        said = list(iter(parent.stdout.readline, "read\n"))
        parent.kill()
    assert gone(int(said[0]))


def test_closing_ends_the_process(reading: IsolatedReading) -> None:
    process = the_process(reading)
    reading.close()
    assert gone(process)


def test_a_process_that_was_ended_between_two_files_is_replaced(reading: IsolatedReading) -> None:
    first = the_process(reading)
    os.kill(first, signal.SIGKILL)
    assert gone(first)
    assert reading(pages("", ""), unwatched).unreadable_pages == ()


def test_a_process_that_has_nothing_to_read_ends() -> None:
    reading = IsolatedReading(BAD_READERS, Bounds(rest=0.2))
    first = the_process(reading)
    assert gone(first)
    assert the_process(reading) != first
    reading.close()


class Kept:
    """Drafts in memory."""

    def __init__(self, before: Mapping[int, bytes]) -> None:
        self.pages = dict(before)

    def kept(self) -> Mapping[int, bytes]:
        return self.pages

    def keep(self, page: int, draft: bytes) -> None:
        self.pages[page] = draft


def test_drafts_go_there_and_come_back(reading: IsolatedReading) -> None:
    kept = Kept({4: b"\xff\x00"})
    assert lines(reading(GivenFile("a", MARK + b"draft", drafts=kept), unwatched)) == ["4 ff00", "end"]
    assert kept.pages == {4: b"\xff\x00", 5: b"\x00recognised"}


def test_many_threads_read_at_once(reading: IsolatedReading) -> None:
    files = [pages("", ""), told("abort"), told("nothing"), pages("", "exit")]

    def outcome(file: GivenFile) -> str:
        try:
            raw = reading(file, unwatched)
        except UnreadableFile as error:
            return type(error).__name__
        return f"{len(lines(raw))} {raw.unreadable_pages}"

    expected = [f"{2 * len(CLAUSES)} ()", "UnreadableFile", "1 ()", f"{len(CLAUSES)} (2,)"]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(outcome, files * 3)) == expected * 3


def test_the_parent_s_settings_hold_there(reading: IsolatedReading, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing of the document is said where other programs of this machine could read it."""
    monkeypatch.setenv("CLAUSIER_MODEL", "none")
    process = the_process(reading)
    environment = Path(f"/proc/{process}/environ")
    if not environment.exists():
        pytest.skip("needs a system that shows the environment of a process")
    assert b"CLAUSIER_MODEL=none" in environment.read_bytes()
    assert MARK not in Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_page_of_very_many_texts_fits_in_memory() -> None:
    """Each pair of them is compared, but they are not all held at once."""

    def crowded(sheet: Sheet) -> None:
        for at in range(6000):
            sheet.write(20 + at % 90 * 6, 20 + at // 90 * 8, "ab"[at % 2])

    reading = IsolatedReading(READERS, Bounds(memory=600 << 20))
    raw = reading(GivenFile("a.pdf", pdf(crowded)), unwatched)
    reading.close()
    assert raw.unreadable_pages == ()
    assert sum(letter in "ab" for line in lines(raw) for letter in line) == 6000


def test_pages_are_drawn_while_a_file_is_read(reading: IsolatedReading) -> None:
    """The other process has an engine of its own: nothing waits for it."""

    def draw(sheet: Sheet) -> None:
        sheet.lines(CLAUSES)

    data = pdf(draw, draw)
    inside: list[RawFile] = []

    def read_here(step: str, done: int, total: int) -> None:
        if not inside:
            inside.append(read_file(GivenFile("b.pdf", data), unwatched, readers()))

    assert reading(GivenFile("a.pdf", data), read_here) == inside[0]
