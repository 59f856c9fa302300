"""Spans, and the mending of texts: what is shown can always be traced back to the document's own characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.domain.text import Span, mend

FRENCH = "aéèêœ’'-‐‑ \n\t\u00a0\u202f\u00ad\u200b\ufeff\ufffe\u0002ﬁﬀﬃAÉ19,.;|"
OPENED = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
texts = st.text(alphabet=st.one_of(st.sampled_from(FRENCH), st.characters(codec="utf-8")), max_size=80)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@given(texts)
def test_origins_never_decrease_and_stay_inside(text: str) -> None:
    mended = mend(text)
    assert len(mended.origins) == len(mended.text)
    assert list(mended.origins) == sorted(mended.origins)
    assert all(0 <= origin < len(text) for origin in mended.origins)


@given(texts)
def test_no_letter_and_no_figure_is_lost_or_invented(text: str) -> None:
    def kept(of: str) -> str:
        return "".join(re.findall(r"\w", "".join(OPENED.get(letter, letter) for letter in of)))

    assert kept(mend(text).text) == kept(text)


@given(texts)
def test_white_space_is_single_plain_spaces(text: str) -> None:
    spaces = re.findall(r"\s+", mend(text).text)
    assert all(space == " " for space in spaces)


@given(texts)
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = mend(text).text
    assert mend(once).text == once


@given(st.data(), texts)
def test_a_mended_stretch_comes_back_from_its_source(data: st.DataObject, text: str) -> None:
    mended = mend(text)
    span = data.draw(spans(len(mended.text)))
    back = mended.mended(mended.source(span))
    assert back.start <= span.start
    assert span.end <= back.end
    # It grows at most to the ligature that it cut in two.
    assert set(mended.origins[back.start : back.end]) <= set(mended.origins[span.start : span.end])


@given(st.data(), texts)
def test_a_source_stretch_holds_what_it_became(data: st.DataObject, text: str) -> None:
    mended = mend(text)
    span = data.draw(spans(len(text)))
    became = mended.mended(span)
    if len(became):
        assert mended.source(became).within(span)


@given(texts)
def test_the_whole_is_the_whole(text: str) -> None:
    mended = mend(text)
    assert mended.mended(Span(0, len(text))) == Span(0, len(mended.text))


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("réver-\nsibilité", "réversibilité"),
        ("réver-  \n   sibilité", "réversibilité"),
        ("réver\ufffe\nsibilité", "réversibilité"),
        ("so\u00ad\nciété", "société"),
        ("con\u00adtrat", "contrat"),
        ("la sous-\ntraitance", "la sous-traitance"),
        ("avoir sous-\ncrit", "avoir souscrit"),
        ("non-\nrespect", "non-respect"),
        ("non-\nobstant", "nonobstant"),
        ("c’est-à-\ndire", "c’est-à-dire"),
        ("c’est-\nà-dire", "c’est-à-dire"),
        ("ci-\naprès", "ci-après"),
        ("procès-\nverbal", "procès-verbal"),
        ("d’au-\ncune façon", "d’aucune façon"),
        ("con-\ncerné", "concerné"),
        ("Barnes-\nJewish", "Barnes-Jewish"),
        ("10-\n20", "10-20"),
        ("Annexe A-\n\nTitre", "Annexe A- Titre"),
        ("oﬃce ﬁnal", "office final"),
        ("99,9\u00a0%\u202f;\n\n1 000 €", "99,9 % ; 1 000 €"),
        ("un \u200b mot", "un mot"),
        ("- tiret\n- tiret", "- tiret - tiret"),
        ("-\nne", "- ne"),
    ],
)
def test_what_the_page_shows_is_read_as_meant(page: str, read: str) -> None:
    assert mend(page).text == read


def test_a_quotation_across_a_line_end_keeps_its_place() -> None:
    page = "Le plan de réver-\nsibilité dure six (6) mois."
    mended = mend(page)
    at = mended.text.index("réversibilité dure six (6) mois")
    span = mended.source(Span(at, at + len("réversibilité dure six (6) mois")))
    assert span.of(page) == "réver-\nsibilité dure six (6) mois"


def test_a_span_knows_its_bounds() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
    assert Span(2, 8).clipped(Span(4, 6)) == Span(4, 6)
    assert Span(0, 2).clipped(Span(4, 6)) == Span(4, 4)
    assert not Span(0, 2).overlaps(Span(2, 4))


@given(st.data(), st.integers(0, 50))
def test_a_clipped_span_stays_inside_both(data: st.DataObject, length: int) -> None:
    one, other = data.draw(spans(length)), data.draw(spans(length))
    clipped = one.clipped(other)
    assert clipped.within(other)
    assert not len(clipped) or clipped.within(one)
    assert bool(len(clipped)) == (one.overlaps(other) and len(one) > 0 and len(other) > 0)


def test_the_empty_text_mends_to_itself() -> None:
    assert mend("").text == ""
    assert mend("").origins == ()
    assert mend("").source(Span(0, 0)) == Span(0, 0)
