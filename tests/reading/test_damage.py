"""Damage that fuzzing found to stop a reader, each in its smallest form: it ends in a text or in a sentence."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from clausier.domain.documents import DocumentId
from clausier.domain.text import Box
from clausier.errors import UnreadableFile
from ingest.columns import in_reading_order
from ingest.readers.engine import SeenWord
from ingest.segments import Segment
from ingest.structure.candidates import Candidate
from ingest.structure.marks import Mark, Series
from ingest.structure.recognise import recognise
from ingest.structure.sequences import runs_of
from tests.reading.made import CLAUSES, composed, read, word


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A Word document with other bytes in some of its parts."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in archive.namelist():
            target.writestr(name, parts.get(name, archive.read(name)))
    return made.getvalue()


def test_words_drawn_over_one_another_have_no_gutter() -> None:
    def segment(left: float, top: float) -> Segment:
        return Segment((SeenWord("superposé", Box(left, top, left + 200, top + 10), top + 8, 10.0, bold=False),))

    segments = [segment(100.0 + across, 20.0 * row) for row in range(8) for across in (0, 50)]
    assert sorted(map(id, in_reading_order(segments))) == sorted(map(id, segments))


def test_a_word_document_whose_main_part_is_another() -> None:
    whole = word(*CLAUSES)
    with ZipFile(BytesIO(whole)) as archive:
        properties = archive.read("docProps/core.xml")
    with pytest.raises(UnreadableFile, match="endommagé"):
        read(repacked(whole, {"word/document.xml": properties}), "contrat.docx")


def test_a_stray_number_among_the_items_of_a_list() -> None:
    lines = [
        "Article 1 – Objet",
        "Le Prestataire :",
        "1. exploite ;",
        "2. assiste ;",
        "0.1. Une clause sans lien.",
        "Fin.",
    ]
    text = composed("\n\n".join(lines).encode(), "contrat.txt")
    structure = recognise(text, DocumentId("d"))
    assert next(clause.number for clause in structure.clauses if clause.number) == "1"


def test_numbering_that_starts_over_at_every_third_line() -> None:
    """It is looked for as long as a whole library of contracts would take, and no longer."""
    thrice = [Mark(Series.ARTICLE, str(number), (number,), 0, "", 9, True) for number in (1, 2, 3)]
    runs = runs_of([Candidate(at, thrice[at % 3], 3.0, False, False) for at in range(1800)])
    assert {tuple(member.mark.number for member in run.members) for run in runs} == {("1", "2", "3")}
    assert len(runs) < 1800 // 3


def test_lists_deep_inside_one_another_lose_no_word() -> None:
    """Twenty levels are the parser's own limit; what stood deeper was left out."""
    items = [f"{'  ' * depth}- mot{depth}" for depth in range(60)]
    assert [line.text for line in read("\n".join(items).encode(), "liste.md").pages[0].lines] == [
        f"- mot{depth}" for depth in range(60)
    ]
    with pytest.raises(UnreadableFile, match="imbrique"):
        read(b"> " * 2000 + b"au fond", "citation.md")


def test_comments_that_never_end_are_passed_over_once() -> None:
    raw = read(b"<!-- vu --> ouvert " + b"<!-- " * 60_000, "notes.md")
    assert raw.pages[0].lines[0].text.startswith("ouvert <!--")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lignes.txt", b"a\n" * 1_500_000),
        ("lettres.txt", b"Le Prestataire assiste le Client. " * 400_000),
    ],
    ids=["lines", "letters"],
)
def test_more_text_than_can_be_structured_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="plus de texte"):
        read(data, name)
