"""The golden set holds together: whoever measures on it measures what a lawyer checked."""

from collections import Counter
from typing import get_args

import pytest

from evals.golden.questions import Golden, Half, Question, load, said
from evals.reading.layouts import layouts

ENOUGH = 250
SILENT_SHARE = 1 / 3  # a tool that always finds something is wrong once in three

SHORT = {"short-development", "short-test"}  # whose questions say no more than what is asked and where it stands

GOLDEN = load()
QUESTIONS = {question.id: question for question in GOLDEN.questions}


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    return {contract.stem: said(contract.path.read_text("utf-8")) for contract in GOLDEN.contracts}


def covered(golden: Golden) -> list[Question]:
    return [question for question in golden.questions if question.kind == "coverage"]


def test_there_are_enough_questions_each_named_once() -> None:
    counted = Counter(question.id for question in GOLDEN.questions)
    assert [name for name, times in counted.items() if times > 1] == []
    assert len(counted) >= ENOUGH


def test_each_contract_has_a_source_and_a_way_to_be_built() -> None:
    names = layouts()
    for contract in GOLDEN.contracts:
        assert contract.path.is_file(), contract.source
        assert contract.built.is_file() if contract.built else contract.layout in names, contract.layout
    assert len(GOLDEN.by_stem) == len(GOLDEN.contracts)


def test_an_amendment_is_in_the_half_of_its_contract() -> None:
    by_source = {contract.source: contract for contract in GOLDEN.contracts}
    for contract in GOLDEN.contracts:
        assert (contract.kind == "amendment") == bool(contract.amends), contract.source
        assert not contract.amends or by_source[contract.amends].half == contract.half, contract.source


def test_no_question_is_asked_across_the_halves() -> None:
    assert [question.id for question in GOLDEN.questions if len(GOLDEN.halves(question)) != 1] == []
    halves = set(get_args(Half))
    assert {contract.half for contract in GOLDEN.contracts} == halves
    assert all(GOLDEN.of(half) for half in halves)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_quote_is_in_its_source(name: str, sources: dict[str, str]) -> None:
    question = QUESTIONS[name]
    for passage in question.passages:
        assert passage.document in question.documents
        assert passage.article
        assert passage.quote
        assert said(passage.quote) in sources[passage.document]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_the_answer_that_its_kind_asks_for(name: str) -> None:
    question = QUESTIONS[name]
    silent = question.verdict == "non_trouve"
    assert bool(question.passages) != silent
    assert not (question.verdict and question.value)
    assert question.verdict or question.kind not in ("coverage", "injection")
    assert question.value or question.kind != "value"
    assert bool(question.history) == (question.kind == "follow-up")
    assert question.why or GOLDEN.halves(question) <= SHORT


def test_a_third_of_the_coverage_questions_find_silence() -> None:
    asked = covered(GOLDEN)
    silent = [question for question in asked if question.verdict == "non_trouve"]
    assert len(silent) >= SILENT_SHARE * len(asked)


def test_every_kind_and_every_verdict_is_asked_in_the_set() -> None:
    kinds = Counter(question.kind for question in GOLDEN.questions)
    assert set(kinds) == {
        "coverage",
        "value",
        "explanation",
        "follow-up",
        "cross-lingual",
        "scan",
        "amendment",
        "injection",
        "comparison",
    }
    assert {question.verdict for question in covered(GOLDEN)} == {"oui", "partiel", "non_trouve"}


def test_marks_are_no_part_of_what_a_source_says() -> None:
    source = "§ Sa durée est de {--trois (3)--}{++quatre (4)++} ans[^1].\n\n| **Total** | << |\n|---|---|\n1\\. The end"
    assert said(source) == "Sa durée est de quatre (4) ans. Total --- --- The end"
