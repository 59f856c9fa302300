"""Which document of a dossier an amendment most likely amends."""

import re
from collections.abc import Sequence

from clausier.amending.days import days
from clausier.answering.figures.plain import plain
from clausier.answering.words import content_stems
from clausier.domain.amendments import Amendment
from clausier.domain.documents import DocumentId, Kind, Reading, Role
from clausier.domain.text import Span

_NUMBER = re.compile(r"\b(?:n°|no\.?|ref(?:erence)?\.?\s*:?)\s*(?P<number>[\w./-]*\d[\w./-]*\w)")
_LONG_FRONT = 6000  # characters in which a contract names its parties
_PARTY = re.compile(r"\b[A-ZÀÉÈ][\w&’'-]{3,}\b")
_CLOSE = 1  # of weight: two documents nearer than this are not told apart
_LEAST = 3  # of weight: a date or a number, or parties with half of the title


def proposal(amendment: Amendment, reading: Reading, others: Sequence[Reading]) -> DocumentId | None:
    """The document that an amendment names, by its date, its number, its title and its parties; None unless one stands
    out."""
    candidates = [
        one for one in others if one.document.id != reading.document.id and one.document.kind is Kind.CONTRACT
    ]
    weights = sorted(((_weight(amendment, reading, one), one.document.id) for one in candidates), reverse=True)
    if not weights or weights[0][0] < _LEAST:
        return None
    if len(weights) > 1 and weights[0][0] - weights[1][0] < _CLOSE:
        return None
    return weights[0][1]


def seems_to_amend(amendment: Amendment, reading: Reading, contract: Reading) -> bool:
    """Whether an amendment names enough of a contract to be its own, whatever other contract it may name as well."""
    return _weight(amendment, reading, contract) >= _LEAST


def names_another(amendment: Amendment, contract: Reading) -> bool:
    """Whether an amendment names a contract by a number or a date, and this one bears others."""
    numbers, dated = _numbers(amendment), _days(amendment)
    own_numbers = _own_numbers(contract)
    if numbers and own_numbers:
        return not numbers & own_numbers
    own = _own_days(contract)
    return bool(dated and own) and not dated & own


def _weight(amendment: Amendment, reading: Reading, contract: Reading) -> float:
    dated = 4 * bool(_days(amendment) & _own_days(contract))
    numbered = 4 * bool(_numbers(amendment) & _own_numbers(contract))
    against = -6 * names_another(amendment, contract)
    words = content_stems(" ".join((*amendment.named, reading.document.title)))
    title = content_stems(contract.document.title)
    titled = len(words & title) / len(title) if title else 0.0
    parties = _parties(reading)
    shared = len(parties & _parties(contract)) / len(parties) if parties else 0.0
    return dated + numbered + against + titled + 2.5 * shared


def _days(amendment: Amendment) -> set[str]:
    """The days by which it names what it amends; not its own, nor other amendments'."""
    found = {
        day.isoformat()
        for name in amendment.named
        for day, span in days(name)
        if "avenant" not in plain(name[: span.start])
    }
    return found - {amendment.signed.isoformat() if amendment.signed else ""}


def _own_days(contract: Reading) -> set[str]:
    """The days of a contract's front and signatures."""
    stretches = [c.span for c in contract.clauses if c.role in (Role.FRONT, Role.SIGNATURE)]
    first = min((c.span.start for c in contract.clauses if c.role is Role.ARTICLE), default=_LONG_FRONT)
    tail = contract.text.rfind("Fait à")
    stretches += [Span(0, min(first, len(contract.text)))]
    stretches += [Span(tail, min(len(contract.text), tail + 300))] if tail >= 0 else []
    return {day.isoformat() for span in stretches for day, _ in days(span.of(contract.text))}


def _numbers(amendment: Amendment) -> set[str]:
    names = (name for name in map(plain, amendment.named))
    return {n["number"] for name in names for n in _NUMBER.finditer(name) if "avenant" not in name[: n.start()][-14:]}


def _own_numbers(contract: Reading) -> set[str]:
    first = min((c.span.start for c in contract.clauses if c.role is Role.ARTICLE), default=_LONG_FRONT)
    front = plain(f"{contract.document.title}\n{contract.text[: min(first, _LONG_FRONT)]}")
    return {found["number"] for found in _NUMBER.finditer(front)}


def _parties(reading: Reading) -> set[str]:
    """The proper names of a front, as far as its first article."""
    first = min((c.span.start for c in reading.clauses if c.role is Role.ARTICLE), default=_LONG_FRONT)
    contents = [c.span for c in reading.clauses if c.role is Role.FRONT and "mati" in plain(c.heading)]
    front = reading.text[: min(first, _LONG_FRONT)] if not contents else reading.text[contents[0].end : first]
    known = {
        "client",
        "prestataire",
        "entre",
        "societe",
        "contrat",
        "avenant",
        "monsieur",
        "madame",
        "parties",
        "preambule",
    }
    return {plain(word) for word in _PARTY.findall(front)} - known
