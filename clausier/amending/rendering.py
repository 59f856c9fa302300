"""The text in force and a contract's life for a reader: plain text for a terminal, objects for a program."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from clausier.amending.family import Family
from clausier.amending.saying import action_named, change_told, dates_told, place_named
from clausier.answering.quoting import readable
from clausier.domain.amendments import Action, Amendment, Caveat, Change, Consolidated, Doubt, Event, Piece, Provision
from clausier.domain.documents import Reading, Role
from clausier.domain.french import long_date, typeset
from clausier.domain.text import Span
from clausier.jsonlines import JsonLine
from clausier.render import WIDTH, CitationLine, citation_line, harmless, place
from clausier.reporting import numbered_pages


class ChangeLine(JsonLine):
    amendment: str
    name: str
    action: Action
    target: str
    since: date | None
    order: CitationLine


class SupersededLine(JsonLine):
    citation: CitationLine
    by: ChangeLine
    replacement: CitationLine | None


class ProvisionLine(JsonLine):
    number: str
    heading: str
    text: str
    deleted: bool
    pieces: tuple[CitationLine, ...]
    changes: tuple[ChangeLine, ...]
    superseded: tuple[SupersededLine, ...]


class CaveatLine(JsonLine):
    doubt: Doubt
    sentence: str
    citations: tuple[CitationLine, ...]


class AmendmentLine(JsonLine):
    document: str
    file: str
    name: str
    signed: date | None
    effective: date | None
    unsigned: bool
    draft: bool
    not_understood: tuple[CitationLine, ...]


class ConsolidatedLine(JsonLine):
    document: str
    file: str
    at: date
    amendments: tuple[AmendmentLine, ...]
    provisions: tuple[ProvisionLine, ...]
    pending: tuple[ChangeLine, ...]
    caveats: tuple[CaveatLine, ...]


class EventLine(JsonLine):
    day: date
    label: str
    kind: Literal["signature", "effect", "term", "notice"]
    assumption: str
    citation: CitationLine | None


_CONTENTS = "Table des matières"
"""How structure names a table of contents, whatever its words and its language."""


def contents_apart(family: Family, result: Consolidated) -> tuple[tuple[Provision, ...], str]:
    """What binds of a text in force, and a sentence on the table of contents that is left out of it; "" without one.

    A table of contents announces the articles as they were: beside the text in force it would contradict it.
    """
    left = [one for one in result.provisions if _is_contents(family, one)]
    kept = tuple(one for one in result.provisions if one not in left)
    if not left:
        return kept, ""
    pages = {page for one in left for piece in one.pieces for page in _pages(family.readings[piece.document], piece)}
    where = f" ({numbered_pages(pages)})" if pages else ""
    return kept, typeset(f"La table des matières{where} n’est pas reprise.")


def _is_contents(family: Family, one: Provision) -> bool:
    """Whether structure found nothing else in the words of a provision than a table of contents."""
    if one.number or one.changes or not one.pieces:
        return False
    tables = [(piece, _tables(family.readings[piece.document])) for piece in one.pieces]
    return all(any(piece.span.within(table) for table in found) for piece, found in tables)


def _tables(reading: Reading) -> list[Span]:
    return [one.span for one in reading.clauses if one.role is Role.FRONT and one.heading == _CONTENTS]


def _pages(reading: Reading, piece: Piece) -> list[int]:
    """The physical pages that a stretch stands on; none where the format has no pages."""
    span = piece.span
    found = [page.number for page in reading.pages if page.span.start < span.end and span.start < page.span.end]
    return found if reading.document.paged else []


def consolidated_line(family: Family, result: Consolidated) -> ConsolidatedLine:
    """The text in force for a program; every word of it with its place."""
    return ConsolidatedLine(
        document=str(family.contract.document.id),
        file=family.contract.document.file,
        at=result.at,
        amendments=tuple(_amendment_line(family, one) for one, _ in family.amendments),
        provisions=tuple(_provision_line(family, one) for one in result.provisions),
        pending=tuple(_change_line(family, one) for one in result.pending),
        caveats=tuple(
            CaveatLine(doubt=one.doubt, sentence=typeset(one.sentence), citations=_cited(family, one.pieces))
            for one in result.caveats
        ),
    )


def event_line(family: Family, event: Event) -> EventLine:
    """A day of a contract's life for a program."""
    citation = citation_line(family.cited(event.quotation)) if event.quotation else None
    return EventLine(
        day=event.day, label=event.label, kind=event.kind.value, assumption=event.assumption, citation=citation
    )


def _cited(family: Family, pieces: Iterable[Piece]) -> tuple[CitationLine, ...]:
    return tuple(citation_line(family.cited(piece)) for piece in pieces)


