"""Questionnaires are kept: their questions, their answers, and what a person made of them."""

from dataclasses import replace

import pytest

from clausier.domain.documents import DossierId
from clausier.domain.questionnaires import (
    Decision,
    Format,
    Item,
    LeftOut,
    Line,
    LineState,
    Questionnaire,
    QuestionnaireId,
    Ruling,
    Sheet,
    Stage,
    Submitted,
)
from clausier.domain.questions import Scope, Turn
from clausier.errors import UnknownName
from tests.builders import NOON, answer, keep, reading
from tests.ports.stores import Store

ITEMS = (
    Item("A1", "Y a-t-il une réversibilité ?", "Feuil1!B3", "feuille « Feuil1 », ligne 3", "Fin du contrat"),
    Item("A2", "Et le préavis ?", "Feuil1!B4", "ligne 4", history=(Turn("Durée ?", "Trois ans."),), documents=("c",)),
    Item("A3", "", "Feuil1!B5", "ligne 5", refused="Elle est vide."),
)
LEFT = (LeftOut("ligne 2", "Fin du contrat", "titre"),)
EDITED = Ruling(Decision.EDITED, NOON, "Ana", None, "Six mois.", "vu avec le client")


def submitted(dossier: DossierId, *documents: str) -> Submitted:
    scope = Scope(dossier, frozenset(documents))  # type: ignore[arg-type]
    return Submitted("q.xlsx", Format.XLSX, b"PK\x00\xff", scope, Sheet(ITEMS, LEFT, ("Un dessin est perdu.",)))


def answered(store: Store, taken: Questionnaire, number: int, name: str = "contrat") -> Line:
    read = reading(name, taken.dossier)
    line = store.questionnaires.lines(taken.id)[number - 1]
    return replace(line, state=LineState.ANSWERED, answer=answer(read, "", f"r{number}"))  # type: ignore[arg-type]


def test_a_questionnaire_comes_back_as_it_was_handed_in(store: Store, affair: DossierId) -> None:
    made = store.questionnaires.submit(submitted(affair))
    assert (made.stage, made.total, made.answered, made.failed, made.ruled) == (Stage.WAITING, 3, 0, 0, 0)
    assert (made.file, made.format, made.scope) == ("q.xlsx", Format.XLSX, Scope(affair))
    assert (made.left_out, made.notices) == (LEFT, ("Un dessin est perdu.",))
    assert store.questionnaires.get(made.id) == made
    assert store.questionnaires.all(affair) == [made]
    assert store.questionnaires.data(made.id) == b"PK\x00\xff"
    assert store.questionnaires.lines(made.id) == [Line(number, item) for number, item in enumerate(ITEMS, 1)]


def test_answers_and_failures_are_kept_in_their_place(store: Store, affair: DossierId) -> None:
    keep(store.library, reading(dossier=affair))
    taken = store.questionnaires.take(store.questionnaires.submit(submitted(affair)).id)
    first = answered(store, taken, 1)
    failed = Line(3, ITEMS[2], LineState.FAILED, message="Elle est vide.", advice="Écrivez-la.")
    assert store.questionnaires.keep(taken, failed)
    assert store.questionnaires.keep(taken, first)
    assert store.questionnaires.lines(taken.id) == [first, Line(2, ITEMS[1]), failed]
    now = store.questionnaires.get(taken.id)
    assert (now.answered, now.failed, now.done) == (1, 1, 2)


def test_the_oldest_that_waits_comes_next_and_once(store: Store, affair: DossierId) -> None:
    first, second = (store.questionnaires.submit(submitted(affair)) for _ in range(2))
    taken = [store.questionnaires.next(), store.questionnaires.next(), store.questionnaires.next()]
    assert [one.id if one else None for one in taken] == [first.id, second.id, None]
    assert taken[0] is not None
    assert taken[0].stage is Stage.RUNNING


def test_only_who_took_it_up_last_is_heard(store: Store, affair: DossierId) -> None:
    keep(store.library, reading(dossier=affair))
    made = store.questionnaires.submit(submitted(affair))
    before, now = store.questionnaires.take(made.id), store.questionnaires.take(made.id)
    assert not store.questionnaires.keep(before, answered(store, now, 1))
    assert not store.questionnaires.move(before, Stage.DONE)
    assert store.questionnaires.keep(now, answered(store, now, 1))
    store.questionnaires.cancel(made.id)
    assert not store.questionnaires.keep(now, answered(store, now, 2))
    assert store.questionnaires.get(made.id).stage is Stage.CANCELLED
    assert store.questionnaires.get(made.id).answered == 1


