"""A document as its sentences, each with its words as they are compared and where they stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from clausier.answering.quoting import sentences
from clausier.answering.saying import is_contents
from clausier.domain.documents import Clause, ClauseId, Passage, Reading
from clausier.domain.folding import fold
from clausier.domain.text import Span, mend

_WORD = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,:/]\d+)*(?![^\W_])|"
    r"[^\W_]+(?:-[^\W_]+)*['’]?|[%€$£§≤≥]|[<>](?=\s*\d)"
)
_MARK = re.compile(r"\s*(?:[-–—•◦▪●*]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).°])\s+", re.IGNORECASE)
_NAMING = frozenset(
    ("article", "art", "annexe", "clause", "section", "chapitre", "titre", "partie", "schedule", "appendix", "part")
)
_TITLE = 40  # characters at the start of a passage, where the title of a table of contents stands
_LEADING = 4  # words at the start of a clause in which its own number stands
_RUN = 5  # words of a run: two texts that share many were written one from the other


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a sign. Case, accents and the rest of punctuation do not count."""

    key: str
    span: Span  # of the document's text


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, an item or a row of a table, less the number or the mark that it begins with."""

    passage: Passage
    clause: ClauseId
    words: tuple[Word, ...]
    end: int  # of the sentence, its full stop with it

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.key for word in self.words)

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.end)


@dataclass(frozen=True)
class Text:
    """A document, ready to be compared."""

    reading: Reading
    said: tuple[Said, ...]

    @cached_property
    def clauses(self) -> dict[ClauseId, Clause]:
        return {clause.id: clause for clause in self.reading.clauses}

    @cached_property
    def by_clause(self) -> dict[ClauseId, list["Said"]]:
        """What is said in each clause itself."""
        found: dict[ClauseId, list[Said]] = {}
        for one in self.said:
            found.setdefault(one.clause, []).append(one)
        return found

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        keys = [key for one in self.said for key in one.keys]
        return frozenset(tuple(keys[at : at + _RUN]) for at in range(len(keys) - _RUN + 1))


def text_of(reading: Reading) -> Text:
    """The sentences of a document; its table of contents left out, and what has no word."""
    numbers = {clause.id: clause.number for clause in reading.clauses}
    begun: set[ClauseId] = set()
    said: list[Said] = []
    for passage in reading.passages:
        if any(is_contents(fold(label)) for label in (*passage.path, passage.text[:_TITLE])):
            continue
        for number, (end, words) in enumerate(_sentences(passage)):
            first = number == 0 and passage.clause_id not in begun
            kept = _unnumbered(words, numbers[passage.clause_id]) if first else words
            if kept:
                said.append(Said(passage, passage.clause_id, tuple(kept), end))
        begun.add(passage.clause_id)
    return Text(reading, tuple(said))


def shared(one: Text, other: Text) -> float:
    """How much of two texts is common to both: of their runs of five words, by Dice's coefficient."""
    total = len(one.runs) + len(other.runs)
    return 2 * len(one.runs & other.runs) / total if total else 0.0


def _sentences(passage: Passage) -> Iterator[tuple[int, Sequence[Word]]]:
    """Where each sentence of a passage ends, and its words, one divided between two lines being one."""
    spans = sentences(passage.text)
    mended = mend(passage.text)
    found: list[list[Word]] = [[] for _ in spans]
    starts = [_after_mark(passage.text, span) for span in spans]
    for match in _WORD.finditer(mended.text):
        inside = mended.source(Span(*match.span()))
        at = bisect_right(starts, inside.start) - 1
        if at >= 0 and inside.start < spans[at].end:
            place = Span(passage.span.start + inside.start, passage.span.start + inside.end)
            found[at].append(Word(fold(match.group()), place))
    for span, words in zip(spans, found, strict=True):
        yield passage.span.start + span.end, words


def _after_mark(text: str, sentence: Span) -> int:
    """Where a sentence begins behind the mark of its item, or its number."""
    mark = _MARK.match(text, sentence.start, sentence.end)
    return mark.end() if mark else sentence.start


def _unnumbered(words: Sequence[Word], number: str) -> Sequence[Word]:
    """The words at the start of a clause, less its own number: "Article 12.3", "Annexe 2"."""
    last = fold(number).replace(",", " ").split()[-1:]
    if not last:
        return words
    for at, word in enumerate(words[:_LEADING]):
        if word.key in (last[0], last[0].rpartition(".")[2], f"{last[0]}er"):
            return words[at + 1 :]
        if word.key not in _NAMING:
            break
    return words
