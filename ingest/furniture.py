"""Running heads and feet, and page numbers: what every page carries and no clause says."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from clausier.domain.folding import fold
from clausier.domain.text import Box
from ingest.raw import RawPage

_BAND = 0.22  # of the page's height, at the top and at the bottom: nothing further in is furniture
_EDGE = 0.10  # where two pages are enough to tell
_NEAR = 4.0  # points: a running head keeps its height
_ENOUGH = 3  # pages
_SHARE = 0.3  # of all pages: a head that changes with the chapter still repeats that often
_ALIKE = 0.85  # of the letters
_TELLING = 16  # letters: in fewer, one letter may make another word
_SMALL = 0.85  # of the size of the text: a head that no other page can repeat is set smaller
_WHITE = 1.5  # ems of the text, between such a head and what stands under it
_PAGE_NUMBER = re.compile(
    r"^\W*(?:p(?:age|\.)?\s*:?\s*)?(\d{1,4}|[ivxlc]{1,7})\s*(?:(?:/|\||sur|of|de)\s*(\d{1,4}))?\W*$"
)
_EXPLICIT = re.compile(r"^\W*(?:p(?:age|\.)\s*:?\s*\d{1,4}\b|\d{1,4}\s*/\s*\d{1,4}\W*$)")
_DIGITS = re.compile(r"\d+")
# A head such as "Annexe 3" is also the only title that its annex has.
_TITLE = re.compile(r"^\W*(?:annexe|appendice|article|art\.|titre|chapitre|section|partie|avenant|schedule|exhibit)\b")
_PAGED = re.compile(
    r"[-–—|·•,/(]\s*p(?:age|\.)\s*:?\s*\d{1,4}\W*$|\bp(?:age|\.)\s*:?\s*\d{1,4}\s*(?:/|sur|of|de)\s*\d{1,4}\W*$"
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A line near the top or the bottom of a page."""

    page: int  # index
    line: int  # index on its page
    text: str  # folded
    shape: str  # folded, its numbers hidden
    numbers: tuple[int, ...]
    top: bool
    height: float  # of its middle: from the top, or from the bottom
    edge: bool


def furniture_of(pages: Sequence[RawPage]) -> list[frozenset[int]]:
    """For each page, the indexes of its lines that are furniture."""
    spots = [_spots(index, page) for index, page in enumerate(pages)]
    groups: dict[tuple[bool, str], list[_Spot]] = defaultdict(list)
    for spot in (spot for page in spots for spot in page):
        groups[spot.top, spot.shape].append(spot)
    repeated = {
        (spot.page, spot.line)
        for group in groups.values()
        for spot in _repeated(group, len(pages))
        if not _is_only_title(spot, group, pages)
    }
    repeated |= _misread([spot for page in spots for spot in page], repeated)
    aside = [
        _without_headers(page, _from_the_edge(page, spots[index], repeated, index)) for index, page in enumerate(pages)
    ]
    if len(pages) == 1:
        aside = [aside[0] | _lone_head(pages[0], aside[0])]
    if all(len(lines) == len(page.lines) for lines, page in zip(aside, pages, strict=True)):
        return [frozenset() for _ in pages]  # furniture stands around something
    return aside


def _spots(index: int, page: RawPage) -> list[_Spot]:
    found = []
    for number, line in enumerate(page.lines):
        if line.box is None or not page.height:
            continue
        middle = (line.box.top + line.box.bottom) / 2
        top = middle < page.height / 2
        height = middle if top else page.height - middle
        if height <= _BAND * page.height:
            text = " ".join(fold(line.text).split())
            numbers = tuple(int(digits) for digits in _DIGITS.findall(text) if len(digits) < 9)
            edge = height <= _EDGE * page.height
            found.append(_Spot(index, number, text, _DIGITS.sub("#", text), numbers, top, height, edge))
    return found


def _repeated(group: Sequence[_Spot], pages: int) -> list[_Spot]:
    """Those of a group of like lines that stand at one height, page after page."""
    kept = []
    for spot in group:
        alike = [other for other in group if abs(other.height - spot.height) <= _NEAR and _agree(spot, other)]
        on = {other.page for other in alike}
        enough = max(_ENOUGH, round(_SHARE * min(pages, 20)))
        if len(on) >= enough or (pages == len(on) == 2 and spot.edge):
            kept.append(spot)
    shapes = {(spot.page, spot.line) for spot in kept}
    texts = {spot.text for spot in kept}
    # On a page of another size or margin the head stands at another height.
    kept += [
        spot for spot in group if (spot.page, spot.line) not in shapes and spot.text in texts and len(spot.text) > 3
    ]
    return kept


