from dataclasses import replace
from datetime import UTC, datetime

import pytest

from clausier.domain.answers import Verdict
from clausier.domain.audits import Review
from clausier.domain.documents import DocumentId, DossierId
from clausier.errors import UnknownName
from tests.builders import keep, reading
from tests.ports.stores import Store

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def review(document: DocumentId, point: str = "penalites") -> Review:
    return Review(document, point, NOON, checked=True, note="Le plafond est à l’annexe 2.", verdict=Verdict.PARTIAL)


def test_a_review_comes_back_as_it_was_saved(store: Store, affair: DossierId) -> None:
    document = keep(store.library, reading("a", affair)).id
    bare = Review(document, "reversibilite/plan", NOON)
    for given in (review(document), bare):
        store.reviews.save(given)
    assert store.reviews.of(document) == {"penalites": review(document), "reversibilite/plan": bare}


def test_the_last_review_of_a_point_is_the_one_that_counts(store: Store, affair: DossierId) -> None:
    document = keep(store.library, reading("a", affair)).id
    store.reviews.save(review(document))
    later = replace(review(document), checked=False, note="", verdict=None)
    store.reviews.save(later)
    assert store.reviews.of(document) == {"penalites": later}


def test_a_review_is_taken_back(store: Store, affair: DossierId) -> None:
    document = keep(store.library, reading("a", affair)).id
    store.reviews.save(review(document))
    store.reviews.forget(document, "penalites")
    store.reviews.forget(document, "penalites")
    assert store.reviews.of(document) == {}


def test_reviews_go_with_their_document_and_with_no_other(store: Store, affair: DossierId) -> None:
    gone, kept = (keep(store.library, reading(name, affair)).id for name in ("a", "b"))
    for document in (gone, kept):
        store.reviews.save(review(document))
    store.library.forget(gone)
    assert store.reviews.of(gone) == {}
    assert store.reviews.of(kept) == {"penalites": review(kept)}


def test_a_text_that_replaces_another_has_not_been_reviewed(store: Store, affair: DossierId) -> None:
    old, new = (keep(store.library, reading(name, affair)).id for name in ("a", "b"))
    store.reviews.save(review(old))
    store.library.replace(old, new)
    assert store.reviews.of(new) == {}


def test_no_review_outlives_its_dossier(store: Store, affair: DossierId) -> None:
    document = keep(store.library, reading("a", affair)).id
    store.reviews.save(review(document))
    store.dossiers.forget(affair)
    assert store.reviews.of(document) == {}


def test_a_document_that_is_not_there_cannot_be_reviewed(store: Store) -> None:
    with pytest.raises(UnknownName) as unknown:
        store.reviews.save(review(DocumentId("inconnu")))
    assert unknown.value.advice
