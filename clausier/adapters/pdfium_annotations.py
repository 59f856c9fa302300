"""What is written on a PDF page over its own text, as PDFium has it: the fields of a form, notes, comments."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from clausier.domain.documents import Manner
from clausier.domain.text import Box
from ingest.readers.engine import SeenWord, UnseenText

_Place: TypeAlias = Callable[[float, float, float, float], tuple[float, float, float, float]]

_TICKED = "☒"
_LARGEST, _OF_THE_FIELD = 12.0, 0.7
"""Points, and the share of a field's height, that a program sets its text in where the field does not say."""
_LETTER = 0.5  # ems: about the width of a letter, for words whose own places the file does not say
_LEADING = 1.2
_MARGIN = 2.0  # points between a field's edge and its text

_HIDDEN, _NOT_VIEWED = 1 << 1, 1 << 5  # ISO 32000-1, table 165
_MOST = 5_000  # annotations of a page that are looked at
_LONGEST = 100_000  # letters of one value


@dataclass(frozen=True, slots=True)
class Written:
    """The words of fields and notes, at their places; what is there and not shown; what only speaks of the text."""

    words: tuple[SeenWord, ...] = ()
    hidden: tuple[UnseenText, ...] = ()
    comments: int = 0
    struck: int = 0  # marks that strike out text


def written_on(document: Any, page: Any, place: _Place) -> Written:
    """What annotations write on an open page, `place` giving boxes as they are seen."""
    import pypdfium2.raw as c

    words: list[SeenWord] = []
    hidden: list[str] = []
    comments = struck = 0
    for annotation in _annotations(page):
        kind = c.FPDFAnnot_GetSubtype(annotation)
        struck += kind == c.FPDF_ANNOT_STRIKEOUT
        if kind not in (c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT):
            comments += kind not in (c.FPDF_ANNOT_POPUP, c.FPDF_ANNOT_LINK) and bool(_contents(annotation).strip())
            continue
        field = kind == c.FPDF_ANNOT_WIDGET
        text = _value(document.formenv, annotation) if field else _contents(annotation)
        if c.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NOT_VIEWED):
            hidden += [text] if text.strip() and text != _TICKED else []
        elif text.strip():
            words += _set(text, _box(annotation, place), _size(document.formenv, annotation) if field else 0.0)
    masked = (UnseenText(Manner.MASKED, " ".join(hidden)),) if hidden else ()
    return Written(tuple(words), masked, comments, struck)


def _annotations(page: Any) -> Iterator[Any]:
    import pypdfium2.raw as c

    for index in range(min(c.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = c.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield annotation
            finally:
                c.FPDFPage_CloseAnnot(annotation)


def _value(form: Any, annotation: Any) -> str:
    """What a field shows: its text, the option that is chosen, a cross where it is ticked."""
    import pypdfium2.raw as c

    if not form:
        return ""
    kind = c.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (c.FPDF_FORMFIELD_CHECKBOX, c.FPDF_FORMFIELD_RADIOBUTTON):
        return _TICKED if c.FPDFAnnot_IsChecked(form, annotation) else ""
    if kind in (c.FPDF_FORMFIELD_COMBOBOX, c.FPDF_FORMFIELD_LISTBOX):
        options = range(max(c.FPDFAnnot_GetOptionCount(form, annotation), 0))
        chosen = [
            _text(c.FPDFAnnot_GetOptionLabel, form, annotation, option)
            for option in options
            if c.FPDFAnnot_IsOptionSelected(form, annotation, option)
        ]
        return "\n".join(chosen) or _text(c.FPDFAnnot_GetFormFieldValue, form, annotation)
    return _text(c.FPDFAnnot_GetFormFieldValue, form, annotation) if kind == c.FPDF_FORMFIELD_TEXTFIELD else ""


def _contents(annotation: Any) -> str:
    import pypdfium2.raw as c

    return _text(c.FPDFAnnot_GetStringValue, annotation, b"Contents")


def _text(ask: Callable[..., int], *arguments: Any) -> str:
    """A text that PDFium gives as UTF-16, with its length in bytes first."""
    import pypdfium2.raw as c

    length = ask(*arguments, None, 0)
    if length <= 2 or length > 2 * _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(*arguments, ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\x00").replace("\r", "\n")


def _box(annotation: Any, place: _Place) -> Box:
    import pypdfium2.raw as c

    edges = c.FS_RECTF()
    c.FPDFAnnot_GetRect(annotation, edges)
    return Box(*place(edges.left, edges.bottom, edges.right, edges.top))


def _size(form: Any, annotation: Any) -> float:
    import pypdfium2.raw as c

    size = ctypes.c_float()
    return size.value if form and c.FPDFAnnot_GetFontSize(form, annotation, size) else 0.0


def _set(text: str, box: Box, stated: float) -> Iterator[SeenWord]:
    """The words of a text set into a box, line by line, about where a program would show them."""
    high, wide = box.bottom - box.top, box.right - box.left
    rows = [row.split() for row in text.split("\n") if row.strip()]
    size = stated or min(_LARGEST, max(_OF_THE_FIELD * high, 1.0))
    if len(rows) == 1 and high < 2 * _LEADING * size:
        yield from _row(rows[0], box, (box.top + box.bottom) / 2 + 0.35 * size, size)
        return
    lines = [line for row in rows for line in _broken(row, (wide - 2 * _MARGIN) / (_LETTER * size))]
    step = min(_LEADING * size, (high - _MARGIN) / max(len(lines), 1))
    for at, line in enumerate(lines, 1):
        yield from _row(line, box, box.top + step * at, min(size, step))


def _broken(words: Sequence[str], letters: float) -> Iterator[list[str]]:
    """Words in lines of so many letters."""
    line: list[str] = []
    for word in words:
        if line and sum(map(len, line)) + len(line) + len(word) > letters:
            yield line
            line = []
        line.append(word)
    yield line


def _row(words: Sequence[str], box: Box, baseline: float, size: float) -> Iterator[SeenWord]:
    letters = sum(map(len, words)) + len(words) - 1
    letter = min(_LETTER * size, max(box.right - box.left - 2 * _MARGIN, 1.0) / max(letters, 1))
    left = box.left + _MARGIN
    for word in words:
        right = left + letter * len(word)
        yield SeenWord(
            word, Box(left, baseline - 0.78 * size, right, baseline + 0.22 * size), baseline, size, False, " "
        )
        left = right + letter
