"""What is written beside a question: nothing that a reader must know of its answer is left to the page alone."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from clausier.domain.answers import Answer, Contrast, Outcome, Stand
from clausier.domain.questionnaires import Decision, Item, Line, LineState, Ruling
from clausier.questionnaires.counts import decided, tally, unseen
from clausier.questionnaires.lines import line_of
from clausier.questionnaires.replies import reply_of
from tests.questionnaires.files import ACCEPTED, REJECTED, found

ITEM = Item("Q1", "Et la durée ?", "", "ligne 3")
CAUTION = "L’avenant n° 2 se présente comme un projet : ses modifications ne sont pas appliquées."


def line(answer: Answer, ruling: Ruling | None = None) -> Line:
    return Line(1, ITEM, LineState.ANSWERED, answer, ruling=ruling)


def test_what_amendments_leave_to_be_settled_stands_in_the_note() -> None:
    answer = found()
    open_ended = replace(answer, finding=replace(answer.finding, cautions=(CAUTION,)))
    note = reply_of(line(open_ended), {}, changed=False).note
    assert "se présente comme un projet\u202f: ses modifications" in note


@pytest.fixture
def paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/Paris")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("paris")
def test_the_day_of_a_decision_is_the_reader_s_own() -> None:
    late = datetime(2026, 3, 2, 23, 59, tzinfo=UTC)
    checked = reply_of(line(found(), Ruling(Decision.ACCEPTED, late)), {}, changed=False).checked
    assert checked == "Accepté le 3\u00a0mars\u00a02026"


def test_contracts_set_side_by_side_are_the_machine_s_where_a_person_says_otherwise() -> None:
    answer = found()
    stand = Stand(answer.finding.evidence[0].citation.document_id, "Contrat", None, "3 mois", ("E1",))
    beside = replace(answer.finding, contrasts=(Contrast("Durée", Outcome.SAME, "La même.", (stand,)),))
    reply = reply_of(line(replace(answer, finding=beside), REJECTED), {}, changed=False)
    told = json.loads(line_of(reply))
    assert told["contrasts"] == []
    assert [one["label"] for one in told["machine"]["contrasts"]] == ["Durée"]


def test_a_question_without_an_answer_is_not_one_that_nobody_looked_over() -> None:
    lines = [line(found(), ACCEPTED), line(found()), Line(3, ITEM), Line(4, ITEM, LineState.FAILED)]
    assert tally(lines) == "4\u00a0questions : 2\u00a0oui, 1 sans réponse et 1 en attente."
    assert (decided(lines), unseen(lines)) == (["1\u00a0acceptée"], 1)
