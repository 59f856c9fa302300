"""What a file is, told from its bytes."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

PDF_WITHIN = 1024
"""Readers accept a PDF whose header stands in its first kilobyte (PDF 32000-1, annex H.3, note 13)."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream that holds a document of Office behind a password ([MS-OFFCRYPTO] 2.3.4)."""

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""PNG, JPEG, TIFF."""
_BINARY = (
    *(b"GIF8", b"BM", b"RIFF", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"AT&TFORM", b"AC10", b"%!PS", b"{\\rtf"),
    *(b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"SQLite format 3"),
    *(
        b"\x7fELF",
        b"MZ",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"L\x00\x00\x00\x01\x14\x02\x00",
        b"\x00\x05\x16\x07",
    ),
    b"-----BEGIN P",
)
_MACHINES = (b"[InternetShortcut]", b"mso-application progid=")  # a link; a document of Office as one XML file
_START = 200  # bytes
_HEAD = 4096  # bytes: where a text says what it is
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!--|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*: ?[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*)+")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


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


def odf_type(data: bytes) -> str:
    """What an OpenDocument file says it is; "" where it is none. The first entry of the archive says it, unpacked."""
    if not data.startswith(ZIP):
        return ""
    found = re.match(rb".{26}\x08\x00(?:..)mimetype(application/vnd\.oasis\.[a-z.-]+)", data[:200], re.DOTALL)
    if found is None and {"content.xml", "META-INF/manifest.xml"} <= names_in_zip(data):
        return _told_inside(data)
    return found.group(1).decode() if found else ""


def _told_inside(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive, archive.open("mimetype") as entry:
            return entry.read(100).decode("ascii", "replace").strip()
    except (KeyError, BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "application/vnd.oasis.opendocument.text"  # it has a text, and its label is lost


def is_flat_odt(data: bytes) -> bool:
    """Whether the file is an OpenDocument text in one part."""
    head = text_head(data)
    return head.startswith(b"<") and b"<office:document" in head and b"vnd.oasis.opendocument.text" in head


def text_head(data: bytes) -> bytes:
    """How a text begins, one byte a letter whatever its encoding."""
    head = data[:_HEAD]
    if head.startswith(_MARKS) or b"\x00" in head[:4]:
        head = head.replace(b"\x00", b"").lstrip(b"".join(_MARKS))
    return head.lstrip()


def is_html(data: bytes) -> bool:
    """Whether the text is a web page: it begins with a tag, and says so among its first ones."""
    head = text_head(data)
    return bool(_PAGE.match(head) or head[:9].lower() == b"<!doctype" or head.startswith(b"<?xml")) and bool(
        _HTML.search(head)
    )


def mail_type(data: bytes) -> str:
    """The type of content of a message or saved page (RFC 5322, RFC 2557), in small letters; "" where it is neither."""
    found = _HEADER.match(text_head(data))
    if found is None:
        return ""
    fields = found.group().lower()
    told = re.search(rb"^content-type: *([a-z]+/[a-z0-9.+-]+)", fields, re.MULTILINE)
    mail = re.search(rb"^(?:received|return-path|message-id|mime-version|delivered-to): ", fields, re.MULTILINE)
    if not mail:
        return ""
    return told.group(1).decode() if told else "text/plain"


def is_foreign(data: bytes) -> bool:
    """Whether the first bytes are those of a format that is no text, or is text only for machines."""
    return (
        is_pdf(data)
        or data.startswith((*ZIP, OLE, *PICTURES, *_BINARY))
        or is_html(data)
        or is_flat_odt(data)
        or bool(mail_type(data))
        or any(mark in text_head(data)[:_START] for mark in _MACHINES)
    )
