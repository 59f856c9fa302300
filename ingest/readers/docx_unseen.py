"""Runs of a Word document that are set so that nobody sees them: in the colour of the paper, or too small."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from clausier.domain.documents import Manner
from ingest.readers.docx_styles import Styles, value_of

_SMALLEST = 4  # half-points: text of two points and more can be read enlarged
_APART = 16  # of 255: colours that differ by less are one to the eye
_WHITE = "FFFFFF"
_PLACED = frozenset(map(qn, ("w:tc", "w:txbxContent")))
_PARAGRAPH, _RUN_LOOK, _PARAGRAPH_LOOK = qn("w:p"), qn("w:rPr"), qn("w:pPr")


def unseen(run: BaseOxmlElement, styles: Styles) -> Manner | None:
    """Why a run's text is not seen; None where it is, or where what lies behind it cannot be told."""
    paragraph = next(run.iterancestors(_PARAGRAPH), None)
    looks = list(_looks(run, paragraph, styles))
    size = next((value for look in looks if (value := value_of(look, "w:sz"))), "")
    if size.isdigit() and int(size) < _SMALLEST:
        return Manner.TINY
    colour = next((value for look in looks if (value := value_of(look, "w:color"))), "")
    ground = _ground(run, paragraph, looks, styles)
    return Manner.UNSEEN if ground and _alike(colour, ground) else None


def _looks(run: BaseOxmlElement, paragraph: BaseOxmlElement | None, styles: Styles) -> Iterator[BaseOxmlElement]:
    """What is said of a run, the nearest first: its own word, its style's, its paragraph's style's."""
    own = run.find(_RUN_LOOK)
    chain = [*styles.chain(value_of(own, "w:rStyle"))]
    if paragraph is not None:
        chain += styles.chain(styles.of(paragraph))
    said = [own, *(style.find(_RUN_LOOK) for style in chain)]
    return (look for look in said if look is not None)


def _ground(
    run: BaseOxmlElement, paragraph: BaseOxmlElement | None, looks: list[BaseOxmlElement], styles: Styles
) -> str:
    """The colour behind a run, "" where it cannot be told: a table's style and a box may have any."""
    if any(value_of(look, "w:highlight") not in ("", "none") for look in looks):
        return ""
    shaded = [look for look in looks if _fill(look)]
    if paragraph is not None:
        own = paragraph.find(_PARAGRAPH_LOOK)
        above = [style.find(_PARAGRAPH_LOOK) for style in styles.chain(styles.of(paragraph))]
        shaded += [look for look in (own, *above) if _fill(look)]
    if shaded:
        return _fill(shaded[0])
    place = next((each for each in run.iterancestors() if each.tag in _PLACED), None)
    if place is not None:
        return _fill(place.find(qn("w:tcPr")))
    paper = run.getroottree().getroot().find(qn("w:background"))
    return paper.get(qn("w:color"), _WHITE) if paper is not None else _WHITE


def _fill(look: BaseOxmlElement | None) -> str:
    shading = look.find(qn("w:shd")) if look is not None else None
    fill = shading.get(qn("w:fill"), "") if shading is not None else ""
    return "" if fill == "auto" else fill


def _alike(one: str, other: str) -> bool:
    try:
        channels = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:  # "auto", or nothing said
        return False
    return all(abs(ink - ground) < _APART for ink, ground in channels)
