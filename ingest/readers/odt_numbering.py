"""OpenDocument's automatic numbers: they are shown on the page, and stand nowhere in the text.

After OASIS OpenDocument 1.3, part 3: a list has a style of ten levels (19.880 s.), each with a number format, a prefix,
a suffix, and how many of the levels above it shows; headings that are in no list count by the outline style (16.34).
LibreOffice also writes the pattern of the whole number (`loext:num-list-format`, "%1%.%2%"), which then decides.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.counting import letters, repeated_letter, roman
from ingest.readers.odt_styles import OdtStyles, name, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST = 10
_BULLET = "•"
_NUMBER, _OUTLINE = name("text:list-level-style-number"), name("text:outline-level-style")
_BULLETED = (name("text:list-level-style-bullet"), name("text:list-level-style-image"))
_PLACE = re.compile(r"%(\d+)%")
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "a repeated": repeated_letter,
    "A repeated": lambda number: repeated_letter(number).upper(),
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list shows its number."""

    format: str = ""  # of the number; "" shows none
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # levels, this one included
    start: int = 1
    pattern: str = ""
    bullet: str = ""

    def figure(self, number: int) -> str:
        return _FORMATS[self.format](number) if self.format in _FORMATS else ""


@dataclass(slots=True)
class Counter:
    """How far the numbers of one list have come, by level from 1."""

    counts: dict[int, int] = field(default_factory=dict)

    def advance(self, at: int, levels: Mapping[int, Level], start: int | None) -> None:
        if start is not None:
            self.counts[at] = start
        else:
            self.counts[at] = self.counts[at] + 1 if at in self.counts else levels.get(at, Level()).start
        for deeper in range(at + 1, DEEPEST + 1):
            self.counts.pop(deeper, None)

    def label(self, at: int, levels: Mapping[int, Level]) -> str:
        """The number or bullet of the paragraph that was counted last, with the space after it."""
        own = levels.get(at, Level())
        if own.bullet:
            return f"{own.bullet} "
        if own.pattern:
            text = _PLACE.sub(lambda place: self._figure(int(place.group(1)), levels), own.pattern)
        elif own.format:
            first = max(1, at - own.shown + 1)
            figures = [self._figure(each, levels) for each in range(first, at + 1)]
            text = f"{own.prefix}{'.'.join(figure for figure in figures if figure)}{own.suffix}"
        else:
            text = own.prefix + own.suffix
        return f"{text.strip()} " if text.strip() else ""

    def _figure(self, at: int, levels: Mapping[int, Level]) -> str:
        level = levels.get(at, Level())
        return level.figure(self.counts.get(at, level.start))


class ListStyles:
    """The levels of every list style, and of the headings' outline."""

    def __init__(self, styles: OdtStyles) -> None:
        self._lists = {style: _levels(element) for style, element in styles.lists.items()}
        self.outline = {} if styles.outline is None else _levels(styles.outline)

    def levels(self, style: str) -> Mapping[int, Level]:
        return self._lists.get(style, {})


def _levels(style: "Element") -> dict[int, Level]:
    return {at: _level(element) for element in style if (at := whole(element, "text:level", 0)) and _is_level(element)}


def _is_level(element: "Element") -> bool:
    return element.tag in (_NUMBER, _OUTLINE, *_BULLETED)


def _level(element: "Element") -> Level:
    if element.tag in _BULLETED:
        return Level(bullet=_bullet(element.get(name("text:bullet-char"), _BULLET)))
    synced = element.get(name("style:num-letter-sync")) == "true"
    form = element.get(name("style:num-format"), "")
    return Level(
        format=f"{form} repeated" if synced and form in ("a", "A") else form,
        prefix=element.get(name("style:num-prefix"), ""),
        suffix=element.get(name("style:num-suffix"), ""),
        shown=whole(element, "text:display-levels", 1),
        start=whole(element, "text:start-value", 1),
        pattern=element.get(name("loext:num-list-format"), "") if form else "",
    )


def _bullet(sign: str) -> str:
    """Bullets of symbol fonts are private signs that no other font can show."""
    return _BULLET if not sign.strip() or "\ue000" <= sign[0] <= "\uf8ff" else sign.strip()
