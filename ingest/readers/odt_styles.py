"""OpenDocument's names and styles, as far as structure needs them. Styles inherit.

After OASIS OpenDocument 1.3, part 3: styles stand in `styles.xml` (named) and in `content.xml` (automatic).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def name(short: str) -> str:
    """The full name of an element or attribute: "text:p"."""
    space, _, local = short.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def whole(element: "Element", attribute: str, default: int) -> int:
    """An attribute that is a number."""
    given = element.get(name(attribute), "")
    return int(given) if given.isdigit() and len(given) < 10 else default


_STYLE, _LIST_STYLE = name("style:style"), name("text:list-style")
_TEXT = name("style:text-properties")


class OdtStyles:
    """`roots`: the documents that hold styles; what the later ones say goes before."""

    def __init__(self, roots: Sequence["Element"]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self.lists: dict[str, Element] = {}
        self.outline: Element | None = None
        for root in roots:
            for style in root.iter(_STYLE):
                self._styles[style.get(name("style:family"), ""), style.get(name("style:name"), "")] = style
            for style in root.iter(_LIST_STYLE):
                self.lists[style.get(name("style:name"), "")] = style
            for style in root.iter(name("text:outline-style")):
                self.outline = style

    def list_of(self, paragraph: str) -> str:
        """The list style that a paragraph style carries, "" where it carries none."""
        said = (style.get(name("style:list-style-name")) for style in self._chain("paragraph", paragraph))
        return next((value for value in said if value is not None), "")

    def bold(self, family: str, style: str) -> bool | None:
        """None where nothing is said."""
        weight = self._said(family, style, name("fo:font-weight"))
        return None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600)

    def hidden(self, family: str, style: str) -> bool:
        """Whether the style says that its text is not shown."""
        return self._said(family, style, name("text:display")) == "none"

    def _said(self, family: str, style: str, attribute: str) -> str | None:
        for one in self._chain(family, style):
            properties = one.find(_TEXT)
            if properties is not None and properties.get(attribute) is not None:
                return str(properties.get(attribute))
        return None

    def _chain(self, family: str, style: str) -> Iterator["Element"]:
        """The style and those that it rests on; a circle ends where it began."""
        seen: set[str] = set()
        while (family, style) in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[family, style]
            style = self._styles[family, style].get(name("style:parent-style-name"), "")
