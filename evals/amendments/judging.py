"""Each article of the gold beside the one that consolidation gives: right, wrong and told, or wrong without a word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clausier.amending.consolidating import consolidated, text_of
from clausier.amending.reading import amendment_of
from clausier.domain.amendments import Amendment, Caveat, Change, Consolidated, Doubt, Piece, Provision
from clausier.domain.documents import DocumentId, Reading
from clausier.domain.folding import fold
from evals.amendments.gold import Day, Expected, Family

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%€£$<>≤≥=×/*+-]")  # what a lawyer would miss; not commas nor quotes
_NAMING = frozenset(
    ["article", "articles", "art", "clause", "section", "annexe", "schedule", "appendix", "exhibit", "n", "no", "-"]
)
_TITLE = re.compile(r".{1,100}[^.;:!?,»]")  # of a line alone, once its number is off
_HEAD = 8  # words of a number: "article 18 bis", "annexe 2, article 3.1"
_OF_ALL = frozenset({Doubt.NOT_UNDERSTOOD, Doubt.UNSIGNED, Doubt.UNDATED, Doubt.CONDITIONAL, Doubt.ABSENT})
"""Doubts about an amendment, and so about all that it does; the others are about one article."""


class Fate(StrEnum):
    """What became of an article."""

    RIGHT = "right"
    FLAGGED = "flagged"  # wrong, and a caveat names the article or its amendment
    SILENT = "silent"  # wrong, and nothing tells


@dataclass(frozen=True, slots=True)
class Judged:
    """An article on a day."""

    family: str
    day: date
    expected: Expected
    got: str
    fate: Fate
    attributed: bool  # to the amendments that made it so, and to no other

    @property
    def touched(self) -> bool:
        return bool(self.expected.by)


@dataclass(frozen=True, slots=True)
class Told:
    """A family judged: its articles, the doubts that were expected, and those that were raised."""

    family: str
    articles: tuple[Judged, ...]
    expected: frozenset[Doubt]
    raised: Mapping[Doubt, str]  # with one of their sentences


def judged(family: Family, readings: Mapping[str, Reading]) -> Told:
    """A family, whose readings are given by the names of their files."""
    contract = readings[family.gold.contract]
    amendments = [(amendment_of(readings[name]), readings[name]) for name in family.gold.amendments]
    names = {readings[name].document.id: name for name in family.files}
    articles: list[Judged] = []
    raised: dict[Doubt, str] = {}
    for day in family.gold.at:
        found = consolidated(contract, amendments, day.date)
        raised = {caveat.doubt: caveat.sentence for caveat in found.caveats} | raised
        sheet = _Sheet(found, [amendment for amendment, _ in amendments], readings, names)
        articles += _articles(family.name, day, sheet)
    return Told(family.name, tuple(articles), frozenset(family.gold.doubts), raised)


def _articles(family: str, day: Day, sheet: "_Sheet") -> Iterator[Judged]:
    for expected in day.provision:
        got = sheet.words(expected.number)
        right = got == ([] if expected.deleted else tokens(expected.text))
        fate = Fate.RIGHT if right else Fate.FLAGGED if sheet.flagged(expected) else Fate.SILENT
        yield Judged(family, day.date, expected, sheet.shown(expected.number), fate, sheet.attributed(expected))


def tokens(text: str) -> list[str]:
    """The words, figures and signs of a text."""
    return [token for line in text.splitlines() for token in _TOKEN.findall(fold(line))]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A consolidated text on a day, with what is needed to read it."""

    found: Consolidated
    amendments: Sequence[Amendment]
    readings: Mapping[str, Reading]
    names: Mapping[DocumentId, str]

    def provisions(self, number: str) -> list[Provision]:
        """The article, and those below it."""
        return [one for one in self.found.provisions if _below(one.number, number)]

    def words(self, number: str) -> list[str]:
        """What the article says, less the numbers and titles of its own."""
        return [word for one in self.provisions(number) for word in _bare(self._text(one.pieces), one)]

    def shown(self, number: str) -> str:
        return "\n".join(self._text(one.pieces).strip() for one in self.provisions(number) if one.pieces)

    def attributed(self, expected: Expected) -> bool:
        changes = {self.names[change.amendment] for change in self._changes(expected.number)}
        return changes == set(expected.by)

    def flagged(self, expected: Expected) -> bool:
        """Whether a reader is told: a caveat names the article, or throws doubt on an amendment that is in play."""
        played = set(expected.by) | {self.names[change.amendment] for change in self._changes(expected.number)}
        return any(self._bears(caveat, expected.number, played) for caveat in self.found.caveats)

    def _bears(self, caveat: Caveat, number: str, played: set[str]) -> bool:
        if caveat.doubt in _OF_ALL and any(self._speaks_of(caveat, name) for name in played):
            return True
        said = _folded(caveat.sentence + " " + self._text(caveat.pieces))
        return re.search(rf"(?<![\w.]){re.escape(fold(number))}(?![\w]|\.\d)", said) is not None

    def _speaks_of(self, caveat: Caveat, name: str) -> bool:
        """Whether a caveat is about the amendment of a file: by its words, or by the name it gives it."""
        document = self.readings[name].document.id
        if any(piece.document == document for piece in caveat.pieces):
            return True
        amendment = next((one for one in self.amendments if one.document == document), None)
        return amendment is not None and bool(amendment.number) and _folded(amendment.name) in _folded(caveat.sentence)

    def _changes(self, number: str) -> list[Change]:
        return [change for one in self.provisions(number) for change in one.changes]

    def _text(self, pieces: Sequence[Piece]) -> str:
        return text_of(pieces, {one.document.id: one.text for one in self.readings.values()})


def _folded(text: str) -> str:
    """With plain spaces: a sentence for the reader is typeset."""
    return " ".join(fold(text).split())


def _below(number: str, above: str) -> bool:
    low, high = fold(number), fold(above)
    return low == high or low.startswith((f"{high}.", f"{high},", f"{high} - "))


def _bare(text: str, one: Provision) -> list[str]:
    """Its words without the number and the title that it opens with."""
    first, _, rest = text.strip().partition("\n")
    opening = _unnumbered(tokens(first), one.number)
    title = tokens(one.heading)
    if title and opening[: len(title)] == title:
        return [*opening[len(title) :], *tokens(rest)]
    titled = rest.startswith("\n") and _TITLE.fullmatch(first.strip()) and len(opening) < len(tokens(first))
    return tokens(rest) if titled else [*opening, *tokens(rest)]


def _unnumbered(words: list[str], number: str) -> list[str]:
    own, at = {*tokens(number), "premier", "1er", "unique"}, 0
    while at < min(_HEAD, len(words)) and (words[at] in _NAMING or words[at] in own):
        at += 1
    return words[at:]
