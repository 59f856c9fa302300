"""Pages that are pictures: recognised, kept, put back where they stand."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import cos, radians, sin

import pytest
from PIL import Image, ImageChops, ImageDraw

from clausier.adapters.pdfium import PdfiumEngine
from clausier.adapters.recognisers.rapid import RapidRecogniser
from clausier.adapters.recognisers.tesseract import french_tesseract
from clausier.domain.text import Box
from clausier.errors import Cancelled, UnreadableFile
from clausier.ports import Watcher
from ingest.composing import compose
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.readers.recognition import DOTS, RecognisedWord, Recogniser
from ingest.readers.scans import STEP
from ingest.reading import read_file, standard_readers
from tests.fakes import ToldRecogniser
from tests.reading.made import CLAUSES, HEIGHT, WIDTH, Sheet, pdf, unwatched
from tests.scanning import grain, known_words, pictured, scanned, worn

A4 = round(WIDTH * DOTS / 72), round(HEIGHT * DOTS / 72)
POINT = 72 / DOTS

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None or french_tesseract() is None, reason="needs Tesseract with French"
)


def text_page(sheet: Sheet) -> None:
    sheet.lines(CLAUSES)


def table_page(sheet: Sheet) -> None:
    sheet.lines(["Pénalité de retard : 2 % de la redevance, plafonnée à 45 000 € par an."], y=300)


TEXT = pdf(text_page)


@cache
def rapid() -> Recogniser:
    return RapidRecogniser()


def tesseract() -> Recogniser:
    found = french_tesseract()
    assert found is not None
    return found


REAL = pytest.mark.parametrize("make", [rapid, pytest.param(tesseract, marks=needs_tesseract)])


def told(*words: RecognisedWord) -> ToldRecogniser:
    return ToldRecogniser(words or known_words(TEXT))


@dataclass
class Kept:
    """Drafts in memory."""

    pages: dict[int, bytes] = field(default_factory=dict)

    def kept(self) -> Mapping[int, bytes]:
        return dict(self.pages)

    def keep(self, page: int, draft: bytes) -> None:
        self.pages[page] = draft


def read(data: bytes, recogniser: Recogniser | None, drafts: Kept | None = None, watch: Watcher = unwatched) -> RawFile:
    file = GivenFile("contrat.pdf", data, drafts=drafts or Kept())
    return read_file(file, watch, standard_readers(PdfiumEngine(), recogniser))


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def words_of(raw: RawFile, page: int = 1) -> Iterator[tuple[str, Box]]:
    for line in raw.pages[page - 1].lines:
        for word in line.words:
            assert word.box is not None
            yield word.text, word.box


def once() -> dict[str, Box]:
    """The words that the page with text has once, and where."""
    words = list(words_of(read(TEXT, None)))
    every = [word for word, _ in words]
    return {word: box for word, box in words if every.count(word) == 1 and len(word) > 3}


def askew(box: Box, slant: float) -> tuple[float, float]:
    """Where the middle of a box of the page comes to stand when the page is turned by that many degrees to the left."""
    x, y = (box.left + box.right - WIDTH) / 2, (box.top + box.bottom - HEIGHT) / 2
    turn = radians(slant)
    return WIDTH / 2 + x * cos(turn) + y * sin(turn), HEIGHT / 2 - x * sin(turn) + y * cos(turn)


@REAL
@pytest.mark.parametrize("slant", [-1.2])
def test_a_worn_page_is_read_and_each_word_stands_on_its_picture(make: object, slant: float) -> None:
    assert callable(make)
    raw = read(scanned(worn(pictured(TEXT), slant)), make())
    text = plain(compose(raw).text)
    missing = [line for line in CLAUSES if plain(line) not in text]
    assert len(missing) <= 1, text
    own = once()
    found = [(word, box) for word, box in words_of(raw) if word in own]
    assert len(found) > 40
    for word, box in found:
        x, y = askew(own[word], slant)
        assert (box.left + box.right) / 2 == pytest.approx(x, abs=4), word
        assert (box.top + box.bottom) / 2 == pytest.approx(y, abs=4), word


def test_the_boxes_of_a_page_that_lies_askew_follow_it() -> None:
    slant = 3.0
    raw = read(scanned(worn(pictured(TEXT), slant)), told())
    own = once()
    assert len(list(words_of(raw))) > 100
    for word, box in words_of(raw):
        if word in own:
            x, y = askew(own[word], slant)
            assert box.left <= x <= box.right
            assert box.top <= y <= box.bottom


def test_lines_of_a_page_askew_stay_whole_and_make_one_paragraph() -> None:
    raw = read(scanned(worn(pictured(TEXT), 1.5)), told())
    assert [line.text for line in raw.pages[0].lines] == [" ".join(line.split()) for line in CLAUSES]
    assert len({line.size for line in raw.pages[0].lines}) == 1
    assert raw.pages[0].lines[0].size == pytest.approx(11, abs=1.5)


@REAL
@pytest.mark.parametrize("quarters", [1, 2])
def test_a_page_that_lies_on_its_side_or_its_head_is_read(make: object, quarters: int) -> None:
    assert callable(make)
    way = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180)[quarters - 1]
    raw = read(scanned(worn(pictured(TEXT), 0.4).transpose(way)), make())
    assert plain(CLAUSES[3]) in plain(compose(raw).text)
    own = once()["réversibilité"]
    box = next(box for word, box in words_of(raw) if word == "réversibilité")
    middle = (own.left + own.right) / 2, (own.top + own.bottom) / 2
    x, y = (middle[1], WIDTH - middle[0]) if quarters == 1 else (WIDTH - middle[0], HEIGHT - middle[1])
    assert ((box.left + box.right) / 2, (box.top + box.bottom) / 2) == pytest.approx((x, y), abs=5)


@REAL
def test_columns_are_read_one_after_the_other(make: object) -> None:
    assert callable(make)

    def columns(sheet: Sheet) -> None:
        sheet.font("Helvetica", 8)
        for row, (one, other) in enumerate(zip(CLAUSES, reversed(CLAUSES), strict=True)):
            sheet.write(50, 100 + 14 * row, one[:52])
            sheet.write(310, 100 + 14 * row, other[:52])

    text = compose(read(scanned(worn(pictured(pdf(columns)), 0.3)), make())).text
    lines = [plain(line) for line in text.split("\n") if line]
    assert lines.index(plain(CLAUSES[8][:52])) < lines.index(plain(CLAUSES[8][:52]), 10)


def test_pages_with_text_stay_as_they_are() -> None:
    alone = read(TEXT, None)
    mixed = pdf(text_page, lambda sheet: sheet.canvas.drawInlineImage(pictured(TEXT), 0, 0, WIDTH, HEIGHT), table_page)
    recogniser = told()
    raw = read(mixed, recogniser)
    assert recogniser.pages == 1
    assert raw.pages[0] == alone.pages[0]
    assert plain(CLAUSES[0]) in plain(raw.pages[1].lines[0].text)
    assert [page.page for page in raw.findings.recognised] == [2]
    assert raw.findings.recogniser == recogniser.name
    assert raw.unreadable_pages == ()


def test_a_recognised_page_counts_its_words_and_doubts() -> None:
    words = [replace(word, sure=index % 5 > 0) for index, word in enumerate(known_words(TEXT))]
    (page,) = read(scanned(pictured(TEXT)), told(*words)).findings.recognised
    assert page.words == len(words)
    assert page.doubtful == sum(not word.sure for word in words)


def test_a_page_that_is_mostly_doubtful_is_kept_and_not_relied_on() -> None:
    words = known_words(TEXT)
    doubted = [replace(word, sure=index < 30) for index, word in enumerate(words)]
    raw = read(scanned(pictured(TEXT)), told(*doubted))
    assert raw.unreadable_pages == (1,)
    assert len(list(words_of(raw))) == len(words)


@pytest.mark.parametrize(("seen", "kept", "doubtful"), [("ler", "1er", 1), ("1er", "1er", 0), ("2O26", "2O26", 1)])
def test_a_letter_among_figures_is_doubted(seen: str, kept: str, doubtful: int) -> None:
    words = known_words(TEXT)
    raw = read(scanned(pictured(TEXT)), told(replace(words[0], text=seen), *words[1:]))
    assert raw.pages[0].lines[0].words[0].text == kept
    assert raw.findings.recognised[0].doubtful == doubtful


def test_an_empty_sheet_is_blank_and_a_drawing_is_unreadable() -> None:
    drawing = Image.new("L", A4, 255)
    ImageDraw.Draw(drawing).ellipse((900, 1500, 1600, 2100), outline=0, width=30)
    raw = read(scanned(pictured(TEXT), grain(A4), drawing), tesseract_or_told())
    assert raw.findings.blank_pages == (2,)
    assert raw.unreadable_pages == (3,)
    assert [page.page for page in raw.findings.recognised] == [1]


def tesseract_or_told() -> Recogniser:
    """A recogniser that sees no words in a circle: the told one is only told of lines at the top."""
    return told(*known_words(TEXT)[:40])


def test_what_is_recognised_is_kept_and_not_recognised_again() -> None:
    data = scanned(*[pictured(TEXT)] * 3)
    drafts, first, second = Kept(), told(), told()
    raw = read(data, first, drafts)
    assert (first.pages, sorted(drafts.pages)) == (3, [1, 2, 3])
    assert read(data, second, drafts) == raw
    assert second.pages == 0


@pytest.mark.parametrize("draft", [b"", b"\xff", b"[]", b"[9,1,2,3,4,5,6]", b'[1,"x",[[1]],[1],1,[1,1],false]'])
def test_a_draft_that_is_none_is_recognised_again(draft: bytes) -> None:
    drafts, recogniser = Kept({1: draft}), told()
    assert read(scanned(pictured(TEXT)), recogniser, drafts) == read(scanned(pictured(TEXT)), told())
    assert recogniser.pages == 1


def test_a_reading_stopped_in_the_middle_goes_on_where_it_was() -> None:
    data = scanned(*[pictured(TEXT)] * 5)

    def stop(step: str, done: int, total: int) -> None:
        if step == STEP and done >= 3:
            raise Cancelled("Lecture arrêtée.")

    drafts, first, second = Kept(), told(), told()
    with pytest.raises(Cancelled):
        read(data, first, drafts, stop)
    assert 2 <= len(drafts.pages) == first.pages < 5
    raw = read(data, second, drafts)
    assert first.pages + second.pages == 5
    assert [page.page for page in raw.findings.recognised] == [1, 2, 3, 4, 5]


def test_progress_names_the_page_before_it_is_drawn() -> None:
    data = pdf(text_page, *[lambda sheet: sheet.canvas.drawInlineImage(pictured(TEXT), 0, 0, WIDTH, HEIGHT)] * 3)
    seen: list[int] = []
    read(data, told(), watch=lambda step, done, total: seen.append(done) if step == STEP else None)
    assert seen == sorted(seen)
    assert {1, 2, 3, 4} == set(seen)


class Failing(ToldRecogniser):
    """Stops on some pages, as a program that takes too long does."""

    def words(self, picture: Image.Image) -> tuple[RecognisedWord, ...]:
        found = super().words(picture)
        if self.pages == 1:
            raise UnreadableFile("Trop long.", "Attendez.")
        return found


def test_a_page_that_the_recogniser_fails_on_is_named_and_the_others_are_read() -> None:
    drafts = Kept()
    raw = read(scanned(*[pictured(TEXT)] * 3), Failing(known_words(TEXT)), drafts)
    assert len(raw.unreadable_pages) == 1
    assert len(drafts.pages) == len(raw.findings.recognised) == 2


class Broken(ToldRecogniser):
    """Has a defect that full pages bring out."""

    def words(self, picture: Image.Image) -> tuple[RecognisedWord, ...]:
        if sum(picture.convert("L").histogram()[:128]) > 10_000:
            raise ZeroDivisionError("a defect of ours")
        return super().words(picture)


def test_a_page_that_ends_the_reading_is_the_last_one_told() -> None:
    short = pictured(pdf(lambda sheet: sheet.lines(CLAUSES[:1])))
    seen: list[int] = []
    with pytest.raises(ZeroDivisionError):
        read(scanned(pictured(TEXT), short, short), Broken(()), watch=lambda step, done, total: seen.append(done))
    assert seen[-1] == 0


@pytest.mark.parametrize(
    ("recogniser", "says", "advice"),
    [(None, "scanné", "tesseract-ocr-fra"), (ToldRecogniser(()), "reconnu", "300 points")],
)
def test_scans_that_cannot_be_read_are_refused_with_what_to_do(
    recogniser: Recogniser | None, says: str, advice: str
) -> None:
    with pytest.raises(UnreadableFile, match=says) as refusal:
        read(scanned(pictured(TEXT)), recogniser)
    assert advice in refusal.value.advice


def test_a_few_shapes_taken_for_words_are_no_document() -> None:
    with pytest.raises(UnreadableFile, match="reconnu"):
        read(scanned(pictured(TEXT)), told(*known_words(TEXT)[:3]))


def layered(lines: Sequence[str]) -> bytes:
    """A scan over which another program has laid the words that it recognised, unseen."""

    def draw(sheet: Sheet) -> None:
        sheet.canvas.drawInlineImage(pictured(TEXT), 0, 0, WIDTH, HEIGHT)
        for row, line in enumerate(lines):
            writing = sheet.canvas.beginText(72, HEIGHT - 90 - 14 * row)
            writing.setTextRenderMode(3)
            writing.textOut(line)
            sheet.canvas.drawText(writing)

    return pdf(draw)


BARE = tuple(line.replace("é", "e").replace("à", "a") for line in CLAUSES)


def test_words_recognised_elsewhere_give_way_to_those_recognised_here() -> None:
    raw = read(layered(BARE), told())
    assert plain(CLAUSES[0]) == plain(raw.pages[0].lines[0].text)
    assert [page.page for page in raw.findings.recognised] == [1]


def test_words_recognised_elsewhere_are_kept_where_nothing_does_better_and_are_told() -> None:
    for recogniser in (None, told(*known_words(TEXT)[:20])):
        raw = read(layered(BARE), recogniser)
        assert plain(BARE[0]) == plain(raw.pages[0].lines[0].text)
        assert any("autre programme" in remark for remark in raw.remarks)
        assert raw.findings.recognised == ()


def test_a_line_that_only_the_other_program_recognised_is_not_lost_unsaid() -> None:
    """Such as a line that somebody struck through: the page is to be looked at."""
    words = known_words(TEXT)
    without = [word for word in words if word.line != 3]
    assert read(layered(CLAUSES), told(*without)).findings.disputed_pages == (1,)
    assert read(layered(CLAUSES), told(*words)).findings.disputed_pages == ()


def test_a_head_set_around_the_picture_of_a_letter_does_not_hide_the_letter() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.drawInlineImage(pictured(TEXT), 0, 0, WIDTH, HEIGHT)
        sheet.lines(["Dossier 2026-118 – pièce n° 12 – versée au contrat d’infogérance par le Client", "Page 12"], y=30)
        sheet.lines(["Reçu le 12 janvier 2026 par le service juridique, enregistré sous le numéro 4417"], y=800)

    raw = read(pdf(draw), told(*known_words(TEXT), *known_words(pdf(lambda sheet: sheet.lines(["Dossier"], y=30)))))
    assert plain(CLAUSES[4]) in plain(compose(raw).text)


def test_a_text_upon_a_picture_stays_the_text_of_the_file() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.drawInlineImage(Image.new("RGB", (60, 80), (230, 240, 255)), 0, 0, WIDTH, HEIGHT)
        sheet.lines(CLAUSES[:5])

    recogniser = told()
    raw = read(pdf(draw), recogniser)
    assert recogniser.pages == 1
    assert raw.findings.recognised == ()
    assert [line.text for line in raw.pages[0].lines] == list(CLAUSES[:5])


def test_what_french_elides_is_joined_to_its_word() -> None:
    first, second, *rest = known_words(TEXT)
    apart = [
        replace(first, text="|’"),
        replace(second, text="Annexe", box=replace(second.box, left=first.box.right + 5)),
    ]
    raw = read(scanned(pictured(TEXT)), told(*apart, *rest))
    assert raw.pages[0].lines[0].text.startswith("l’Annexe assure la")


def test_the_rules_of_a_table_are_no_words() -> None:
    first, second, *rest = known_words(TEXT)
    raw = read(scanned(pictured(TEXT)), told(replace(first, text="|"), replace(second, text="__"), *rest))
    assert raw.pages[0].lines[0].text.startswith("assure la réversibilité")


def test_figures_in_the_shadow_of_a_binding_are_read() -> None:
    page = pictured(TEXT)
    shadow = Image.linear_gradient("L").resize(page.size).point(lambda level: 60 + level * 195 // 255)
    raw = read(scanned(ImageChops.multiply(page, shadow)), rapid_or_tesseract())
    assert all(figure in compose(raw).text for figure in ("99,9", "(6)", "15 %"))


def rapid_or_tesseract() -> Recogniser:
    """Tesseract where it is: it is the one that shadows trouble."""
    return french_tesseract() or rapid()
