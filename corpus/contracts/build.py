"""Make the invented contracts from their sources, the same bytes each time.

    python corpus/contracts/build.py [FOLDER]

Nothing is compressed in the files but the pictures of the scan: a general compressor differs from one machine to
another, those of pictures are fixed by their standards.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from as_columns import columns
from as_docx import docx
from as_pdf import pdf
from as_scan import scan
from as_word import word
from markdown_source import HERE, SOURCES, Block, Sheet, blocks_of, sheets, without_notes

MAKERS: dict[str, Callable[[Sheet, list[Block], dict[int, str]], bytes]] = {
    "pdf": lambda sheet, blocks, _: pdf(sheet, blocks),
    "docx": lambda sheet, blocks, _: docx(sheet, blocks),
    "scan": lambda sheet, blocks, _: scan(sheet, pdf(sheet, blocks)),
    "columns": columns,
    "word": word,
}


def build(folder: Path) -> None:
    """Write every contract into `folder`."""
    for sheet in sheets():
        body, notes = without_notes((SOURCES / sheet.source).read_text("utf-8"))
        blocks = list(blocks_of(body, sheet.spaced))
        path = folder / sheet.built
        path.parent.mkdir(exist_ok=True)
        spaced = {number: sheet.spaced(note) for number, note in notes.items()}
        path.write_bytes(MAKERS[sheet.form](sheet, blocks, spaced))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
