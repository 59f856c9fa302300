"""What a workbook's sheet holds, and where there is room beside it."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from clausier.questionnaires.grids import Merged

if TYPE_CHECKING:
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

_TALLEST = 10_000  # rows of a merged cell that are looked at: somebody may have merged a whole column
_LONGEST = 400  # letters of a cell that is told as left out


def texts(sheet: "Worksheet") -> dict[int, dict[int, str]]:
    """The texts of a sheet by row and column, in order. Only cells that are there: a stray one may be the millionth."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if text := _text(cell.value):
            found.setdefault(row, {})[column] = text
    return found


def merged(sheet: "Worksheet") -> Merged:
    """The cells of a sheet that are merged."""
    areas = sheet.merged_cells.ranges
    wide = ((area.min_row, area.min_col) for area in areas if area.max_col > area.min_col)
    below = (
        (row, area.min_col)
        for area in areas
        for row in range(area.min_row + 1, min(area.max_row, area.min_row + _TALLEST) + 1)
    )
    return Merged(frozenset(wide), frozenset(below))


def next_column(sheet: "Worksheet", rows: range) -> int:
    """The first column right of everything that the sheet says, and of what is merged beside the questions."""
    said = [column for (_, column), cell in sheet._cells.items() if _text(cell.value)]
    beside = [
        area.max_col for area in sheet.merged_cells.ranges if area.min_row < rows.stop and area.max_row >= rows.start
    ]
    return max([*said, *beside], default=0) + 1


def make_room(sheet: "Worksheet", first: int, last: int) -> None:
    """Take our columns out of what is said of several columns at once: two sayings on one column spoil the file."""
    from openpyxl.utils import get_column_letter

    kept: dict[str, ColumnDimension] = {}
    for dimension in sheet.column_dimensions.values():
        low, high = dimension.min or 0, dimension.max or 0
        for start, stop in ((low, min(high, first - 1)), (max(low, last + 1), high)):
            if 0 < start <= stop:
                kept[get_column_letter(start)] = _resized(sheet, dimension, start, stop)
    sheet.column_dimensions.clear()
    sheet.column_dimensions.update(kept)


def _resized(sheet: "Worksheet", dimension: "ColumnDimension", start: int, stop: int) -> "ColumnDimension":
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.dimensions import ColumnDimension

    made = ColumnDimension(
        sheet,
        index=get_column_letter(start),
        width=dimension.width,
        bestFit=dimension.bestFit,
        hidden=dimension.hidden,
        outlineLevel=dimension.outlineLevel,
        collapsed=dimension.collapsed,
        min=start,
        max=stop,
    )
    made._style = dimension._style
    return made


def said(rows: dict[int, dict[int, str]]) -> str:
    """The beginning of what a sheet says."""
    return " | ".join(_all(rows))[:_LONGEST]


def _all(rows: dict[int, dict[int, str]]) -> Iterator[str]:
    for row in rows.values():
        yield from row.values()


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return " ".join(str(value).split())
