"""Make the demonstration contracts from their sources, the same bytes each time.

    python corpus/contracts/build.py [FOLDER]

Nothing is compressed in the files: compression differs from one machine's zlib to another's.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from as_docx import docx
from as_pdf import pdf
from markdown_source import HERE, SOURCES, Block, Sheet, blocks_of, sheets

MAKERS: dict[str, Callable[[Sheet, list[Block]], bytes]] = {".pdf": pdf, ".docx": docx}


def build(folder: Path) -> None:
    """Write every contract into `folder`."""
    for sheet in sheets():
        blocks = list(blocks_of((SOURCES / sheet.source).read_text("utf-8")))
        (folder / sheet.built).write_bytes(MAKERS[Path(sheet.built).suffix](sheet, blocks))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
