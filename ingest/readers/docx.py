"""Word documents (DOCX)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from clausier.domain.documents import Findings, HiddenText
from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine
from ingest.readers.docx_package import is_word, unlocked, usual
from ingest.readers.engine import UnseenText
from ingest.readers.foreign import refusal
from ingest.readers.kinds import OLE
from ingest.readers.limits import MOST_LINES, too_long
from ingest.readers.package import TRACKED, check_package, damaged, left_out, masked
from ingest.readers.plain import unpaged
from ingest.readers.unseen import hidden_texts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from ingest.readers.docx_text import Body

_STEP = 200  # paragraphs between two reports
_KIND = "document Word"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_DIAGRAMS = ("/chart", "/diagram", "/chartex")


class DocxReader:
    def accepts(self, data: bytes, name: str) -> bool:
        return is_word(data)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        locked = file.data.startswith(OLE)
        data = unlocked(file.data, file.password) if locked else file.data
        if locked and not is_word(data):
            raise refusal(file.name, data)
        check_package(data, _KIND)
        document = _opened(usual(data))
        try:
            raw = _read(document, watch)
        except RecursionError as error:
            raise damaged(_KIND) from error
        if not raw.pages[0].lines:
            raise UnreadableFile("Ce document Word ne contient aucun texte.", "Vérifiez que c’est bien le bon fichier.")
        return replace(raw, findings=replace(raw.findings, locked=locked))


def _opened(data: bytes) -> "Document":
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        return docx.Document(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError) as error:
        raise damaged(_KIND) from error
    except (LookupError, AttributeError, OSError, ValueError, TypeError) as error:
        raise damaged(_KIND) from error


def _read(document: "Document", watch: Watcher) -> RawFile:
    from docx.oxml.ns import qn

    body = getattr(document.element, "body", None)
    if body is None:  # another part may stand in the main one's place
        raise damaged(_KIND)
    reader = _reader(document)
    total = sum(1 for _ in body.iter(qn("w:p")))
    lines: list[RawLine] = []
    if total > MOST_LINES:
        raise too_long()
    watch("lecture du document", 0, total)
    for line in reader.lines(body):
        lines.append(line)
        if len(lines) % _STEP == 0:
            watch("lecture du document", min(len(lines), total), total)
    watch("lecture du document", total, total)
    page = replace(unpaged(lines), furniture="\n".join(_running(document)))
    tables = len({line.row.table for line in lines if line.row is not None})
    return RawFile(
        pages=(page,),
        paged=False,
        title=" ".join((document.core_properties.title or "").split()),
        remarks=tuple(_remarks(document, body)),
        findings=Findings(hidden=(*masked(reader.hidden), *_unseen(reader)), tables=tables),
    )


def _unseen(reader: "Body") -> Iterator[HiddenText]:
    for manner, text in reader.unseen.items():
        yield from hidden_texts(UnseenText(manner, text), None)


def _reader(document: "Document") -> "Body":
    """One that has counted nothing yet."""
    from ingest.readers.docx_numbering import Numbering
    from ingest.readers.docx_styles import Styles
    from ingest.readers.docx_text import Body

    styles = Styles(document.styles.element)
    return Body(styles, Numbering(_part(document, "numbering"), styles), _notes(document))


def _running(document: "Document") -> Iterator[str]:
    """The lines of headers and footers, each once."""
    told: set[str] = set()
    for kind in ("header", "footer"):
        for root in _parts(document, kind):
            for line in _reader(document).lines(root):
                if line.text not in told:
                    told.add(line.text)
                    yield line.text


def _part(document: "Document", name: str) -> "BaseOxmlElement | None":
    """The root of the part that the document points at, such as "numbering"; None where it has none."""
    return next(_parts(document, name), None)


def _parts(document: "Document", name: str) -> "Iterator[BaseOxmlElement]":
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            try:
                yield parse_xml(relation.target_part.blob)
            except XMLSyntaxError as error:
                raise damaged(_KIND) from error


def _notes(document: "Document") -> "dict[tuple[str, str], Sequence[BaseOxmlElement]]":
    from docx.oxml.ns import qn

    found: dict[tuple[str, str], Sequence[BaseOxmlElement]] = {}
    for kind in ("footnote", "endnote"):
        root = _part(document, f"{kind}s")
        for note in root.findall(qn(f"w:{kind}")) if root is not None else ():
            found[kind, note.get(qn("w:id"), "")] = note.findall(qn("w:p"))
    return found


def _remarks(document: "Document", body: "BaseOxmlElement") -> list[str]:
    from docx.oxml.ns import qn

    comments = _part(document, "comments")
    noted = 0 if comments is None else len(comments.findall(qn("w:comment")))
    drawn = sum(data.get("uri", "").endswith(_DIAGRAMS) for data in body.iter(_GRAPHIC))
    objects = drawn + sum(1 for _ in body.iter(qn("w:object")))
    remarks = []
    if any(next(body.iter(qn(tag)), None) is not None for tag in ("w:ins", "w:del", "w:moveFrom")):
        remarks.append(TRACKED)
    if any(next(body.iter(qn(tag)), None) is not None for tag in ("w:altChunk", "w:subDoc")):
        remarks.append("Ce document en contient un autre, inséré comme fichier : celui-ci n’a pas été lu.")
    return [*remarks, *left_out(noted, objects)]
