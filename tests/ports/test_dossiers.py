import pytest

from clausier.domain.documents import GUIDANCE, DossierId
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.errors import ClausierError, UnknownName
from tests.builders import answer, keep, reading
from tests.ports.stores import Store


def test_a_dossier_is_listed_under_its_name(store: Store) -> None:
    second, first = store.dossiers.create("  Hôpital   de Nîmes "), store.dossiers.create("écoles")
    assert store.dossiers.all() == [first, second]
    assert second.name == "Hôpital de Nîmes"
    assert first.id != second.id


@pytest.mark.parametrize("name", ["", "  \n ", "AFFAIRE", "affairé", "reperes", "Repères"])
def test_a_name_that_is_empty_or_taken_is_refused(store: Store, affair: DossierId, name: str) -> None:
    with pytest.raises(ClausierError) as refused:
        store.dossiers.create(name)
    assert refused.value.advice
    assert [dossier.id for dossier in store.dossiers.all()] == [affair]


def test_the_guidance_is_there_from_the_start_unlisted_and_stays(store: Store) -> None:
    note = keep(store.library, reading("note", GUIDANCE))
    assert store.dossiers.all() == []
    with pytest.raises(ClausierError):
        store.dossiers.forget(GUIDANCE)
    assert store.library.documents(Scope(GUIDANCE)) == [note]


def test_forgetting_a_dossier_forgets_all_that_is_in_it(store: Store, affair: DossierId) -> None:
    other = store.dossiers.create("Autre")
    gone, kept = reading("a", affair), reading("a", other.id)
    keep(store.library, gone)
    keep(store.library, kept)
    for dossier, read in ((affair, gone), (other.id, kept)):
        conversation = store.conversations.start(dossier, "Quelle durée ?", frozenset())
        store.conversations.save(answer(read, conversation.id))
        store.jobs.submit(Submission("b.pdf", b"%PDF", dossier))
    [lost] = store.conversations.all(affair)
    store.dossiers.forget(affair)
    assert store.dossiers.all() == [other]
    assert store.library.documents(Scope(affair)) == []
    assert store.passages.passages(Scope(affair)) == []
    assert store.conversations.all(affair) == []
    assert store.jobs.all(affair) == []
    with pytest.raises(UnknownName):
        store.conversations.answers(lost.id)
    assert store.library.documents(Scope(other.id)) == [kept.document]
    [left] = store.conversations.all(other.id)
    assert len(store.conversations.answers(left.id)) == len(store.jobs.all(other.id)) == 1


def test_an_unknown_dossier_is_named_as_such(store: Store, affair: DossierId) -> None:
    nowhere = DossierId("nulle-part")
    with pytest.raises(UnknownName):
        store.dossiers.forget(nowhere)
    with pytest.raises(UnknownName):
        keep(store.library, reading(dossier=nowhere))
    with pytest.raises(UnknownName):
        store.conversations.start(nowhere, "Quelle durée ?", frozenset())
    with pytest.raises(UnknownName) as unknown:
        store.jobs.submit(Submission("a.pdf", b"%PDF", nowhere))
    assert unknown.value.advice
    assert store.library.documents(Scope(nowhere)) == []
    assert store.jobs.all(nowhere) == []
