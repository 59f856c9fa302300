"""How a document is cut: by Clausier, and by the plain way, one regular expression on the same text."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from clausier.domain.documents import Clause, ClauseId, Reading, Role
from clausier.domain.jobs import Submission
from clausier.settings import Settings
from clausier.wiring import open_clausier
from evals.reading.readers import NoVectors, unwatched
from evals.segmentation.units import Unit, plain_number, squeezed, unit

_WORDS = ("article", "art", "clause", "section", "sec", "annexe", "schedule", "appendix", "exhibit")


@dataclass(frozen=True, slots=True)
class Cut:
    """What a way of cutting made of a document."""

    units: tuple[Unit, ...]
    letters: tuple[int, int]  # in some passage, and in the text
    within: bool = True  # numbers tell in which annex they stand


@contextmanager
def opened() -> Iterator[Callable[[str, bytes], Reading]]:
    """Clausier as it is put together for its users, but for the encoder: a file's name and bytes to its reading."""
    with TemporaryDirectory() as folder:
        clausier = open_clausier(Settings(home=Path(folder), model="none"))
        try:
            ingester = replace(clausier.ingester, encoder=NoVectors())
            count = iter(range(1000))

            def read(name: str, data: bytes) -> Reading:
                dossier = clausier.dossiers.create(f"essai {next(count)}")
                document = ingester.ingest(Submission(name, data, dossier.id), unwatched)
                return clausier.library.reading(document.id)

            yield read
        finally:
            clausier.close()


def by_clauses(reading: Reading, numbered: bool) -> Cut:
    """The articles, annexes and numbered paragraphs that Clausier found."""
    by_id = {clause.id: clause for clause in reading.clauses}
    kept = [clause for clause in reading.clauses if (_counts(clause, by_id, reading) if numbered else _titled(clause))]
    units = tuple(
        unit(
            plain_number(clause.number), clause.heading, clause.span.of(reading.text), _page(reading, clause.span.start)
        )
        for clause in kept
    )
    held = sum(len(squeezed(passage.text)) for passage in reading.passages)
    return Cut(units, (held, len(squeezed(reading.text))))


def _counts(clause: Clause, by_id: Mapping[ClauseId, Clause], reading: Reading) -> bool:
    """It bears its own number in full: the items of a list, cited as 12.3.a, are inside the paragraph."""
    above = by_id.get(clause.parent) if clause.parent is not None else None
    if clause.role is Role.PART:
        return above is not None and any(one.role is Role.ANNEX for one in _line(above, by_id))
    if clause.role not in (Role.ARTICLE, Role.ITEM, Role.ANNEX) or not clause.number:
        return False
    if clause.role is Role.ANNEX:
        return True
    own = squeezed(clause.number.rpartition(", ")[2])
    said = squeezed(clause.span.of(reading.text)[: len(clause.number) + 24])
    word = next((word for word in sorted(_WORDS, key=len, reverse=True) if said.startswith(word)), "")
    said = said[len(word) :]
    return said.startswith((own, "premier", "unique"))


def _titled(clause: Clause) -> bool:
    return clause.role in (Role.ARTICLE, Role.ITEM, Role.PART) and bool(clause.heading)


def _line(clause: Clause, by_id: Mapping[ClauseId, Clause]) -> Iterator[Clause]:
    here: Clause | None = clause
    while here is not None:
        yield here
        here = by_id.get(here.parent) if here.parent is not None else None


def _page(reading: Reading, at: int) -> int | None:
    if not reading.document.paged:
        return None
    return max((page.number for page in reading.pages if page.span.start <= at), default=1)


_LOOKS_NUMBERED = re.compile(
    r"^[ \t•]*(?:(?P<annex>(?:ANNEXE|Annexe|SCHEDULE|Schedule|APPENDIX|Appendix)\s+\w+)(?=\s*[–:.-]|\s*$)"
    r"|(?:ARTICLE|Article|Art\.|Clause|Section|§)\s*(?P<worded>premier|1er|[\dIVXL]+(?:\.\d+)*)"
    r"|(?P<bare>\d+(?:\.\d+)*|[A-Z](?:\.\d+)+)[.)]?(?=\s+[«A-ZÀ-Ý]))[ \t.:–-]*(?P<title>[^\n]*)",
    re.MULTILINE,
)
_SHORT = 80  # characters of what the plain way takes for a title


def by_lines(reading: Reading, numbered: bool) -> Cut:
    """A split at the lines that look like « Article N » or a numbered heading, each up to the next as high."""
    text = reading.text
    named = [_named(match) for match in _LOOKS_NUMBERED.finditer(text)] if numbered else []
    units = []
    for place, (number, title, start, depth) in enumerate(named):
        end = next((other for _, _, other, rank in named[place + 1 :] if rank <= depth), len(text))
        units.append(unit(number, title, text[start:end], _page(reading, start)))
    first = named[0][2] if named else len(text)
    return Cut(tuple(units), (len(squeezed(text[first:])), len(squeezed(text))), within=False)


def _named(match: re.Match[str]) -> tuple[str, str, int, int]:
    """What the line says: a number, a title, where it stands, and how deep."""
    title = match["title"] if len(match["title"]) <= _SHORT and not match["title"].endswith(".") else ""
    if match["annex"]:
        return match["annex"].capitalize(), title, match.start(), 0
    number = "1" if match["worded"] in ("premier", "1er") else match["worded"] or match["bare"]
    return number, title, match.start(), number.count(".") + 1
