"""What a clause deals with, and what clauses on that topic often say and this one does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausier.answering.bearing import is_evidence, names
from clausier.answering.meaning import Meaning
from clausier.answering.quoting import quoted
from clausier.answering.topics import elements_in, matches, mentions, without_near_misses
from clausier.clarifying.quotations import Quoter
from clausier.domain.documents import Clause, Passage, PassageId
from clausier.domain.folding import fold
from clausier.domain.glosses import Unsaid
from clausier.domain.questions import Element, Topic
from clausier.domain.text import mend

_MOST = 2  # topics of a clause
_SPOKEN = 2  # mentions from which a clause without a telling title is about a topic
_LIKELY = 0.6  # so likely by meaning, its passages are about a topic

Told = Mapping[PassageId, Meaning]


@dataclass(frozen=True, slots=True)
class Subject:
    """The topics of a clause, the surest first. `headed`: a heading names them, so that what is unsaid may be told."""

    topics: tuple[Topic, ...] = ()
    headed: bool = False


def subject_of(headings: Sequence[str], passages: Sequence[Passage], known: Sequence[Topic], told: Told) -> Subject:
    """What a clause is about: by the nearest title, its own or one above it, else by its words, else by meaning.

    A title that names no topic hides those above it: a sheet on servers has an article on hours of support. Words count
    only where they leave no doubt: a clause on many things is about none of them.
    """
    title = next(filter(None, headings), "")
    headed = [topic for topic in known if title and _heads(topic, title)]
    if headed:
        return Subject(tuple(sorted(headed, key=lambda topic: _rank(topic, title)))[:_MOST], headed=True)
    text = fold(" ".join(mend(passage.text).text for passage in passages))
    counted = sorted(((mentions(topic.words, without_near_misses(topic, text)), n) for n, topic in enumerate(known)))
    if counted and counted[-1][0] >= _SPOKEN and counted[-1][0] >= 2 * (counted[-2][0] if counted[1:] else 0):
        return Subject((known[counted[-1][1]],))
    return Subject(tuple(topic for topic in known if _likelihood(topic, told) >= _LIKELY)[:1])


def _rank(topic: Topic, heading: str) -> tuple[bool, int]:
    """The topic of that very title first, then the one that it names first."""
    folded = fold(heading)
    first = next((folded.find(found) for found in matches(topic.words, folded)), len(folded))
    return folded not in map(fold, topic.headings), first


def _heads(topic: Topic, heading: str) -> bool:
    """Whether a heading is one that clauses on a topic carry, or names the topic."""
    return fold(heading) in map(fold, topic.headings) or names(topic, (heading,))


def _likelihood(topic: Topic, told: Told) -> float:
    return sum(meaning.topics.get(topic.id, 0.0) for meaning in told.values()) / len(told) if told else 0.0


def unsaid(topic: Topic, clause: Clause, quoter: Quoter, told: Told) -> tuple[Unsaid, ...]:
    """The elements of a topic that no word of a clause shows, nor its meaning, and where the document has them."""
    text = fold(mend(clause.span.of(quoter.reading.text)).text)
    shown = {element.id for element in elements_in(topic.elements, text)}
    meant = {
        name.rpartition("/")[2] for meaning in told.values() for name in meaning.told if name.startswith(f"{topic.id}/")
    }
    missing = [element for element in topic.elements if element.id not in shown | meant]
    return tuple(_elsewhere(topic, element, clause, quoter) for element in missing)


def _elsewhere(topic: Topic, element: Element, clause: Clause, quoter: Quoter) -> Unsaid:
    """An element with the passage, under a heading of the topic, that shows it; without, where there is none."""
    for passage in quoter.reading.passages:
        if passage.span.within(clause.span) or not is_evidence(passage) or not _under(topic, passage):
            continue
        if elements_in((element,), fold(mend(passage.text).text)):
            span = quoted(passage, lambda sentence: float(bool(elements_in((element,), fold(sentence)))))
            return Unsaid(element.label, quoter.quote(span)[0])
    return Unsaid(element.label)


def _under(topic: Topic, passage: Passage) -> bool:
    return any(_heads(topic, heading.partition(" ")[2]) or names(topic, (heading,)) for heading in passage.path)
