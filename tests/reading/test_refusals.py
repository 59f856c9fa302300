"""Files that are not what they claim, or not anything: one French sentence each, never a crash."""

from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausier.errors import UnreadableFile
from ingest.raw import RawFile
from tests.reading.made import CLAUSES, pdf, read, word


def zipped(**files: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "vide"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "une image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "une image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "document Office ancien"),
        (zipped(a_dot_txt="x"), "une archive ZIP"),
        (zipped(xl__workbook_dot_xml="x"), "un classeur Excel"),
        (zipped(content_dot_xml="x"), "un document OpenDocument"),
        (zipped(a_dot_txt="x")[:20], "archive ZIP endommagée"),
        (b"<!DOCTYPE html>\n<html><body>Contrat</body></html>", "une page web"),
        (b"{\\rtf1\\ansi Contrat}", "un document RTF"),
        (bytes(range(256)) * 20, "binaire"),
    ],
)
def test_other_formats_are_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refusal:
        read(data, "contrat.pdf")
    assert refusal.value.advice.endswith(".")


@pytest.mark.parametrize("name", ["contrat.txt", "contrat", "contrat.docx", "contrat.exe"])
def test_the_name_does_not_decide(name: str) -> None:
    assert read(pdf(lambda sheet: sheet.lines(CLAUSES)), name).paged
    assert read(word(*CLAUSES), name).pages[0].lines[0].text == CLAUSES[0]


def test_a_header_may_follow_some_bytes_and_no_more() -> None:
    data = pdf(lambda sheet: sheet.lines(CLAUSES))
    assert read(b"\n" * 500 + data).paged


def test_white_space_alone_is_no_text() -> None:
    for data in (b" \n\t\n ", "\ufeff \n".encode()):
        with pytest.raises(UnreadableFile, match="aucun texte"):
            read(data, "contrat.txt")


def outcome(data: bytes, name: str) -> RawFile | str:
    try:
        return read(data, name)
    except UnreadableFile as refusal:
        return str(refusal)


@settings(max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.md", "a.txt"]))
def test_no_bytes_break_the_readers(data: bytes, name: str) -> None:
    assert outcome(data, name)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_damaged_files_are_read_or_refused(kind: str, seed: int) -> None:
    whole = pdf(*[lambda sheet: sheet.lines(CLAUSES)] * 2) if kind == "pdf" else word(*CLAUSES)
    chance = Random(seed)
    broken = bytearray(whole)
    for _ in range(1 + 4 * seed):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    assert outcome(bytes(broken), f"contrat.{kind}")
    assert outcome(whole[: chance.randrange(len(whole))], f"contrat.{kind}")
