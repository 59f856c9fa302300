"""The formats that are not read: what a clerk calls them, and what to do with such a file."""

from collections.abc import Callable
from dataclasses import dataclass

from clausier.errors import UnreadableFile
from ingest.readers.kinds import OLE, PICTURES, ZIP, mail_type, names_in_zip, odf_type, text_head

_AS_PDF = "Ouvrez-le dans le logiciel qui l’a créé, enregistrez-le en PDF, puis ajoutez ce PDF."
_AS_WORD = "Ouvrez-le dans Word ou LibreOffice, enregistrez-le en DOCX ou en PDF, puis ajoutez cette copie."
_UNPACK = "Décompressez-la, puis ajoutez les documents qu’elle contient."
_PICTURE = "Enregistrez-la en PNG, en JPEG ou en PDF, puis ajoutez cette copie."
_MAIL = "Enregistrez ses pièces jointes et ajoutez-les ; pour son texte, imprimez-le en PDF."
_SHORTCUT = "Ouvrez-le, enregistrez le document auquel il mène, puis ajoutez ce document."
_RIGHT_FILE = (
    "Vérifiez que c’est bien le bon fichier : un contrat est d’ordinaire un PDF, un document Word ou un texte."
)


_START = 200  # bytes


@dataclass(frozen=True, slots=True)
class Foreign:
    """A format by the name that people know, with its article, and what to do."""

    name: str
    advice: str


_OFFICE_XML = Foreign("un document Word ou Excel au format XML", _AS_WORD)
_ARCHIVE = Foreign("une archive compressée", _UNPACK)
_PROGRAM = Foreign("un programme", _RIGHT_FILE)
_RECORDING = Foreign("un enregistrement audio ou vidéo", _RIGHT_FILE)
_OLD_WORD = Foreign("un ancien document Word (.doc)", _AS_WORD)
_SHEET = Foreign("un classeur Excel", _AS_PDF)
_SLIDES = Foreign("une présentation PowerPoint", _AS_PDF)
_LOCKED = Foreign("un document Office protégé par un mot de passe", "Enregistrez-en une copie sans mot de passe.")

_STARTS: tuple[tuple[bytes, Foreign], ...] = (
    *(
        (start, _ARCHIVE)
        for start in (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
    ),
    *((start, _PROGRAM) for start in (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")),
    *((start, _RECORDING) for start in (b"OggS", b"ID3")),
    (b"SQLite format 3", Foreign("une base de données", _RIGHT_FILE)),
    (b"%!PS", Foreign("un fichier PostScript", _AS_PDF)),
    (b"AT&TFORM", Foreign("un document DjVu", _AS_PDF)),
    (b"AC10", Foreign("un plan AutoCAD", _AS_PDF)),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Foreign("un raccourci Windows, pas le document lui-même", _SHORTCUT)),
    (b"[InternetShortcut]", Foreign("un raccourci vers une page web, pas la page elle-même", _SHORTCUT)),
    (b"\x00\x05\x16\x07", Foreign("un fichier technique de macOS", _RIGHT_FILE)),
    (b"-----BEGIN P", Foreign("un message chiffré ou signé", "Ouvrez-le avec le logiciel qui sait le déchiffrer.")),
    (b"GIF8", Foreign("une image GIF", _PICTURE)),
    (b"BM", Foreign("une image BMP", _PICTURE)),
    (b"\x00\x00\x01\x00", Foreign("une icône", _PICTURE)),
    *((start, Foreign("une image", _PICTURE)) for start in PICTURES),
)
_IN_OLE: tuple[tuple[str, Foreign], ...] = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", _OLD_WORD),
    ("PowerPoint Document", Foreign("une ancienne présentation PowerPoint (.ppt)", _AS_PDF)),
    ("__substg1.0_", Foreign("un message Outlook (.msg)", _MAIL)),
    ("Workbook", Foreign("un ancien classeur Excel (.xls)", _AS_PDF)),
)
_IN_ZIP: tuple[tuple[str, Foreign], ...] = (
    ("word/", Foreign("un document Word sans texte principal", _AS_WORD)),
    ("xl/", _SHEET),
    ("ppt/", _SLIDES),
    ("META-INF/container.xml", Foreign("un livre EPUB", _AS_PDF)),
    ("FixedDocSeq.fdseq", Foreign("un document XPS", _AS_PDF)),
    ("FixedDocumentSequence.fdseq", Foreign("un document XPS", _AS_PDF)),
    ("Index/Document.iwa", Foreign("un document Pages, Numbers ou Keynote", _AS_PDF)),
    ("Index.zip", Foreign("un document Pages, Numbers ou Keynote", _AS_PDF)),
)
_IN_ODF = {
    "spreadsheet": Foreign("un classeur OpenDocument (.ods)", _AS_PDF),
    "presentation": Foreign("une présentation OpenDocument (.odp)", _AS_PDF),
    "graphics": Foreign("un dessin OpenDocument (.odg)", _AS_PDF),
}


def refusal(name: str, data: bytes) -> UnreadableFile:
    """What to say of a file that no reader accepts."""
    found = foreign(data)
    return UnreadableFile(f"Le fichier « {name} » est {found.name} : Clausier ne lit pas ce format.", found.advice)


def foreign(data: bytes) -> Foreign:
    """The format of a file that no reader accepts."""
    told: tuple[Callable[[bytes], Foreign | None], ...] = (_by_start, _in_ole, _in_zip, _in_media, _in_mail)
    binary = Foreign("un fichier binaire, sans texte lisible", _RIGHT_FILE)
    return next((found for tell in told if (found := tell(data)) is not None), binary)


def _by_start(data: bytes) -> Foreign | None:
    head = text_head(data)
    if b"mso-application progid=" in head[:_START]:
        return _OFFICE_XML
    return next((found for start, found in _STARTS if data.startswith(start) or head.startswith(start)), None)


def _in_ole(data: bytes) -> Foreign | None:
    if not data.startswith(OLE):
        return None
    unknown = Foreign("un document Office ancien (.doc, .xls ou .ppt)", _AS_WORD)
    return next((found for stream, found in _IN_OLE if stream.encode("utf-16-le") in data), unknown)


def _in_zip(data: bytes) -> Foreign | None:
    if not data.startswith(ZIP):
        return None
    label = odf_type(data)
    if label:
        unknown = Foreign("un document OpenDocument d’un autre genre qu’un texte", _AS_PDF)
        return next((found for kind, found in _IN_ODF.items() if kind in label), unknown)
    names = names_in_zip(data)
    known = (found for mark, found in _IN_ZIP if any(inside.startswith(mark) for inside in names))
    whole = Foreign("une archive ZIP", _UNPACK)
    broken = Foreign("une archive ZIP endommagée", "Demandez-en un nouvel exemplaire.")
    return next(known, whole if names else broken)


def _in_media(data: bytes) -> Foreign | None:
    """Formats that say what they are some bytes further in."""
    if data[4:8] == b"ftyp":
        return Foreign("une image HEIC", _PICTURE) if data[8:11] in (b"hei", b"mif", b"avi") else _RECORDING
    if data.startswith(b"RIFF"):
        return Foreign("une image WebP", _PICTURE) if data[8:12] == b"WEBP" else _RECORDING
    return _ARCHIVE if data[257:262] == b"ustar" else None


def _in_mail(data: bytes) -> Foreign | None:
    return Foreign("un courriel (.eml)", _MAIL) if mail_type(data) else None
