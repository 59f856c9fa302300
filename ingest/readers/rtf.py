"""Rich Text Format, where reading it loses nothing: what its library would read wrongly is refused instead."""

import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby

from clausier.domain.documents import Findings
from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine
from ingest.readers.gridded import GridCell, table_lines
from ingest.readers.plain import unpaged

_START = b"{\\rtf"
_MOST = 50 * 1024 * 1024
"""Bytes without pictures: hundreds of times the longest contract."""
_PICTURE = re.compile(rb"\{\\(?:\*\\shppict\s*\{\\)?pict[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_LOST = re.compile(rb"\\(?:deleted|footnote|v|object|shptxt)(?![a-z0-9])")
"""Tracked deletions and hidden text, which would be read as text; notes, boxes and objects, which would vanish."""
_TITLE = re.compile(r"\{\\title ([^{}]*)\}")
_CELL = "|"  # the library's mark between cells; a row ends in one
_ADVICE = "Ouvrez-le dans Word ou LibreOffice, enregistrez-le en DOCX ou en PDF, puis ajoutez cette copie."


class RtfReader:
    def accepts(self, data: bytes, name: str) -> bool:
        return data.startswith(_START)

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        watch("lecture du texte", 0, 1)
        data = _PICTURE.sub(b"", file.data)
        if len(data) > _MOST or _LOST.search(data):
            raise UnreadableFile(
                "Ce document RTF contient des notes, des zones de texte, du texte masqué ou des suppressions suivies, "
                "que Clausier ne sait pas lire dans ce format.",
                _ADVICE,
            )
        source = data.decode("latin-1")
        lines = list(_lines(_text(source).splitlines()))
        watch("lecture du texte", 1, 1)
        if not lines:
            raise UnreadableFile("Ce document RTF ne contient aucun texte.", "Vérifiez que c’est bien le bon fichier.")
        title = _TITLE.search(source)
        return RawFile(
            pages=(unpaged(lines),),
            paged=False,
            title=_text(f"{{\\rtf1 {title.group(1)}}}").strip() if title else "",
            findings=Findings(tables=len({line.row.table for line in lines if line.row is not None})),
        )


def _text(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableFile("Ce document RTF est endommagé : il ne peut pas être lu.", _ADVICE) from error


def _lines(texts: Sequence[str]) -> Iterator[RawLine]:
    tables = count()
    filled = (text.strip() for text in texts if text.strip())
    for is_row, group in groupby(filled, key=lambda text: text.endswith(_CELL)):
        if is_row:
            rows = [[_cell(text) for text in row.removesuffix(_CELL).split(_CELL)] for row in group]
            yield from table_lines(rows, next(tables), frozenset())
        else:
            yield from (RawLine(text, starts_paragraph=True) for text in group)


def _cell(text: str) -> GridCell:
    return GridCell((RawLine(text.strip(), starts_paragraph=True),) if text.strip() else ())
