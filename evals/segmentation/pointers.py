"""Are defined terms and cross-references of this project's own contracts found, and do they point where they should?"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clausier.domain.documents import Reading
from evals.figures import Failure, Figure
from evals.measures import estimate
from evals.segmentation.units import plain_number
from ingest.structure.places import Places

_GOLD = Path(__file__).parent / "pointers.toml"
_ITEM = re.compile(r"(?:\.[a-z]+)+$")  # a reference in an item of a list stands in the paragraph around it
Pair = tuple[str, str]
"""A term and the article that defines it; an article and the clause that it points at."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What one document gave: pairs right, pairs given, pairs true."""

    what: str
    way: str
    right: int
    given: int
    written: int


@cache
def _gold() -> dict[str, dict[str, list[list[str]]]]:
    return {one["name"]: one for one in tomllib.loads(_GOLD.read_text("utf-8"))["documents"]}


def known() -> list[str]:
    """The documents whose pointers were read by hand."""
    return list(_gold())


def pointed(name: str, reading: Reading) -> tuple[list[Pointed], list[Failure]]:
    """A document's terms and references beside the true ones; nothing where nobody read them by hand."""
    if name not in _gold():
        return [], []
    found, failures = [], []
    for (what, way), give in _WAYS.items():
        true = Counter((one, other) for one, other in _gold()[name][what])
        given = Counter(give(reading))
        found.append(Pointed(what, way, (true & given).total(), given.total(), true.total()))
        if way == "clausier":
            failures += [_failure(what, name, pair, "not found") for pair in (true - given).elements()]
            failures += [_failure(what, name, pair, "points nowhere true") for pair in (given - true).elements()]
    return found, failures


def _failure(what: str, name: str, pair: Pair, cause: str) -> Failure:
    return Failure(f"segmentation, {what}", pair[0], name, pair[1], "", cause)


def figures(found: Sequence[Pointed]) -> Iterator[Figure]:
    """F1 over all documents."""
    for what, way in _WAYS:
        some = [one for one in found if (one.what, one.way) == (what, way)]
        if some:
            yield Figure("segmentation", f"{what}, F1", way, estimate(some, _f1))


def _f1(found: Sequence[Pointed]) -> float:
    return 2 * sum(one.right for one in found) / max(sum(one.given + one.written for one in found), 1)


def _terms(reading: Reading) -> Iterator[Pair]:
    places = Places(reading.clauses)
    for definition in reading.definitions:
        yield definition.term, _place(places, definition.span.start)


def _references(reading: Reading) -> Iterator[Pair]:
    places = Places(reading.clauses)
    for reference in reading.references:
        yield _place(places, reference.span.start), plain_number(places.clause(reference.target).number)


def _place(places: Places, at: int) -> str:
    return _ITEM.sub("", plain_number(places.number(places.innermost(at))))


_SAID = re.compile(
    r"(?<=[’' ])(?P<word>articles?|clauses?|annexe|schedule)\s(?P<number>\d+(?:\.\d+)*|[A-Z]\b)", re.IGNORECASE
)
_QUOTED_TERM = re.compile(r"[«“]\s*(?:l[ea]s?\s|l’)?(?P<term>[A-ZÀ-Ý][^»”\n]{1,60}?)\s*[»”]")


def _plain_references(reading: Reading) -> Iterator[Pair]:
    """Every « article N » and « annexe N », headings left out."""
    places = Places(reading.clauses)
    for match in _SAID.finditer(reading.text):
        annex = match["word"].lower() in ("annexe", "schedule")
        number = f"{match['word'].capitalize()} {match['number']}" if annex else match["number"]
        yield _place(places, match.start()), number


def _plain_terms(reading: Reading) -> Iterator[Pair]:
    """Every term between quotation marks, where it first stands."""
    places = Places(reading.clauses)
    seen: set[str] = set()
    for match in _QUOTED_TERM.finditer(reading.text):
        if match["term"] not in seen:
            seen.add(match["term"])
            yield match["term"], _place(places, match.start())


_WAYS: dict[tuple[str, str], Callable[[Reading], Iterator[Pair]]] = {
    ("definitions", "clausier"): _terms,
    ("definitions", "plain split"): _plain_terms,
    ("references", "clausier"): _references,
    ("references", "plain split"): _plain_references,
}