def _amendment_line(family: Family, one: Amendment) -> AmendmentLine:
    return AmendmentLine(
        document=str(one.document),
        file=family.readings[one.document].document.file,
        name=one.name,
        signed=one.signed,
        effective=one.effective,
        unsigned=one.unsigned,
        draft=one.draft,
        not_understood=_cited(family, (Piece(one.document, span) for span in one.not_understood)),
    )


def _change_line(family: Family, change: Change) -> ChangeLine:
    operation = change.operation
    return ChangeLine(
        amendment=str(change.amendment),
        name=change.name,
        action=operation.action,
        target=operation.target,
        since=change.since,
        order=citation_line(family.cited(Piece(change.amendment, operation.sentence))),
    )


def _provision_line(family: Family, one: Provision) -> ProvisionLine:
    return ProvisionLine(
        number=one.number,
        heading=one.heading,
        text=family.text(one.pieces),
        deleted=one.deleted,
        pieces=_cited(family, one.pieces),
        changes=tuple(_change_line(family, change) for change in one.changes),
        superseded=tuple(
            SupersededLine(
                citation=citation_line(family.cited(gone.piece)),
                by=_change_line(family, gone.by),
                replacement=citation_line(family.cited(gone.replacement)) if gone.replacement else None,
            )
            for gone in one.superseded
        ),
    )


def consolidated_text(family: Family, result: Consolidated) -> str:
    """The text in force, article by article, with what made it so; first what is to be checked."""
    document = family.contract.document
    provisions, left_out = contents_apart(family, result)
    blocks = [
        f"{harmless(document.title)} ({harmless(document.file)})",
        typeset(f"Texte en vigueur au {long_date(result.at)}"),
        *_amendments(family, result),
        *(_caveat(family, one) for one in result.caveats),
        *_pending(family, result),
        _wrapped(left_out),
        *(_provision(family, one, result.at) for one in provisions),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def events_text(family: Family, events: Sequence[Event]) -> str:
    """The days of a contract's life, one after the other, each with its assumption and its words."""
    return "\n\n".join(_event(family, one) for one in events)


def _event(family: Family, event: Event) -> str:
    lines = [_wrapped(f"{long_date(event.day)} – {harmless(event.label)}")]
    lines += [_wrapped(harmless(event.assumption), "  ")] if event.assumption else []
    lines += [_quotation(family, event.quotation)] if event.quotation else []
    return "\n".join(lines)


def _amendments(family: Family, result: Consolidated) -> Iterator[str]:
    for amendment, reading in family.amendments:
        title = f"{harmless(reading.document.title)} ({harmless(reading.document.file)})"
        lines = [_wrapped(title), _wrapped(dates_told(amendment, result.at), "  ")]
        lines += [
            f"  - {_ordered(operation.target)}{action_named(operation).lower()}" for operation in amendment.operations
        ]
        if amendment.not_understood:
            lines.append(typeset("  Non compris, à lire :"))
            lines += [_quotation(family, Piece(amendment.document, span)) for span in amendment.not_understood]
        yield "\n".join(lines)


def _ordered(target: str) -> str:
    return harmless(f"{place_named(target)}{typeset(' : ')}")


def _caveat(family: Family, caveat: Caveat) -> str:
    lines = [_wrapped(harmless(typeset(f"À vérifier : {caveat.sentence}")))]
    return "\n".join([*lines, *(_quotation(family, piece) for piece in caveat.pieces)])


def _pending(family: Family, result: Consolidated) -> Iterator[str]:
    for change in result.pending:
        told = _wrapped(f"{_ordered(change.operation.target)}{change_told(change, result.at)}")
        yield f"{told}\n{_quotation(family, Piece(change.amendment, change.operation.sentence))}"


def _provision(family: Family, one: Provision, at: date) -> str:
    lines = [_wrapped(harmless(line)) for line in readable(family.text(one.pieces))]
    if one.deleted:
        lines.append(harmless(f"[{place_named(one.number, one.heading)}]"))
    lines += [_wrapped(change_told(change, at), "  → ") for change in one.changes]
    for gone in one.superseded:
        lines.append(typeset("  N’est plus en vigueur :"))
        lines.append(_quotation(family, gone.piece))
    return "\n".join(lines)


def _quotation(family: Family, piece: Piece) -> str:
    citation = family.cited(piece)
    lines = [_wrapped(f"«\u00a0{harmless(line)}\u00a0»", "    ") for line in [" ".join(readable(citation.quote))]]
    return "\n".join([*lines, f"    {harmless(citation.file)} · {harmless(place(citation))}"])


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
