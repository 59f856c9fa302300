"""Word’s own numbering: the definitions that Word counts by, and the same count, for what a field last showed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from markdown_source import Block

TITLES, BODY, ANNEXES, ITEMS = 1, 2, 3, 4
LABEL = re.compile(r"\s*\{#([\w-]+)\}$")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a numbering: how it counts, what it prints, the style that brings it."""

    format: str
    prints: str
    style: str = ""
    indent: int = 0  # twentieths of a point


LEVELS = {
    TITLES: (Level("upperRoman", "Titre %1.", "Heading1"),),
    BODY: (Level("decimal", "Article %1.", "Heading2"), Level("decimal", "%1.%2", "Clause")),
    ANNEXES: (
        Level("upperLetter", "Annexe %1.", "Annexe"),
        Level("decimal", "%1.%2", "AnnexeTitre"),
        Level("decimal", "%1.%2.%3", "AnnexeClause"),
    ),
    ITEMS: (Level("lowerLetter", "%1)", indent=567), Level("lowerRoman", "%2)", indent=1134)),
}
BASES = {"Clause": "Normal", "Annexe": "Heading 1", "AnnexeTitre": "Heading 2", "AnnexeClause": "Normal"}


def level_xml(depth: int, level: Level) -> str:
    """A level as Word writes it."""
    style = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    indent = f'<w:pPr><w:ind w:left="{level.indent}" w:hanging="340"/></w:pPr>' if level.indent else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{style}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{level.prints}"/><w:lvlJc w:val="left"/>{indent}</w:lvl>'
    )


def abstract_xml(number: int, levels: tuple[Level, ...]) -> str:
    """A way of numbering as Word writes it."""
    inside = "".join(level_xml(depth, level) for depth, level in enumerate(levels))
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{kind}{inside}</w:abstractNum>'


def number_xml(number: int, abstract: int, restarted: bool) -> str:
    """A use of a way of numbering; `restarted` counts from the beginning again."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restarted else ""
    return f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def numbered(paragraph: BaseOxmlElement, number: int, depth: int) -> None:
    """Give the properties of a paragraph, or of a style, a place in a numbering; number 0 takes it away."""
    properties = paragraph.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    place = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", depth), ("w:numId", number)):
        part = OxmlElement(tag)
        part.set(qn("w:val"), str(value))
        place.append(part)
    properties._insert_numPr(place)


def list_numbers(blocks: list[Block]) -> dict[int, int]:
    """A numbering for each outermost list, so that each begins at a) again; a list within a list shares its own."""
    numbers: dict[int, int] = {}
    outer = ITEMS - 1
    for block in blocks:
        if block.kind == "item" and block.series not in numbers:
            outer += block.level == 0
            numbers[block.series] = outer
    return numbers


def define(document: WordDocument, lists: dict[int, int]) -> None:
    """Replace the library’s numberings by ours, and tie the styles to them."""
    for style in document.styles.element.iter(qn("w:style")):
        for place in list(style.iter(qn("w:numPr"))):
            place.getparent().remove(place)
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    made = [abstract_xml(number, levels) for number, levels in LEVELS.items()]
    made += [number_xml(number, number, restarted=False) for number in (TITLES, BODY, ANNEXES)]
    made += [number_xml(number, ITEMS, restarted=True) for number in sorted(set(lists.values()))]
    root.extend(parse_xml(xml) for xml in made)
    for name, base in BASES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = document.styles[base], True
        style.paragraph_format.space_after = Pt(5)
    for number in (TITLES, BODY, ANNEXES):
        for depth, level in enumerate(LEVELS[number]):
            by_id = next(style for style in document.styles.element.iter(qn("w:style")) if style.styleId == level.style)
            numbered(by_id, number, depth)


@dataclass(slots=True)
class Count:
    """What Word will have counted, down to where the reading stands."""

    title: int = 0
    article: int = 0
    annex: int = 0
    section: int = 0

    def hear(self, block: Block) -> str:
        """The number of a title, as a reference to it shows it; "" when it has none."""
        if block.kind == "h1" and block.text.startswith("@ "):
            self.annex, self.section = self.annex + 1, 0
            return chr(ord("A") + self.annex - 1)
        if block.kind == "h1":
            self.title += 1
            return ROMAN[self.title - 1]
        if block.kind != "h2" or block.text.startswith("- "):
            return ""
        if self.annex:
            self.section += 1
            return f"{chr(ord('A') + self.annex - 1)}.{self.section}"
        self.article += 1
        return str(self.article)


def titles(blocks: list[Block]) -> Iterator[tuple[Block, str, str]]:
    """Each title, its number and its label."""
    count = Count()
    for block in blocks:
        if block.kind in ("h1", "h2"):
            label = LABEL.search(block.text)
            yield block, count.hear(block), label[1] if label else ""
