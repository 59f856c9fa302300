"""What the process that reads files is put together from: its readers, with the adapters that they need.

Assembly, like `clausier.wiring`, for a process that needs nothing else of it. What it names is imported there alone:
whoever only starts that process waits for none of it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.reading import Reader

READERS = f"{__name__}:readers"
"""The name that the process is started with."""


def readers() -> "Sequence[Reader]":
    """Every reader that Clausier has."""
    from clausier.adapters.pdfium import PdfiumEngine
    from clausier.adapters.recognisers import choose_recogniser
    from ingest.reading import standard_readers

    return standard_readers(PdfiumEngine(), choose_recogniser())
