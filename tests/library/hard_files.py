"""Small real files that can be told apart to the page, and readers that take a while over some of them."""

import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

import docx

from clausier.ports import Watcher
from clausier.reading_process import readers as standard
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine, RawPage
from ingest.reading import Reader
from tests.reading.made import LEADING, TOP, Sheet, pdf

PAGES = 5
KINDS = ("pdf", "scan", "md", "docx")
_HEAD = b"%SCAN "
_A_PAGE = 0.01  # seconds: a page that is recognised takes longer, but a test must not


def word(name: str, page: int) -> str:
    """What stands on this page of this file, once, and nowhere else."""
    return f"Zq{name.partition('.')[0]}p{page}"


def file_of(number: int) -> tuple[str, bytes]:
    """A file's name and its bytes: every kind in turn."""
    name = f"f{number}.{KINDS[number % len(KINDS)]}"
    texts = [f"Le Prestataire {word(name, page)} exploite les serveurs du Client." for page in range(1, PAGES + 1)]
    match name.rpartition(".")[2]:
        case "pdf":
            return name, pdf(*[_drawn(page, text) for page, text in enumerate(texts, 1)])
        case "scan":
            return name, _HEAD + "\f".join(texts).encode()
        case "docx":
            return name, _docx(texts)
        case _:
            articles = (f"## Article {number} – Objet\n\n{text}\n" for number, text in enumerate(texts, 1))
            return name, "\n".join(("# Contrat\n", *articles)).encode()


def _drawn(page: int, text: str) -> Callable[[Sheet], None]:
    def draw(sheet: Sheet) -> None:
        sheet.lines((f"Article {page} – Objet", text), y=TOP + LEADING)

    return draw


def _docx(texts: Sequence[str]) -> bytes:
    document, buffer = docx.Document(), BytesIO()
    for number, text in enumerate(texts, 1):
        document.add_heading(f"Article {number} – Objet", 1)
        document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


class ScanReader:
    """Fits `Reader`: recognises a page at a time, and keeps each as soon as it has it."""

    def accepts(self, data: bytes, name: str) -> bool:
        return data.startswith(_HEAD)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        kept = file.drafts.kept()
        pages = tuple(self._pages(file, dict(kept), watch))
        return RawFile(pages, paged=True)

    def _pages(self, file: GivenFile, kept: dict[int, bytes], watch: Watcher) -> Iterator[RawPage]:
        texts = file.data.removeprefix(_HEAD).split(b"\f")
        for number, text in enumerate(texts, 1):
            watch("reconnaissance des pages", number - 1, len(texts))
            if number not in kept:
                time.sleep(_A_PAGE)
                kept[number] = text
                file.drafts.keep(number, text)
            yield RawPage(number, "", 595.0, 842.0, (RawLine(kept[number].decode()),))


def readers() -> Sequence[Reader]:
    """Every reader that Clausier has, and the slow one."""
    return (ScanReader(), *standard())
