"""What is measured of a reading, against what was written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from evals.reading.truth import Article, Known

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_DIVIDED = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=\w)")
_NUMBER = re.compile(r"^\W*(?:article\s+)?\(?(?:\d+(?:[.\-]\d+)*|[a-z]{1,4})(?=[.)°\s])", re.MULTILINE | re.IGNORECASE)
_ANCHOR = 40
"""Letters: as many tell the beginning or the end of an article from any other."""
_TELLING = 6
"""Signs: so long a figure stands nowhere by chance."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reader made of a document, whichever reader it was.

    `articles` and `rows` are None where the reader does not tell articles or rows apart; a row is its cells, each with
    the header that it stands under.
    """

    pages: tuple[str, ...]
    articles: tuple[Article, ...] | None = None
    rows: tuple[tuple[tuple[str, str], ...], ...] | None = None
    seconds: float = 0.0
    refusal: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


@dataclass(frozen=True, slots=True)
class Score:
    """Shares are counts of right over all, so that scores of several documents add up."""

    found: tuple[int, int] = (0, 0)  # words
    invented: tuple[int, int] = (0, 0)  # words
    paged: tuple[int, int] | None = None  # blocks on their page
    articles: tuple[int, int, int] | None = None  # right, given, written
    rows: tuple[int, int] | None = None  # rows whole on one line
    cells: tuple[int, int] | None = None  # cells under their header, in their row
    letters: tuple[int, int] = (0, 0)  # edits, letters
    figures: tuple[int, int, int] = (0, 0, 0)  # missed, invented, written
    pages: int = 0
    seconds: float = 0.0
    refused: bool = field(default=False)


def normal(text: str) -> str:
    """Words divided at a line's end joined, ligatures opened, one kind of space, apostrophe and hyphen."""
    text = unicodedata.normalize("NFKC", _DIVIDED.sub("", text)).replace("’", "'")
    return " ".join(re.sub("[\u2010\u2011]", "-", text).split())


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"\W+", "", normal(text)).lower()


def words(text: str) -> Counter[str]:
    """The words and how often each comes."""
    return Counter(_WORD.findall(normal(text)))


def figures(text: str) -> Counter[str]:
    """Everything written in digits; "4 200 000" is one figure."""
    return Counter(_FIGURE.findall(_GROUPED.sub("", normal(text))))


def score(known: Known, taken: Taken) -> Score:
    """Compare a reading with what was written."""
    written = "\n".join(block.words for block in known.source.blocks)
    text = taken.text
    may = f"{known.aside}\n{_counted(text) if known.numbered else ''}\n{written}"
    wanted, got, allowed = words(written), words(text), words(may)
    numbers = figures(written)
    read = figures(text)
    return Score(
        found=((wanted & got).total(), wanted.total()),
        invented=((got - allowed).total(), max(got.total(), 1)),
        paged=_paged(known, taken),
        articles=_articles(known.source.articles, taken.articles),
        rows=_rows(known, text),
        cells=_cells(known, taken),
        letters=(Levenshtein.distance(normal(written), normal(text)), len(normal(written))),
        figures=((numbers - read).total(), _invented(read - figures(may), known.aside), numbers.total()),
        pages=max(known.pages) if known.pages else 1,
        seconds=taken.seconds,
        refused=bool(taken.refusal),
    )


def _counted(text: str) -> str:
    """The numbers and letters that lines begin with."""
    return " ".join(found.group() for found in _NUMBER.finditer(text))


def _invented(more: Counter[str], aside: str) -> int:
    """Figures beyond those that may be read, but for long ones of the furniture in which libraries differ on spaces."""
    running = squeezed(aside)
    return sum(times for figure, times in more.items() if len(figure) < _TELLING or squeezed(figure) not in running)


def _paged(known: Known, taken: Taken) -> tuple[int, int] | None:
    if known.pages is None:
        return None
    texts = [squeezed(page) for page in taken.pages]
    right = 0
    for block, page in zip(known.source.blocks, known.pages, strict=True):
        begins = squeezed(block.words)[:_ANCHOR]
        right += page <= len(texts) and begins in texts[page - 1]
    return right, len(known.pages)


def _articles(written: Sequence[Article], given: Sequence[Article] | None) -> tuple[int, int, int] | None:
    if given is None or not written:
        return None
    right = Counter(map(_bounds, written)) & Counter(map(_bounds, given))
    return right.total(), len(given), len(written)


def _bounds(article: Article) -> tuple[str, str, str]:
    letters = squeezed(article.text)
    return article.number.lower(), letters[:_ANCHOR], letters[-_ANCHOR:]


def _rows(known: Known, text: str) -> tuple[int, int] | None:
    rows = [row for table in known.source.tables for row in table[1:]]
    if not rows:
        return None
    lines = Counter(squeezed(line) for line in text.splitlines())
    wanted = Counter(squeezed(" ".join(row)) for row in rows)
    return (wanted & lines).total(), len(rows)


def _cells(known: Known, taken: Taken) -> tuple[int, int] | None:
    if not known.source.tables or taken.rows is None:
        return None
    wanted = Counter(
        _cell(row[0], header, cell)
        for table in known.source.tables
        for row in table[1:]
        for header, cell in zip(table[0], row, strict=True)
        if cell
    )
    given = Counter(_cell(row[0][1], header, cell) for row in taken.rows for header, cell in row if row)
    return (wanted & given).total(), wanted.total()


def _cell(first: str, header: str, cell: str) -> tuple[str, str, str]:
    return squeezed(first), squeezed(header), squeezed(cell)


def total(scores: Iterable[Score]) -> Score:
    """Several documents as one."""
    scores = list(scores)

    def added(name: str) -> tuple[int, ...] | None:
        values = [value for score in scores if (value := getattr(score, name)) is not None]
        return tuple(map(sum, zip(*values, strict=True))) if values else None

    return Score(
        **{name: added(name) for name in ("found", "invented", "paged", "articles", "rows", "cells")},  # type: ignore[arg-type]
        letters=added("letters") or (0, 0),  # type: ignore[arg-type]
        figures=added("figures") or (0, 0, 0),  # type: ignore[arg-type]
        pages=sum(score.pages for score in scores),
        seconds=sum(score.seconds for score in scores),
        refused=any(score.refused for score in scores),
    )
