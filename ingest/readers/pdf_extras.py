"""What a second library knows of a PDF besides its text: title, form, attachments, damage. None of it is vital."""

import logging
import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar

from clausier.domain.french import listed

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import StreamObject

T = TypeVar("T")

_INSTRUCTIONS = frozenset(
    b"""b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re
    RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" INLINE""".split()
) | {b"INLINE IMAGE"}
"""All that a page is drawn with (ISO 32000-1, annex A), and what the library calls a picture among them. None of the
pages measured had another; one that has is damaged, and the engine passes over what it does not understand."""

_WRITING = re.compile(rb"[\])>]\s*T[jJ]\b|\)\s*['\"]")

_QUIET = logging.NullHandler()
_NO_TITLES = ("untitled", "untitled document", "(anonymous)", "sans titre")
"""What programs write where nobody gave a title."""

_MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of drawing instructions on one page; more is a bomb, and is not followed to its end."""

_HOLE = bytes(64)
"""In instructions that are not packed: what a disk or a download leaves where it lost a part of the file."""

_MOST_PACKED = 1024 * 1024
_MOST_INSTRUCTIONS = 200_000
"""Of a page that is read: forty times those of a full page of print, and some seconds of work."""


class PdfExtras:
    """Opened once a file; each question answers with its default where the file is too broken to say."""

    def __init__(self, data: bytes) -> None:
        logging.getLogger("pypdf").addHandler(_QUIET)  # its complaints are for developers, not on a reader's terminal
        self._reader = _asked(lambda: _opened(data), None)
        self._last: tuple[int, str | None] | None = None

    @property
    def title(self) -> str:
        reader = self._reader
        if reader is None:
            return ""
        given = _asked(lambda: (reader.metadata and reader.metadata.title) or "", "")
        title = " ".join(str(given).replace("\x00", "").split()).removeprefix("Microsoft Word - ")
        return "" if title.lower() in _NO_TITLES else title

    @property
    def pages(self) -> int | None:
        """How many pages this library finds; None when it cannot tell."""
        reader = self._reader
        return None if reader is None else _asked(lambda: len(reader.pages), None)

    def text(self, number: int) -> str | None:
        """The words that this library reads on a page, in whatever order; none where it stumbles over the page.

        None where it is not asked: with so many instructions, reading them would take minutes.
        """
        if self._last is None or self._last[0] != number:
            self._last = number, self._read(number)
        return self._last[1]

    def _read(self, number: int) -> str | None:
        reader = self._reader
        nothing: str | None = ""
        return None if reader is None else _asked(lambda: _text(reader.pages[number - 1]), nothing)

    def is_cut(self, number: int) -> bool:
        """Whether the drawing instructions of a page are not there or break off, so that text of it is missing."""
        reader = self._reader
        return reader is not None and _asked(lambda: _is_cut(reader.pages[number - 1]), False)

    def writes(self, number: int) -> bool:
        """Whether the drawing instructions of a page write text, shown or not."""
        reader = self._reader
        return reader is not None and _asked(lambda: _writes(reader.pages[number - 1]), False)

    def remarks(self, pages: int) -> list[str]:
        """French sentences on what is in the file and was not read. `pages`: how many were."""
        remarks = []
        if self.pages is not None and self.pages > pages:
            remarks.append(f"Ce PDF est endommagé : il annonce {self.pages} pages, {pages} ont été lues.")
        if self._is_made_when_shown():
            remarks.append(
                "Ce PDF est un formulaire dynamique (XFA), fait pour un seul programme : il est lu en partie."
            )
        if attached := self._attached():
            remarks.append(f"Pièces jointes à ce PDF, non lues : {listed([f'« {name} »' for name in attached])}.")
        return remarks

    def _is_made_when_shown(self) -> bool:
        """Whether the pages are put together by the one program that knows the form; others show what was kept."""
        reader = self._reader
        return reader is not None and _asked(lambda: bool(reader.root_object.get("/NeedsRendering")), False)

    def _attached(self) -> list[str]:
        reader = self._reader
        return [] if reader is None else _asked(lambda: [str(name) for name in reader.attachments], [])


def _asked(question: Callable[[], T], default: T) -> T:
    """The answer, or the default where a damaged file makes the library stumble, in any of the ways seen so far."""
    from pypdf.errors import PyPdfError

    try:
        return question()
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        return default
    except (RecursionError, NotImplementedError, AssertionError, OSError, struct.error, zlib.error):
        return default


def _opened(data: bytes) -> "PdfReader | None":
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")  # files that only forbid changes open with an empty password
    return reader


class _Endless(Exception):
    """A page has more instructions than are followed."""


def _text(page: "PageObject") -> str | None:
    left = iter(range(_MOST_INSTRUCTIONS))

    def follow(instruction: object, *_: object) -> None:
        if next(left, None) is None:
            raise _Endless
        if instruction not in _INSTRUCTIONS:
            raise ValueError(f"no such instruction: {instruction!r}")

    if sum(len(stream._data) for stream in _streams(page) if stream is not None) > _MOST_PACKED:
        return None
    try:
        return page.extract_text(visitor_operand_before=follow)
    except _Endless:
        return None


def _is_cut(page: "PageObject") -> bool:
    return any(stream is None or _breaks_off(stream) for stream in _streams(page))


def _writes(page: "PageObject") -> bool:
    parts = [part for part in _streams(page) if part is not None and len(part._data) <= _MOST_PACKED]
    return any(_WRITING.search(part.get_data()) for part in parts)


def _streams(page: "PageObject") -> "list[StreamObject | None]":
    """The drawing instructions of a page; None for a part that the page names and the file does not hold."""
    from pypdf.generic import ArrayObject, NullObject, StreamObject

    if "/Contents" not in page or isinstance(page.raw_get("/Contents"), NullObject):
        return []
    contents = page.raw_get("/Contents").get_object()
    parts = contents if isinstance(contents, ArrayObject) else [contents]
    found = [None if part is None else part.get_object() for part in parts]
    return [part if isinstance(part, StreamObject) else None for part in found]


def _breaks_off(stream: "StreamObject") -> bool:
    from pypdf.generic import ArrayObject

    filters = stream.get("/Filter")
    if filters is None:
        return _HOLE in stream._data and b" ID" not in stream._data  # a picture among the instructions may be black
    first = filters[0] if isinstance(filters, ArrayObject) and filters else filters
    if first != "/FlateDecode":
        return False
    unpacking, room = zlib.decompressobj(), _MOST_UNPACKED
    packed: bytes = stream._data
    try:
        while packed and room > 0 and not unpacking.eof:
            room -= len(unpacking.decompress(packed, 1024 * 1024))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return True
    return not unpacking.eof
