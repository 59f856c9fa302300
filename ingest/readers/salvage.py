"""What is left of a PDF whose index is lost: its objects are found by their own marks, and the pages put in a new file.

After ISO 32000-1, 7.3.10 (indirect objects), 7.5.7 (object streams) and 7.7.3 (page tree). A library that rebuilds an
index is asked first; none of them reads the objects packed in a stream once the file's end is missing.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_OBJECT = re.compile(rb"(?<![\d.])(\d{1,9})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
_END = re.compile(rb"\bendobj\b")
_PACK = re.compile(rb"/Type\s*/ObjStm\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_LOCKED = re.compile(rb"/Encrypt\b|/Filter\s*/Standard\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_ANNOUNCED = (
    re.compile(rb"/Type\s*/Pages\b[^>]{0,4000}?/Count\s+(\d{1,5})\b"),
    re.compile(rb"/Count\s+(\d{1,5})\b[^>]{0,4000}?/Type\s*/Pages\b"),
    re.compile(rb"/Linearized\b[^>]{0,300}?/N\s+(\d{1,5})\b"),
)
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

_MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of one object stream; a page of a real one takes a few hundred."""
_MOST_OBJECTS = 500_000
_MOST_PARENTS = 20
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, 7.7.3.4


@dataclass(frozen=True, slots=True)
class _Found:
    """An object's body, and where it was found: pages are written in their order."""

    at: tuple[int, int]
    generation: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new file of the pages that were found, in the order in which they stand.

    `announced` is how many the remains say that there were; 0 where they do not say.
    """

    pdf: "Pdf"
    announced: int


def salvaged(data: bytes) -> Salvaged | None:
    """What can be found; None where it is nothing. An encrypted file without its index cannot be decrypted."""
    import pikepdf

    if _LOCKED.search(data):
        return None
    objects = _objects(data)
    pages = sorted((number for number, found in objects.items() if _is_page(found.body)), key=lambda n: objects[n].at)
    if not pages:
        return None
    pdf = pikepdf.open(BytesIO(_written(objects)), suppress_warnings=True)
    tree, leaves = pdf.Root.Pages, pikepdf.Array()
    for number in pages:
        page = pdf.get_object(number, objects[number].generation)
        if isinstance(page, pikepdf.Dictionary):
            _inherit(page)
            page.Parent = tree
            leaves.append(page)
    tree.Kids, tree.Count = leaves, len(leaves)
    return Salvaged(pdf, _announced(data, objects.values()))


def _announced(data: bytes, objects: Iterable[_Found]) -> int:
    told = [data, *(found.body for found in objects if found.at[1] and b"/Pages" in found.body)]
    return max((int(count) for said in told for pattern in _ANNOUNCED for count in pattern.findall(said)), default=0)


def _objects(data: bytes) -> dict[int, _Found]:
    """The last whole object of each number."""
    found: dict[int, _Found] = {}
    packs: list[_Found] = []
    starts = list(_OBJECT.finditer(data))[:_MOST_OBJECTS]
    for index, start in enumerate(starts):
        limit = starts[index + 1].start() if index + 1 < len(starts) else len(data)
        end = _END.search(data, start.end(), limit)
        if end is None:
            continue
        at = _Found((start.start(), 0), int(start.group(2)), data[start.end() : end.start()])
        found[int(start.group(1))] = at
        if _PACK.search(at.body[:2000]):
            packs.append(at)
    for pack in packs:
        for order, (number, body) in enumerate(_unpacked(pack.body), 1):
            if number not in found or found[number].at < pack.at:
                found[number] = _Found((pack.at[0], order), 0, body)
    return found


def _unpacked(body: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects of an object stream, with their numbers."""
    first, stream = re.search(rb"/First\s+(\d+)", body), _STREAM.search(body)
    if first is None or stream is None:
        return
    packed = body[stream.end() :]
    if b"/FlateDecode" in body[: stream.start()] or b"/Fl " in body[: stream.start()]:
        try:
            packed = zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
        except zlib.error:
            return
    start = int(first.group(1))
    figures = [int(figure) for figure in re.findall(rb"\d+", packed[:start])]
    places = list(zip(figures[::2], figures[1::2], strict=False))
    for index, (number, offset) in enumerate(places):
        end = places[index + 1][1] if index + 1 < len(places) else len(packed) - start
        yield number, packed[start + offset : start + end]


def _is_page(body: bytes) -> bool:
    head = body.partition(b"stream")[0]
    return _PAGE.search(head) is not None


def _written(objects: Mapping[int, _Found]) -> bytes:
    """A file of these objects, with an index, whose page tree is empty."""
    size = max(objects) + 3
    catalog, tree = size - 2, size - 1
    bodies = {number: (found.generation, found.body) for number, found in objects.items()}
    bodies[catalog] = 0, b"<</Type/Catalog/Pages %d 0 R>>" % tree
    bodies[tree] = 0, b"<</Type/Pages/Kids[]/Count 0>>"
    out, places = BytesIO(), {}
    out.write(_HEADER)
    for number, (generation, body) in bodies.items():
        places[number] = out.tell()
        out.write(b"%d %d obj\n%b\nendobj\n" % (number, generation, body.strip(b"\r\n")))
    index = out.tell()
    out.write(b"xref\n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d %05d n \n" % (number, place, bodies[number][0]))
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, catalog, index))
    return out.getvalue()


def _inherit(page: "Object") -> None:
    """Give a page what it takes from the tree that it hung in."""
    import pikepdf

    above: Object | None = page
    for _ in range(_MOST_PARENTS):
        above = above.get("/Parent") if above is not None else None
        if not isinstance(above, pikepdf.Dictionary):
            return
        for name in _INHERITED:
            if name not in page and name in above:
                page[name] = above[name]
