from dataclasses import replace

import numpy as np
import pytest

from clausier.domain.documents import (
    GUIDANCE,
    ClauseId,
    Document,
    DocumentId,
    DossierId,
    Kind,
    PassageId,
    Role,
    Row,
)
from clausier.domain.jobs import Submission
from clausier.domain.questions import Scope
from clausier.domain.text import Span
from clausier.errors import UnknownName, WrongSetting
from tests.builders import ENCODER, answer, keep, reading, vectors_of
from tests.ports.stores import Store


def test_what_is_added_is_read_again_as_it_was(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    bare = replace(read, pages=tuple(replace(page, words=()) for page in read.pages))
    assert store.library.reading(read.document.id) == bare
    assert store.library.text(read.document.id) == read.text
    assert store.library.document(read.document.id) == read.document
    assert store.library.data(read.document.id) == f"%PDF of {read.document.id}".encode()
    for page in read.pages:
        assert store.library.page(read.document.id, page.number) == page
    assert all(page.words for page in read.pages)


def test_adding_again_changes_nothing(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    before = store.library.generation()
    renamed = replace(read, document=replace(read.document, title="Autre titre"))
    store.library.add(renamed, b"other bytes", vectors_of(read), ENCODER)
    assert store.library.documents(Scope(affair)) == [read.document]
    assert store.passages.passages(Scope(affair)) == list(read.passages)
    assert store.library.data(read.document.id) != b"other bytes"
    assert store.library.generation() == before


def test_a_vector_too_few_and_nothing_is_added(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    with pytest.raises(ValueError, match=r"."):
        store.library.add(read, b"%PDF", vectors_of(read)[:-1], ENCODER)
    assert store.library.documents(Scope(affair)) == []
    assert store.passages.passages(Scope(affair)) == []


def test_a_dossier_never_sees_anothers_documents(store: Store, affair: DossierId) -> None:
    other = store.dossiers.create("Autre").id
    ours, theirs, note = reading("a", affair), reading("b", other), reading("c", GUIDANCE)
    for read in (ours, theirs, note):
        keep(store.library, read)
    for named in (theirs, note):
        scope = Scope(affair, frozenset({named.document.id}))
        assert store.library.documents(scope) == []
        assert store.passages.passages(scope) == []
        assert store.vectors.vectors(scope, ENCODER)[0] == []
        both = Scope(affair, frozenset({named.document.id, ours.document.id}))
        assert store.library.documents(both) == [ours.document]
        assert store.passages.passages(both) == list(ours.passages)
        assert store.vectors.vectors(both, ENCODER)[0] == [passage.id for passage in ours.passages]
    assert store.library.documents(Scope(affair)) == [ours.document]
    assert store.library.documents(Scope(GUIDANCE)) == [note.document]


def test_documents_and_passages_keep_their_order(store: Store, affair: DossierId) -> None:
    reads = [reading(name, affair) for name in ("zeta", "alpha", "mu")]
    for read in reads:
        keep(store.library, read)
    assert store.library.documents(Scope(affair)) == [read.document for read in reads]
    assert store.passages.passages(Scope(affair)) == [passage for read in reads for passage in read.passages]
    some = Scope(affair, frozenset({reads[2].document.id, reads[0].document.id}))
    assert store.library.documents(some) == [reads[0].document, reads[2].document]


def test_an_amendment_needs_what_it_amends_in_its_own_dossier(store: Store, affair: DossierId) -> None:
    other = store.dossiers.create("Autre").id
    contract, elsewhere = reading("contrat", affair), reading("contrat", other)
    keep(store.library, contract)
    keep(store.library, elsewhere)
    for absent in ("inconnu", elsewhere.document.id):
        with pytest.raises(UnknownName):
            keep(store.library, reading("avenant", affair, amends=absent))
    amendment = keep(store.library, reading("avenant", affair, amends=contract.document.id))
    assert store.library.document(amendment.id).amends == contract.document.id
    store.library.forget(contract.document.id)
    assert store.library.document(amendment.id) == replace(amendment, amends=None)


def test_what_is_forgotten_is_nowhere(store: Store, affair: DossierId) -> None:
    gone, kept = reading("a", affair), reading("b", affair)
    keep(store.library, gone)
    keep(store.library, kept)
    before = store.library.generation()
    store.library.forget(gone.document.id)
    assert store.library.generation() > before
    for look in (store.library.document, store.library.reading, store.library.data, store.library.forget):
        with pytest.raises(UnknownName):
            look(gone.document.id)
    with pytest.raises(UnknownName):
        store.library.page(gone.document.id, 1)
    with pytest.raises(UnknownName):
        store.passages.definitions(gone.document.id)
    for passage in gone.passages:
        with pytest.raises(UnknownName):
            store.passages.passage(passage.id)
        with pytest.raises(UnknownName):
            store.passages.siblings(passage)
    with pytest.raises(UnknownName):
        store.passages.of_clause(gone.clauses[0].id)
    assert store.passages.passages(Scope(affair)) == list(kept.passages)
    assert store.vectors.vectors(Scope(affair), ENCODER)[0] == [passage.id for passage in kept.passages]
    keep(store.library, gone)
    assert store.library.documents(Scope(affair)) == [kept.document, gone.document]


def test_unknown_things_are_told_in_french(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    with pytest.raises(UnknownName, match="page 9") as unknown:
        store.library.page(read.document.id, 9)
    assert unknown.value.advice
    with pytest.raises(UnknownName):
        store.library.document(DocumentId("inconnu"))
    with pytest.raises(UnknownName):
        store.passages.passage(PassageId("inconnu"))
    with pytest.raises(UnknownName):
        store.passages.of_clause(ClauseId("inconnu"))


def test_a_clause_holds_its_childrens_passages(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    for clause in read.clauses:
        inside = [passage for passage in read.passages if passage.span.within(clause.span)]
        assert store.passages.of_clause(clause.id) == inside
    assert [passage.article for passage in store.passages.of_clause(read.clauses[2].id)] == ["2", "2.1", "2.2"]


def test_siblings_are_the_rest_of_the_article(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    articles = {
        passage.article: [other.article for other in store.passages.siblings(passage)] for passage in read.passages
    }
    assert articles == {
        "1": ["1.1"],
        "1.1": ["1"],
        "2": ["2.1", "2.2"],
        "2.1": ["2", "2.2"],
        "2.2": ["2", "2.1"],
        "3": ["3.1", "3.2"],
        "3.1": ["3", "3.2"],
        "3.2": ["3", "3.1"],
    }


def test_an_annex_is_not_one_article(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    third = read.clauses[5]
    assert third.number == "3"
    annexed = replace(
        read, clauses=tuple(replace(clause, role=Role.ANNEX) if clause == third else clause for clause in read.clauses)
    )
    keep(store.library, annexed)
    heading, first, second = read.passages[5:]
    for passage in (heading, first, second):
        assert store.passages.siblings(passage) == []


def test_definitions_and_references_are_where_they_were_made(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    assert [definition.term for definition in read.definitions] == ["Prestataire"]
    assert store.passages.definitions(read.document.id) == list(read.definitions)
    made = {passage.article: store.passages.references(passage) for passage in read.passages}
    assert made.pop("3.2") == list(read.references) != []
    assert not any(made.values())


def test_each_encoders_vectors_are_apart(store: Store, affair: DossierId) -> None:
    reads = [reading(name, affair) for name in ("a", "b")]
    for read in reads:
        keep(store.library, read)
    ids, rows = store.vectors.vectors(Scope(affair), ENCODER)
    assert ids == [passage.id for read in reads for passage in read.passages]
    np.testing.assert_array_equal(rows, np.concatenate([vectors_of(read) for read in reads]))
    assert rows.dtype == np.float32
    only = store.vectors.vectors(Scope(affair, frozenset({reads[1].document.id})), ENCODER)
    np.testing.assert_array_equal(only[1], vectors_of(reads[1]))
    assert store.vectors.vectors(Scope(affair), "another")[0] == []
    assert len(store.vectors.vectors(Scope(affair), "another")[1]) == 0


def test_some_vectors_are_given_by_name(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    wanted = read.passages[1].id
    ids, rows = store.vectors.some([wanted, PassageId("oublié")], ENCODER)
    assert ids == [wanted]
    np.testing.assert_array_equal(rows, vectors_of(read)[1:2])
    assert store.vectors.some([wanted], "another")[0] == []
    assert store.vectors.some([], ENCODER)[0] == []


def test_another_encoder_finds_all_missing_until_they_are_put(store: Store, affair: DossierId) -> None:
    first, note = reading("a", affair), reading("note", GUIDANCE)
    keep(store.library, first)
    keep(store.library, note)
    passages = [*first.passages, *note.passages]
    assert store.vectors.missing(ENCODER) == []
    assert store.vectors.missing("another") == passages
    before = store.library.generation()
    made = np.concatenate([vectors_of(first, 6), vectors_of(note, 6)])
    store.vectors.put("another", [passage.id for passage in passages[:-1]], made[:-1])
    assert store.vectors.missing("another") == passages[-1:]
    assert store.library.generation() > before
    ids, rows = store.vectors.vectors(Scope(affair), "another")
    assert ids == [passage.id for passage in first.passages]
    np.testing.assert_array_equal(rows, vectors_of(first, 6))
    np.testing.assert_array_equal(store.vectors.vectors(Scope(affair), ENCODER)[1], vectors_of(first))


def test_a_vector_put_again_replaces_and_one_for_nobody_is_left_out(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    keep(store.library, read)
    first = read.passages[0].id
    store.vectors.put(ENCODER, [first, PassageId("oublié")], np.eye(2, 4, dtype=np.float32))
    ids, rows = store.vectors.vectors(Scope(affair), ENCODER)
    assert ids == [passage.id for passage in read.passages]
    assert rows[0].tolist() == [1, 0, 0, 0]
    with pytest.raises(ValueError, match=r"."):
        store.vectors.put(ENCODER, [first], np.eye(2, 4, dtype=np.float32))


def test_a_document_of_no_passage_is_kept_too(store: Store, affair: DossierId) -> None:
    read = replace(reading(dossier=affair), passages=(), definitions=(), references=())
    store.library.add(read, b"", np.zeros((0, 4), np.float32), ENCODER)
    assert store.library.documents(Scope(affair)) == [read.document]
    assert store.library.reading(read.document.id).passages == ()
    assert store.library.data(read.document.id) == b""


def test_rows_and_the_headers_above_a_passage_come_back(store: Store, affair: DossierId) -> None:
    read = reading(dossier=affair)
    first = read.passages[1].span
    here, there = Span(first.start, first.start + 4), Span(first.start + 5, first.end)
    rows = (
        Row(first, (here, there), (), header=True),
        Row(first, (here, Span(9, 9)), (here, there)),
        Row(first, (), ()),
    )
    headed = replace(read.passages[1], headers="Niveau\tCrédit")
    read = replace(read, rows=rows, passages=(read.passages[0], headed, *read.passages[2:]))
    keep(store.library, read)
    plain = keep(store.library, reading("autre", affair))
    assert store.passages.rows(read.document.id) == list(rows)
    assert store.library.reading(read.document.id).rows == rows
    assert store.passages.rows(plain.id) == []
    assert store.passages.passage(headed.id) == headed
    assert headed in store.passages.passages(Scope(affair))
    assert headed in store.passages.siblings(read.passages[0])
    assert headed in store.vectors.missing("another")
    store.library.forget(read.document.id)
    with pytest.raises(UnknownName):
        store.passages.rows(read.document.id)


def test_pages_are_drawn_from_the_file_unless_another_was_given(store: Store, affair: DossierId) -> None:
    plain, locked = reading("a", affair), reading("b", affair)
    store.library.add(plain, b"%PDF plain", vectors_of(plain), ENCODER)
    store.library.add(locked, b"%PDF locked", vectors_of(locked), ENCODER, b"%PDF opened")
    assert store.library.drawn(plain.document.id) == b"%PDF plain"
    assert store.library.drawn(locked.document.id) == b"%PDF opened"
    assert store.library.data(locked.document.id) == b"%PDF locked"
    with pytest.raises(UnknownName):
        store.library.drawn(DocumentId("inconnu"))


def _version(
    store: Store, dossier: DossierId, name: str, amends: str | None = None, file: str = "contrat.pdf"
) -> Document:
    read = reading(name, dossier, kind=Kind.AMENDMENT if amends else Kind.CONTRACT, amends=amends)
    document = replace(read.document, file=file, sha256=name.ljust(64, "0"))
    return keep(store.library, replace(read, document=document))


def test_a_new_version_waits_to_be_told_what_becomes_of_the_old(store: Store, affair: DossierId) -> None:
    first, other = _version(store, affair, "a"), keep(store.library, reading("b", affair))
    second = _version(store, affair, "c")
    _version(store, store.dossiers.create("Autre").id, "a")
    assert store.library.rivals(first.id) == []
    assert store.library.rivals(other.id) == []
    assert store.library.rivals(second.id) == [first]
    store.library.keep_beside(second.id)
    assert store.library.rivals(second.id) == []
    third = _version(store, affair, "d")
    assert store.library.rivals(third.id) == [first, second]
    store.library.forget(first.id)
    assert store.library.rivals(third.id) == [second]
    for ask in (store.library.rivals, store.library.keep_beside):
        with pytest.raises(UnknownName):
            ask(first.id)


def test_a_version_is_known_by_its_name_however_that_is_written(store: Store, affair: DossierId) -> None:
    first = _version(store, affair, "a", file="Marché.pdf")
    _version(store, affair, "b", file="marche.pdf")
    second = _version(store, affair, "c", file="MARCHE\u0301.PDF")
    assert store.library.rivals(second.id) == [first]


def test_a_new_version_takes_the_place_of_the_old(store: Store, affair: DossierId) -> None:
    old, new = _version(store, affair, "a"), _version(store, affair, "b")
    amendment = keep(store.library, reading("avenant", affair, kind=Kind.AMENDMENT, amends=old.id))
    store.jobs.submit(Submission("avenant 2.pdf", b"%PDF", affair, amends=old.id))
    read = store.library.reading(old.id)
    about = store.conversations.start(affair, "Quelle durée ?", frozenset())
    store.conversations.save(answer(read, about.id))
    before = store.library.generation()
    store.library.replace(old.id, new.id)
    assert store.library.documents(Scope(affair)) == [new, replace(amendment, amends=new.id)]
    assert store.library.rivals(new.id) == []
    assert store.library.generation() > before
    assert store.conversations.answers(about.id) == []
    waiting = store.jobs.next()
    assert waiting is not None
    assert waiting[1].amends == new.id
    with pytest.raises(UnknownName):
        store.library.data(old.id)


def test_a_new_version_of_an_amendment_amends_what_the_old_one_did(store: Store, affair: DossierId) -> None:
    contract = keep(store.library, reading("base", affair))
    old = _version(store, affair, "a", contract.id)
    read = reading("b", affair, kind=Kind.AMENDMENT)
    new = keep(store.library, replace(read, document=replace(read.document, file="contrat.pdf")))
    store.library.replace(old.id, new.id)
    assert store.library.document(new.id).amends == contract.id


def test_nothing_is_replaced_across_dossiers_nor_by_itself(store: Store, affair: DossierId) -> None:
    here, there = _version(store, affair, "a"), _version(store, store.dossiers.create("Autre").id, "b")
    for old, new in ((here.id, there.id), (here.id, here.id)):
        with pytest.raises(WrongSetting) as refused:
            store.library.replace(old, new)
        assert refused.value.advice
    for old, new in ((here.id, DocumentId("inconnu")), (DocumentId("inconnu"), here.id)):
        with pytest.raises(UnknownName):
            store.library.replace(old, new)
    assert store.library.documents(Scope(affair)) == [here]
