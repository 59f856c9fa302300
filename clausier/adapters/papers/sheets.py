"""A paper as sheets: each of its tables, its texts as a table of their own, and what it was made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from clausier.adapters.papers.wording import (
    clean,
    label,
    marked,
    named_cells,
    remarks,
    shown,
)
from clausier.domain.papers import Block, Cell, Grid, Heading, Paper, Quotation, Text

LONGEST_CELL = 32_000
"""Letters. Excel's own limit is 32,767; what is longer it cuts without a word."""
_TEXTS = ("Nature", "Texte", "Emplacement", "À savoir")
_TEXT_WIDTHS = (0.15, 0.5, 0.2, 0.15)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose cells say all that is to be read, quotation marks included."""

    title: str
    header: tuple[str, ...]  # empty where the rows need no name
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]  # of the width


def sheets(paper: Paper) -> list[Sheet]:
    """The tables first, since a spreadsheet is opened for them; the provenance last, where nothing hides it."""
    grids = [_sheet(block) for block in paper.blocks if isinstance(block, Grid)]
    texts = tuple(row for block in paper.blocks for row in _rows(block))
    worded = [Sheet(clean(paper.title), _TEXTS, texts, _TEXT_WIDTHS)] if texts else []
    return [*grids, *worded, _provenance(paper)]


def spilled(row: Sequence[Cell]) -> list[tuple[Cell, ...]]:
    """A row as the rows that hold it: what is too long for a cell goes on in the cell below."""
    columns = [_pieces(cell) for cell in row]
    return list(zip_longest(*columns, fillvalue=Cell("")))


def _pieces(cell: Cell) -> list[Cell]:
    """The cell cut between words, all its letters kept; the first piece has its shade."""
    pieces, text = [], cell.text
    while len(text) > LONGEST_CELL:
        end = text.rfind(" ", 0, LONGEST_CELL) + 1 or LONGEST_CELL
        pieces.append(text[:end])
        text = text[end:]
    first, *others = [*pieces, text]
    return [replace(cell, text=first), *(Cell(piece, cell.quoted) for piece in others)]


def _sheet(grid: Grid) -> Sheet:
    rows = tuple(tuple(replace(cell, text=shown(cell)) for cell in row) for row in grid.rows)
    return Sheet(clean(grid.title), tuple(map(clean, grid.header)), rows, grid.shares)


def _rows(block: Block) -> Iterator[tuple[Cell, ...]]:
    match block:
        case Heading():
            yield _row("Titre", Cell(clean(block.text)))
        case Text(model=""):
            yield _row("Texte", Cell(clean(block.text)))
        case Text():
            yield _row(label(block.model), Cell(clean(block.text)))
        case Quotation():
            yield _quotation(block)
        case Grid():
            return


def _quotation(block: Quotation) -> tuple[Cell, ...]:
    cells = [f"{name} {text}" for name, text in named_cells(block)]
    said = Cell("\n".join([marked(block), *cells]), quoted=True)
    nature = "Repère" if block.guidance else "Citation"
    return _row(nature, said, clean(block.place), " ; ".join(remarks(block)))


def _row(nature: str, said: Cell, place: str = "", known: str = "") -> tuple[Cell, ...]:
    return (Cell(nature), said, Cell(place), Cell(known))


def _provenance(paper: Paper) -> Sheet:
    rows = [(Cell("Titre"), Cell(clean(paper.title)))]
    rows += [(Cell(clean(fact.name)), Cell(clean(fact.value))) for fact in paper.facts]
    rows += [(Cell("Avertissement"), Cell(clean(notice))) for notice in paper.notices]
    return Sheet("Provenance", (), tuple(rows), (0.25, 0.75))
