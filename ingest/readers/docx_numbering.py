"""Word's automatic numbers: they are shown on the page, and stand nowhere in the text.

After ECMA-376 part 1, 17.9 (numbering): a paragraph points at a list (`num`), a list at a definition (`abstractNum`)
of nine levels, each with a format, a pattern ("%1.%2") and a rule for starting again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.readers.counting import repeated_letter, roman
from ingest.readers.docx_styles import Styles, value_of

_LEVELS = 9
_BULLET = "•"
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": repeated_letter,
    "upperLetter": lambda number: repeated_letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": lambda number: "1er" if number == 1 else f"{number}e",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None  # 0: never; n: only after level n or one above it
    legal: bool = False  # every number of the pattern in Arabic figures
    style: str = ""
    suffix: str = " "

    def shown(self, number: int, legal: bool) -> str:
        return str(number) if legal else _FORMATS.get(self.format, str)(number)


@dataclass(slots=True)
class _List:
    """A definition, and how far its numbers have come."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def advance(self, level: int) -> None:
        at = self.levels.get(level, _Level())
        self.counts[level] = self.counts[level] + 1 if level in self.counts else at.start
        for deeper in range(level + 1, _LEVELS):
            restart = self.levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                self.counts.pop(deeper, None)

    def shown(self, level: int, own: _Level) -> str:
        text = own.pattern
        for each in range(_LEVELS):
            if f"%{each + 1}" in text:
                at = own if each == level else self.levels.get(each, _Level())
                number = self.counts.get(each, at.start - 1)
                text = text.replace(f"%{each + 1}", at.shown(number, own.legal))
        return text


class Numbering:
    """Asked once for every paragraph, in the order of the document."""

    def __init__(self, root: BaseOxmlElement | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, tuple[str, dict[int, _Level], dict[int, int | None]]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, paragraph: BaseOxmlElement) -> str:
        """The number or bullet shown before the paragraph, with the space after it; "" where there is none."""
        found = self._of(paragraph)
        if found is None:
            return ""
        number, level = found
        definition, overrides, starts = self._nums[number]
        numbers = self._lists[definition]
        if level in starts and (number, level) not in self._begun:
            start = starts[level]
            numbers.counts[level] = (numbers.levels.get(level, _Level()).start if start is None else start) - 1
        self._begun.add((number, level))
        numbers.advance(level)
        own = overrides.get(level) or numbers.levels.get(level, _Level())
        text = _bullet(own.pattern) if own.format == "bullet" else numbers.shown(level, own)
        text = text.strip()
        return text + own.suffix if text else ""

    def _of(self, paragraph: BaseOxmlElement) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or those of its style."""
        style = self._styles.of(paragraph)
        properties = paragraph.find(qn("w:pPr"))
        own = properties.find(qn("w:numPr")) if properties is not None else None
        number = value_of(own, "w:numId") or self._styles.numbering(style)[0]
        if number not in self._nums:
            return None
        level = value_of(own, "w:ilvl") or self._level_of_style(number, style) or self._styles.numbering(style)[1]
        return number, int(level) if level.isdigit() and int(level) < _LEVELS else 0

    def _level_of_style(self, number: str, style: str) -> str:
        levels = self._lists[self._nums[number][0]].levels
        return next((str(at) for at, level in levels.items() if style and level.style == style), "")

    def _read(self, root: BaseOxmlElement) -> None:
        linked: dict[str, str] = {}
        for definition in root.findall(qn("w:abstractNum")):
            name = definition.get(qn("w:abstractNumId"), "")
            self._lists[name] = _List(dict(_levels(definition)))
            if style := value_of(definition, "w:numStyleLink"):
                linked[name] = style
        for num in root.findall(qn("w:num")):
            definition = value_of(num, "w:abstractNumId")
            if definition in self._lists:
                overrides, starts = _overrides(num)
                self._nums[num.get(qn("w:numId"), "")] = definition, overrides, starts
        for name, style in linked.items():
            target = self._nums.get(self._styles.numbering(style)[0])
            if target is not None:
                self._lists[name] = self._lists[target[0]]


def _levels(parent: BaseOxmlElement) -> Iterator[tuple[int, _Level]]:
    for level in parent.findall(qn("w:lvl")):
        at = level.get(qn("w:ilvl"), "")
        if at.isdigit():
            yield int(at), _level(level)


def _level(element: BaseOxmlElement) -> _Level:
    start, restart = value_of(element, "w:start"), value_of(element, "w:lvlRestart")
    legal = element.find(qn("w:isLgl"))
    level = _Level(
        format=value_of(element, "w:numFmt") or "decimal",
        pattern=value_of(element, "w:lvlText"),
        legal=legal is not None and legal.get(qn("w:val"), "1") not in ("0", "false"),
        style=value_of(element, "w:pStyle"),
        suffix="" if value_of(element, "w:suff") == "nothing" else " ",
    )
    if start.isdigit():
        level = replace(level, start=int(start))
    return replace(level, restart=int(restart)) if restart.isdigit() else level


def _overrides(num: BaseOxmlElement) -> tuple[dict[int, _Level], dict[int, int | None]]:
    """What a list changes of its definition: levels, and where they start again. One left empty starts at its own."""
    levels: dict[int, _Level] = {}
    starts: dict[int, int | None] = {}
    for override in num.findall(qn("w:lvlOverride")):
        levels.update(_levels(override))
        at, start = override.get(qn("w:ilvl"), ""), value_of(override, "w:startOverride")
        if at.isdigit() and (start.isdigit() or not len(override)):
            starts[int(at)] = int(start) if start else None
    return levels, starts


def _bullet(pattern: str) -> str:
    """Bullets of symbol fonts are private signs that no other font can show."""
    sign = pattern.strip()
    return _BULLET if sign and ("\ue000" <= sign[0] <= "\uf8ff" or sign in ("o", "§")) else sign
