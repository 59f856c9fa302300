"""Word documents (DOCX)."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine
from ingest.readers.kinds import OLE, names_in_zip
from ingest.readers.plain import unpaged

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_MOST_UNPACKED = 600 * 1024 * 1024
"""Bytes of all parts, pictures included; a longer one is a zip bomb, or would not fit in memory."""
_MOST_XML = 150 * 1024 * 1024
"""Bytes of one part in XML: some ten thousand pages."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_ENTRY = 0x1  # of a zip entry's flags
_STEP = 200  # paragraphs between two reports

_DAMAGED = (
    "Ce document Word est endommagé : il ne peut pas être ouvert.",
    "Ouvrez-le dans Word, enregistrez-le de nouveau en DOCX, puis ajoutez cette copie.",
)


class DocxReader:
    def accepts(self, data: bytes, name: str) -> bool:
        return "word/document.xml" in names_in_zip(data) or (data.startswith(OLE) and _ENCRYPTED in data)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        data = file.data
        if data.startswith(OLE):
            raise _locked()
        _check(data)
        document = _opened(data)
        lines, remarks = _read(document, watch)
        if not lines:
            raise UnreadableFile("Ce document Word ne contient aucun texte.", "Vérifiez que c’est bien le bon fichier.")
        title = " ".join((document.core_properties.title or "").split())
        return RawFile(pages=(unpaged(lines),), paged=False, title=title, remarks=remarks)


def _locked() -> UnreadableFile:
    return UnreadableFile(
        "Ce document Word est protégé par un mot de passe.",
        "Enregistrez-en une copie sans mot de passe, puis ajoutez cette copie.",
    )


def _check(data: bytes) -> None:
    """Refuse what would not fit, or is not whole; a zip never gives more than it declares."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED_ENTRY for part in parts):
                raise _locked()
            _refuse_too_large(parts)
            damaged = archive.testzip()
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(*_DAMAGED) from error
    if damaged is not None:
        raise UnreadableFile(*_DAMAGED)


def _refuse_too_large(parts: Sequence[ZipInfo]) -> None:
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if sum(part.file_size for part in parts) > _MOST_UNPACKED or largest > _MOST_XML:
        raise UnreadableFile(
            "Ce document Word est trop volumineux une fois décompressé.",
            "Réduisez la taille de ses images, ou découpez-le, puis ajoutez-le de nouveau.",
        )


def _opened(data: bytes) -> "Document":
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        return docx.Document(BytesIO(data))
    except ValueError as error:  # what python-docx says of templates and of documents with macros
        raise UnreadableFile(
            "Ce fichier est un modèle Word ou un document avec macros, qui n’est pas encore pris en charge.",
            "Enregistrez-le dans Word au format « Document Word (.docx) », puis ajoutez cette copie.",
        ) from error
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, LookupError, AttributeError, OSError) as error:
        raise UnreadableFile(*_DAMAGED) from error


def _read(document: "Document", watch: Watcher) -> tuple[list[RawLine], tuple[str, ...]]:
    from docx.oxml.ns import qn

    from ingest.readers.docx_numbering import Numbering
    from ingest.readers.docx_styles import Styles
    from ingest.readers.docx_text import Body

    body = getattr(document.element, "body", None)
    if body is None:  # another part stands in the main one's place
        raise UnreadableFile(*_DAMAGED)
    styles = Styles(document.styles.element)
    reader = Body(styles, Numbering(_part(document, "numbering"), styles), _notes(document))
    total = sum(1 for _ in body.iter(qn("w:p")))
    lines: list[RawLine] = []
    watch("lecture du document", 0, total)
    for line in reader.lines(body):
        lines.append(line)
        if len(lines) % _STEP == 0:
            watch("lecture du document", min(len(lines), total), total)
    watch("lecture du document", total, total)
    return lines, tuple(_remarks(body, reader.hidden))


def _part(document: "Document", name: str) -> "BaseOxmlElement | None":
    """The root of a part that the document points at, such as "numbering"; None where it has none, or a broken one."""
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            try:
                return parse_xml(relation.target_part.blob)
            except XMLSyntaxError as error:
                raise UnreadableFile(*_DAMAGED) from error
    return None


def _notes(document: "Document") -> "dict[tuple[str, str], Sequence[BaseOxmlElement]]":
    from docx.oxml.ns import qn

    found: dict[tuple[str, str], Sequence[BaseOxmlElement]] = {}
    for kind in ("footnote", "endnote"):
        root = _part(document, f"{kind}s")
        for note in root.findall(qn(f"w:{kind}")) if root is not None else ():
            found[kind, note.get(qn("w:id"), "")] = note.findall(qn("w:p"))
    return found


def _remarks(body: "BaseOxmlElement", hidden: int) -> list[str]:
    from docx.oxml.ns import qn

    remarks = []
    if any(next(body.iter(qn(tag)), None) is not None for tag in ("w:ins", "w:del", "w:moveFrom")):
        remarks.append(
            "Ce document contient des modifications suivies : les ajouts sont lus, les suppressions laissées de côté."
        )
    if hidden:
        remarks.append("Ce document contient du texte masqué : il a été laissé de côté.")
    if next(body.iter(qn("w:altChunk")), None) is not None:
        remarks.append("Ce document en contient un autre, inséré comme fichier : celui-ci n’a pas été lu.")
    return remarks
