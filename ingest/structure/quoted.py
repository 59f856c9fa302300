"""Text that an amendment puts between quotation marks: the articles in it are not the amendment's own."""

from ingest.structure.sheet import Sheet

_LONGEST = 80  # lines; an opening mark whose closing one is farther was never closed


def quoted_lines(sheet: Sheet) -> frozenset[int]:
    """Lines wholly inside « », when the quotation runs over several."""
    inside: set[int] = set()
    at = 0
    while at < len(sheet):
        words = sheet.words(at)
        if words.count("«") > words.count("»"):
            end = _close(sheet, at)
            if end is not None:
                # The first line is the sentence that quotes, unless it begins with the mark itself.
                inside.update(range(at if words.startswith("«") else at + 1, end + 1))
                at = end
        at += 1
    return frozenset(inside)


def _close(sheet: Sheet, start: int) -> int | None:
    depth = 0
    for at in range(start, min(start + _LONGEST, len(sheet))):
        words = sheet.words(at)
        # Each paragraph of a long quotation may open it again without ever having closed it.
        opened = words.count("«") - (at > start and words.startswith("«"))
        depth += opened - words.count("»")
        if depth <= 0:
            return at if at > start else None
    return None
