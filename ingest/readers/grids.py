"""Tables as every format has them: which of them say something row by row, and how a row is written in one line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from clausier.domain.folding import fold
from clausier.domain.text import Span
from ingest.raw import RawRow


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """The text of a cell, in one line. A cell that covers several columns stands in each of them, the same object."""

    text: str
    strong: bool = False  # bold, or on a ground of its own: as the names of columns are set
    headed: bool = False  # it holds a heading of the document


Row = Sequence[Cell | None]
"""One slot a column; None where the cell above reaches down."""

_LONG = 240  # characters: running text, of which a row of data has one cell at most
_PROSE = 0.25  # of the rows may have several such cells
_TITLE = 90  # characters, at most, of a cell that names a column
_CLAUSE = 80  # characters: what stands beside a number is a clause
_DIGIT = re.compile(r"\d")
_PARTY = re.compile(r"(?:pour|for) [a-z]")
_SIGNED = re.compile(r"\W*(?:signatures?|signed|signe|cachet|lu et approuve|bon pour accord)\W*$")
_NUMBER = re.compile(r"^\W*(?:article\s+|art\.?\s*)?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])\W*$", re.IGNORECASE)
_ARTICLE = re.compile(r"^\W*(?:article\s+\d|\d+\.\d+(?:\.\d+)*\s+[A-ZÀ-Ý«])", re.IGNORECASE)


def written(row: Row, separator: str) -> tuple[str, tuple[Span | None, ...]]:
    """The row in one line, and where each of its cells stands there. A cell that reaches down is not written again."""
    text = ""
    spans: dict[int, Span] = {}
    for cell in row:
        if cell is None or id(cell) in spans:
            continue
        text += separator if spans else ""
        spans[id(cell)] = Span(len(text), len(text) + len(cell.text))
        text += cell.text
    lead = len(text) - len(text.lstrip())
    whole = Span(lead, lead + len(text.strip()))
    at = [None if cell is None else spans[id(cell)].clipped(whole) for cell in row]
    moved = [span and Span(span.start - lead, span.end - lead) for span in at]
    return text.strip(), tuple(moved)


def raw_row(table: int, row: Row, separator: str, header: bool) -> tuple[str, RawRow]:
    """The line that a row becomes."""
    text, spans = written(row, separator)
    return text, RawRow(table, spans, header)


def is_data(rows: Sequence[Row]) -> bool:
    """Whether a table says something row by row, and is not a page laid out in boxes: that is read as ordinary text.

    Two rows at least have two cells that say something, and these are not running texts side by side, articles beside
    their numbers, or places to sign.
    """
    filled = [cells for row in rows if len(cells := _said(row)) > 1]
    if len(filled) < 2 or any(cell.headed for cells in filled for cell in cells):
        return False
    if _is_signed(filled) or _numbered_text(filled) or any(map(_holds_article, filled)):
        return False
    texts = sum(sum(len(cell.text) > _LONG for cell in cells) > 1 for cells in filled)
    blanks = sum(map(_to_fill_in, filled))
    return texts <= _PROSE * len(filled) and blanks * 2 < len(filled)


def _holds_article(cells: Sequence[Cell]) -> bool:
    return any(len(cell.text) > _LONG and _ARTICLE.match(cell.text) for cell in cells)


def _said(row: Row) -> list[Cell]:
    """The cells of a row that hold something, each once."""
    return [cell for cell in dict.fromkeys(row) if cell is not None and cell.text]


def _to_fill_in(cells: Sequence[Cell]) -> bool:
    """Whether a row only has places to fill in, as where parties sign."""
    return all(cell.text.rstrip(" ._…\u00a0\u202f").endswith(":") for cell in cells) or (
        len(cells) == 2 and cells[0].text == cells[1].text and not _DIGIT.search(cells[0].text)
    )


def _is_signed(filled: Sequence[Sequence[Cell]]) -> bool:
    """Whether parties sign side by side."""
    parties = all(_PARTY.match(fold(cell.text)) for cell in filled[0])
    return parties or any(all(_SIGNED.match(fold(cell.text)) for cell in cells) for cells in filled)


def _numbered_text(filled: Sequence[Sequence[Cell]]) -> bool:
    """Whether numbers stand on the left, and their clauses on the right."""
    numbered = all(len(cells) == 2 and _NUMBER.match(cells[0].text) for cells in filled)
    return numbered and median(len(cells[1].text) for cells in filled) > _CLAUSE


def header_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Which rows name the columns: the first ones, as their look or their words tell, and where they come again."""
    first = next((at for at, row in enumerate(rows) if len(_said(row)) > 1), len(rows))
    body = rows[first + 1 :]
    if not body or not _names_columns(rows[first], body):
        return frozenset()
    last = first + 1 if _has_second_level(rows[first], body) else first
    names = [_told(rows[at]) for at in range(first, last + 1)]
    return frozenset(at for at, row in enumerate(rows) if first <= at <= last or _told(row) in names)


def repeats(row: Row, other: Row) -> bool:
    """Whether two rows say the same, cell by cell."""
    return _told(row) == _told(other)


def stands_out(rows: Sequence[Row]) -> bool:
    """Whether the first row is set as the names of columns are, and the others are not."""
    first, *body = rows
    plain = sum(not all(cell.strong for cell in _said(other)) for other in body)
    return bool(body) and all(cell.strong for cell in _said(first)) and plain * 2 > len(body)


def _told(row: Row) -> tuple[str, ...]:
    return tuple("" if cell is None else " ".join(fold(cell.text).split()) for cell in row)


def _names_columns(row: Row, body: Sequence[Row]) -> bool:
    names = _said(row)
    if any(len(cell.text) > _TITLE or cell.text.endswith(":") for cell in names) or any(
        cell is None or not cell.text for cell in row[1:]
    ):
        return False
    if stands_out([row, *body]):
        return True
    if _differs(row, body):
        return True
    if any(_DIGIT.search(cell.text) for cell in names):
        return False
    figures = [sum(_has_figure(other, column) for other in body) for column in range(len(row))]
    return len(names) > 2 or max(figures) * 2 > len(body)


def _differs(row: Row, body: Sequence[Row]) -> bool:
    """Whether most columns hold one kind of thing ("Priorité P1", "Priorité P2"), and the row another ("Impact I1")."""
    shapes = [[_shape(other, column) for other in body] for column in range(1, len(row))]
    alike = [len(set(below)) == 1 and _shape(row, at) != below[0] for at, below in enumerate(shapes, 1)]
    return len(body) > 1 and sum(alike) * 2 > len(alike)


def _shape(row: Row, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return "" if cell is None else re.sub(r"\d+", "#", fold(cell.text))


def _has_figure(row: Row, column: int) -> bool:
    cell = row[column] if column < len(row) else None
    return cell is not None and _DIGIT.search(cell.text) is not None


def _has_second_level(row: Row, body: Sequence[Row]) -> bool:
    """Whether the names of columns take two rows: one of them covers several columns that the next row names."""
    below = body[0]
    if len(body) < 2 or len(below) != len(row):
        return False
    wide = {id(cell) for at, cell in enumerate(row) if cell is not None and cell in row[:at]}
    under = [other for cell, other in zip(row, below, strict=True) if id(cell) in wide]
    named = [cell for cell in under if cell is not None and 0 < len(cell.text) <= _TITLE]
    alike = all(cell.strong for cell in _said(below)) or not (
        any(cell.strong for cell in _said(row)) or any(_DIGIT.search(cell.text) for cell in _said(below))
    )
    return bool(wide) and len(named) == len(under) and len(set(named)) == len(named) and alike
