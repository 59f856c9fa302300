"""Pages recognised so far: kept until they have served."""

import pytest

from clausier.domain.documents import DossierId
from clausier.errors import UnknownName
from tests.builders import keep, reading
from tests.ports.stores import Store

DIGEST, ANOTHER = "1" * 64, "2" * 64


def test_pages_come_back_by_number(store: Store, affair: DossierId) -> None:
    assert store.drafts.kept(affair, DIGEST) == {}
    for page, draft in ((12, b"douze"), (2, b"deux \x00\xff"), (3, b"")):
        store.drafts.keep(affair, DIGEST, page, draft)
    assert store.drafts.kept(affair, DIGEST) == {2: b"deux \x00\xff", 3: b"", 12: b"douze"}
    assert list(store.drafts.kept(affair, DIGEST)) == [2, 3, 12]
    store.drafts.keep(affair, DIGEST, 2, b"encore")
    assert store.drafts.kept(affair, DIGEST)[2] == b"encore"


def test_files_and_dossiers_are_apart(store: Store, affair: DossierId) -> None:
    other = store.dossiers.create("Autre").id
    store.drafts.keep(affair, DIGEST, 1, b"a")
    store.drafts.keep(affair, ANOTHER, 1, b"b")
    store.drafts.keep(other, DIGEST, 1, b"c")
    store.drafts.forget(affair, DIGEST)
    store.drafts.forget(affair, DIGEST)
    assert store.drafts.kept(affair, DIGEST) == {}
    assert store.drafts.kept(affair, ANOTHER) == {1: b"b"}
    assert store.drafts.kept(other, DIGEST) == {1: b"c"}
    store.dossiers.forget(other)
    assert store.drafts.kept(other, DIGEST) == {}
    with pytest.raises(UnknownName):
        store.drafts.keep(other, DIGEST, 1, b"c")


def test_pages_have_served_once_the_document_is_in(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    other = store.dossiers.create("Autre").id
    for dossier, digest in ((affair, read.document.sha256), (affair, DIGEST), (other, read.document.sha256)):
        store.drafts.keep(dossier, digest, 1, b"une page")
    keep(store.library, read)
    assert store.drafts.kept(affair, read.document.sha256) == {}
    assert store.drafts.kept(affair, DIGEST)
    assert store.drafts.kept(other, read.document.sha256)
    store.drafts.keep(affair, read.document.sha256, 2, b"trop tard")
    assert store.drafts.kept(affair, read.document.sha256) == {}
    store.library.forget(read.document.id)
    store.drafts.keep(affair, read.document.sha256, 2, b"de nouveau")
    assert store.drafts.kept(affair, read.document.sha256) == {2: b"de nouveau"}
