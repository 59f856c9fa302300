"""The straight lines and areas of a PDF page, by which its tables are drawn, as PDFium knows them."""

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, TypeAlias

from clausier.domain.text import Box
from ingest.readers.engine import Rule

_Point: TypeAlias = tuple[float, float]
_Place: TypeAlias = Callable[[float, float], _Point]

# In points.
_THIN = 3.0  # a filled shape no higher is a line: word processors draw borders so
_SHORT = 3.0  # no border of a cell is shorter
_STRAIGHT = 0.5  # how far the ends of a straight line may lie apart across it

_MOST_OBJECTS = 20_000  # of a page; beyond, it is a drawing, and no table is looked for
_MOST_SEGMENTS = 2_000  # of one path
_MOST_RULES = 4_000
_DEEPEST = 4  # forms within forms


def rules_of(page: Any, seen: _Place) -> tuple[Rule, ...]:
    """What is drawn straight on an open page, placed by `seen`; nothing where there is so much that it is a drawing."""
    import pypdfium2.raw as c

    budget = iter(range(_MOST_OBJECTS))
    count, get = c.FPDFPage_CountObjects(page), c.FPDFPage_GetObject
    rules: list[Rule] = []
    for rule in _painted(page, count, get, seen, budget):
        rules.append(rule)
        if len(rules) > _MOST_RULES:
            return ()
    return tuple(rules) if next(budget, None) is not None else ()


def _painted(parent: Any, count: int, get: Any, seen: _Place, budget: Iterator[int], depth: int = 0) -> Iterator[Rule]:
    """The rules of a page's objects, or of a form's, in the order of drawing."""
    import pypdfium2.raw as c

    for index in range(count):
        if next(budget, None) is None:
            return
        item = get(parent, index)
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_PATH:
            yield from _of_path(item, _within(item, seen))
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inside = c.FPDFFormObj_CountObjects(item)
            yield from _painted(item, inside, c.FPDFFormObj_GetObject, _within(item, seen), budget, depth + 1)


def _within(item: Any, seen: _Place) -> _Place:
    """From the coordinates of an object to those of the page as it is seen."""
    import pypdfium2.raw as c

    m = c.FS_MATRIX(1, 0, 0, 1, 0, 0)
    c.FPDFPageObj_GetMatrix(item, m)
    return lambda x, y: seen(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f)


def _of_path(path: Any, seen: _Place) -> Iterator[Rule]:
    import pypdfium2.raw as c

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not c.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return
    if c.FPDFPath_CountSegments(path) > _MOST_SEGMENTS:
        return
    for points, bent in _figures(path, seen):
        box = Box(
            min(x for x, _ in points),
            min(y for _, y in points),
            max(x for x, _ in points),
            max(y for _, y in points),
        )
        wide, high = box.right - box.left, box.bottom - box.top
        if fill.value and min(wide, high) <= _THIN:
            if max(wide, high) >= _SHORT:
                yield Rule(box)
        elif fill.value and not bent and all(_straight(*ends) for ends in pairwise(points)):
            yield Rule(box, area=True)
        if stroke.value:
            yield from (Rule(_line(*ends)) for ends in pairwise(points) if _straight(*ends) and _long(*ends))


def _figures(path: Any, seen: _Place) -> Iterator[tuple[list[_Point], bool]]:
    """The corners of each figure of a path, the first again where it is closed; and whether any side is bent."""
    import pypdfium2.raw as c

    points: list[_Point] = []
    bent = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, index)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, bent
            points, bent = [], False
        bent = bent or kind == c.FPDF_SEGMENT_BEZIERTO
        points.append(seen(x.value, y.value))
        if c.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points, bent


def _straight(one: _Point, other: _Point) -> bool:
    """Whether a line runs along the page or down it."""
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _STRAIGHT


def _long(one: _Point, other: _Point) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) >= _SHORT


def _line(one: _Point, other: _Point) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
