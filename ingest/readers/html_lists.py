"""The numbers and bullets that browsers show before the items of lists (HTML standard, 4.4.5 to 4.4.8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.counting import letters, roman
from ingest.readers.html_look import look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BULLET = "•"
_SHOWN: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimal-leading-zero": lambda number: f"{number:02}",
    "lower-alpha": letters,
    "upper-alpha": lambda number: letters(number).upper(),
    "lower-roman": roman,
    "upper-roman": lambda number: roman(number).upper(),
}
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_SAME = {"lower-latin": "lower-alpha", "upper-latin": "upper-alpha"}
_SIGNS = ("disc", "circle", "square")


@dataclass(slots=True)
class HtmlList:
    """A list, and the number of its next item."""

    ordered: bool
    kind: str
    next: int
    step: int

    def label(self, item: "Element") -> str:
        """The number or bullet of an item, with the space after it; "" where none is shown."""
        given = _whole(item.get("value"))
        number = self.next if given is None else given
        if self.ordered:
            self.next = number + self.step
        kind = _kind(item) or self.kind
        if kind == "none":
            return ""
        return f"{_SHOWN[kind](number)}. " if kind in _SHOWN else f"{_BULLET} "


def list_of(element: "Element") -> HtmlList:
    """A list that begins."""
    ordered = element.tag == "ol"
    backwards = ordered and element.get("reversed") is not None
    start = _whole(element.get("start"))
    if start is None:
        start = sum(1 for child in element if child.tag == "li") if backwards else 1
    kind = _kind(element) or ("decimal" if ordered else "disc")
    return HtmlList(ordered, kind, start, -1 if backwards else 1)


def _kind(element: "Element") -> str:
    said = look(element)
    words = f"{said.get('list-style-type', '')} {said.get('list-style', '')}".split()
    known = (_SAME.get(word, word) for word in words)
    styled = next((word for word in known if word in (*_SHOWN, *_SIGNS, "none")), "")
    given = element.get("type") or ""
    return styled or _TYPES.get(given, given.lower() if given.lower() in _SIGNS else "")


def _whole(given: str | None) -> int | None:
    told = (given or "").strip()
    return int(told) if told.lstrip("-").isdigit() and len(told) < 10 and told.count("-") <= 1 else None