def _misread(spots: Sequence[_Spot], repeated: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """A running head in which a recogniser took some letters for others: at its height, and nearly its words."""
    heads = {(spot.top, spot.shape, round(spot.height)): spot for spot in spots if (spot.page, spot.line) in repeated}
    return {
        (spot.page, spot.line)
        for spot in spots
        if len(spot.shape) >= _TELLING and not _names_a_part(spot.text)
        for head in heads.values()
        if head.top is spot.top and abs(head.height - spot.height) <= _NEAR
        if _agree(spot, head) and _alike(head.shape, spot.shape)
    }


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _agree(one: _Spot, other: _Spot) -> bool:
    """Whether two lines say the same, but for a number that counts the pages."""
    if one.text == other.text:
        return True
    if len(one.numbers) != len(other.numbers) or _names_a_part(one.text):
        return False
    apart = other.page - one.page
    return all(b - a in (0, apart) for a, b in zip(one.numbers, other.numbers, strict=True))


def _names_a_part(text: str) -> bool:
    """Whether a line is a title: one that ends by counting pages is a head, whatever it begins with."""
    return _TITLE.match(text) is not None and not _PAGED.search(text)


def _is_only_title(spot: _Spot, group: Sequence[_Spot], pages: Sequence[RawPage]) -> bool:
    """Whether this is the first of heads that name a part of the document, and no line of the body names it."""
    if not _names_a_part(spot.text) or any(
        other.text == spot.text and (other.page, other.line) < (spot.page, spot.line) for other in group
    ):
        return False
    heads = {(other.page, other.line) for other in group}
    return not any(
        " ".join(fold(line.text).split()) == spot.text
        for index, page in enumerate(pages)
        for number, line in enumerate(page.lines)
        if (index, number) not in heads
    )


def _from_the_edge(page: RawPage, spots: Sequence[_Spot], repeated: set[tuple[int, int]], index: int) -> frozenset[int]:
    """Furniture lies at the edge: what has text of the body between itself and the edge is text."""
    aside: set[int] = set()
    for top in (True, False):
        band = sorted((spot for spot in spots if spot.top is top), key=lambda spot: spot.height)
        blocked: float | None = None
        for spot in band:
            if blocked is not None and spot.height > blocked + _NEAR:
                break
            if (index, spot.line) in repeated or _is_page_number(spot, page):
                aside.add(spot.line)
            elif page.lines[spot.line].text.strip():
                blocked = spot.height if blocked is None else blocked
    return frozenset(aside)


def _lone_head(page: RawPage, aside: frozenset[int]) -> frozenset[int]:
    """The head of a document's only page: small lines at its top edge, white space under them.

    None where it tells a figure or names a part of the document, for nothing else may say so.
    """
    size = _text_size(page)
    lines = [(line.box, at) for at, line in enumerate(page.lines) if line.box is not None and at not in aside]
    lines.sort(key=lambda placed: placed[0].top)
    head = list(takewhile(lambda placed: _may_be_head(page, *placed, size), lines))
    if not head or len(head) == len(lines):
        return frozenset()
    under = lines[len(head)][0].top - max(box.bottom for box, _ in head)
    texts = [fold(page.lines[at].text) for _, at in head]
    telling = any(_DIGITS.search(text) or _names_a_part(text) for text in texts)
    return frozenset() if telling or under < _WHITE * size else frozenset(at for _, at in head)


def _may_be_head(page: RawPage, box: Box, at: int, size: float) -> bool:
    line = page.lines[at]
    return line.row is None and box.bottom <= _EDGE * page.height and 0 < line.size <= _SMALL * size


def _text_size(page: RawPage) -> float:
    """The size that most of the page's letters have."""
    sizes = Counter[float]()
    for line in page.lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_headers(page: RawPage, aside: frozenset[int]) -> frozenset[int]:
    """What comes again at the top of each page of a long table names its columns: a table is furniture as a whole."""
    body = {line.row.table for at, line in enumerate(page.lines) if line.row is not None and at not in aside}
    tables = {at: page.lines[at].row for at in aside}
    return frozenset(at for at, row in tables.items() if row is None or row.table not in body)


def _is_page_number(spot: _Spot, page: RawPage) -> bool:
    """A number alone at the edge is the page's when it says so, or is the page's own number or label."""
    if not spot.edge:
        return False
    if _EXPLICIT.match(spot.text) and len(spot.text) <= len("page 1000 sur 1000") + 4:
        return True
    found = _PAGE_NUMBER.match(spot.text)
    return found is not None and found.group(1) in (str(page.number), page.label.lower())


def text_of(page: RawPage, aside: frozenset[int]) -> str:
    """The furniture of a page, as it reads: what its format keeps apart, and the lines that were told from the text."""
    kept = [line.text for index, line in enumerate(page.lines) if index in aside]
    return "\n".join([*([page.furniture] if page.furniture else []), *kept])
