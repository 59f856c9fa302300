"""A comparison for a reader: JSON for a program, plain text for a terminal. Nothing is decided here."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from clausier.answering.quoting import readable
from clausier.domain.answers import Citation, Searched
from clausier.domain.comparisons import Change, Comparison, ComparisonRow, Manner, Nature, Relation, Side
from clausier.domain.documents import Document
from clausier.domain.french import count, listed, typeset
from clausier.jsonlines import JsonLine
from clausier.render import WIDTH, CitationLine, citation_line, harmless, place, searched_sentence
from clausier.reporting import CAUTIONS, PageReading, page_reading, unsure

NATURES: Mapping[Nature, str] = MappingProxyType(
    {
        Nature.FIGURE: "chiffre",
        Nature.NEGATION: "négation ou restriction",
        Nature.PARTY: "partie",
        Nature.DUTY: "obligation ou faculté",
        Nature.REFERENCE: "renvoi",
        Nature.WORDING: "rédaction",
    }
)
RELATIONS: Mapping[Relation, str] = MappingProxyType(
    {
        Relation.IDENTICAL: "identique",
        Relation.DIFFERENT: "différent",
        Relation.ONLY_A: "dans A seulement",
        Relation.ONLY_B: "dans B seulement",
    }
)
_QUOTED = 2  # quotations of a side under a row in a terminal; a program has them all


class DocumentLine(JsonLine):
    id: str
    title: str
    file: str


class SideLine(JsonLine):
    value: str
    citations: tuple[CitationLine, ...]


class EditLine(JsonLine):
    before: str
    after: str


class ChangeLine(JsonLine):
    natures: tuple[Literal["figure", "negation", "party", "duty", "reference", "wording"], ...]
    summary: str
    row: int  # the place of its row among `rows`
    edits: tuple[EditLine, ...]
    a: tuple[CitationLine, ...]
    b: tuple[CitationLine, ...]


class ComparisonRowLine(JsonLine):
    topic: str
    label: str
    relation: Literal["identical", "different", "only_a", "only_b"]
    summary: str
    a: SideLine
    b: SideLine
    moved: bool


class ComparisonLine(JsonLine):
    """A comparison as a program reads it. The keys and their order are public."""

    kind: Literal["versions", "contracts"]
    a: DocumentLine
    b: DocumentLine
    shared: float
    changes: tuple[ChangeLine, ...]  # the gravest first
    rows: tuple[ComparisonRowLine, ...]
    absent: tuple[str, ...]
    searched: str
    amended_by: tuple[str, ...]
    cautions: tuple[str, ...]  # sentences


def comparison_line(comparison: Comparison) -> ComparisonLine:
    """The comparison for a program."""
    return ComparisonLine(
        kind=comparison.manner.value,
        a=_document_line(comparison.a),
        b=_document_line(comparison.b),
        shared=round(comparison.shared, 3),
        changes=tuple(_change_line(at, change, comparison) for at, change in _changes(comparison)),
        rows=tuple(_row_line(row, comparison) for row in comparison.rows),
        absent=comparison.absent,
        searched=_searched(comparison.searched),
        amended_by=comparison.amended,
        cautions=tuple(map(typeset, comparison.cautions)),
    )


def comparison_text(comparison: Comparison) -> str:
    """What differs, the gravest first; then each row; then what is alike, counted."""
    told = [row for row in comparison.rows if row.relation is not Relation.IDENTICAL]
    blocks = [_head(comparison)]
    if grave := [change for _, change in _changes(comparison) if change.grave]:
        versions = comparison.manner is Manner.VERSIONS
        blocks.append("Chiffres, négations, parties et obligations" if versions else "Chiffres qui diffèrent")
        blocks += [_change_text(change, comparison) for change in grave]
    if told:
        blocks.append("Clause par clause" if comparison.manner is Manner.VERSIONS else "Sujet par sujet")
        blocks += [_row_text(row, comparison) for row in told]
    blocks.append(_tail(comparison, told))
    return "\n\n".join(blocks)


def _changes(comparison: Comparison) -> list[tuple[int, Change]]:
    """Every change with the place of its row, the gravest first, then in the order of the rows."""
    order = {nature: rank for rank, nature in enumerate(Nature)}
    found = [(at, change) for at, row in enumerate(comparison.rows) for change in row.changes]
    return sorted(found, key=lambda one: order[one[1].natures[0]])


def _reading(citation: Citation, comparison: Comparison) -> PageReading | None:
    """Why a quotation is to be compared with the picture of its page; None where it is not."""
    known = {document.id: document.report for document in (comparison.a, comparison.b)}
    report = known.get(citation.document_id)  # none of an amendment
    return page_reading(report, citation.page) if report else None


def _citation_line(citation: Citation, comparison: Comparison) -> CitationLine:
    how = _reading(citation, comparison)
    return citation_line(citation, {citation: how} if how else {})


def _document_line(document: Document) -> DocumentLine:
    return DocumentLine(id=str(document.id), title=document.title, file=document.file)


def _row_line(row: ComparisonRow, comparison: Comparison) -> ComparisonRowLine:
    return ComparisonRowLine(
        topic=row.topic,
        label=row.label,
        relation=row.relation.value,
        summary=row.summary,
        a=_side_line(row.a, comparison),
        b=_side_line(row.b, comparison),
        moved=row.moved,
    )


def _side_line(side: Side, comparison: Comparison) -> SideLine:
    return SideLine(value=side.value, citations=tuple(_citation_line(one, comparison) for one in side.citations))


def _change_line(at: int, change: Change, comparison: Comparison) -> ChangeLine:
    return ChangeLine(
        natures=tuple(nature.value for nature in change.natures),
        summary=change.summary,
        row=at,
        edits=tuple(EditLine(before=edit.before, after=edit.after) for edit in change.edits),
        a=tuple(_citation_line(one, comparison) for one in change.a),
        b=tuple(_citation_line(one, comparison) for one in change.b),
    )


def _head(comparison: Comparison) -> str:
    how = "deux versions d’un contrat" if comparison.manner is Manner.VERSIONS else "deux contrats"
    shared = f"Comparés comme {how} : {round(100 * comparison.shared)} % du texte en commun."
    lines = [f"A  {harmless(comparison.a.file)}", f"B  {harmless(comparison.b.file)}", _wrapped(typeset(shared))]
    if comparison.amended:
        titles = listed([harmless(title) for title in comparison.amended])
        lines.append(_wrapped(typeset(f"Textes en vigueur, avec {titles}.")))
    lines += [_wrapped(harmless(typeset(caution))) for caution in comparison.cautions]
    return "\n".join(lines)


def _change_text(change: Change, comparison: Comparison) -> str:
    natures = listed([NATURES[nature] for nature in change.natures if nature is not Nature.WORDING])
    lines = [_wrapped(f"– {harmless(change.summary)} ({natures})", "  ")]
    lines += [_quotation("A", one, comparison) for one in change.a]
    lines += [_quotation("B", one, comparison) for one in change.b]
    return "\n".join(lines)


def _row_text(row: ComparisonRow, comparison: Comparison) -> str:
    lines = [_wrapped(f"{harmless(row.label)} – {RELATIONS[row.relation]}")]
    lines.append(_wrapped(f"  {harmless(row.summary)}", "  "))
    changes = [change for change in row.changes if not change.grave]
    for name, side, quoted in (
        ("A", row.a, [one for change in changes for one in change.a]),
        ("B", row.b, [one for change in changes for one in change.b]),
    ):
        shown = quoted if row.changes and comparison.manner is Manner.VERSIONS else side.citations[:_QUOTED]
        lines += [_quotation(name, one, comparison) for one in dict.fromkeys(shown)]
    return "\n".join(lines)


def _quotation(name: str, citation: Citation, comparison: Comparison) -> str:
    how = _reading(citation, comparison)
    own = citation.document_id in (comparison.a.id, comparison.b.id)
    parts = ("" if own else harmless(citation.title), place(citation), typeset(CAUTIONS[how]) if how else "")
    where = " · ".join(filter(None, parts))
    quoted = f"«\u00a0{harmless(' '.join(readable(citation.quote)))}\u00a0»"
    return _wrapped(f"  {name}  {quoted}" + (f" ({where})" if where else ""), "     ")


def _tail(comparison: Comparison, told: Sequence[ComparisonRow]) -> str:
    """What is left to say: how much is alike, what neither has, what was read."""
    return "\n".join(_wrapped(line) for line in _counts(comparison, len(comparison.rows) - len(told)))


def _counts(comparison: Comparison, alike: int) -> Iterator[str]:
    versions = comparison.manner is Manner.VERSIONS
    if versions:
        yield typeset(f"{count(alike, 'clause identique', 'clauses identiques')}.")
    elif alike:
        yield typeset(f"{count(alike, 'sujet')} traités dans les mêmes mots.")
    if comparison.absent:
        yield typeset(f"Rien de relevé ni dans A ni dans B : {', '.join(comparison.absent)}.")
    yield harmless(_searched(comparison.searched))


def _searched(searched: Searched) -> str:
    doubts = unsure(searched)
    return " ".join([searched_sentence(searched), *([typeset(doubts)] if doubts else [])])


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
