"""Word files that python-docx does not open as they are: locked, with macros, templates, in the strict dialect."""

import re
import struct
from io import BytesIO
from xml.parsers.expat import ExpatError
from zipfile import ZIP_STORED, ZipFile

from clausier.errors import UnreadableFile
from ingest.readers.kinds import LOCKED_OFFICE, OLE, names_in_zip
from ingest.readers.locks import password_needed, password_wrong

_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHERS = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_OPEN = rb"http://schemas.openxmlformats.org/\1/2006/"
"""The strict dialect (ISO/IEC 29500-1) has the same elements as the usual one, under other names."""


def is_word(data: bytes) -> bool:
    """Whether it is a Word document, or a document of Office that only its password tells more of."""
    if data.startswith(OLE):
        return LOCKED_OFFICE in data
    return any(re.fullmatch(r"word/document\d*\.xml", name) for name in names_in_zip(data))


def unlocked(data: bytes, password: str) -> bytes:
    """The document that a password opens. Raises LockedFile when it does not."""
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    broken = (DecryptionError, FileFormatError, ParseError)
    if not password:
        raise password_needed("document Office")
    opened = BytesIO()
    try:
        locked = OfficeFile(BytesIO(data))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(opened)
    except InvalidKeyError as error:
        raise password_wrong("document Office") from error
    except (*broken, ValueError, LookupError, OSError, TypeError, AttributeError, struct.error, ExpatError) as error:
        raise UnreadableFile(
            "Ce document Office est chiffré d’une manière que Clausier ne sait pas ouvrir.",
            "Enregistrez-en une copie sans mot de passe, puis ajoutez cette copie.",
        ) from error
    return opened.getvalue()


def usual(data: bytes) -> bytes:
    """The document in the dialect, and under the type, that the library opens; itself where it is so already."""
    with ZipFile(BytesIO(data)) as archive:
        types = archive.read(_TYPES) if _TYPES in archive.namelist() else b""
        strict = _RELATIONS in archive.namelist() and _STRICT.search(archive.read(_RELATIONS)) is not None
        if not strict and not _OTHERS.search(types):
            return data
        rewritten = BytesIO()
        with ZipFile(rewritten, "w", ZIP_STORED) as copy:
            for part in archive.infolist():
                content = archive.read(part)
                if part.filename == _TYPES:
                    content = _OTHERS.sub(_DOCUMENT, content)
                if strict and part.filename.endswith((".xml", ".rels")):
                    content = _STRICT.sub(_OPEN, content)
                copy.writestr(part.filename, content)
    return rewritten.getvalue()
