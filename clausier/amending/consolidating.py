"""The text in force at a date: a contract, and its amendments applied in their order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clausier.amending.applying import applied
from clausier.amending.articles import Article, articles
from clausier.amending.cautions import about, orphans
from clausier.amending.conflicts import conflicts
from clausier.amending.pieces import text_of
from clausier.amending.series import missing, same_day
from clausier.domain.amendments import Amendment, Caveat, Change, Consolidated
from clausier.domain.documents import Reading
from clausier.domain.french import typeset

__all__ = ["consolidated", "ordered", "text_of"]

_NEVER = date.max


def consolidated(contract: Reading, amendments: Sequence[tuple[Amendment, Reading]], at: date) -> Consolidated:
    """The contract as it stands at a date. What has no date, or is a draft, changes nothing: it stays pending."""
    readings = {reading.document.id: reading for reading in (contract, *(reading for _, reading in amendments))}
    changes = ordered([amendment for amendment, _ in amendments])
    needed = [change.operation.target for change in changes]
    current: tuple[Article, ...] = tuple(articles(contract, needed))
    caveats: list[Caveat] = [caveat for amendment, _ in amendments for caveat in about(amendment, contract, at)]
    drafts = {amendment.document for amendment, _ in amendments if amendment.draft}
    caveats += missing([amendment for amendment, _ in amendments])
    pending: list[Change] = []
    held: list[Change] = []
    for change in changes:
        if change.since is None or change.since > at or change.amendment in drafts:
            pending.append(change)
            continue
        held.append(change)
        result = applied(change, current, readings)
        current = result.articles
        caveats += result.caveats
    caveats += same_day(held, [amendment for amendment, _ in amendments])
    caveats += orphans(current, contract, readings)
    caveats += conflicts(current, readings, [amendment for amendment, _ in amendments])
    return Consolidated(
        contract=contract.document.id,
        at=at,
        provisions=tuple(one.provision for one in current),
        pending=tuple(pending),
        caveats=tuple(replace(one, sentence=typeset(one.sentence)) for one in caveats),
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
