"""One reader a format. The type is told from the content; the name of a file promises nothing."""

from collections.abc import Sequence
from typing import Protocol

from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile
from ingest.readers.docx import DocxReader
from ingest.readers.engine import PdfEngine
from ingest.readers.foreign import refusal
from ingest.readers.html import HtmlReader
from ingest.readers.limits import MOST_LETTERS, MOST_LINES, too_long
from ingest.readers.markdown import MarkdownReader
from ingest.readers.odt import OdtReader
from ingest.readers.pdf import PdfReader
from ingest.readers.pictures import PictureReader
from ingest.readers.plain import PlainReader
from ingest.readers.recognition import Recogniser
from ingest.readers.rtf import RtfReader
from ingest.readers.separated import SeparatedReader

MOST_BYTES = 200 * 1024 * 1024
"""A contract of thousands of pages stays far below; above, reading would hold the machine's memory."""


class Reader(Protocol):
    def accepts(self, data: bytes, name: str) -> bool:
        """Whether the content is of this reader's format. The name may only settle what content cannot."""
        ...

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        """Everything the file shows. Raises UnreadableFile, or what `watch` raises."""
        ...


def standard_readers(engine: PdfEngine, recogniser: Recogniser | None = None) -> tuple[Reader, ...]:
    """The formats Clausier reads, the first that accepts a file wins. Without a recogniser, pictures stay unread."""
    pdf = PdfReader(engine, recogniser)
    office = (DocxReader(), OdtReader(), RtfReader())
    texts = (HtmlReader(), SeparatedReader(), MarkdownReader(), PlainReader())
    return (pdf, PictureReader(pdf), *office, *texts)


def read_file(file: GivenFile, watch: Watcher, readers: Sequence[Reader]) -> RawFile:
    """Read a file with the first reader that accepts it. Raises UnreadableFile with a reason and advice in French."""
    name, data = file.name, file.data
    if not data:
        raise UnreadableFile(f"Le fichier « {name} » est vide.", "Vérifiez qu’il a été copié ou téléchargé en entier.")
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            f"Le fichier « {name} » dépasse {MOST_BYTES // 1024**2} Mo.",
            "Réduisez la taille de ses images, ou découpez-le, puis ajoutez-le de nouveau.",
        )
    for reader in readers:
        if reader.accepts(data, name):
            return _of_readable_size(reader.read(file, watch))
    raise refusal(name, data)


def _of_readable_size(raw: RawFile) -> RawFile:
    lines = [line for page in raw.pages for line in page.lines]
    if len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_LETTERS:
        raise too_long()
    return raw
