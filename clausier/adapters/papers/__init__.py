"""Files to hand over, in the formats that offices open. Each module turns a `Paper` into one of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from clausier.adapters.papers.csv import as_csv
from clausier.adapters.papers.docx import as_docx
from clausier.adapters.papers.pdf import as_pdf
from clausier.adapters.papers.xlsx import as_xlsx
from clausier.domain.papers import Paper, PaperFormat

_WRITERS: Final[Mapping[PaperFormat, Callable[[Paper], bytes]]] = MappingProxyType(
    {
        PaperFormat.DOCX: as_docx,
        PaperFormat.PDF: as_pdf,
        PaperFormat.XLSX: as_xlsx,
        PaperFormat.CSV: as_csv,
    }
)


def write_paper(paper: Paper, format: PaperFormat) -> bytes:
    """The file's bytes. Nothing that a document says can break the file, style it, or run in it."""
    return _WRITERS[format](paper)
