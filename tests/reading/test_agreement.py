"""Two readings of each page: alike on pages that are whole, apart where one of them loses or invents a sign."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from clausier.domain.documents import Manner
from ingest.composing import compose
from ingest.readers.agreement import differ
from ingest.readers.engine import SeenPage, SeenWord, UnseenText
from tests.reading.made import CLAUSES, HEIGHT, SIZE, Sheet, pdf, read, sans


def words(text: str) -> SeenPage:
    box = compose(read(pdf(lambda sheet: sheet.lines(["mot"])))).pages[0].words[0].box
    return SeenPage(1, "", 595, 842, tuple(SeenWord(word, box, 100, 11, False) for word in text.split()), drawn=True)


WHOLE = " ".join(CLAUSES)


@pytest.mark.parametrize(
    "other",
    [
        WHOLE,
        WHOLE.upper(),
        "".join(WHOLE.split()),
        " ".join(reversed(WHOLE.split())),
        WHOLE.replace("é", "e\u0301"),
        WHOLE.replace("fin", "ﬁn"),
        WHOLE.replace(" ", "-\n", 5),
        WHOLE.replace("’", "'"),
    ],
)
def test_order_spaces_case_and_spelling_do_not_matter(other: str) -> None:
    assert not differ(words(WHOLE), other)


@pytest.mark.parametrize(
    "other",
    [
        WHOLE.replace("99,9", "99,8"),
        WHOLE.replace("15 %", "15"),
        WHOLE.replace("trente", ""),
        WHOLE.replace("Prestataire", "Pr#st#t##r#"),
        WHOLE + " 3",
        WHOLE + " sauf exception",
        "",
    ],
)
def test_a_figure_a_sign_or_a_word_does(other: str) -> None:
    assert differ(words(WHOLE), other)


def test_what_is_hidden_was_read_all_the_same() -> None:
    page = words(WHOLE)
    seen = SeenPage(1, "", 595, 842, page.words, True, hidden=(UnseenText(Manner.UNSEEN, "secret 12"),))
    assert not differ(seen, WHOLE + " secret 12")
    assert differ(page, WHOLE + " secret 12")


def with_more(instructions: bytes, **fonts: Dictionary) -> bytes:
    """A page that goes on with these drawing instructions, and its fonts besides F1."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf(lambda sheet: sheet.lines(CLAUSES)))) as file:
        page = file.pages[0]
        page.contents_coalesce()
        page.Contents = file.make_stream(page.Contents.read_bytes() + instructions)
        for name, font in fonts.items():
            page.resources.Font[f"/{name}"] = file.make_indirect(font)
        file.save(buffer)
    return buffer.getvalue()


def nameless() -> Dictionary:
    """A font whose signs have names that no table knows."""
    differences = Array([49, Name("/five"), 50, Name("/g22"), 51, Name("/C51")])
    encoding = Dictionary(Type=Name.Encoding, Differences=differences)
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=encoding)


def written(text: bytes, font: bytes = b"F1") -> bytes:
    return b"\nBT /%b 11 Tf 72 300 Td %b Tj ET" % (font, text)


def test_whole_pages_are_not_disputed() -> None:
    def columns(sheet: Sheet) -> None:
        sheet.lines([clause[:40] for clause in CLAUSES])
        sheet.lines([clause[40:] for clause in CLAUSES], x=320)

    def ligatures(sheet: Sheet) -> None:
        sheet.font(sans())
        sheet.lines(["La conﬁdentialité des ﬂux offerts", "et la réver-", "sibilité ≥ 99,95 % à 3 m² œuvre"])

    def turned(sheet: Sheet) -> None:
        sheet.lines(CLAUSES)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(100, -30, "Confidentiel 2026")

    def spread(sheet: Sheet) -> None:
        sheet.justified(CLAUSES[0], 72, 90, 450)
        sheet.canvas.setFont("Helvetica", SIZE, leading=30)
        sheet.canvas.drawString(72, HEIGHT - 200, "S E R V I C E S")

    raw = read(pdf(columns, ligatures, turned, spread))
    assert raw.findings.disputed_pages == ()


@pytest.mark.parametrize(
    "data",
    [
        with_more(written(b"(Prix 100")),
        with_more(b"\nBT /F1 11 Tf 72 300 Td [(Prix ) 3 (100) TJ ET"),
        with_more(b"\nq 9 0 0 9 72 200 cm BI /W 4 /H 4 /CS /G /BPC 8 ID EI 1 Q\x00 ( EI Q" + written(b"(Prix 100)")),
        with_more(written(b"(Prix 123)", b"F9"), F9=nameless()),
        with_more(b"\n/Span <</ActualText (Prix 999)>> BDC" + written(b"(Prix 100)") + b" EMC"),
        with_more(written(b"(Prix 100)", b"F77")),
    ],
    ids=["open text", "open row", "picture among text", "nameless signs", "another text in its place", "no font"],
)
def test_a_page_that_two_libraries_read_in_two_ways_is_named(data: bytes) -> None:
    raw = read(data)
    assert raw.findings.disputed_pages == (1,)
    assert CLAUSES[0] in compose(raw).text


def test_a_page_with_endless_instructions_is_read_once() -> None:
    raw = read(with_more(b"\nq Q" * 150_000))
    assert raw.findings.disputed_pages == ()
    assert CLAUSES[0] in compose(raw).text
