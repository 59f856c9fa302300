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


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def stream(name: str) -> bytes:
    """An old Office file that holds a stream of this name."""
    return OLE + name.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "vide"),
        (b"GIF89a" + bytes(50), "une image GIF"),
        (b"BM" + bytes(50), "une image BMP"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "une image WebP"),
        (bytes(4) + b"ftypheic" + bytes(20), "une image HEIC"),
        (bytes(4) + b"ftypisom" + bytes(20), "enregistrement audio ou vidéo"),
        (stream("WordDocument"), r"un ancien document Word \(.doc\)"),
        (stream("Workbook"), r"un ancien classeur Excel \(.xls\)"),
        (stream("PowerPoint Document"), r"une ancienne présentation PowerPoint \(.ppt\)"),
        (stream("__substg1.0_0037001F"), r"un message Outlook \(.msg\)"),
        (OLE, "un document Office ancien"),
        (zipped(a_dot_txt="x"), "une archive ZIP"),
        (zipped(xl__workbook_dot_xml="x"), "un classeur Excel"),
        (zipped(ppt__presentation_dot_xml="x"), "une présentation PowerPoint"),
        (zipped(word__styles_dot_xml="x"), "un document Word sans texte"),
        (zipped(mimetype=ODS, content_dot_xml="x"), r"un classeur OpenDocument \(.ods\)"),
        (zipped(mimetype=ODS.replace("spreadsheet", "chart"), content_dot_xml="x"), "un autre genre"),
        (zipped(**{"META-INF/container.xml": "x"}), "EPUB"),
        (zipped(**{"Index/Document.iwa": "x"}), "un document Pages"),
        (zipped(a_dot_txt="x")[:20], "archive ZIP endommagée"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "une archive compressée"),
        (b"Rar!\x1a\x07" + bytes(50), "une archive compressée"),
        (b"\x1f\x8b\x08" + bytes(50), "une archive compressée"),
        (b"contrat.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(200), "une archive compressée"),
        (b"From: a@b.fr\r\nReceived: by x\r\nSubject: contrat\r\n\r\nBonjour", r"un courriel \(.eml\)"),
        (b"[InternetShortcut]\r\nURL=https://example.com/cgv\r\n", "un raccourci vers une page web"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "un raccourci Windows"),
        (b"\x00\x05\x16\x07" + bytes(60), "un fichier technique de macOS"),
        (b"SQLite format 3\x00" + bytes(60), "une base de données"),
        (b"MZ" + bytes(60), "un programme"),
        (b"%!PS-Adobe-3.0\n/x", "PostScript"),
        (b"-----BEGIN PGP MESSAGE-----\n", "un message chiffré"),
        (bytes(range(256)) * 20, "binaire"),
    ],
)
def test_other_formats_are_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as refusal:
        read(data, "contrat.pdf")
    assert refusal.value.advice.endswith(".")
    assert str(refusal.value).endswith(".")


def test_texts_of_machines_are_read_as_the_texts_they_are() -> None:
    for text in (
        '{"durée": "3 ans"}',
        "def prix(): return 12",
        "name: contrat\nversion: 2",
        "<contrat><durée/></contrat>",
    ):
        assert read(text.encode(), "a.bin").pages[0].lines[0].text.startswith(text[:4])


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


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.odt", "a.html", "a.md", "a.csv", "a.txt"]))
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
