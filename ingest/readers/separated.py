"""Tables written as text (CSV): inventories, price lists."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from clausier.domain.documents import Findings
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine
from ingest.readers.decoding import plain_text, text_or_refusal
from ingest.readers.gridded import GridCell, table_lines
from ingest.readers.plain import unpaged

_NAMES = (".csv", ".tsv", ".tab")
_SEPARATORS = ";\t,|"
"""The French one first: where decimals have a comma, cells cannot."""
_REGULAR = 0.9  # of the rows have the same number of cells


class SeparatedReader:
    """The name settles what content cannot: any text may hold a comma in every line."""

    def accepts(self, data: bytes, name: str) -> bool:
        if not name.lower().endswith(_NAMES):
            return False
        found = plain_text(data)
        return found is not None and len(_rows(found.text)) > 1

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        watch("lecture du texte", 0, 1)
        found = text_or_refusal(file.data)
        cells = [[_cell(text) for text in row] for row in _rows(found.text)]
        lines = table_lines(cells, 0, frozenset())
        watch("lecture du texte", 1, 1)
        tables = int(any(line.row is not None for line in lines))
        return RawFile(pages=(unpaged(lines),), paged=False, remarks=found.remarks, findings=Findings(tables=tables))


def _rows(text: str) -> Sequence[Sequence[str]]:
    """The rows, cut where most of them have the same number of cells; none where no separator does that."""
    for separator in _SEPARATORS:
        try:
            rows = [row for row in csv.reader(StringIO(text), delimiter=separator) if any(map(str.strip, row))]
        except csv.Error:
            continue
        widths = Counter(map(len, rows))
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        if width > 1 and times >= _REGULAR * len(rows):
            return rows
    return []


def _cell(text: str) -> GridCell:
    told = " ".join(text.split())
    return GridCell((RawLine(told, starts_paragraph=True),) if told else ())
