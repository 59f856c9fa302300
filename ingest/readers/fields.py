"""What is filled into a page's form, put among the words of the page: where a reader comes upon it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.engine import SeenPage, SeenWord

_LEVEL = 0.7  # ems: a field stands a little above or below the line that it goes on


def with_fields(page: SeenPage) -> SeenPage:
    """The page with its fields as words of it, each after what stands before it on its line."""
    words = list(page.words)
    for row in _rows(page.fields):
        at = _after(words, row[0])
        words[at:at] = row
    return replace(page, words=tuple(words), drawn=page.drawn or bool(page.fields), fields=())


def _rows(fields: Sequence[SeenWord]) -> Iterator[list[SeenWord]]:
    row: list[SeenWord] = []
    for word in fields:
        if row and (word.baseline != row[-1].baseline or word.box.left < row[-1].box.right):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _after(words: Sequence[SeenWord], first: SeenWord) -> int:
    """The place after the nearest word on the left; before the line below where there is none."""
    beside = [
        at
        for at, word in enumerate(words)
        if not word.turned
        and abs(word.baseline - first.baseline) <= _LEVEL * max(word.size, first.size)
        and word.box.left < first.box.left
    ]
    if beside:
        return max(beside, key=lambda at: words[at].box.left) + 1
    below = (at for at, word in enumerate(words) if not word.turned and word.baseline > first.baseline)
    return next(below, len(words))
