"""Two versions of one contract: each change that was made, listed or not; each change listed, made or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from clausier.domain.answers import Citation
from clausier.domain.comparisons import Change, Comparison, ComparisonRow, Nature, Relation
from evals.amendments.judging import tokens
from evals.comparisons.contracts import holds
from evals.comparisons.gold import RESHAPED, Changed, Pair

_RUN = 8  # words in a row that two stretches of one sentence share, where a long one is quoted in part
_NATURES = {"figure": Nature.FIGURE, "negation": Nature.NEGATION, "party": Nature.PARTY, "wording": Nature.WORDING}
_GRAVE = frozenset({"figure", "negation", "party", "deleted", "added"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A change that was made, and what was told of it."""

    pair: str
    made: Changed
    told: str  # summaries; "" where it is not listed
    complete: bool  # every word that went and every word that came is in it
    named: bool  # by what it bears on, where the gold says


@dataclass(frozen=True, slots=True)
class Extra:
    """A change that is listed and was not made."""

    pair: str
    told: str
    grave: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """A pair judged."""

    pair: str
    made: tuple[Listed, ...]
    listed: int
    extra: tuple[Extra, ...]
    rows: int  # that differ
    idle: int  # of those, the ones in which nothing was changed, moved or renumbered


def judged(pair: Pair, found: Comparison) -> Versions:
    """What a comparison tells of a pair, beside what was done to it."""
    changes = [change for row in found.rows for change in row.changes]
    made = tuple(_listed(pair, one, found) for one in pair.gold.change)
    unmade = [change for change in changes if not _made(change, pair)]
    differing = [row for row in found.rows if row.relation is not Relation.IDENTICAL]
    idle = [row for row in differing if row.changes and all(change in unmade for change in row.changes)]
    extra = tuple(Extra(pair.name, change.summary, change.grave) for change in unmade)
    return Versions(pair.name, made, len(changes), extra, len(differing), len(idle))


def _made(change: Change, pair: Pair) -> bool:
    return any(_tells(change, one) for one in pair.gold.change) or _titles(change, pair)


def _listed(pair: Pair, made: Changed, found: Comparison) -> Listed:
    if made.sort in RESHAPED:
        rows = [row for row in found.rows if _reshaped(row, made)]
        return Listed(pair.name, made, " | ".join(row.summary for row in rows), bool(rows), bool(rows))
    telling = [change for row in found.rows for change in row.changes if _tells(change, made)]
    return Listed(
        pair.name,
        made,
        " | ".join(change.summary for change in telling),
        complete=_complete(telling, made),
        named=any(_NATURES.get(made.sort, change.natures[0]) in change.natures for change in telling),
    )


def _reshaped(row: ComparisonRow, made: Changed) -> bool:
    """Whether a row tells what became of clauses: it names those of both sides, and says that one moved."""
    ours, theirs = tokens(row.a.value), tokens(row.b.value)
    named = all(holds(ours, _title(line)) for line in made.a.splitlines()) and all(
        holds(theirs, _title(line)) for line in made.b.splitlines()
    )
    return named and (row.moved or made.sort != "moved")


def _title(line: str) -> list[str]:
    """The words of a title without its mark and its number."""
    words = tokens(line.lstrip("# ").replace("—", " ").replace("–", " "))
    numbers = {"article", "art", "clause", "section"}
    while words and (words[0] in numbers or words[0][0].isdigit() or set(words[0]) <= set("ivxlc")):
        words = words[1:]
    return words


def _tells(change: Change, made: Changed) -> bool:
    """Whether a change is about a sentence: what it quotes of each side is of it."""
    sides = [(change.a, made.a), (change.b, made.b)]
    quoted = [(citations, sentence) for citations, sentence in sides if citations]
    return bool(quoted) and all(_about(citations, sentence) for citations, sentence in quoted)


def _about(citations: Sequence[Citation], sentence: str) -> bool:
    wanted = tokens(sentence)
    return bool(wanted) and any(_overlap(tokens(citation.quote), wanted) for citation in citations)


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    if holds(one, other) or holds(other, one):
        return True
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return found.size >= _RUN


def _complete(telling: Sequence[Change], made: Changed) -> bool:
    """Whether the words that went and those that came are all in the edits."""
    before = {word for change in telling for edit in change.edits for word in tokens(edit.before)}
    after = {word for change in telling for edit in change.edits for word in tokens(edit.after)}
    gone, come = differing(tokens(made.a), tokens(made.b))
    return bool(telling) and gone <= before and come <= after


def differing(one: Sequence[str], other: Sequence[str]) -> tuple[set[str], set[str]]:
    """The words that a plain word diff takes out and puts in."""
    gone, come = set[str](), set[str]()
    for tag, i, i_end, j, j_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            gone |= set(one[i:i_end])
            come |= set(other[j:j_end])
    return gone, come


def _titles(change: Change, pair: Pair) -> bool:
    """Whether a change is no more than other titles: of clauses that were divided, joined or numbered anew."""
    lines = [line for one in pair.gold.change if one.sort in RESHAPED for line in (one.a + "\n" + one.b).splitlines()]
    lines += [line for one in pair.gold.renumbered for line in (one.a, one.b)]
    titles = {word for line in lines for word in tokens(line)}
    return all(set(tokens(citation.quote)) <= titles for citation in (*change.a, *change.b))


def expected_grave(made: Changed) -> bool:
    """Whether a reader must not miss a change."""
    return made.sort in _GRAVE


def by_sort(found: Sequence[Versions]) -> Iterator[tuple[str, list[Listed]]]:
    """The changes of every pair, sort by sort."""
    every = [one for pair in found for one in pair.made]
    for sort in dict.fromkeys(one.made.sort for one in every):
        yield sort, [one for one in every if one.made.sort == sort]
