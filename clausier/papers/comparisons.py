"""A comparison as a paper: a table of its rows, then the words of each that differs. Never which side is better."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausier.comparing.rendering import NATURES, RELATIONS
from clausier.domain.answers import Citation
from clausier.domain.comparisons import Change, Comparison, ComparisonRow, Manner, Nature, Relation
from clausier.domain.documents import Dossier
from clausier.domain.french import FIXED, listed, typeset
from clausier.domain.papers import Block, Cell, Grid, Heading, Paper, Text
from clausier.papers.answers import places, quotation
from clausier.papers.covers import About, capital, cover, fingerprints, made_now, notices, with_amendments
from clausier.ports import Library
from clausier.render import Readings, searched_sentence
from clausier.reporting import unsure

_HEADER: Final = ("Sujet", "Rapport", "Résumé", "Place dans A", "Place dans B")
_WIDTHS: Final = (2.3, 1.5, 3.7, 2.6, 2.6)
_MANNERS: Final = {Manner.VERSIONS: "deux versions d’un contrat", Manner.CONTRACTS: "deux contrats"}


def comparison_paper(comparison: Comparison, readings: Readings, about: About) -> Paper:
    """`readings`: the quotations that are to be compared with the picture of their page."""
    return Paper(
        title=f"Comparaison\u00a0: {comparison.a.title} et {comparison.b.title}",
        facts=cover(about),
        blocks=(
            *_summed_up(comparison),
            *_differences(comparison, readings),
            *_searched(comparison),
            fingerprints(about),
        ),
        notices=notices(),
    )


def comparison_about(comparison: Comparison, library: Library, dossier: Dossier) -> About:
    """What the paper is made from: the two documents, and their amendments whose text is taken in."""
    documents = with_amendments(library, dossier, [comparison.a, comparison.b], comparison.amended)
    return made_now(library, dossier, documents)


def comparison_citations(comparison: Comparison) -> tuple[Citation, ...]:
    """Every quotation of a comparison, once."""
    stated = [one for row in comparison.rows for side in (row.a, row.b) for one in side.citations]
    changed = [one for row in comparison.rows for change in row.changes for one in (*change.a, *change.b)]
    return tuple(dict.fromkeys([*stated, *changed]))


def _summed_up(comparison: Comparison) -> Iterator[Block]:
    numbers = Counter(row.relation for row in comparison.rows)
    told = [f"{name} : {numbers[relation]}" for relation, name in RELATIONS.items() if numbers[relation]]
    yield Text(typeset(f"{capital(' ; '.join(told) or 'rien à comparer')}."), strong=True)
    for letter, document in (("A", comparison.a), ("B", comparison.b)):
        yield Text(f"{letter}{FIXED}: {document.file}")
    shared = f"Comparés comme {_MANNERS[comparison.manner]} : {round(100 * comparison.shared)} % du texte en commun."
    yield Text(typeset(shared))
    if comparison.amended:
        yield Text(f"Textes en vigueur, avec {listed(comparison.amended)}.")
    yield from (Text(typeset(caution)) for caution in comparison.cautions)
    yield Grid("Vue d’ensemble", _HEADER, tuple(_line(row, comparison) for row in comparison.rows), _WIDTHS)


def _line(row: ComparisonRow, comparison: Comparison) -> tuple[Cell, ...]:
    moved = " (déplacé)" if row.moved else ""
    return (
        Cell(row.label),
        Cell(capital(f"{RELATIONS[row.relation]}{moved}"), shade=row.relation.value),
        Cell(row.summary),
        Cell(places(row.a.citations, {comparison.a.id})),
        Cell(places(row.b.citations, {comparison.b.id})),
    )


def _differences(comparison: Comparison, readings: Readings) -> Iterator[Block]:
    shown = [row for row in comparison.rows if row.relation is not Relation.IDENTICAL or row.changes]
    if shown:
        yield Heading("Ce qui diffère")
    for row in shown:
        yield Heading(f"{row.label} – {RELATIONS[row.relation]}", 2)
        yield from _row(row, comparison.manner, readings)


def _row(row: ComparisonRow, manner: Manner, readings: Readings) -> Iterator[Block]:
    """Of two versions, what changed; of two contracts, what each says of the topic too."""
    told = [change.summary for change in row.changes]
    if row.summary and row.summary not in told:
        yield Text(row.summary)
    for change in row.changes:
        yield from _change(change, readings)
    if manner is Manner.CONTRACTS or not row.changes:
        quoted = {citation for change in row.changes for citation in (*change.a, *change.b)}
        for letter, side in (("A", row.a), ("B", row.b)):
            yield from _side([one for one in side.citations if one not in quoted], letter, readings)


def _change(change: Change, readings: Readings) -> Iterator[Block]:
    natures = listed([NATURES[nature] for nature in change.natures if nature is not Nature.WORDING])
    yield Text(f"{change.summary}{f' ({natures})' if natures else ''}", strong=change.grave)
    yield from _side(change.a, "A", readings)
    yield from _side(change.b, "B", readings)


def _side(citations: Sequence[Citation], letter: str, readings: Readings) -> Iterator[Block]:
    for citation in citations:
        shown = quotation(citation, "", readings)
        yield replace(shown, place=f"{letter}{FIXED}: {shown.place}")


def _searched(comparison: Comparison) -> Iterator[Block]:
    yield Heading("Ce que la comparaison vaut")
    if comparison.absent:
        yield Text(typeset(f"Rien de relevé ni dans A ni dans B : {', '.join(comparison.absent)}."))
    yield Text(searched_sentence(comparison.searched))
    if doubts := unsure(comparison.searched):
        yield Text(typeset(doubts))
