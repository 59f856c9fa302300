"""What two contracts say on a topic, sentence by sentence: whether it is the same."""

import re
from collections.abc import Sequence

from clausier.answering.topics import elements_in, speaks_of
from clausier.comparing.natures import measures
from clausier.comparing.sentences import Said, Text
from clausier.domain.folding import fold
from clausier.domain.questions import Topic
from clausier.domain.text import mend

_NUMBERING = frozenset({"article", "art", "section", "clause", "annexe", "chapitre", "titre", "schedule", "appendix"})
_WORD = re.compile(r"\w+(?:-\w+)*|[%€$£≤≥<>]")


def bearing_on(topic: Topic, topics: Sequence[Topic], text: Text, said: Sequence[Said]) -> tuple[Said, ...]:
    """Of the sentences of clauses on a topic, those that bear on it.

    A sentence is left out where it only repeats the heading, or where it shows nothing of the topic and something of
    another one: what nobody knows the topic of stays, for it may well be this one.
    """
    return tuple(one for one in said if not is_heading(one) and _bears(topic, topics, _folded(text, one)))


def common(one: Text, ours: Sequence[Said], other: Text, theirs: Sequence[Said]) -> tuple[int, bool]:
    """How many sentences both say, in whatever order, and whether that is all that they say.

    Sentences are the same when their words are, and what their figures are worth: "trois (3) mois" and "3 mois".
    """
    here, there = ({content(text, said) for said in side} for text, side in ((one, ours), (other, theirs)))
    return len(here & there), here == there


def content(text: Text, said: Said) -> tuple[object, ...]:
    """The words of a sentence, less the heading that it begins with, and each figure as what it is worth."""
    words = _mended(text, said)
    found: list[object] = []
    at = _after_heading(words, said)
    for measure in measures(words):
        if measure.span.start >= at:
            found += [*_words(words[at : measure.span.start]), measure.key]
            at = measure.span.end
    return (*found, *_words(words[at:]))


def is_heading(said: Said) -> bool:
    """Whether a sentence only repeats the heading of its clause."""
    heading = set(_words(said.passage.path[-1])) if said.passage.path else set[str]()
    return (heading | {"§"}).issuperset(said.keys)


def _after_heading(words: str, said: Said) -> int:
    """Where a sentence begins behind the title of its clause: "LES TIERS — Le Prestataire…"."""
    title = _title(said)
    found = list(_WORD.finditer(words))
    if title and len(found) > len(title) and [fold(one.group()) for one in found[: len(title)]] == title:
        return found[len(title)].start()
    return 0


def _title(said: Said) -> list[str]:
    """The words of the heading of a sentence's clause, behind its number."""
    heading = _words(said.passage.path[-1]) if said.passage.path else []
    while heading and (heading[0] in _NUMBERING or not heading[0].isalpha()):
        heading = heading[1:]
    return heading


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _mended(text: Text, said: Said) -> str:
    return mend(said.span.of(text.reading.text)).text


def _folded(text: Text, said: Said) -> str:
    return fold(_mended(text, said))


def _bears(topic: Topic, topics: Sequence[Topic], folded: str) -> bool:
    return _shows(topic, folded) or not any(_shows(other, folded) for other in topics if other is not topic)


def _shows(topic: Topic, folded: str) -> bool:
    return speaks_of(topic, folded) or bool(elements_in(topic.elements, folded))
