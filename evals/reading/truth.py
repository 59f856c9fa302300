"""Documents whose text is known, because it was written before the document was made from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from clausier.bundle import CORPUS

SOURCES = CORPUS / "contracts" / "sources"
_ANNEX = re.compile(r"^(?:annexe|schedule|appendix|exhibit)\s+(\w+)", re.IGNORECASE)
_SIGNED = re.compile(r"^Fait (?:à|en)\b|^(?:In witness|Signed)\b")  # what comes after belongs to no article
_ARTICLE = re.compile(r"^(?:(?:article|art\.|clause)\s+(\d+|[ivxlc]+|premier|1er)\b|(\d+)(?=[.\s]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text: a heading, a paragraph, an item of a list, or a table with its head first."""

    kind: str  # "heading", "paragraph", "item" or "table"
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """Everything it says, in reading order."""
        return " ".join([self.text, *(cell for row in self.rows for cell in row)]).strip()

    @property
    def number(self) -> str:
        """The article that the heading opens; "" where it opens none."""
        found = _ARTICLE.match(self.text) if self.kind == "heading" else None
        number = (found.group(1) or found.group(2)) if found else ""
        return "1" if number.lower() in ("1er", "premier") else number


def _is_signed(block: Block) -> bool:
    return any(row[0].lower().startswith("signature") for row in block.rows)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was written, or as it was read: its number, and all that it says, its heading first."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text before any format."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Those with a number, each up to the next heading; an annex counts anew: "2/1" is the first of Annex 2."""
        heads = [at for at, block in enumerate(self.blocks) if block.kind == "heading" or _SIGNED.match(block.text)]
        found, annex = [], ""
        for start, end in pairwise([*heads, len(self.blocks)]):
            block = self.blocks[start]
            if named := _ANNEX.match(block.text):
                annex = f"{named.group(1)}/"
            elif block.number:
                found.append(Article(annex + block.number, " ".join(part.words for part in self.blocks[start:end])))
        return tuple(found)

    @property
    def tables(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Every table, its head first; where the parties sign is none."""
        return tuple(block.rows for block in self.blocks if block.rows and not _is_signed(block))


@dataclass(frozen=True, slots=True)
class Known:
    """A document made from a source. `pages` tells on which page each block begins; None where there are no pages."""

    name: str
    kind: str  # the row of the table of results that it counts for
    file: str
    data: bytes
    source: Source
    pages: tuple[int, ...] | None
    aside: str = ""  # running heads and the like, on each page anew: may be read, need not be
    numbered: bool = False  # numbers that the format counts itself are not in the source: may begin a line


def sources(folder: Path = SOURCES) -> Iterator[Source]:
    """The project's own contracts, as they were written."""
    for path in sorted(folder.glob("*.md")):
        yield Source(path.stem, tuple(_blocks(path.read_text("utf-8"))))


def _blocks(markdown: str) -> Iterator[Block]:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    marks: list[str] = []
    rows: list[list[str]] | None = None
    mark = ""
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            marks.append(token.markup)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            marks.pop()
        elif token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "– "
        elif token.type == "table_open":
            rows = []
        elif token.type == "table_close":
            yield Block("table", rows=tuple(tuple(row) for row in rows or ()))
            rows = None
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "inline" and rows is not None:
            rows[-1].append(_plain(token))
        elif token.type == "inline":
            heading = tokens[at - 1].type == "heading_open"
            yield Block("heading" if heading else "item" if marks else "paragraph", mark + _plain(token))
            mark = ""


def _plain(inline: Token) -> str:
    return " ".join("".join(child.content or " " for child in _shown(inline.children or ())).split())


def _shown(children: Sequence[Token]) -> Iterator[Token]:
    return (child for child in children if child.content or child.type in ("softbreak", "hardbreak"))
