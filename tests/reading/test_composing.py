"""One text, and everything in its place: pages cover it, words are where they say."""

from hypothesis import given
from hypothesis import strategies as st

from clausier.domain.text import Box
from ingest.composed import Composed
from ingest.composing import compose
from ingest.raw import RawFile, RawLine, RawPage, RawWord
from tests.reading.made import CLAUSES, Sheet, composed, pdf, word, written

letters = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=6)
heights = st.floats(0, 800)


@st.composite
def raw_lines(draw: st.DrawFn) -> RawLine:
    words = draw(st.lists(letters, min_size=1, max_size=5))
    top = draw(heights)
    spaces = draw(st.lists(st.sampled_from([" ", "\u00a0", "  "]), min_size=len(words), max_size=len(words)))
    text = "".join(part for pair in zip(words, spaces, strict=True) for part in pair).rstrip()
    boxes = [Box(10.0 * at, top, 10.0 * at + 9, top + 10) for at in range(len(words))]
    return RawLine(
        text=text,
        words=tuple(RawWord(word, box) for word, box in zip(words, boxes, strict=True)),
        box=Box(0, top, 10.0 * len(words), top + 10),
        size=10,
        starts_paragraph=draw(st.booleans()),
    )


@st.composite
def files(draw: st.DrawFn) -> RawFile:
    pages = [
        RawPage(number, str(number), 595, 842, tuple(draw(st.lists(raw_lines(), max_size=6))))
        for number in range(1, draw(st.integers(1, 5)) + 1)
    ]
    return RawFile(tuple(pages), paged=True)


def check(made: Composed) -> None:
    at = 0
    for page in made.pages:
        assert page.span.start == at
        at = page.span.end
        for placed in page.words:
            assert placed.span.within(page.span)
            assert not any(character.isspace() for character in placed.span.of(made.text))
    assert at == len(made.text)
    for line in made.lines:
        assert line.span.of(made.text) == line.text
        assert line.span.within(made.pages[line.page - 1].span)
    assert [line.span for line in made.lines] == sorted(line.span for line in made.lines)


@given(files())
def test_pages_cover_the_text_and_words_stand_in_it(raw: RawFile) -> None:
    made = compose(raw)
    check(made)
    for page, source in zip(made.pages, raw.pages, strict=True):
        words = [placed.span.of(made.text) for placed in page.words]
        aside = [word for line in source.lines for word in line.text.split() if line.text in page.furniture.split("\n")]
        given_words = [word.text for line in source.lines for word in line.words]
        assert sorted(words + aside) >= sorted(given_words) or len(words) + len(aside) >= len(given_words)


@given(files())
def test_nothing_is_lost(raw: RawFile) -> None:
    made = compose(raw)
    kept = made.text + "".join(page.furniture for page in made.pages)
    given_text = "".join(line.text for page in raw.pages for line in page.lines)
    assert sorted("".join(kept.split())) == sorted("".join(given_text.split()))


def test_real_pages_agree_with_their_text() -> None:
    check(composed(pdf(*[lambda sheet: sheet.lines(CLAUSES)] * 4)))


def test_every_word_of_a_page_has_its_box() -> None:
    made = composed(written(*CLAUSES))
    (page,) = made.pages
    assert [placed.span.of(made.text) for placed in page.words] == " ".join(CLAUSES).split()
    assert all(0 < placed.box.left < placed.box.right < page.width for placed in page.words)
    assert all(0 < placed.box.top < placed.box.bottom < page.height for placed in page.words)


def test_an_empty_page_between_two_keeps_its_place() -> None:
    def full(sheet: Sheet) -> None:
        sheet.lines(CLAUSES)

    made = composed(pdf(full, lambda sheet: None, full))
    check(made)
    assert [len(page.span) > 0 for page in made.pages] == [True, False, True]


def test_a_format_without_pages_has_one_page_and_no_words() -> None:
    made = composed(word("Article 1 – Objet", "Le présent contrat a pour objet l’infogérance."), "c.docx")
    check(made)
    assert made.text == "Article 1 – Objet\n\nLe présent contrat a pour objet l’infogérance."
    assert [(page.number, page.width, page.words) for page in made.pages] == [(1, 0.0, ())]
