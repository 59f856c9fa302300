"""One row of a comparison as a card: what became of it, and what each document says, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import streamlit as st

from clausier.comparing.rendering import NATURES
from clausier.domain.answers import Citation
from clausier.domain.comparisons import Change, Comparison, ComparisonRow, Manner, Nature, Relation
from clausier.domain.documents import DocumentId
from clausier.domain.french import listed, typeset
from clausier.domain.text import Span
from clausier.render import Readings
from clausier.ui.quotation import show_place, show_words
from clausier.ui.redline import marked
from clausier.ui.text import EMPTY, filled, label, say, show, verbatim_items

BADGES: Final = {
    Relation.DIFFERENT: ("Différent", "autre"),
    Relation.ONLY_A: ("A seul", "seul-a"),
    Relation.ONLY_B: ("B seul", "seul-b"),
    Relation.IDENTICAL: ("Identique", "meme"),
}
"""Each relation's word, and the style of its badge."""
_QUOTED: Final = 2
"""Quotations of a side shown at once: a topic may have five, and the rest come on request."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A document's part of a card."""

    letter: str
    document: DocumentId  # whose side it is; a quotation from another one is an amendment's
    citations: tuple[Citation, ...]
    marks: tuple[tuple[Span, ...], ...] = ()  # of each item of each quotation, in order
    style: str = ""


def show_row(comparison: Comparison, row: ComparisonRow, topic: str, key: str, readings: Readings) -> None:
    """`topic`: the label of the row's topic, where its own label is but a number; "" for none."""
    with st.container(border=True, key=f"carte-{key}", gap="small"):
        _show_head(row, comparison.manner, topic)
        if comparison.manner is Manner.VERSIONS and row.changes:
            for number, change in enumerate(row.changes):
                if len(row.changes) > 1:
                    _show_change(change)
                sides = (_changed if row.relation is Relation.DIFFERENT else _alone)(change, comparison)
                _show_sides(sides, f"{key}-{number}", readings)
        else:
            _show_sides(_stated(row, comparison), key, readings)


def _show_head(row: ComparisonRow, manner: Manner, topic: str) -> None:
    word, style = BADGES[row.relation]
    show(
        '<div class="rangee"><span class="badge {style}">{word}</span><div><h2 class="nom">{name}{topic}</h2>'
        "<p>{summary}</p></div></div>",
        style=style,
        word=word,
        name=_named(row.label) if manner is Manner.VERSIONS else row.label,
        topic=filled(' <span class="meta">{topic}</span>', topic=typeset(topic)) if topic else EMPTY,
        summary=f"{row.summary[:1].upper()}{row.summary[1:]}",
    )


def _named(name: str) -> str:
    """A clause that has but a number is an article: "Article 9.4"."""
    if not name[:1].isdigit():
        return name
    return f"{'Articles' if ' ; ' in name else 'Article'}\u00a0{name}"


def _show_change(change: Change) -> None:
    natures = typeset(listed([NATURES[nature] for nature in change.natures if nature is not Nature.WORDING]))
    show(
        '<p class="point changement">{summary}{natures}</p>',
        summary=change.summary,
        natures=filled(' <span class="meta">({natures})</span>', natures=natures) if natures else EMPTY,
    )


def _changed(change: Change, comparison: Comparison) -> tuple[_Side, _Side]:
    went, came = marked(_items(change.a), _items(change.b), change.edits)
    return _Side("A", comparison.a.id, change.a, went, "del"), _Side("B", comparison.b.id, change.b, came, "ins")


def _alone(change: Change, comparison: Comparison) -> tuple[_Side, _Side]:
    """Of a clause that the other document has not: its badge says so, and its words are left easy to read."""
    return _Side("A", comparison.a.id, change.a), _Side("B", comparison.b.id, change.b)


def _items(citations: Sequence[Citation]) -> list[str]:
    return [item for citation in citations for item in verbatim_items(citation.quote)]


def _stated(row: ComparisonRow, comparison: Comparison) -> tuple[_Side, _Side]:
    """What each document says, the figures that differ first."""
    a = tuple(dict.fromkeys([*(one for change in row.changes for one in change.a), *row.a.citations]))
    b = tuple(dict.fromkeys([*(one for change in row.changes for one in change.b), *row.b.citations]))
    return _Side("A", comparison.a.id, a), _Side("B", comparison.b.id, b)


def _show_sides(sides: tuple[_Side, _Side], key: str, readings: Readings) -> None:
    for column, side in zip(st.columns(2, gap="medium"), sides, strict=True):
        with column, st.container(key=f"cote-{side.letter.lower()}-{key}", gap="xsmall"):
            show('<p class="cote">{letter}</p>', letter=side.letter)
            if not side.citations:
                say("Rien de relevé dans ce document.")
                continue
            _show_side(side, key, readings)


def _show_side(side: _Side, key: str, readings: Readings) -> None:
    marks = iter(side.marks)
    for number, citation in enumerate(side.citations[:_QUOTED]):
        _show_quoted(citation, list(islice(marks, _lines(side, citation))), side, f"{key}-{number}", readings)
    if more := side.citations[_QUOTED:]:
        with st.expander(label("Autres passages ({number})", number=len(more))):
            for number, citation in enumerate(more, _QUOTED):
                _show_quoted(citation, list(islice(marks, _lines(side, citation))), side, f"{key}-{number}", readings)


def _lines(side: _Side, citation: Citation) -> int:
    return len(verbatim_items(citation.quote)) if side.marks else 0


def _show_quoted(
    citation: Citation, marks: Sequence[Sequence[Span]], side: _Side, key: str, readings: Readings
) -> None:
    show_words(citation, marks, side.style)
    amended = citation.document_id != side.document
    show_place(citation, f"{side.letter.lower()}-{key}", readings.get(citation), titled=amended)
