"""Real documents, compared with what a third library reads in them: neither Clausier's nor the plain alternative's.

They lie outside the project, in the folder that the variable CLAUSIER_DATA names. What runs at the head and at the foot
of a PDF's pages is no part of its text, for any reader: it may be read, and need not be.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from evals.reading.truth import Block, Known, Source

_LONG = 40
"""Letters: with fewer a document says nothing."""
_MOST = 40
"""Pages: the third library reads three a second, so a longer document is not compared."""
_RUNS = 3
"""Pages, and half of all: what stands as often at one height says nothing of its own."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a file. `height` is in points from the top of its page; lines of a format without pages have none."""

    text: str
    page: int = 1
    height: int = 0


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
        lines = _pdf(path) if path.suffix == ".pdf" else _word(path)
        if sum(len(line.text) for line in lines) > _LONG:
            yield _known(path, kind, lines)


def _known(path: Path, kind: str, lines: Sequence[Printed]) -> Known:
    paged = path.suffix == ".pdf"
    running = running_lines(lines) if paged else frozenset[Printed]()
    body = [line for line in lines if line not in running]
    return Known(
        path.stem,
        kind,
        f"{path.stem}{path.suffix}",
        path.read_bytes(),
        Source(path.stem, tuple(Block("paragraph", line.text) for line in body)),
        tuple(line.page for line in body) if paged else None,
        aside="\n".join(line.text for line in lines if line in running),
        numbered=not paged,
    )


def running_lines(lines: Sequence[Printed]) -> frozenset[Printed]:
    """Heads and feet: lines that stand at one height on most pages, the same but for the number of the page."""
    pages = max((line.page for line in lines), default=0)
    seen = {(shape, line.height, line.page) for line in lines for shape in _shapes(line)}
    times = Counter((shape, height) for shape, height, _ in seen)
    found = {line for line in lines if 2 * _times(times, line) >= max(pages, 2 * _RUNS)}
    return frozenset(found) if len(found) < len(set(lines)) else frozenset()


def _shapes(line: Printed) -> Iterator[str]:
    """What it says, and the same with the number of its page hidden, wherever that may stand."""
    yield line.text
    for number in re.finditer(rf"(?<!\d){line.page}(?!\d)", line.text):
        yield f"{line.text[: number.start()]}#{line.text[number.end() :]}"


def _times(times: Counter[tuple[str, int]], line: Printed) -> int:
    """On how many pages a line's like stands; heights are rounded, so one point more or less is the same."""
    heights = (line.height - 1, line.height)
    return max(times[shape, height] + times[shape, height + 1] for shape in _shapes(line) for height in heights)


def _pdf(path: Path) -> list[Printed]:
    """Lines and where they stand; none where the library stumbles."""
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > _MOST:
                return []
            return [
                Printed(line["text"], page.page_number, round(line["top"]))
                for page in document.pages
                for line in page.dedupe_chars().extract_text_lines(return_chars=False)
            ]
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, AttributeError):
        return []


def _word(path: Path) -> list[Printed]:
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    try:
        with ZipFile(BytesIO(path.read_bytes())) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        return []
    paragraphs = ("".join(_letters(node, space)) for node in root.iter(f"{space}p"))
    return [Printed(re.sub(r"\s+", " ", text)) for text in paragraphs if text.strip()]


def _letters(paragraph: "etree._Element", space: str) -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821
    for node in paragraph.iter(f"{space}t", f"{space}tab", f"{space}br"):
        yield node.text or "" if node.tag == f"{space}t" else " "
