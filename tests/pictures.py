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
            edges = box.left * scale, box.top * scale, box.right * scale, box.bottom * scale
            drawn.paste((200, 200, 200), tuple(map(round, edges)))
        buffer = BytesIO()
        drawn.save(buffer, "JPEG")
        return buffer.getvalue()


def typed(*pages: str) -> bytes:
    """A file that `TypedEngine` reads."""
    return _HEAD + "\f".join(pages).encode()


class TypedEngine:
    """Fits `PdfEngine` over typed pages: words ten points wide a letter, lines fourteen points apart."""

    def count(self, data: bytes) -> int:
        return len(self._texts(data))

    def pages(self, data: bytes) -> Iterator[SeenPage]:
        for number, text in enumerate(self._texts(data), 1):
            words = tuple(
                SeenWord(
                    word, Box(60.0 * at, 14.0 * line, 60.0 * at + 50, 14.0 * line + 11), 14.0 * line + 9, 11, False
                )
                for line, words in enumerate(text.split("\n"), 1)
                for at, word in enumerate(words.split())
            )
            yield SeenPage(number, "", *map(float, _BLANK), words=words, drawn=bool(words))

    @staticmethod
    def _texts(data: bytes) -> list[str]:
        if not data.startswith(_HEAD):
            raise UnreadableFile("Ce PDF est endommagé.", "Demandez-en un nouvel exemplaire.")
        return data.removeprefix(_HEAD).decode().split("\f")
