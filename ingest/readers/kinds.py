"""What a file is, told from its bytes; and what to call the formats that are not read yet."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

PDF_WITHIN = 1024
"""Readers accept a PDF whose header stands in its first kilobyte (PDF 32000-1, annex H.3, note 13)."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_INSIDE = (
    ("word/", "un document Word sans texte principal"),
    ("xl/", "un classeur Excel"),
    ("ppt/", "une présentation PowerPoint"),
    ("content.xml", "un document OpenDocument"),
    ("META-INF/container.xml", "un livre EPUB"),
)
_STARTS = (
    (b"{\\rtf", "un document RTF"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"7z\xbc\xaf\x27\x1c", "une archive compressée"),
    (b"Rar!", "une archive compressée"),
    (b"SQLite format 3", "une base de données"),
    (b"\x7fELF", "un programme"),
    (b"MZ", "un programme"),
    (b"%!PS", "un fichier PostScript"),
)


def is_pdf(data: bytes) -> bool:
    """Whether the file begins as a PDF, or nearly."""
    return b"%PDF-" in data[:PDF_WITHIN]


def names_in_zip(data: bytes) -> frozenset[str]:
    """The files that a zip archive holds; none when it is not one, or is broken."""
    if not data.startswith(ZIP):
        return frozenset()
    try:
        with ZipFile(BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def is_html(data: bytes) -> bool:
    """Whether the text is a web page."""
    start = data[:PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start)


def is_foreign(data: bytes) -> bool:
    """Whether the first bytes are those of a format that is no text, or is text only for machines."""
    return (
        is_pdf(data)
        or data.startswith((*ZIP, OLE, *_PICTURES))
        or any(data.startswith(start) for start, _ in _STARTS)
        or is_html(data)
    )


def looks_like(data: bytes) -> str:
    """The format as a reader would name it, with its article: "une image"."""
    if data.startswith(_PICTURES):
        return "une image"
    if data.startswith(OLE):
        return "un document Office ancien (.doc, .xls ou .ppt)"
    if data.startswith(ZIP):
        return _zipped(data)
    if is_html(data):
        return "une page web (HTML)"
    return next((name for start, name in _STARTS if data.startswith(start)), "un fichier binaire, sans texte lisible")


def _zipped(data: bytes) -> str:
    names = names_in_zip(data)
    for mark, name in _INSIDE:
        if any(inside.startswith(mark) for inside in names):
            return name
    return "une archive ZIP" if names else "une archive ZIP endommagée"
