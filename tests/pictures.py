"""Pages for tests that need pictures or a PDF engine, and no PDF."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image

from clausier.domain.documents import DocumentId
from clausier.domain.text import Box
from clausier.errors import UnknownName, UnreadableFile
from clausier.ports import Library
from ingest.readers.engine import SeenPage, SeenWord

_BLANK = 595, 842
_HEAD = b"%PDF-typed\n"


class BlankPictures:
    """Fits `PagePictures`: empty sheets of the right size, with the boxes in grey."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def picture(self, document: DocumentId, page: int, highlights: Sequence[Box], scale: float) -> bytes:
        found = self._library.document(document)
        if not found.paged or not 1 <= page <= found.report.pages:
            raise UnknownName("Cette page n’existe pas.", "Lisez le passage dans le texte.")
        drawn = Image.new("RGB", (round(_BLANK[0] * scale), round(_BLANK[1] * scale)), "white")
        for box in highlights:
            left, top, right, bottom = (round(edge * scale) for edge in (box.left, box.top, box.right, box.bottom))
            drawn.paste((200, 200, 200), (left, top, right, bottom))
        buffer = BytesIO()
        drawn.save(buffer, "JPEG")
        return buffer.getvalue()


def typed(*pages: str) -> bytes:
    """A file that `TypedEngine` reads."""
    return _HEAD + "\f".join(pages).encode()


def _word(text: str, x: float, y: float) -> SeenWord:
    return SeenWord(text, Box(x, y, x + 50, y + 11), y + 9, 11, bold=False)


class TypedEngine:
    """Fits `PdfEngine` over typed pages: words sixty points apart, lines fourteen."""

    def count(self, data: bytes) -> int:
        return len(self._texts(data))

    def pages(self, data: bytes, given_up: frozenset[int] = frozenset()) -> Iterator[SeenPage]:
        for number, text in enumerate(self._texts(data), 1):
            if number in given_up:
                yield SeenPage(number, "", 0.0, 0.0, (), drawn=True, damaged=True)
                continue
            words = tuple(
                _word(word, 60.0 * at, 14.0 * line)
                for line, words in enumerate(text.split("\n"), 1)
                for at, word in enumerate(words.split())
            )
            yield SeenPage(number, "", float(_BLANK[0]), float(_BLANK[1]), words, drawn=bool(words))

    def picture(self, data: bytes, number: int, dots: int) -> Image.Image:
        self._texts(data)
        return Image.new("L", (round(_BLANK[0] * dots / 72), round(_BLANK[1] * dots / 72)), "white")

    @staticmethod
    def _texts(data: bytes) -> list[str]:
        if not data.startswith(_HEAD):
            raise UnreadableFile("Ce PDF est endommagé.", "Demandez-en un nouvel exemplaire.")
        return data.removeprefix(_HEAD).decode().split("\f")
