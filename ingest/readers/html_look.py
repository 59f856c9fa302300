"""What the elements of a web page look like, as far as the page itself says it: shown or not, in blocks or in lines.

Only what stands on an element is believed. A style sheet may say more, but what it hides on paper or on a telephone it
shows elsewhere, and text that is shown must never be lost.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from clausier.domain.documents import Manner

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAME = re.compile(r"\w+")
GONE = frozenset(
    _NAME.findall(
        "script style template noscript head iframe object embed audio video canvas datalist svg map rp rt del"
    )
)
"""What no reader of the page reads. `del`: what its authors struck out."""
BLOCKS = frozenset(
    _NAME.findall(
        "address article aside blockquote body center details dialog dd div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section "
        "summary table ul caption thead tbody tfoot tr td th"
    )
)
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|in|cm|mm)?$")
_FAR = -900  # pixels: off the page by design
_LEGIBLE = 1.5  # pixels or points: smaller letters are not for readers
_SMALL = {"em": 0.12, "rem": 0.12, "%": 12, "ex": 0.24, "in": 0.02, "cm": 0.05, "mm": 0.5}
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)")
_NAMED = {"white": "ffffff", "black": "000000", "snow": "fffafa", "transparent": ""}


def look(element: "Element") -> Mapping[str, str]:
    """The declarations that stand on an element, in small letters."""
    style = element.get("style")
    return dict(_DECLARATION.findall(style.lower())) if style else {}


def is_block(element: "Element") -> bool:
    """Whether the element stands on lines of its own."""
    display = look(element).get("display", "").strip()
    if display:
        return not display.startswith(("inline", "contents", "none"))
    return element.tag in BLOCKS


def hidden(element: "Element", plain: bool) -> Manner | None:
    """Why a reader of the page does not see the element, None when it is shown. `plain`: there is no style sheet."""
    attribute = element.get("hidden")
    if (attribute is not None and attribute.lower() != "until-found") or _is_closed_dialog(element):
        return Manner.MASKED
    said = look(element)
    if not said:
        return None
    if said.get("display", "").startswith("none") or said.get("content-visibility", "").startswith("hidden"):
        return Manner.MASKED
    if said.get("visibility", "").startswith(("hidden", "collapse")) and not _shows_a_part(element):
        return Manner.MASKED
    if _is_tiny(said.get("font-size", "")) or said.get("opacity", "").strip() in ("0", "0.0", "0%"):
        return Manner.TINY if _is_tiny(said.get("font-size", "")) else Manner.UNSEEN
    if any(_is_far(said.get(side, "")) for side in ("left", "top", "text-indent", "margin-left")):
        return Manner.OUTSIDE
    return Manner.UNSEEN if "color" in said and _is_on_its_own_colour(element, plain) else None


def _is_closed_dialog(element: "Element") -> bool:
    return element.tag == "dialog" and element.get("open") is None


def _shows_a_part(element: "Element") -> bool:
    return any(look(inner).get("visibility", "").startswith("visible") for inner in element.iterdescendants("*"))


def _is_tiny(size: str) -> bool:
    found = _LENGTH.match(size.replace("!important", "").strip())
    return found is not None and 0 <= float(found.group(1)) < _SMALL.get(found.group(2), _LEGIBLE)


def _is_far(place: str) -> bool:
    found = _LENGTH.match(place.replace("!important", "").strip())
    return found is not None and found.group(2) in ("px", "pt", None) and float(found.group(1)) <= _FAR


def _is_on_its_own_colour(element: "Element", plain: bool) -> bool:
    """Whether the letters have the colour of their ground. Unknown grounds are taken for another colour."""
    ink = _colour(look(element)["color"])
    grounds = (ground for each in (element, *element.iterancestors()) if (ground := _ground(each)))
    ground = next(grounds, "ffffff" if plain else "")
    return bool(ink) and ink == ground and not _has_picture(element)


def _has_picture(element: "Element") -> bool:
    return any(
        "url(" in look(each).get("background", "") or "background-image" in look(each) for each in _line(element)
    )


def _line(element: "Element") -> Iterator["Element"]:
    yield element
    yield from element.iterancestors()


def _ground(element: "Element") -> str:
    said = look(element)
    for given in (said.get("background-color"), said.get("background"), element.get("bgcolor")):
        if given and (colour := _colour(given)):
            return colour
    return ""


def _colour(given: str) -> str:
    """As six digits; "" where it is none that is known here."""
    told = given.replace("!important", "").strip().lower()
    if told.split(" ")[0] in _NAMED:
        return _NAMED[told.split(" ")[0]]
    if found := re.match(r"#([0-9a-f]{6})\b", told):
        return found.group(1)
    if found := re.match(r"#([0-9a-f])([0-9a-f])([0-9a-f])\b", told):
        return "".join(digit * 2 for digit in found.groups())
    if found := _RGB.match(told):
        return "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return ""
