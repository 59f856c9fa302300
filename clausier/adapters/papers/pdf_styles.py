"""The look of each sort of words in our PDF files."""

from functools import cache
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from clausier.adapters.papers.fonts import OURS, STRONG, THEIRS, markup
from clausier.adapters.papers.looks import INK, MODEL, MUTED, RULE, TITLE, WARNING
from clausier.adapters.papers.wording import clean

_INDENT: Final = 20  # points
_RULE_AT: Final = 8  # points from the margin
_LEADING: Final = 1.32  # of the size

_LOOKS: Final[dict[str, dict[str, object]]] = {
    "title": {"fontName": STRONG, "fontSize": 21, "textColor": TITLE, "spaceAfter": 10},
    "fact": {"fontSize": 10},
    "notice": {"fontSize": 9, "textColor": MUTED, "spaceBefore": 6},
    "heading 1": {"fontName": STRONG, "fontSize": 15, "textColor": TITLE, "spaceBefore": 18, "spaceAfter": 6},
    "heading 2": {"fontName": STRONG, "fontSize": 12.5, "textColor": TITLE, "spaceBefore": 12, "spaceAfter": 4},
    "heading 3": {"fontName": STRONG, "fontSize": 11, "textColor": TITLE, "spaceBefore": 8, "spaceAfter": 3},
    "text": {"spaceAfter": 6},
    "verdict": {"fontName": STRONG, "fontSize": 12, "spaceBefore": 8, "spaceAfter": 6},
    "quotation": {"fontName": THEIRS, "keepWithNext": True},
    "place": {"fontSize": 9, "textColor": MUTED, "leftIndent": _INDENT, "spaceBefore": 2, "spaceAfter": 10},
    "author": {"fontName": STRONG, "fontSize": 9, "textColor": MUTED, "keepWithNext": True},
    "generated": {"spaceAfter": 10},
    "table title": {"fontName": STRONG, "fontSize": 11, "textColor": TITLE, "spaceBefore": 8, "spaceAfter": 4},
    "header": {"fontName": STRONG, "fontSize": 9},
    "cell": {"fontSize": 9},
    "quoted cell": {"fontName": THEIRS, "fontSize": 9},
}
_SIZE: Final = 10.5
_ON_GROUND: Final = ("author", "generated")


@cache
def style(name: str) -> ParagraphStyle:
    """One of the styles above, by its name."""
    look = {"fontName": OURS, "fontSize": _SIZE, "textColor": INK, **_LOOKS[name]}
    look["textColor"] = HexColor(f"#{look['textColor']}")
    return ParagraphStyle(name, leading=_size(name) * _LEADING, splitLongWords=True, **look)


def _size(name: str) -> float:
    size = _LOOKS[name].get("fontSize", _SIZE)
    assert isinstance(size, int | float)
    return float(size)


def written(text: str, name: str) -> str:
    """A text as markup, for a paragraph of that style."""
    return markup(clean(text), str(_LOOKS[name].get("fontName", OURS)))


def strong(text: str) -> str:
    """A text as markup, in the strong face."""
    return f'<font face="{STRONG}">{markup(clean(text), STRONG)}</font>'


def struck(marked_up: str) -> str:
    """A rule through words that no longer hold; a remark says so too."""
    return f"<strike>{marked_up}</strike>"


def warned(marked_up: str) -> str:
    """In the colour of what is to be checked."""
    return f'<font color="#{WARNING}">{marked_up}</font>'


class Ruled(Paragraph):  # type: ignore[misc]  # the library has no types
    """A paragraph with a rule at its left: full for a document's words, dashed on a ground of its own for a model's.

    It moves to the right as a whole: under an indent of its style's, reportlab strikes words out beside their place.
    """

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        wide, high = super().wrap(width - _INDENT, height)
        return wide + _INDENT, high

    def split(self, width: float, height: float) -> list[Flowable]:
        pieces: list[Flowable] = super().split(width - _INDENT, height)
        return pieces

    def draw(self) -> None:
        canvas = self.canv
        ours = self.style.name in _ON_GROUND
        canvas.saveState()
        if ours:
            canvas.setFillColor(HexColor(f"#{MODEL}"))
            canvas.rect(_RULE_AT, -1, self.width + _INDENT - _RULE_AT, self.height + 2, stroke=0, fill=1)
            canvas.setDash(3, 2)
        canvas.setStrokeColor(HexColor(f"#{MUTED if ours else RULE}"))
        canvas.setLineWidth(2)
        canvas.line(_RULE_AT, -1, _RULE_AT, self.height + 1)
        canvas.setDash()
        canvas.translate(_INDENT, 0)
        super().draw()
        canvas.restoreState()


class Outlined(Paragraph):  # type: ignore[misc]  # the library has no types
    """A heading that the file's outline names; `depth` from 1."""

    def draw(self) -> None:
        key = f"{id(self)}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.style.title, key, self.style.depth - 1)
        super().draw()


def heading(text: str, level: int, depth: int, kept: bool) -> Outlined:
    """A heading in the style of its level, at its depth in the outline; `kept` on the page of what follows it."""
    name = f"heading {level}"
    return Outlined(written(text, name), style(name).clone(name, title=clean(text), depth=depth, keepWithNext=kept))