def test_one_taken_up_again_keeps_its_answers_and_asks_again_what_failed(store: Store, affair: DossierId) -> None:
    keep(store.library, reading(dossier=affair))
    taken = store.questionnaires.take(store.questionnaires.submit(submitted(affair)).id)
    first = answered(store, taken, 1)
    store.questionnaires.keep(taken, first)
    store.questionnaires.keep(taken, Line(2, ITEMS[1], LineState.FAILED, message="non", advice="si"))
    assert store.questionnaires.move(taken, Stage.DONE)
    store.questionnaires.resume(taken.id)
    assert store.questionnaires.get(taken.id).stage is Stage.WAITING
    assert store.questionnaires.lines(taken.id) == [first, Line(2, ITEMS[1]), Line(3, ITEMS[2])]


def test_what_ran_when_the_program_stopped_waits_again(store: Store, affair: DossierId) -> None:
    running, given_up = (store.questionnaires.submit(submitted(affair)) for _ in range(2))
    store.questionnaires.next()
    store.questionnaires.cancel(given_up.id)
    store.questionnaires.recover()
    stages = [one.stage for one in store.questionnaires.all(affair)]
    assert stages == [Stage.WAITING, Stage.CANCELLED]
    taken = store.questionnaires.next()
    assert taken is not None
    assert (taken.id, taken.turn) == (running.id, 2)


def test_a_ruling_is_kept_beside_the_answer_and_taken_back(store: Store, affair: DossierId) -> None:
    keep(store.library, reading(dossier=affair))
    taken = store.questionnaires.take(store.questionnaires.submit(submitted(affair)).id)
    first = answered(store, taken, 1)
    store.questionnaires.keep(taken, first)
    store.questionnaires.rule(taken.id, 1, EDITED)
    assert store.questionnaires.lines(taken.id)[0] == replace(first, ruling=EDITED)
    assert store.questionnaires.get(taken.id).ruled == 1
    store.questionnaires.keep(taken, first)
    assert store.questionnaires.lines(taken.id)[0].ruling == EDITED
    store.questionnaires.rule(taken.id, 1, None)
    assert store.questionnaires.lines(taken.id)[0] == first


def test_a_forgotten_document_takes_along_what_quotes_it(store: Store, affair: DossierId) -> None:
    gone, kept = keep(store.library, reading("a", affair)), keep(store.library, reading("b", affair))
    alone = store.questionnaires.submit(submitted(affair, gone.id))
    both = store.questionnaires.submit(submitted(affair, gone.id, kept.id))
    whole = store.questionnaires.take(store.questionnaires.submit(submitted(affair)).id)
    left = answered(store, whole, 2, "b")
    store.questionnaires.keep(whole, answered(store, whole, 1, "a"))
    store.questionnaires.keep(whole, left)
    store.questionnaires.rule(whole.id, 1, EDITED)
    store.library.forget(gone.id)
    assert store.questionnaires.lines(whole.id)[:2] == [Line(1, ITEMS[0]), left]
    assert store.questionnaires.get(both.id).documents == {kept.id}
    # « alone » must not come to be asked of the whole dossier
    with pytest.raises(UnknownName):
        store.questionnaires.get(alone.id)


def test_an_answer_that_comes_after_its_document_has_gone_is_not_kept(store: Store, affair: DossierId) -> None:
    document = keep(store.library, reading(dossier=affair))
    taken = store.questionnaires.take(store.questionnaires.submit(submitted(affair)).id)
    late = answered(store, taken, 1)
    store.library.forget(document.id)
    assert store.questionnaires.keep(taken, late)
    assert store.questionnaires.lines(taken.id)[0] == Line(1, ITEMS[0])


def test_a_questionnaire_is_forgotten_by_itself_or_with_its_dossier(store: Store, affair: DossierId) -> None:
    first, second = (store.questionnaires.submit(submitted(affair)) for _ in range(2))
    store.questionnaires.forget(first.id)
    assert store.questionnaires.all(affair) == [second]
    store.dossiers.forget(affair)
    for lost in (first.id, second.id, QuestionnaireId("inconnu")):
        with pytest.raises(UnknownName) as unknown:
            store.questionnaires.lines(lost)
        assert unknown.value.advice
    with pytest.raises(UnknownName):
        store.questionnaires.submit(submitted(affair))
