"""What a cache on disk was made of, written after it.

Damaged files are not left to the library that reads them: some of Chroma's end the process, others give wrong results
without a word. So nothing is opened whose files differ, by one byte, from what was written.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from zlib import crc32

from clausier.domain.documents import DocumentId

_NAME = "seal.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Seal:
    """`documents` says of each document when it was added, so that one read afresh is not taken for the old one."""

    build: str  # the folder that holds the files
    recipe: str
    generation: int
    documents: Mapping[DocumentId, str]
    files: Mapping[str, int]  # each with its checksum

    def write(self, folder: Path) -> None:
        draft = folder / f"{_NAME}.new"
        draft.write_text(json.dumps(asdict(self)), encoding="utf-8")
        draft.replace(folder / _NAME)


def read_seal(folder: Path) -> Seal | None:
    """The seal found there, if it can be read and the files are those that were sealed."""
    try:
        seal = Seal(**json.loads((folder / _NAME).read_text(encoding="utf-8")))
        intact = checksums(folder / seal.build) == seal.files
    except (OSError, ValueError, TypeError):
        return None
    return seal if intact and seal.files else None


def checksums(folder: Path) -> dict[str, int]:
    """Of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _checksum(path) for path in files}


def _checksum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total = crc32(chunk, total)
    return total
