"""Contrasts before their quotations have keys: each stand holds its own, and one evidence is made of them all."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausier.domain.answers import Citation, Contrast, Evidence, Finding, Outcome, Stand, Verdict
from clausier.domain.documents import Document, Passage

Quoted = tuple[Passage, Citation]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one contract has, with the quotations that show it, and the answer that they were taken from."""

    document: Document
    name: str  # its title; its file where another has the same
    value: str = ""
    note: str = ""
    quoted: tuple[Quoted, ...] = ()
    verdict: Verdict | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Several contracts on one point, as `Contrast` has them."""

    label: str
    outcome: Outcome
    line: str
    drawn: tuple[Drawn, ...]


def keyed(drafts: Sequence[Draft]) -> tuple[tuple[Evidence, ...], tuple[Contrast, ...]]:
    """The evidence of all, each quotation once, and the contrasts that rest on it."""
    quoted = dict.fromkeys(one for draft in drafts for drawn in draft.drawn for one in drawn.quoted)
    keys = {one: f"E{number}" for number, one in enumerate(quoted, 1)}
    evidence = tuple(Evidence(key, passage, citation) for (passage, citation), key in keys.items())
    contrasts = tuple(
        Contrast(draft.label, draft.outcome, draft.line, tuple(_stand(drawn, keys) for drawn in draft.drawn))
        for draft in drafts
    )
    return evidence, contrasts


def _stand(drawn: Drawn, keys: dict[Quoted, str]) -> Stand:
    return Stand(
        document=drawn.document.id,
        title=drawn.name,
        verdict=drawn.verdict,
        value=drawn.value,
        keys=tuple(keys[one] for one in drawn.quoted),
        note=drawn.note,
    )
