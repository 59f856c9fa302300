"""The contracts as they are written: what each is called, and its text in Markdown, stretch by stretch."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
FIXED = "\u00a0"
BEFORE_SIGN = re.compile(r" (?=[;:!?»%€])")
AFTER_SIGN = re.compile(r"(?<=[«°]) ")
IN_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a contract apart from its text."""

    source: str
    built: str
    title: str
    subtitle: str
    running_head: str
    running_foot: str
    font: str
    signed: date
    cover: bool


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the source: `kind` is h1, h2, p, li, table or break."""

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def spaced(text: str) -> str:
    """French fixed spaces, as a word processor sets them."""
    for pattern in (BEFORE_SIGN, AFTER_SIGN, IN_NUMBER):
        text = pattern.sub(FIXED, text)
    return text


def runs_of(inline: Token) -> tuple[Run, ...]:
    """What stands between two marks of bold or italic, each stretch apart."""
    bold = italic = False
    runs: list[Run] = []
    for child in inline.children or ():
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            italic = child.type == "em_open"
        elif child.content:
            runs.append(Run(spaced(child.content), bold, italic))
    return tuple(runs)


def rows_of(tokens: list[Token]) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """The cells of a table, its head first."""
    rows: list[list[tuple[Run, ...]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(runs_of(token))
    return tuple(tuple(row) for row in rows)


def blocks_of(markdown: str) -> Iterator[Block]:
    """The source, stretch by stretch, in reading order."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    kind, at = "p", 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            yield Block("table", rows=rows_of(tokens[at:end]))
            at = end
        elif token.type == "hr":
            yield Block("break")
        elif token.type in ("heading_open", "list_item_open"):
            kind = token.tag
        elif token.type in ("heading_close", "list_item_close"):
            kind = "p"
        elif token.type == "inline":
            yield Block(kind, runs_of(token))
        at += 1


def sheets() -> list[Sheet]:
    """The contracts to make."""
    listed = tomllib.loads((SOURCES / "contracts.toml").read_text("utf-8"))
    return [Sheet(**each) for each in listed["contracts"]]
