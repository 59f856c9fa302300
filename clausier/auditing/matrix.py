"""Audits side by side as a picture: an SVG that prints, and that reads without colours."""

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from clausier.auditing.rendering import LEGEND, SIGNS
from clausier.domain.answers import Verdict
from clausier.domain.audits import AuditRow, Review, Reviewed
from clausier.domain.french import typeset
from clausier.render import VERDICTS, harmless

_ROW, _COLUMN, _MARGIN = 22, 44, 16  # in pixels of a page 96 to the inch
_FONT = 12
_LETTER, _CAPITAL = 6.8, 9.4  # the width of an average letter at that size, whatever the font a reader has
_GREY, _INK = "#767676", "#1a1a1a"
_SHADES = {Verdict.YES: "#d9ead3", Verdict.PARTIAL: "#fff2cc", Verdict.NOT_FOUND: "#ffffff"}
"""Light enough for the sign to be read on them, and told apart in greys."""


def matrix_picture(audits: Sequence[Reviewed]) -> str:
    """Points down, contracts across: each cell has the sign of its verdict, and a person's own after it."""
    rows = list(zip(*(reviewed.audit.rows for reviewed in audits), strict=True))
    label = max(_width(row[0].point.label) for row in rows)
    across = label + _COLUMN * len(audits)
    titles = [f"{n}. {reviewed.audit.title} ({reviewed.audit.file})" for n, reviewed in enumerate(audits, 1)]
    legend = [*titles, LEGEND, typeset("Entre parenthèses : le verdict corrigé par une personne.")]
    width = 2 * _MARGIN + max(across, *map(_width, legend))
    height = 2 * _MARGIN + _ROW * (len(rows) + len(legend) + 3)
    top = _MARGIN + 2 * _ROW
    body = [
        _text(_MARGIN, _MARGIN + _FONT, audits[0].audit.checklist.label, weight="bold"),
        *(_text(_middle(label, n), top - 6, str(n + 1), anchor="middle", weight="bold") for n in range(len(audits))),
    ]
    for at, row in enumerate(rows):
        body += _line(row, [reviewed.reviews for reviewed in audits], (label, top + at * _ROW))
    below = top + (len(rows) + 1) * _ROW
    body += [_text(_MARGIN, below + n * _ROW, line) for n, line in enumerate(legend)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="{_FONT}" role="img">',
            f"<title>{escape(harmless(audits[0].audit.checklist.label))}</title>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _line(row: Sequence[AuditRow], reviews: Sequence[Mapping[str, Review]], at: tuple[int, int]) -> Iterator[str]:
    label, top = at
    yield _text(_MARGIN, top + 15, row[0].point.label)
    for n, (cell, said) in enumerate(zip(row, reviews, strict=True)):
        review = said.get(cell.point.id)
        own = f" ({SIGNS[review.verdict]})" if review is not None and review.verdict is not None else ""
        yield (
            f"<g><title>{escape(harmless(f'{cell.point.label} – {VERDICTS[cell.verdict]}'))}</title>"
            f'<rect x="{_MARGIN + label + n * _COLUMN}" y="{top}" width="{_COLUMN}" height="{_ROW}" '
            f'fill="{_SHADES[cell.verdict]}" stroke="{_GREY}"/>'
            f"{_text(_middle(label, n), top + 15, f'{SIGNS[cell.verdict]}{own}', anchor='middle')}</g>"
        )


def _middle(label: int, column: int) -> int:
    return _MARGIN + label + column * _COLUMN + _COLUMN // 2


def _width(text: str) -> int:
    """About as wide as a line is drawn, rather more than less."""
    return round(sum(_CAPITAL if letter.isupper() else _LETTER for letter in text))


def _text(x: int, y: int, text: str, anchor: str = "start", weight: str = "normal") -> str:
    written = escape(harmless(text))
    return f'<text x="{x}" y="{y}" fill="{_INK}" text-anchor="{anchor}" font-weight="{weight}">{written}</text>'
