"""What a questionnaire's file is, and what each format can do."""

from collections.abc import Sequence
from io import BytesIO
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from clausier.domain.questionnaires import Format, Sheet
from clausier.errors import UnreadableFile
from clausier.questionnaires.replies import Reply

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream that holds a file of Office behind a password ([MS-OFFCRYPTO] 2.3.4)."""
_ADVICE = "Enregistrez-le en .xlsx, en .docx ou en .jsonl, puis donnez cette copie."


class Form(Protocol):
    """One format, in and out. Both raise UnreadableFile.

    `write` gives the same file back with each reply beside its question; whatever else was in it stays as it was.
    """

    def read(self, data: bytes) -> Sheet: ...
    def write(self, data: bytes, replies: Sequence[Reply]) -> bytes: ...


def format_of(data: bytes) -> Format:
    """The format, told from the bytes: a file's name says little."""
    if not data.strip():
        raise UnreadableFile("Ce questionnaire est vide.", "Vérifiez que c’est bien le bon fichier.")
    if data.startswith(_OLE):
        raise _refused_ole(data)
    if data.startswith(b"PK"):
        return _packaged(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Format.JSONL
    raise UnreadableFile("Ce fichier n’est pas un questionnaire que Clausier sait lire.", _ADVICE)


def _refused_ole(data: bytes) -> UnreadableFile:
    if _LOCKED in data:
        return UnreadableFile(
            "Ce questionnaire est protégé par un mot de passe.",
            "Enregistrez-en une copie sans mot de passe, puis donnez cette copie.",
        )
    return UnreadableFile("Ce fichier est d’un ancien format de bureautique.", _ADVICE)


def _packaged(data: bytes) -> Format:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            "Ce questionnaire est endommagé : il ne peut pas être ouvert.",
            "Ouvrez-le dans le logiciel qui l’a créé, enregistrez-le de nouveau, puis donnez cette copie.",
        ) from error
    if "xl/vbaProject.bin" in names or "word/vbaProject.bin" in names:
        raise UnreadableFile(
            "Ce questionnaire contient des macros.", "Enregistrez-le sans macros, en .xlsx ou en .docx."
        )
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "word/document.xml" in names:
        return Format.DOCX
    raise UnreadableFile("Ce fichier n’est ni un classeur .xlsx ni un document .docx.", _ADVICE)


def no_question(looked: str) -> UnreadableFile:
    """The refusal of a file in which nothing asks. `looked`: what was looked for there."""
    return UnreadableFile("Aucune question n’a été trouvée dans ce fichier.", looked)
