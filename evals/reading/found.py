"""Real documents, compared with what a third library reads in them: neither Clausier's nor the plain alternative's.

They lie outside the project, in the folder that the variable CLAUSIER_DATA names.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from evals.reading.truth import Block, Known, Source

_LONG = 40
"""Letters: with fewer a document says nothing."""
_MOST = 40
"""Pages: the third library reads three a second, so a longer document is not compared."""


def data_folder() -> Path | None:
    """Where the real documents are; None where they are not."""
    named = os.environ.get("CLAUSIER_DATA", "")
    return Path(named) if named and Path(named).is_dir() else None


KINDS = {
    "réel, PDF de contrats": "contrats/**/*.pdf",
    "réel, DOCX": "contrats/**/*.docx",
    "réel, PDF difficiles": "pdf_torture/*.pdf",
}
"""The kinds of real documents, and where they are in the folder."""


def found(folder: Path, kind: str) -> Iterator[Known]:
    """The files of a kind that the third library can read itself."""
    for path in sorted(folder.glob(KINDS[kind])):
        if not path.is_file():
            continue
        texts = _pdf(path) if path.suffix == ".pdf" else _word(path)
        if sum(len(text) for text, _ in texts) > _LONG:
            source = Source(path.stem, tuple(Block("paragraph", text) for text, _ in texts))
            pages = tuple(page for _, page in texts) if path.suffix == ".pdf" else None
            yield Known(
                path.stem, kind, f"{path.stem}{path.suffix}", path.read_bytes(), source, pages, numbered=pages is None
            )


def _pdf(path: Path) -> list[tuple[str, int]]:
    """Lines and their pages; none where the library stumbles."""
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > _MOST:
                return []
            return [
                (line, page.page_number)
                for page in document.pages
                for line in (page.dedupe_chars().extract_text() or "").splitlines()
            ]
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, AttributeError):
        return []


def _word(path: Path) -> list[tuple[str, int]]:
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    try:
        with ZipFile(BytesIO(path.read_bytes())) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        return []
    paragraphs = ("".join(_letters(node, space)) for node in root.iter(f"{space}p"))
    return [(re.sub(r"\s+", " ", text), 1) for text in paragraphs if text.strip()]


def _letters(paragraph: "etree._Element", space: str) -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821
    for node in paragraph.iter(f"{space}t", f"{space}tab", f"{space}br"):
        yield node.text or "" if node.tag == f"{space}t" else " "
