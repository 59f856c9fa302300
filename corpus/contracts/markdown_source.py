"""The contracts as they are written: what each is called, and its text in Markdown, stretch by stretch."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
    """What is known of a contract apart from its text; `form` names what makes it."""

    source: str
    built: str
    form: str
    language: str
    title: str
    subtitle: str
    running_head: str
    running_foot: str
    font: str
    signed: date
    cover: bool

    def spaced(self, text: str) -> str:
        """The text with the fixed spaces of its language: English has none."""
        return spaced(text) if self.language == "fr-FR" else text


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the source: `kind` is h1, h2, p, li, item, table or break.

    An item belongs to a numbered list: `level` is its depth, `series` tells one list from the next.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    level: int = 0
    series: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def spaced(text: str) -> str:
    """French fixed spaces, as a word processor sets them."""
    for pattern in (BEFORE_SIGN, AFTER_SIGN, IN_NUMBER):
        text = pattern.sub(FIXED, text)
    return text


Setting = Callable[[str], str]
"""What a text becomes before it is printed."""


def runs_of(inline: Token, setting: Setting) -> tuple[Run, ...]:
    """What stands between two marks of bold or italic, each stretch apart."""
    bold = italic = False
    runs: list[Run] = []
    for child in inline.children or ():
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            italic = child.type == "em_open"
        elif child.content:
            runs.append(Run(setting(child.content), bold, italic))
    return tuple(runs)


def rows_of(tokens: list[Token], setting: Setting) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """The cells of a table, its head first."""
    rows: list[list[tuple[Run, ...]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(runs_of(token, setting))
    return tuple(tuple(row) for row in rows)


@dataclass(slots=True)
class Lists:
    """Where the reading stands among lists within lists."""

    open: list[tuple[str, int]] = field(default_factory=list)
    begun: int = 0

    def hear(self, token: Token) -> None:
        """Take note of a list that begins or ends."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.begun += 1
            self.open.append((token.tag, self.begun))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.open.pop()

    def block(self, kind: str, runs: tuple[Run, ...]) -> Block:
        """A stretch that stands here."""
        if not self.open:
            return Block(kind, runs)
        tag, series = self.open[-1]
        return Block("item" if tag == "ol" else "li", runs, level=len(self.open) - 1, series=series)


def blocks_of(markdown: str, setting: Setting) -> Iterator[Block]:
    """The source, stretch by stretch, in reading order."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    kind, at, lists = "p", 0, Lists()
    while at < len(tokens):
        token = tokens[at]
        lists.hear(token)
        if token.type == "table_open":
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
            yield Block("table", rows=rows_of(tokens[at:end], setting))
            at = end
        elif token.type == "hr":
            yield Block("break")
        elif token.type == "heading_open":
            kind = token.tag
        elif token.type == "heading_close":
            kind = "p"
        elif token.type == "inline":
            yield lists.block(kind, runs_of(token, setting))
        at += 1


NOTE = re.compile(r"^\[\^(\d+)\]: ", re.M)
"""Where the text of a note begins; it is called by the same mark without the colon."""


def without_notes(markdown: str) -> tuple[str, dict[int, str]]:
    """The source without the notes that end it, and the notes under their numbers."""
    body, *notes = NOTE.split(markdown)
    return body, {int(number): text.strip() for number, text in zip(notes[::2], notes[1::2], strict=True)}


def sheets() -> list[Sheet]:
    """The contracts to make."""
    listed = tomllib.loads((SOURCES / "contracts.toml").read_text("utf-8"))
    return [Sheet(**each) for each in listed["contracts"]]
