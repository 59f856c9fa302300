"""A paper as a CSV that French spreadsheets open as it is: UTF-8 with its mark, semicolons, and no formula."""

import csv
import io

from clausier.adapters.papers.sheets import sheets, spilled
from clausier.domain.papers import Paper

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def as_csv(paper: Paper) -> bytes:
    """Its tables one after the other, under their titles."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for number, sheet in enumerate(sheets(paper)):
        if number:
            writer.writerow([])
        writer.writerow([harmless(sheet.title)])
        if sheet.header:
            writer.writerow([harmless(name) for name in sheet.header])
        for row in sheet.rows:
            writer.writerows([[harmless(cell.text) for cell in line] for line in spilled(row)])
    return page.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text that a spreadsheet takes as a text: an apostrophe goes before what it would compute."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
