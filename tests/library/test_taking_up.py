"""A long reading that is cut short goes on where it was, with the pages that it had come to."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.documents import DossierId
from clausier.domain.jobs import Submission
from clausier.errors import Cancelled
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.pipeline import Ingester
from ingest.raw import RawFile, RawLine, RawPage
from tests.fakes import WordEncoder

PAGES = ("Article 1 – Objet", "Le Prestataire exploite les serveurs.", "Article 2 – Durée", "Trois ans.")
DATA = "\f".join(PAGES).encode()
DIGEST = sha256(DATA).hexdigest()


class _Recognising:
    """Reads a page at a time, keeps each, and is told which it had before."""

    def __init__(self) -> None:
        self.recognised: list[int] = []
        self.passwords: list[str] = []

    def __call__(self, file: GivenFile, watch: Watcher) -> RawFile:
        self.passwords.append(file.password)
        kept = dict(file.drafts.kept())
        pages = file.data.split(b"\f")
        for number, page in enumerate(pages, 1):
            watch("reconnaissance des pages", number - 1, len(pages))
            if number not in kept:
                self.recognised.append(number)
                file.drafts.keep(number, page)
                kept[number] = page
        raw = [RawPage(number, "", 595, 842, (RawLine(kept[number].decode()),)) for number in sorted(kept)]
        return RawFile(tuple(raw), paged=True, drawn=b"%PDF drawn")


def _until(page: int) -> Watcher:
    def watch(step: str, done: int, total: int) -> None:
        if done >= page:
            raise Cancelled("La lecture a été abandonnée.")

    return watch


def _to_the_end(step: str, done: int, total: int) -> None:
    """Nobody stops it."""


@pytest.fixture
def recognising() -> _Recognising:
    return _Recognising()


@pytest.fixture
def ingester(store: SqliteStore, recognising: _Recognising) -> Ingester:
    return Ingester(recognising, WordEncoder(), store.library, lambda: datetime.now(UTC), store.drafts)


def test_no_page_is_recognised_twice(
    store: SqliteStore, affair: DossierId, ingester: Ingester, recognising: _Recognising
) -> None:
    submission = Submission("scan.pdf", DATA, affair, password="sésame")
    with pytest.raises(Cancelled):
        ingester.ingest(submission, _until(2))
    assert list(store.drafts.kept(affair, DIGEST)) == [1, 2]
    document = ingester.ingest(submission, _to_the_end)
    assert recognising.recognised == [1, 2, 3, 4]
    assert recognising.passwords == ["sésame", "sésame"]
    assert store.drafts.kept(affair, DIGEST) == {}
    assert "Trois ans." in store.library.reading(document.id).text
    assert store.library.drawn(document.id) == b"%PDF drawn"
    assert store.library.data(document.id) == DATA
    assert ingester.ingest(submission, _to_the_end) == document
    assert len(recognising.recognised) == 4


def test_a_file_that_is_given_up_for_good_leaves_nothing(
    store: SqliteStore, affair: DossierId, ingester: Ingester
) -> None:
    submission = Submission("scan.pdf", DATA, affair)
    with pytest.raises(Cancelled):
        ingester.ingest(submission, _until(2))
    ingester.drop(submission)
    assert store.drafts.kept(affair, DIGEST) == {}


def test_another_dossier_is_not_told(
    store: SqliteStore, affair: DossierId, ingester: Ingester, recognising: _Recognising
) -> None:
    with pytest.raises(Cancelled):
        ingester.ingest(Submission("scan.pdf", DATA, affair), _until(2))
    other = store.dossiers.create("Autre").id
    ingester.ingest(Submission("scan.pdf", DATA, other), _to_the_end)
    assert recognising.recognised == [1, 2, 1, 2, 3, 4]
    assert list(store.drafts.kept(affair, DIGEST)) == [1, 2]
