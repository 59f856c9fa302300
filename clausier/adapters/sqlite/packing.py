"""Values that have no columns of their own, as bytes or JSON, and back."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from clausier.domain.answers import Answer
from clausier.domain.documents import PlacedWord, ReadingReport, Row
from clausier.domain.text import Box, Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_INTEGER, _REAL = np.dtype("<i4"), np.dtype("<f4")
"""A place in a text, and a distance on a page: a thousandth of a point is far below what a screen shows."""
_PLACES, _SIDES = 2, 4
_WORD = _PLACES * _INTEGER.itemsize + _SIDES * _REAL.itemsize


def packed_words(words: Sequence[PlacedWord]) -> bytes:
    """Spans and boxes, column by column: beside its like each number compresses well."""
    starts = np.array([word.span.start for word in words], _INTEGER)
    lengths = np.array([len(word.span) for word in words], _INTEGER)
    boxes = [(word.box.left, word.box.top, word.box.right, word.box.bottom) for word in words]
    sides = np.array(boxes, _REAL).reshape(len(words), _SIDES)
    columns = (np.diff(starts, prepend=_INTEGER.type(0)), lengths, sides.T)
    return zlib.compress(b"".join(column.tobytes() for column in columns))


@lru_cache(maxsize=32)  # several quotations are often on one page, and questions of one contract on the same pages
def unpacked_words(data: bytes) -> tuple[PlacedWord, ...]:
    """The words of `packed_words`; their boxes have become as precise as 32 bits allow."""
    raw = zlib.decompress(data)
    count = len(raw) // _WORD
    starts, lengths = np.frombuffer(raw, _INTEGER, _PLACES * count).reshape(_PLACES, count).tolist() or ([], [])
    sides = np.frombuffer(raw, _REAL, offset=_PLACES * _INTEGER.itemsize * count).reshape(_SIDES, count)
    begins = np.cumsum(starts, dtype=np.int64).tolist()
    return tuple(
        PlacedWord(Span(begin, begin + length), Box(*box))
        for begin, length, box in zip(begins, lengths, sides.T.tolist(), strict=True)
    )


def packed_rows(rows: Sequence[Row]) -> bytes:
    """The rows of a document's tables. Places are counted from the row's own: so rows look alike, and compress well."""
    numbers: list[int] = []
    last = 0
    for row in rows:
        start = row.span.start
        numbers += (start - last, len(row.span), row.header, len(row.cells), len(row.headers))
        for span in (*row.cells, *row.headers):
            numbers += (span.start - start, len(span))
        last = start
    return zlib.compress(np.array(numbers, _INTEGER).tobytes())


def unpacked_rows(data: bytes) -> tuple[Row, ...]:
    """The rows of `packed_rows`."""
    numbers = iter(np.frombuffer(zlib.decompress(data), _INTEGER).tolist())
    rows: list[Row] = []
    start = 0
    for step in numbers:
        start += step
        rows.append(_unpacked_row(start, numbers))
    return tuple(rows)


def _unpacked_row(start: int, numbers: Iterator[int]) -> Row:
    length, header, cells, headers = (next(numbers) for _ in range(4))
    places = [(start + next(numbers), next(numbers)) for _ in range(cells + headers)]
    spans = tuple(Span(place, place + letters) for place, letters in places)
    return Row(Span(start, start + length), spans[:cells], spans[cells:], bool(header))


def packed_names(names: Iterable[str]) -> str:
    """A list of texts as JSON."""
    return json.dumps(list(names), ensure_ascii=False)


@lru_cache(maxsize=4096)  # the passages of a clause are all under the same headings
def unpacked_names(text: str) -> tuple[str, ...]:
    """The texts of `packed_names`."""
    return tuple(map(str, json.loads(text)))


def packed_facts(facts: Iterable[tuple[str, str]]) -> str:
    """Pairs as JSON; a name may come twice."""
    return json.dumps([list(fact) for fact in facts], ensure_ascii=False)


@lru_cache(maxsize=1024)  # a question looks at all the documents of its dossier several times
def unpacked_facts(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of `packed_facts`."""
    return tuple((str(name), str(value)) for name, value in json.loads(text))


def packed_report(report: ReadingReport) -> str:
    """A reading report as JSON."""
    return _reports().dump_json(report).decode()


@lru_cache(maxsize=1024)
def unpacked_report(text: str) -> ReadingReport:
    """The report of `packed_report`."""
    return _reports().validate_json(text)


def packed_answer(answer: Answer) -> str:
    """An answer with all its evidence as JSON, so that it can be shown when the documents have changed."""
    return _answers().dump_json(answer).decode()


def unpacked_answer(text: str) -> Answer:
    """The answer of `packed_answer`."""
    return _answers().validate_json(text)


@cache
def _reports() -> "TypeAdapter[ReadingReport]":
    from pydantic import TypeAdapter

    return TypeAdapter(ReadingReport)


@cache
def _answers() -> "TypeAdapter[Answer]":
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
