from datetime import UTC, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.adapters.sqlite.packing import (
    packed_answer,
    packed_facts,
    packed_names,
    packed_report,
    packed_rows,
    packed_words,
    unpacked_answer,
    unpacked_facts,
    unpacked_names,
    unpacked_report,
    unpacked_rows,
    unpacked_words,
)
from clausier.domain.answers import Answer, Citation, Evidence, Explanation, Finding, Verdict
from clausier.domain.documents import Findings, Passage, PlacedWord, ReadingReport, Row
from clausier.domain.text import Box, Span

TEXT = st.text(max_size=30)
SINGLE = st.floats(width=32, allow_nan=False, allow_infinity=False)
SECONDS = st.floats(allow_nan=False, allow_infinity=False)
SPAN = st.tuples(st.integers(0, 2**30), st.integers(0, 2**20)).map(lambda pair: Span(pair[0], sum(pair)))
ZONES = [UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=3, minutes=30))]
MOMENT = st.datetimes(timezones=st.sampled_from(ZONES))
CITATION = st.builds(Citation, span=SPAN)
EVIDENCE = st.builds(Evidence, passage=st.builds(Passage, span=SPAN), citation=CITATION)
FOUND = {"guidance": st.lists(EVIDENCE, max_size=2).map(tuple), "nearest": st.none() | CITATION}
SOME = st.lists(EVIDENCE, min_size=1, max_size=3).map(tuple)
FINDING = st.one_of(
    st.builds(Finding, verdict=st.sampled_from([None, Verdict.YES, Verdict.PARTIAL]), evidence=SOME, **FOUND),
    st.builds(Finding, verdict=st.sampled_from([None, Verdict.NOT_FOUND]), evidence=st.just(()), **FOUND),
)
EXPLANATION = st.builds(Explanation, seconds=SECONDS)
ANSWER = st.builds(Answer, at=MOMENT, finding=FINDING, explanation=st.none() | EXPLANATION, seconds=SECONDS)


def _word(values: tuple[Span, tuple[float, float, float, float]]) -> PlacedWord:
    return PlacedWord(values[0], Box(*values[1]))


@given(st.lists(st.tuples(SPAN, st.tuples(SINGLE, SINGLE, SINGLE, SINGLE)).map(_word), max_size=40))
def test_words_come_back_in_their_places(words: list[PlacedWord]) -> None:
    assert unpacked_words(packed_words(words)) == tuple(words)


@given(st.floats(0, 2000))
def test_a_box_stays_within_a_thousandth_of_a_point(side: float) -> None:
    [word] = unpacked_words(packed_words([PlacedWord(Span(0, 1), Box(side, 0, 0, side))]))
    assert abs(word.box.left - side) < 0.001
    assert word.box.left == word.box.bottom


def test_a_page_of_words_is_small() -> None:
    words = [
        PlacedWord(Span(7 * at, 7 * at + 6), Box(41.3 * (at % 12), 14.7 * (at // 12), 41.3 * (at % 12) + 38, 20.0))
        for at in range(500)
    ]
    assert len(packed_words(words)) < 20 * len(words)


@given(st.lists(TEXT), st.lists(st.tuples(TEXT, TEXT)))
def test_names_and_facts_come_back(names: list[str], facts: list[tuple[str, str]]) -> None:
    assert unpacked_names(packed_names(names)) == tuple(names)
    assert unpacked_facts(packed_facts(facts)) == tuple(facts)


@given(st.lists(st.builds(Row, SPAN, st.lists(SPAN, max_size=5).map(tuple), st.lists(SPAN, max_size=5).map(tuple))))
def test_rows_come_back(rows: list[Row]) -> None:
    assert unpacked_rows(packed_rows(rows)) == tuple(rows)


def test_a_table_of_rows_is_small() -> None:
    cells = [tuple(Span(at, at + 9) for at in range(begin, begin + 40, 10)) for begin in range(0, 40_000, 40)]
    rows = [Row(Span(each[0].start, each[-1].end), each, cells[0]) for each in cells]
    assert len(packed_rows(rows)) < 15 * len(rows)


def test_a_report_of_before_there_were_findings_is_read() -> None:
    old = """{"pages":3,"articles":2,"passages":9,"structured":true,"unreadable_pages":[2],"annexes_present":[],
        "annexes_named":["Annexe 1"],"remarks":["La page 2 ne contient aucun texte lisible."]}"""
    report = unpacked_report(old)
    assert (report.pages, report.unreadable_pages, report.missing_annexes) == (3, (2,), ("Annexe 1",))
    assert (report.findings, report.gaps, report.aimed) == (Findings(), (), ())


@given(st.builds(ReadingReport))
def test_a_report_comes_back(report: ReadingReport) -> None:
    assert unpacked_report(packed_report(report)) == report


@settings(max_examples=60)
@given(ANSWER)
def test_an_answer_comes_back_whole(answer: Answer) -> None:
    again = unpacked_answer(packed_answer(answer))
    assert again == answer
    assert again.at.utcoffset() == answer.at.utcoffset()
    assert again.quoted == answer.quoted
    assert hash(again) == hash(answer)
