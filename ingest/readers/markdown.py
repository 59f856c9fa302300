"""Markdown: what it says once laid out, without its marks. Tables row by row, as "cell | cell"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from clausier.errors import UnreadableFile
from clausier.ports import Watcher
from ingest.given import GivenFile
from ingest.raw import RawFile, RawLine
from ingest.readers.decoding import plain_text, text_or_refusal
from ingest.readers.grids import Cell, raw_row
from ingest.readers.plain import paragraph_lines, unpaged

if TYPE_CHECKING:
    from markdown_it.token import Token

CELLS = " | "

_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_SIGNS = re.compile(
    r"^(?:\#{1,6} +\S|---\n|\|? *:?-{3,}:? *\||[ \t]*[*-] +\*\*|```)|\*\*[^*\n]+\*\*|\]\(https?://", re.MULTILINE
)
_SURE = 3
"""Signs of Markdown before a text under another name is taken for it."""

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DEEPEST = 400
"""Lists and quotations inside one another. The parser leaves out what stands deeper, without a word."""
_MOST_FACTS = 200


class MarkdownReader:
    """The name settles what content cannot: any text may be read as Markdown."""

    def accepts(self, data: bytes, name: str) -> bool:
        found = plain_text(data)
        if found is None:
            return False
        return name.lower().endswith(_NAMES) or len(_SIGNS.findall(found.text)) >= _SURE

    def read(self, file: GivenFile, watch: Watcher) -> RawFile:
        from markdown_it import MarkdownIt

        watch("lecture du texte", 0, 1)
        found = text_or_refusal(file.data)
        facts, body = _front_matter("\n".join(found.text.splitlines()))
        parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
        tokens = parser.parse(body)
        if any(token.level >= _DEEPEST - 1 for token in tokens):
            raise UnreadableFile(
                "Ce fichier Markdown imbrique trop de listes ou de citations les unes dans les autres.",
                "Retirez les signes « > » ou les retraits au début de ses lignes, puis ajoutez-le de nouveau.",
            )
        lines = list(_lines(tokens))
        watch("lecture du texte", 1, 1)
        title = next((value for name, value in facts if name == "title"), "")
        return RawFile(pages=(unpaged(lines),), paged=False, title=title, facts=facts, remarks=found.remarks)


def _front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """A note's facts, and the rest; a heading that does not parse stays in the text."""
    import frontmatter
    from frontmatter.default_handlers import YAMLHandler
    from yaml import YAMLError

    if not text.lstrip("\ufeff").startswith("---"):
        return (), text
    try:
        found, body = frontmatter.parse(text, handler=YAMLHandler())
    except (YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return (), text
    facts = [(str(name), value) for name, given in found.items() for value in _values(given)]
    return tuple(facts[:_MOST_FACTS]), body


def _values(given: object) -> Iterator[str]:
    """One fact an item of a list; what lies deeper is not a fact (and could be made to grow without end)."""
    for item in given if isinstance(given, list) else [given]:
        parts = list(item.values()) if isinstance(item, dict) else [item]
        plain = [part.isoformat() if isinstance(part, date) else str(part) for part in parts if _is_plain(part)]
        if plain:
            yield ", ".join(plain)


def _is_plain(part: object) -> bool:
    return isinstance(part, str | int | float | bool | date)


def _lines(tokens: Sequence["Token"]) -> Iterator[RawLine]:
    """Each block as its lines, the first of which begins a paragraph."""
    marks: list[str] = []
    row: list[Cell] | None = None
    table = -1
    mark = ""
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            marks.append(token.markup)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            marks.pop()
        elif token.type == "list_item_open":
            mark = f"{token.info}{token.markup} "
        elif token.type == "table_open":
            table += 1
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield from _row(table, row, header=tokens[at + 1].type == "thead_close")
            row = None
        elif token.type == "inline" and row is not None:
            row.append(Cell(" ".join(_text(token).split())))
        elif token.type == "inline":
            level = int(tokens[at - 1].tag[1]) if tokens[at - 1].type == "heading_open" else None
            yield from paragraph_lines(_text(token), mark, level, _is_bold(token))
            mark = ""
        elif token.type in ("fence", "code_block"):
            yield from paragraph_lines(token.content, mark)
            mark = ""
        elif token.type == "html_block":
            yield from paragraph_lines(unescape(_untagged(token.content)), mark)
            mark = ""


def _row(table: int, row: Sequence[Cell], header: bool) -> Iterator[RawLine]:
    """Markdown names the columns of every table, if only with empty cells."""
    text, raw = raw_row(table, row, CELLS, header)
    if any(cell.text for cell in row):
        yield RawLine(text, starts_paragraph=header, row=raw)


def _text(token: "Token") -> str:
    """What the reader sees of a line of text: no marks, no addresses, a picture's description."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "html_inline":
            parts.append("\n" if child.content.lower().startswith("<br") else "")
        else:
            parts.append(child.content)
    return "".join(parts)


def _is_bold(token: "Token") -> bool:
    """Whether the whole block is set in bold."""
    children = [child for child in token.children or () if child.content or child.nesting]
    return bool(children) and children[0].type == "strong_open" and children[-1].type == "strong_close"


def _untagged(content: str) -> str:
    """What a reader sees of HTML: no comments, no tags."""
    shown: list[str] = []
    at = 0
    while (start := content.find("<!--", at)) >= 0 and (end := content.find("-->", start)) >= 0:
        shown.append(content[at:start])
        at = end + len("-->")
    return _TAG.sub("", "".join([*shown, content[at:]]))
