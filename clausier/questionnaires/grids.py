"""Where the questions of a table stand: the column that its header announces, or whose cells ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clausier.domain.questionnaires import LeftOut
from clausier.questionnaires.recognising import (
    ends_as_question,
    heads_answers,
    heads_names,
    heads_questions,
    is_question,
)

_HEADERS = 60  # rows among which a header is looked for: a cover, a legend, and more
_FEWEST = 2  # cells that ask make a column of questions; one does where the column holds no more

Row = Mapping[int, str]
Rows = Mapping[int, Row]
"""The texts of a table by row, then by column, both from 1 and in order; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The cells that span several columns, and those that continue the cell above; each by row and column."""

    wide: frozenset[tuple[int, int]] = frozenset()
    continued: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row that asks."""

    row: int
    column: int
    text: str
    name: str
    section: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a table asks, under which header (0: none), and what stands there beside."""

    header: int
    asked: tuple[AskedRow, ...]
    left_out: tuple[LeftOut, ...]
    answers: int = 0  # the column whose header keeps room for answers; 0: none


@dataclass(frozen=True, slots=True)
class _Column:
    rows: Rows
    header: int
    at: int
    names: int  # the column that numbers the questions; 0: none
    accompanied: bool  # most questions have something before them in their row: their number, for one


_NOTHING_MERGED = Merged()


def questions_in(rows: Rows, merged: Merged = _NOTHING_MERGED) -> Taken | None:
    """The questions of a table; None where no column asks."""
    found = _headed(rows) or _asking(rows)
    if found is None:
        return None
    column = _column(rows, *found)
    asked: list[AskedRow] = []
    left: list[LeftOut] = []
    section = ""
    for number, row in rows.items():
        text = row.get(column.at, "")
        heading = _heading(number, row, column, merged)
        if reason := _reason(number, row, column, heading):
            left.append(LeftOut(f"ligne {number}", text or " | ".join(row.values()), reason))
        elif number > column.header:
            asked.append(AskedRow(number, column.at, text, row.get(column.names, ""), section))
        section = heading or section
    heads = rows.get(column.header, {})
    answers = next((at for at, text in heads.items() if at != column.at and heads_answers(text)), 0)
    return Taken(column.header, tuple(asked), tuple(left), answers) if asked else None


def _reason(number: int, row: Row, column: _Column, heading: str) -> str:
    """Why a row does not ask; "" of one that does, and of the header."""
    if number < column.header:
        return "avant les questions"
    if number == column.header:
        return ""
    if heading:
        return "titre"
    text = row.get(column.at, "")
    if not text:
        return "rien dans la colonne des questions"
    asks = is_question(text) or (column.header > 0 and any(map(str.isalpha, text)))
    return "" if asks else "n’a pas la forme d’une question"


def _headed(rows: Rows) -> tuple[int, int] | None:
    """Of several headers, the one above most that asks, then above most text; none where nothing stands below."""
    found = [
        (sum(map(is_question, below)), sum(map(len, below)), -number, -column)
        for number, row in rows.items()
        for column, text in row.items()
        if number <= _HEADERS and heads_questions(text) and not ends_as_question(text)
        if (below := list(_below(rows, number, column)))
    ]
    return (-max(found)[2], -max(found)[3]) if found else None


def _asking(rows: Rows) -> tuple[int, int] | None:
    """The column with most cells that ask, and the row above the first of them where that heads several columns."""
    texts: dict[int, list[str]] = {}
    for row in rows.values():
        for column, text in row.items():
            texts.setdefault(column, []).append(text)
    counts = [(sum(map(is_question, said)), -column) for column, said in texts.items()]
    asking, at = max(counts, default=(0, 0))
    if asking == 0 or asking < min(_FEWEST, len(texts[-at])):
        return None
    first = next(number for number, row in rows.items() if is_question(row.get(-at, "")))
    above = rows.get(first - 1, {})
    return (first - 1 if -at in above and len(above) > 1 else 0), -at


def _column(rows: Rows, header: int, at: int) -> _Column:
    heads = rows.get(header, {})
    names = next((column for column, text in heads.items() if column != at and heads_names(text)), 0)
    asking = [row for number, row in rows.items() if number > header and at in row]
    accompanied = 2 * sum(min(row) < at for row in asking) > len(asking)
    return _Column(rows, header, at, names, accompanied)


def _heading(number: int, row: Row, column: _Column, merged: Merged) -> str:
    """A row's one text, where it is a title: across columns, before the questions, or without a number like theirs."""
    if number <= column.header or len(row) != 1:
        return ""
    ((at, text),) = row.items()
    if is_question(text) or any((number, before) in merged.continued for before in range(1, at)):
        return ""
    alone = at < column.at or (at == column.at and column.accompanied)
    return text if alone or (number, at) in merged.wide else ""


def _below(rows: Rows, header: int, column: int) -> Iterator[str]:
    return (row[column] for number, row in rows.items() if number > header and column in row)
