"""OpenDocument texts (ODT, and their flat form FODT)."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from clausier.domain.documents import Findings
from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine, RawPage
from ingest.readers.kinds import is_flat_odt, names_in_zip, odf_type
from ingest.readers.odt_styles import OdtStyles, name
from ingest.readers.package import TRACKED, check_package, damaged, left_out, masked, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KIND = "document OpenDocument"
_TEXT = "application/vnd.oasis.opendocument.text"
_PARTS = ("styles.xml", "content.xml", "meta.xml")
_STEP = 200  # lines between two reports


class OdtReader:
    def accepts(self, data: bytes, name: str) -> bool:
        return is_flat_odt(data) or odf_type(data).startswith(_TEXT)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        data, locked = file.data, False
        if not is_flat_odt(data):
            check_package(data, _KIND)
            data, locked = _unlocked(data, file.password)
        roots = _roots(data)
        try:
            return _read(roots, watch, locked)
        except RecursionError as error:
            raise damaged(_KIND) from error


def _unlocked(data: bytes, password: str) -> tuple[bytes, bool]:
    from ingest.readers.odt_lock import is_locked, unlocked

    if not is_locked(data):
        return data, False
    opened = unlocked(data, password)
    check_package(opened, _KIND)
    return opened, True


def _roots(data: bytes) -> "list[Element]":
    """The parts that hold styles, text and title; a flat file is one part."""
    if is_flat_odt(data):
        return [parsed(data, _KIND)]
    present = names_in_zip(data)
    if "content.xml" not in present:
        raise damaged(_KIND)
    with ZipFile(BytesIO(data)) as archive:
        return [parsed(archive.read(part), _KIND) for part in _PARTS if part in present]


def _read(roots: "Sequence[Element]", watch: Watcher, locked: bool) -> RawFile:
    from ingest.readers.odt_text import OdtBody

    found = (root.find(f"{name('office:body')}/{name('office:text')}") for root in roots)
    body = next((element for element in found if element is not None), None)
    if body is None:
        raise damaged(_KIND)
    reader = OdtBody(OdtStyles(roots), dict(_controls(body)))
    total = sum(1 for _ in body.iter(name("text:p"), name("text:h")))
    lines: list[RawLine] = []
    watch("lecture du document", 0, total)
    for line in reader.lines(body):
        lines.append(line)
        if len(lines) % _STEP == 0:
            watch("lecture du document", min(len(lines), total), total)
    watch("lecture du document", total, total)
    if not lines:
        raise UnreadableFile(f"Ce {_KIND} ne contient aucun texte.", "Vérifiez que c’est bien le bon fichier.")
    aside = "\n".join(line.text for line in _running(roots))
    tables = len({line.row.table for line in lines if line.row is not None})
    hidden = masked(reader.hidden)
    return RawFile(
        pages=(RawPage(1, "", 0.0, 0.0, tuple(lines), aside),),
        paged=False,
        title=_title(roots),
        remarks=tuple(_remarks(body)),
        findings=Findings(hidden=hidden, locked=locked, tables=tables),
    )


def _running(roots: "Sequence[Element]") -> Iterator[RawLine]:
    """Headers and footers, each once."""
    from ingest.readers.odt_text import OdtBody

    told: set[str] = set()
    parts = ("header", "footer", "header-first", "footer-first", "header-left", "footer-left")
    for root in roots:
        for master in root.iter(name("style:master-page")):
            for element in (child for child in master if child.tag in [name(f"style:{part}") for part in parts]):
                for line in OdtBody(OdtStyles(roots), {}).lines(element):
                    if line.text not in told:
                        told.add(line.text)
                        yield line


def _title(roots: "Sequence[Element]") -> str:
    given = (title.text for root in roots for title in root.iter(name("dc:title")))
    return " ".join(next((text for text in given if text), "").split())


def _controls(body: "Element") -> Iterator[tuple[str, str]]:
    """What the fields of a form show, by their identifier."""
    for field in body.iter(name("form:checkbox"), name("form:text"), name("form:textarea"), name("form:combobox")):
        if field.tag == name("form:checkbox"):
            box = "☒" if field.get(name("form:current-state")) == "checked" else "☐"
            shown = f"{box} {field.get(name('form:label'), '')}".strip()
        else:
            shown = field.get(name("form:current-value")) or field.get(name("form:value"), "")
        for identifier in ("xml:id", "form:id"):
            yield field.get(name(identifier), ""), shown


def _remarks(body: "Element") -> list[str]:
    tracked = next(body.iter(name("text:changed-region")), None) is not None
    comments = sum(1 for _ in body.iter(name("office:annotation")))
    objects = sum(1 for _ in body.iter(name("draw:object"), name("draw:object-ole")))
    return [*([TRACKED] if tracked else []), *left_out(comments, objects)]
