"""One contract, numbered in other ways: what is written stays the same, what it is counted by does not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from evals.reading.truth import Block, Source

_HEADING = re.compile(r"^(?:ARTICLE|Article|Art\.)?\s*(\d+)(?:er)?\s*[–.:]\s*(.*)")
_PARAGRAPH = re.compile(r"^(\d+)\.(\d+)\s+(.*)", re.DOTALL)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def _roman(number: int) -> str:
    return "X" * (number // 10) + _ROMAN[number % 10]


@dataclass(frozen=True, slots=True)
class Style:
    """How articles and their paragraphs are counted, and in which layout the contract is then set."""

    name: str
    layout: str
    heading: Callable[[int, str], str]
    paragraph: Callable[[int, int, str], str]


STYLES = (
    Style(
        "Article premier, Art. 2",
        "PDF, une colonne",
        lambda at, title: f"Article premier – {title}" if at == 1 else f"Article {at} – {title}",
        lambda at, below, text: f"{at}.{below}. – {text}",
    ),
    Style(
        "Art. 1er",
        "texte, Windows-1252",
        lambda at, title: f"Art. 1er : {title}" if at == 1 else f"Art. {at} : {title}",
        lambda at, below, text: f"{at}.{below} {text}",
    ),
    Style(
        "I., I.1",
        "PDF, deux colonnes",
        lambda at, title: f"{_roman(at)}. {title}",
        lambda at, below, text: f"{_roman(at)}.{below} {text}",
    ),
    Style("1°", "DOCX", lambda at, title: f"{at}° {title}", lambda at, below, text: text),
    Style(
        "§ 1, § 1.1",
        "PDF, une colonne",
        lambda at, title: f"§ {at} {title}",
        lambda at, below, text: f"§ {at}.{below} {text}",
    ),
    Style(
        "Clause 1, 1.1",
        "PDF, tableaux sans filets",
        lambda at, title: f"Clause {at} – {title.upper()}",
        lambda at, below, text: f"{at}.{below} {text}",
    ),
    Style(
        "Section 1, Section 1.1",
        "HTML",
        lambda at, title: f"Section {at}. {title}",
        lambda at, below, text: f"Section {at}.{below} {text}",
    ),
    Style(
        "1-1",
        "PDF, une colonne",
        lambda at, title: f"{at} - {title.upper()}",
        lambda at, below, text: f"{at}-{below} {text}",
    ),
    Style(
        "P1, P1.1",
        "PDF, deux colonnes",
        lambda at, title: f"P{at}. {title}",
        lambda at, below, text: f"P{at}.{below} {text}",
    ),
    Style(
        "sans titres",
        "texte, Windows-1252",
        lambda at, title: f"Article {at}",
        lambda at, below, text: f"{at}.{below} {text}",
    ),
)


def restyled(source: Source, style: Style) -> Source:
    """The body counted in another way; what stands after it keeps its own."""
    return replace(source, name=f"{source.name}, {style.name}", blocks=tuple(_blocks(source, style)))


def unnumbered(source: Source) -> Source:
    """The contract without any number before a title or a paragraph."""
    style = Style("sans numéros", "", lambda at, title: title, lambda at, below, text: text)
    return restyled(source, style)


def _blocks(source: Source, style: Style) -> Iterator[Block]:
    annexed = False
    for block in source.blocks:
        annexed = annexed or (block.kind == "heading" and block.text.lower().startswith("annexe"))
        if annexed:
            yield block
        elif block.kind == "heading" and (found := _HEADING.match(block.text)):
            yield replace(block, text=style.heading(int(found[1]), found[2]))
        elif block.kind == "paragraph" and (found := _PARAGRAPH.match(block.text)):
            yield replace(block, text=style.paragraph(int(found[1]), int(found[2]), found[3]))
        else:
            yield block
