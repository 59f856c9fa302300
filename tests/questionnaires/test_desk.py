"""From a file to the same file answered: what is kept when it stops, fails, or its documents change."""

import json
from dataclasses import replace

import pytest

from clausier.adapters.sqlite import SqliteStore
from clausier.domain.answers import Verdict
from clausier.domain.documents import DossierId
from clausier.domain.questionnaires import Decision, LineState, Questionnaire, Ruling, Stage
from clausier.domain.questions import Scope
from clausier.errors import Cancelled, UnreadableFile, WrongSetting
from clausier.questionnaires.desk import QuestionnaireDesk, export_name
from tests.builders import NOON, keep, reading
from tests.questionnaires.conftest import Finder
from tests.questionnaires.files import ACCEPTED, REJECTED, saved, sheet_of, workbook

QUESTIONS = tuple(f"Le point {number} est-il prévu ?" for number in range(1, 6))
FILE = saved(workbook(("Question",), *((text,) for text in QUESTIONS)))


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody looks on."""


def lines_of(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def handed_in(desk: QuestionnaireDesk, affair: DossierId, data: bytes = FILE, name: str = "q.xlsx") -> Questionnaire:
    return desk.hand_in(name, data, Scope(affair))


def ruled(desk: QuestionnaireDesk, asked: Questionnaire, number: int, ruling: Ruling) -> None:
    """Decided by a person who has just read the answer."""
    answers = {line.number: line.answer for line in desk.store.lines(asked.id)}
    read = answers.get(number)
    desk.rule(asked.id, number, ruling, read.id if read else None)


def run(desk: QuestionnaireDesk, asked: Questionnaire) -> Questionnaire:
    return desk.answer(desk.store.take(asked.id), unwatched)


def test_every_question_is_asked_in_order_and_its_answer_kept(
    desk: QuestionnaireDesk, affair: DossierId, finder: Finder
) -> None:
    seen: list[tuple[int, int]] = []
    asked = handed_in(desk, affair)
    done = desk.answer(desk.store.take(asked.id), lambda step, done, total: seen.append((done, total)))
    assert finder.asked == list(QUESTIONS)
    assert (done.stage, done.answered, done.failed) == (Stage.DONE, 5, 0)
    assert seen == [(number, 5) for number in range(6)]
    assert sheet_of(desk.export(asked.id))["B2"].value == "Oui"
    assert export_name(done) == "q - réponses.xlsx"


def test_killed_between_two_questions_it_goes_on_where_it_was(
    desk: QuestionnaireDesk, affair: DossierId, finder: Finder, store: SqliteStore
) -> None:
    def stop(question: str) -> None:
        if question == QUESTIONS[2]:
            raise KeyboardInterrupt

    finder.before = stop
    asked = handed_in(desk, affair)
    with pytest.raises(KeyboardInterrupt):
        run(desk, asked)
    assert desk.store.get(asked.id).stage is Stage.RUNNING  # nobody was left to say that it stopped
    finder.before = lambda question: None
    desk.store.recover()
    again = desk.store.next()
    assert again is not None
    assert desk.answer(again, unwatched).answered == 5
    assert finder.asked == list(QUESTIONS)


def test_one_question_that_fails_stops_no_other_and_is_asked_again_next_time(
    desk: QuestionnaireDesk, affair: DossierId, finder: Finder
) -> None:
    data = saved(workbook(("Question",), ("C’est impossible ?",), ("Un défaut ?",), ("Le prix ?",)))
    asked = handed_in(desk, affair, data)
    done = run(desk, asked)
    assert (done.stage, done.answered, done.failed) == (Stage.DONE, 1, 2)
    first, second, _ = desk.store.lines(asked.id)
    assert (first.message, first.advice) == ("Rien ne va.", "Recommencez.")
    assert "erreur du logiciel" in second.message
    assert [sheet_of(desk.export(asked.id)).cell(2, column).value for column in (2, 9)] == [
        "Sans réponse",
        "Rien ne va. Recommencez.",
    ]
    finder.asked.clear()
    run(desk, asked)
    assert finder.asked == ["C’est impossible ?", "Un défaut ?"]


def test_given_up_by_another_it_stops_and_keeps_what_it_had(
    desk: QuestionnaireDesk, affair: DossierId, finder: Finder
) -> None:
    asked = handed_in(desk, affair)
    finder.before = lambda question: desk.store.cancel(asked.id) if question == QUESTIONS[3] else None
    with pytest.raises(Cancelled):
        run(desk, asked)
    assert desk.store.get(asked.id).stage is Stage.CANCELLED
    assert [line.state for line in desk.store.lines(asked.id)].count(LineState.ANSWERED) == 3


def test_a_document_that_comes_later_has_unreviewed_answers_asked_again(
    desk: QuestionnaireDesk, affair: DossierId, finder: Finder, store: SqliteStore
) -> None:
    asked = handed_in(desk, affair)
    run(desk, asked)
    ruled(desk, asked, 2, ACCEPTED)
    keep(store.library, reading("autre", affair))
    assert "ont changé" in str(sheet_of(desk.export(asked.id))["I3"].value)
    finder.asked.clear()
    run(desk, asked)
    assert finder.asked == [text for number, text in enumerate(QUESTIONS, 1) if number != 2]
    assert "ont changé" in str(sheet_of(desk.export(asked.id))["I3"].value)
    assert "ont changé" not in str(sheet_of(desk.export(asked.id))["I4"].value)


def test_the_same_file_asked_of_the_same_documents_is_known_again(
    desk: QuestionnaireDesk, affair: DossierId, store: SqliteStore
) -> None:
    asked = handed_in(desk, affair)
    (document,) = store.library.documents(Scope(affair))
    assert desk.known(FILE, Scope(affair)) == asked
    assert desk.known(FILE, Scope(affair, frozenset({document.id}))) is None
    assert desk.known(FILE + b" ", Scope(affair)) is None


def test_a_person_may_answer_what_failed_but_accept_only_what_was_answered(
    desk: QuestionnaireDesk, affair: DossierId
) -> None:
    asked = handed_in(desk, affair, saved(workbook(("Question",), ("C’est impossible ?",))))
    run(desk, asked)
    with pytest.raises(WrongSetting):
        ruled(desk, asked, 1, ACCEPTED)
    with pytest.raises(WrongSetting):
        ruled(desk, asked, 99, ACCEPTED)
    ruled(desk, asked, 1, Ruling(Decision.EDITED, NOON, "Ana", Verdict.YES, "Article 9."))
    sheet = sheet_of(desk.export(asked.id))
    assert (sheet["B2"].value, sheet["C2"].value) == ("Oui", "Article 9.")


def test_what_a_person_decides_is_about_the_answer_that_they_read(
    desk: QuestionnaireDesk, affair: DossierId, store: SqliteStore
) -> None:
    asked = handed_in(desk, affair)
    run(desk, asked)
    (first, second, *_) = desk.store.lines(asked.id)
    assert first.answer
    assert second.answer
    with pytest.raises(WrongSetting, match="a changé depuis"):
        desk.rule(asked.id, 1, ACCEPTED, second.answer.id)
    with pytest.raises(WrongSetting, match="a changé depuis"):
        desk.rule(asked.id, 1, ACCEPTED, None)
    desk.rule(asked.id, 1, ACCEPTED, first.answer.id)
    desk.rule(asked.id, 1, None, None)  # a decision is taken back whatever was answered since
    assert desk.store.lines(asked.id)[0].ruling is None


def test_an_answer_is_old_once_the_documents_that_its_question_names_are_others(
    desk: QuestionnaireDesk, affair: DossierId, store: SqliteStore
) -> None:
    given = '{"question":"Prix ?","documents":["contrat"]}\n{"question":"Durée ?"}\n'
    asked = handed_in(desk, affair, given.encode(), "q.jsonl")
    run(desk, asked)
    assert desk.stale(asked, desk.store.lines(asked.id)) == frozenset()
    keep(store.library, reading("autre", affair))
    assert desk.stale(asked, desk.store.lines(asked.id)) == {2}
    assert [reply.changed for reply in desk.replies(asked.id)] == [False, True]
    keep(store.library, reading("contrat", affair))  # its name is no longer the only one
    assert desk.stale(asked, desk.store.lines(asked.id)) == {1, 2}


def test_json_lines_come_back_as_the_same_lines_answered(
    desk: QuestionnaireDesk, affair: DossierId, finder: Finder, store: SqliteStore
) -> None:
    lines = (
        '{"id":"a","question":"Prix ?","documents":["contrat"]}',
        "pas du JSON",
        '{"question":"Durée ?","documents":["x"]}',
    )
    given = "\n".join(lines)
    asked = handed_in(desk, affair, given.encode(), "q.jsonl")
    run(desk, asked)
    first, second, third = lines_of(desk.export(asked.id))
    assert (first["id"], first["question"], first["verdict"]) == ("a", "Prix ?", "oui")
    assert finder.scopes == [Scope(affair, frozenset(d.id for d in store.library.documents(Scope(affair))))]
    assert "JSON" in str(second["error"])
    assert (third["id"], "Aucun document" in str(third["error"])) == ("3", True)


def test_json_lines_tell_the_person_from_the_machine(desk: QuestionnaireDesk, affair: DossierId) -> None:
    given = "".join(f'{{"id":"{n}","question":"Prix ?"}}\n' for n in range(1, 5))
    asked = handed_in(desk, affair, given.encode(), "q.jsonl")
    run(desk, asked)
    edited = Ruling(Decision.EDITED, NOON, "Ana", Verdict.NOT_FOUND, "Rien.")
    for number, ruling in ((1, ACCEPTED), (2, edited), (3, REJECTED)):
        ruled(desk, asked, number, ruling)
    accepted, changed, refused, unseen = lines_of(desk.export(asked.id))
    assert (accepted["verdict"], accepted["review"]["decision"], "machine" in accepted) == ("oui", "accepted", False)  # type: ignore[index]
    assert (changed["verdict"], changed["conclusion"], changed["citations"]) == ("non_trouve", "Rien.", [])
    assert changed["machine"]["verdict"] == "oui"  # type: ignore[index]
    assert len(changed["machine"]["citations"]) == 1  # type: ignore[index]
    assert (refused["verdict"], refused["conclusion"], refused["citations"]) == (None, "", [])
    assert "review" not in unseen


@pytest.mark.parametrize("data", [b'{"question": ""}\n', b'{"id": 3}\n', b'{"question": "\xff"}'])
def test_lines_without_any_question_are_refused(desk: QuestionnaireDesk, affair: DossierId, data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        handed_in(desk, affair, data, "q.jsonl")
    assert refused.value.advice


def test_a_file_of_thousands_of_questions_is_refused(desk: QuestionnaireDesk, affair: DossierId) -> None:
    with pytest.raises(WrongSetting, match="2001"):
        handed_in(desk, affair, b'{"question":"Prix ?"}\n' * 2001)
    assert desk.store.all(affair) == []


def test_the_finding_kept_is_the_one_that_was_found(desk: QuestionnaireDesk, affair: DossierId) -> None:
    asked = handed_in(desk, affair)
    run(desk, asked)
    answer = desk.store.lines(asked.id)[0].answer
    assert answer is not None
    assert replace(answer.finding, question="") == replace(desk.desk.answerer.find("", Scope(affair)), question="")
