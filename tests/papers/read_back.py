"""Files read back by other means than those that wrote them."""

import csv
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pypdfium2
from docx import Document

from clausier.domain.papers import PaperFormat


def docx_text(data: bytes) -> str:
    """The words in the body's own order, tables included, as they stand in the file."""
    body = Document(io.BytesIO(data)).element.body
    return "\n".join(
        "".join(node.text or "" if node.tag.endswith("}t") else "\n" for node in paragraph.iter("{*}t", "{*}br"))
        for paragraph in body.iter("{*}p")
    )


def pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as file:
        return "\n".join(page.get_textpage().get_text_bounded() for page in file)


def xlsx_cells(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def part(data: bytes, name: str) -> str:
    """A part of an office file, unread."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


READERS: dict[PaperFormat, Callable[[bytes], str]] = {
    PaperFormat.DOCX: docx_text,
    PaperFormat.PDF: pdf_text,
    PaperFormat.XLSX: lambda data: "\n".join(xlsx_cells(data)),
    PaperFormat.CSV: lambda data: "\n".join("\n".join(row) for row in csv_rows(data)),
}


def run_on(text: str) -> str:
    """Every run of white space as one space: a page breaks lines where it likes."""
    return re.sub(r"\s+", " ", text).strip()
