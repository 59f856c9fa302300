"""Damage that fuzzing found to stop a reader, each in its smallest form: it ends in a text or in a sentence."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from clausier.domain.text import Box
from clausier.errors import UnreadableFile
from ingest.columns import in_reading_order
from ingest.readers.engine import SeenWord
from ingest.segments import Segment
from tests.reading.made import CLAUSES, read, word


def repacked(data: bytes, **parts: bytes) -> bytes:
    """A Word document with other bytes in some of its parts, named after their last name."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in archive.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            target.writestr(name, parts.get(stem, archive.read(name)))
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
        read(repacked(whole, document=properties), "contrat.docx")
