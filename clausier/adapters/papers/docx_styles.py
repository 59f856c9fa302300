"""The styles of our Word documents: whoever edits one changes the look of each sort of words in one place."""

from typing import Final

from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from clausier.adapters.papers.looks import INK, MODEL, MUTED, RULE, TITLE

FACTS: Final = "Clausier Provenance"
NOTICE: Final = "Clausier Avertissement"
VERDICT: Final = "Clausier Verdict"
QUOTATION: Final = "Clausier Citation"
PLACE: Final = "Clausier Emplacement"
GENERATED_LABEL: Final = "Clausier Auteur"
GENERATED: Final = "Clausier Texte de modèle"
CELL: Final = "ClausierCellule"
CELL_QUOTED: Final = "ClausierCelluleCitation"

_OURS, _THEIRS = "Calibri", "Georgia"
_INDENT = Cm(0.9)
_MARGIN = Cm(2.2)


def dress(file: Document, wide: bool) -> float:
    """Page, language and styles of an empty document; gives the width that words have, in points."""
    section = file.sections[0]
    sides = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENTATION.LANDSCAPE if wide else WD_ORIENTATION.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    _speak_french(file)
    _font(file.styles["Normal"], _OURS, 10.5, INK)
    _font(file.styles["Title"], _OURS, 20, TITLE)
    _font(file.styles["Caption"], _OURS, 10.5, TITLE)
    _font(file.styles["Footer"], _OURS, 8, MUTED)
    for level, size in ((1, 15), (2, 12.5), (3, 11)):
        _font(file.styles[f"Heading {level}"], _OURS, size, TITLE)
    _font(_style(file, FACTS, after=0), _OURS, 10, INK)
    _font(_style(file, NOTICE, before=6, after=0), _OURS, 9, MUTED)
    verdict = _style(file, VERDICT, before=8, after=6)
    _font(verdict, _OURS, 12, INK)
    verdict.font.bold = True
    _font(_framed(_style(file, QUOTATION, before=6, after=0, indent=True), ""), _THEIRS, 10.5, INK)
    _font(_style(file, PLACE, after=6, indent=True), _OURS, 9, MUTED)
    author = _framed(_style(file, GENERATED_LABEL, before=8, after=0, indent=True), MODEL)
    _font(author, _OURS, 9, MUTED)
    author.font.bold = True
    _font(_framed(_style(file, GENERATED, after=8, indent=True), MODEL), _OURS, 10.5, INK)
    _font(_style(file, CELL, after=0), _OURS, 9, INK)
    _font(_style(file, CELL_QUOTED, after=0), _THEIRS, 9, INK)
    for name in (QUOTATION, GENERATED_LABEL):
        file.styles[name].paragraph_format.keep_with_next = True
    return float(sides[0].pt - 2 * _MARGIN.pt)


def _style(file: Document, name: str, before: int = 0, after: int = 0, indent: bool = False) -> ParagraphStyle:
    style: ParagraphStyle = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    if indent:
        layout.left_indent = _INDENT
    return style


def _font(style: ParagraphStyle, name: str, size: float, colour: str) -> None:
    """The font for every script; a theme's own would win over it."""
    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _framed(style: ParagraphStyle, fill: str) -> ParagraphStyle:
    """A rule at the left: full for a document's words, dashed on a ground of its own for a model's."""
    properties = style.element.get_or_add_pPr()
    border = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    values = {"val": "dashed" if fill else "single", "sz": "18", "space": "8", "color": MUTED if fill else RULE}
    for name, value in values.items():
        left.set(qn(f"w:{name}"), value)
    border.append(left)
    properties.insert_element_before(border, *_AFTER_BORDER)
    if fill:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        properties.insert_element_before(shade, *_AFTER_BORDER[1:])
    return style


_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""What the format wants after a paragraph's border, in its order."""


def _speak_french(file: Document) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults"))
    language = next(defaults.iter(qn("w:lang")))
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "fr-FR")
