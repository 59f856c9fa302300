"""The text in force at a date: a contract, and its amendments applied in their order."""

from collections.abc import Mapping, Sequence
from datetime import date

from clausier.amending.applying import applied
from clausier.amending.articles import Article, articles
from clausier.amending.cautions import about, orphans
from clausier.amending.conflicts import conflicts
from clausier.domain.amendments import Amendment, Caveat, Change, Consolidated, Piece
from clausier.domain.documents import DocumentId, Reading

_NEVER = date.max


def consolidated(contract: Reading, amendments: Sequence[tuple[Amendment, Reading]], at: date) -> Consolidated:
    """The contract as it stands at a date. What has no date, or is a draft, changes nothing: it stays pending."""
    readings = {reading.document.id: reading for reading in (contract, *(reading for _, reading in amendments))}
    changes = ordered([amendment for amendment, _ in amendments])
    needed = [change.operation.target for change in changes]
    current: tuple[Article, ...] = tuple(articles(contract, needed))
    caveats: list[Caveat] = [caveat for amendment, _ in amendments for caveat in about(amendment, contract, at)]
    drafts = {amendment.document for amendment, _ in amendments if amendment.draft}
    pending: list[Change] = []
    for change in changes:
        if change.since is None or change.since > at or change.amendment in drafts:
            pending.append(change)
            continue
        result = applied(change, current, readings)
        current = result.articles
        caveats += result.caveats
    caveats += orphans(current, contract, readings)
    caveats += conflicts(current, readings, [amendment for amendment, _ in amendments])
    return Consolidated(
        contract=contract.document.id,
        at=at,
        provisions=tuple(one.provision for one in current),
        pending=tuple(pending),
        caveats=tuple(caveats),
    )


def ordered(amendments: Sequence[Amendment]) -> list[Change]:
    """Every change of some amendments: by the day it holds from, then by signature, then by number."""
    changes = [
        ((amendment.since(one) or _NEVER, amendment.signed or _NEVER, _rank(amendment.number), at), amendment, one)
        for amendment in amendments
        for at, one in enumerate(amendment.operations)
    ]
    return [
        Change(amendment.document, amendment.name, one, amendment.since(one))
        for _, amendment, one in sorted(changes, key=lambda change: change[0])
    ]


def _rank(number: str) -> int:
    return int(number) if number.isdigit() else 0


def text_of(pieces: Sequence[Piece], texts: Mapping[DocumentId, str]) -> str:
    """The words of some pieces, run together: a paragraph begins anew where its document begins a line."""
    written = ""
    before: Piece | None = None
    for piece in pieces:
        words = piece.span.of(texts[piece.document])
        if before is not None and _apart(before, piece, texts) and written and not written[-1].isspace():
            written += "\n\n"
        elif before is not None and _touch(written, words) and not _follows(before, piece):
            written += " "
        written += words
        before = piece
    return written


def _apart(one: Piece, other: Piece, texts: Mapping[DocumentId, str]) -> bool:
    """Whether two pieces are paragraphs of their own."""
    if _follows(one, other):
        return False
    after = texts[one.document][one.span.end : one.span.end + 1]
    return after in ("", "\n") or texts[other.document][: other.span.start].endswith("\n")


def _follows(one: Piece, other: Piece) -> bool:
    return one.document == other.document and one.span.end == other.span.start


def _touch(written: str, words: str) -> bool:
    """Two words that nothing keeps apart, as where some are added after others."""
    return bool(written) and bool(words) and written[-1].isalnum() and words[0].isalnum()
