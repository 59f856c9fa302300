from dataclasses import replace

import pytest

from clausier.domain.answers import AnswerId, ConversationId, Evidence, Explanation, Progress, Sentence
from clausier.domain.documents import GUIDANCE, DossierId, Kind
from clausier.errors import UnknownName
from tests.builders import answer, cited, keep, reading
from tests.ports.stores import Store


def test_an_answer_comes_back_as_it_was_saved(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    conversation = store.conversations.start(affair, "Quelle durée ?", frozenset({read.document.id}))
    given = answer(read, conversation.id)
    store.conversations.save(given)
    assert store.conversations.get(conversation.id) == conversation
    assert store.conversations.answer(given.id) == given
    assert store.conversations.answers(conversation.id) == [given]


def test_an_answer_grows_in_its_place(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    conversation = store.conversations.start(affair, "Quelle durée ?", frozenset())
    first, second = answer(read, conversation.id, "r1"), answer(read, conversation.id, "r2")
    store.conversations.save(first)
    store.conversations.save(second)
    written = Explanation(Progress.COMPLETE, (Sentence("Trois ans.", ("E1",)),), 1, "modèle", "explain@00", "", 2.5)
    grown = replace(first, explanation=written)
    store.conversations.save(grown)
    assert store.conversations.answers(conversation.id) == [grown, second]


def test_conversations_are_listed_last_first_and_by_dossier(store: Store, affair: DossierId) -> None:
    other = store.dossiers.create("Autre").id
    first, second = (store.conversations.start(affair, title, frozenset()) for title in ("Un", "Deux"))
    third = store.conversations.start(other, "Trois", frozenset())
    assert store.conversations.all(affair) == [second, first]
    assert store.conversations.all(other) == [third]


def test_forgetting_a_conversation_forgets_its_answers(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    gone, kept = (store.conversations.start(affair, title, frozenset()) for title in ("Un", "Deux"))
    lost, left = answer(read, gone.id, "r1"), answer(read, kept.id, "r2")
    store.conversations.save(lost)
    store.conversations.save(left)
    store.conversations.forget(gone.id)
    assert store.conversations.all(affair) == [kept]
    with pytest.raises(UnknownName):
        store.conversations.answer(lost.id)
    with pytest.raises(UnknownName):
        store.conversations.save(lost)
    assert store.conversations.answer(left.id) == left


def test_a_forgotten_document_takes_along_the_answers_that_quote_it(store: Store, affair: DossierId) -> None:
    gone, kept = reading("a", affair), reading("b", affair)
    keep(store.library, gone)
    keep(store.library, kept)
    conversation = store.conversations.start(affair, "Quelle durée ?", frozenset())
    lost, left = answer(gone, conversation.id, "r1"), answer(kept, conversation.id, "r2")
    near = answer(kept, conversation.id, "r3")
    near = replace(
        near,
        finding=replace(
            near.finding, verdict=None, evidence=(), guidance=(), nearest=lost.finding.evidence[0].citation
        ),
    )
    for given in (lost, left, near):
        store.conversations.save(given)
    store.library.forget(gone.document.id)
    assert store.conversations.answers(conversation.id) == [left]


def test_an_answer_outlives_a_shared_note(store: Store, affair: DossierId) -> None:
    read, note = reading("a", affair), reading("note", GUIDANCE, kind=Kind.GUIDANCE)
    keep(store.library, read)
    keep(store.library, note)
    conversation = store.conversations.start(affair, "Quelle durée ?", frozenset())
    given = answer(read, conversation.id)
    beside = replace(given.finding, guidance=(Evidence("R1", note.passages[0], cited(note, 0)),))
    store.conversations.save(replace(given, finding=beside))
    assert replace(given, finding=beside).quoted == {read.document.id, note.document.id}
    store.library.forget(note.document.id)
    assert store.conversations.answers(conversation.id) == [replace(given, finding=beside)]


def test_an_answer_is_forgotten_by_what_it_quotes_now(store: Store, affair: DossierId) -> None:
    gone, kept = reading("a", affair), reading("b", affair)
    keep(store.library, gone)
    keep(store.library, kept)
    conversation = store.conversations.start(affair, "Quelle durée ?", frozenset())
    store.conversations.save(answer(gone, conversation.id, "r1"))
    now = answer(kept, conversation.id, "r1")
    store.conversations.save(now)
    store.library.forget(gone.document.id)
    assert store.conversations.answers(conversation.id) == [now]


def test_a_forgotten_document_leaves_every_scope(store: Store, affair: DossierId) -> None:
    gone, kept = keep(store.library, reading("a", affair)), keep(store.library, reading("b", affair))
    alone = store.conversations.start(affair, "Seul", frozenset({gone.id}))
    both = store.conversations.start(affair, "Les deux", frozenset({gone.id, kept.id}))
    whole = store.conversations.start(affair, "Tout", frozenset())
    store.library.forget(gone.id)
    # « alone » must not come to search the whole dossier
    assert store.conversations.all(affair) == [whole, replace(both, scope=frozenset({kept.id}))]
    with pytest.raises(UnknownName):
        store.conversations.get(alone.id)


def test_unknown_conversations_and_answers_are_told_in_french(store: Store, affair: DossierId) -> None:
    with pytest.raises(UnknownName) as unknown:
        store.conversations.get(ConversationId("inconnue"))
    assert unknown.value.advice
    with pytest.raises(UnknownName):
        store.conversations.answers(ConversationId("inconnue"))
    with pytest.raises(UnknownName):
        store.conversations.forget(ConversationId("inconnue"))
    with pytest.raises(UnknownName):
        store.conversations.answer(AnswerId("inconnue"))
    with pytest.raises(UnknownName):
        store.conversations.save(answer(reading(dossier=affair), ConversationId("")))
