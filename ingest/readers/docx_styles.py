"""Word's paragraph styles, as far as structure needs them: heading level, list, bold. Styles inherit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-9])$", re.IGNORECASE)
_DEEPEST = 9  # an outline level of 9 means running text


def value_of(parent: BaseOxmlElement | None, tag: str) -> str:
    """The `w:val` of a child, "" where there is none."""
    child = parent.find(qn(tag)) if parent is not None else None
    return (child.get(qn("w:val")) or "") if child is not None else ""


def is_on(parent: BaseOxmlElement | None, tag: str) -> bool | None:
    """Whether a switch such as `w:b` is on; None where nothing is said."""
    child = parent.find(qn(tag)) if parent is not None else None
    return None if child is None else child.get(qn("w:val"), "1") not in ("0", "false", "none", "off")


@dataclass(frozen=True, slots=True)
class Look:
    """Of a run; None where nothing is said."""

    bold: bool | None
    hidden: bool | None


class Styles:
    def __init__(self, root: BaseOxmlElement) -> None:
        self._styles = {
            style.get(qn("w:styleId"), ""): style
            for style in root.findall(qn("w:style"))
            if style.get(qn("w:type"), "paragraph") in ("paragraph", "character", "numbering")
        }
        self._default = next(
            (name for name, style in self._styles.items() if _is_default(style)),
            "",
        )

    def of(self, paragraph: BaseOxmlElement) -> str:
        return value_of(paragraph.find(qn("w:pPr")), "w:pStyle") or self._default

    def level(self, paragraph: BaseOxmlElement) -> int | None:
        """The heading level, from 1: what the paragraph says, or its style, by outline level or by name."""
        own = _outline(paragraph.find(qn("w:pPr")))
        if own is not None:
            return own if own <= _DEEPEST else None
        for style in self.chain(self.of(paragraph)):
            if named := _HEADING.match(value_of(style, "w:name").strip()):
                return int(named.group(1))
            level = _outline(style.find(qn("w:pPr")))
            if level is not None:
                return level if level <= _DEEPEST else None
        return None

    def numbering(self, name: str) -> tuple[str, str]:
        """The list and the level that a style carries, "" and "0" where it carries none."""
        number = level = ""
        for style in self.chain(name):
            properties = style.find(qn("w:pPr"))
            listed = properties.find(qn("w:numPr")) if properties is not None else None
            number, level = number or value_of(listed, "w:numId"), level or value_of(listed, "w:ilvl")
        return number, level or "0"

    def bold(self, name: str) -> bool:
        said = (is_on(style.find(qn("w:rPr")), "w:b") for style in self.chain(name))
        return next((value for value in said if value is not None), False)

    def hidden(self, name: str) -> bool:
        said = (is_on(style.find(qn("w:rPr")), "w:vanish") for style in self.chain(name))
        return next((value for value in said if value is not None), False)

    def look(self, properties: BaseOxmlElement | None) -> Look:
        """What a run says of itself, or its own style says."""
        bold, hidden = is_on(properties, "w:b"), is_on(properties, "w:vanish")
        for style in self.chain(value_of(properties, "w:rStyle")):
            said = style.find(qn("w:rPr"))
            bold = is_on(said, "w:b") if bold is None else bold
            hidden = is_on(said, "w:vanish") if hidden is None else hidden
        return Look(bold, hidden)

    def chain(self, name: str) -> Iterator[BaseOxmlElement]:
        """The style and those that it rests on; a circle ends where it began."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value_of(self._styles[name], "w:basedOn")


def _is_default(style: BaseOxmlElement) -> bool:
    return style.get(qn("w:default")) in ("1", "true") and style.get(qn("w:type"), "paragraph") == "paragraph"


def _outline(properties: BaseOxmlElement | None) -> int | None:
    level = value_of(properties, "w:outlineLvl")
    return int(level) + 1 if level.isdigit() else None
