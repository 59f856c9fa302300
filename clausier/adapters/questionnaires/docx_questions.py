"""Which blocks of a Word questionnaire ask: rows of tables, items of lists, paragraphs that end on a question mark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausier.adapters.questionnaires.docx_blocks import Paragraph, Table
from clausier.domain.questionnaires import Item, LeftOut
from clausier.questionnaires.grids import questions_in
from clausier.questionnaires.recognising import (
    completed,
    ends_as_question,
    is_question,
    leads_in,
    mostly_questions,
    numbered,
    typed_mark,
    unmarked,
)

Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class _Lead:
    """The beginning of a question that the items after it end: "Le contrat prévoit-il :"."""

    text: str
    depth: int  # -1: running text


def questions(blocks: Sequence[Block]) -> tuple[list[Item], list[LeftOut]]:
    """The questions in order, and what was not taken for one. A place is the rank of its block, and of its row."""
    items: list[Item] = []
    left: list[LeftOut] = []
    headings: list[tuple[int, str]] = []
    for first, run in _runs(blocks):
        for at, found in zip(range(first, first + len(run)), _read(run, first), strict=True):
            block = blocks[at]
            if isinstance(block, Paragraph) and block.level is not None and isinstance(found, LeftOut):
                headings = [*(one for one in headings if one[0] < block.level), (block.level, block.text)]
            for one in found if isinstance(found, list) else [found]:
                if isinstance(one, LeftOut):
                    left += [one] if one.text else []
                    continue
                above = [*(text for _, text in headings), *([one.section] if one.section else [])]
                items.append(replace(one, section=" › ".join(above)))
    return items, left


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, Sequence[Block]]]:
    """Lists whole, every other block by itself; empty paragraphs do not end a list."""
    start = 0
    while start < len(blocks):
        stop = start + 1
        if _is_item(blocks[start]) or _leads(blocks[start]):
            while stop < len(blocks) and (_is_item(blocks[stop]) or _is_empty(blocks[stop])):
                stop += 1
        yield start, blocks[start:stop]
        start = stop


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level is None and bool(block.text and block.mark)


def _leads(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level is None and leads_in(block.text)


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text


def _read(run: Sequence[Block], first: int) -> Iterator[Item | LeftOut | list[Item | LeftOut]]:
    """What each block of a run is: a question, something else, or a table of both."""
    texts = [block.text for block in run if isinstance(block, Paragraph) and block.text and block.mark]
    listed = len(texts) > 1 and mostly_questions([unmarked(text) for text in texts])
    lead: _Lead | None = None
    for at, block in enumerate(run, first):
        if isinstance(block, Table):
            yield _tabled(block, at)
            continue
        if leads_in(block.text):
            lead = _Lead(block.text, block.depth if block.mark else -1)
            yield _beside(block, at, "introduit les questions qui suivent")
            continue
        if lead is not None and block.text and block.depth <= lead.depth:
            lead = None
        yield _paragraph(block, at, lead, listed)


def _paragraph(block: Paragraph, at: int, lead: _Lead | None, listed: bool) -> Item | LeftOut:
    own = unmarked(block.text) if block.mark else block.text
    item = Item(numbered(block.mark), own, f"p{at}", f"paragraphe {at + 1}")
    if lead is not None and not ends_as_question(own):
        return replace(item, text=completed(unmarked(lead.text), own))
    if ends_as_question(block.text) or (
        _is_item(block) and any(map(str.isalpha, own)) and (listed or is_question(own))
    ):
        return item
    return _beside(block, at, "titre" if block.level is not None else "n’a pas la forme d’une question")


def _beside(block: Paragraph, at: int, reason: str) -> LeftOut:
    return LeftOut(f"paragraphe {at + 1}", block.text, reason)


def _tabled(table: Table, at: int) -> list[Item | LeftOut]:
    """The questions of a table's column; where no column asks, its paragraphs, as if they stood on the page."""
    taken = questions_in(table.rows, table.merged) if sum(map(len, table.rows.values())) > 1 else None
    if taken is None:
        return _laid_out(table, at)
    where = f"tableau au paragraphe {at + 1}"
    found: list[Item | LeftOut] = [
        Item(
            name=row.name or numbered(typed_mark(row.text)),
            text=unmarked(row.text),
            place=f"t{at}r{row.row}",
            where=f"{where}, ligne {row.row}",
            section=row.section,
        )
        for row in taken.asked
    ]
    return [*found, *(replace(one, where=f"{where}, {one.where}") for one in taken.left_out)]


def _laid_out(table: Table, at: int) -> list[Item | LeftOut]:
    inside, left = questions(table.paragraphs)
    found: list[Item | LeftOut] = [
        replace(one, place=f"t{at}{one.place}", where=f"tableau au paragraphe {at + 1}") for one in inside
    ]
    return [*found, *(replace(one, where=f"tableau au paragraphe {at + 1}") for one in left)]
