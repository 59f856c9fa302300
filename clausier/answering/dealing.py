"""Which of the passages found deal with a question, the likeliest to answer it first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from clausier.answering.bearing import Bearing, bearing, folded_sentences, is_evidence
from clausier.answering.meaning import UNKNOWN, Meaning
from clausier.answering.points import specific
from clausier.answering.relevance import Subject, likelihood, priority, says_outright, signs
from clausier.answering.saying import settles, without_pointers
from clausier.answering.topics import elements_in, unexplained, without_near_misses
from clausier.answering.words import content_stems, explained, focus_stems
from clausier.domain.documents import PassageId
from clausier.domain.questions import Hit, Topic

_LOOSE = 1 / 3  # of a question's words may be missing from a passage when no topic is recognised
_LIKELY = 0.5  # so likely, a passage deals with the question whatever its words
_WORTH_SHOWING = 0.3  # of the likeliest passage's likelihood


def weighed(hits: Iterable[Hit], subject: Subject, meanings: Mapping[PassageId, Meaning]) -> list[Bearing]:
    """The passages that may be evidence at all, the likeliest first; of equals, the one found first."""
    question, topic = subject.question, subject.topic
    judged = []
    for rank, hit in enumerate(hits, 1):
        if is_evidence(hit.passage):
            bare = bearing(hit, rank, topic, question) if topic else _untold(hit, rank, question)
            found = _with_meaning(bare, topic, meanings.get(hit.passage.id, UNKNOWN), subject.likely)
            outright = says_outright(hit.passage, subject)
            judged.append(replace(found, outright=outright, likelihood=likelihood(signs(hit, found, subject))))
    return sorted(judged, key=lambda one: (-priority(one), one.rank))


def _with_meaning(found: Bearing, topic: Topic | None, meaning: Meaning, likely: Mapping[str, float]) -> Bearing:
    told = [element for element in topic.elements if f"{topic.id}/{element.id}" in meaning.told] if topic else []
    elements = (*found.elements, *(element for element in told if element not in found.elements))
    return replace(found, meaning=meaning, shared=meaning.shared(likely), elements=elements)


def _untold(hit: Hit, rank: int, question: str) -> Bearing:
    """A passage found for a question without a topic: only the words that they share tell."""
    return Bearing(hit.passage, rank, False, 0, False, (), unexplained(question, None, hit.passage.indexed))


def dealing(
    found: Sequence[Bearing], question: str, topic: Topic | None, accepts: Callable[[Bearing], bool]
) -> list[Bearing]:
    """Those that deal with the question: with its topic, or with its words, or likely by every sign."""

    def deals(one: Bearing) -> bool:
        return one.outright or (one.deals and accepts(one) if topic else _shares(one, question))

    kept = [one for one in found if one.likelihood >= _LIKELY or one.answers or deals(one)]
    if not kept:
        return _worded(question, topic, found) if topic else []
    # A topic at large is dealt with in many places, each with an element of it; one point, in the likeliest alone.
    at_large = topic is not None and not specific(question, topic)
    least = 0.0 if at_large else _WORTH_SHOWING * kept[0].likelihood
    return [replace(one, spoken=max(one.spoken, 1)) for one in kept if one.likelihood >= least or one.answers]


def _shares(found: Bearing, question: str) -> bool:
    """Whether a passage has nearly all the words of a question."""
    focus, missing = focus_stems(question), found.unexplained
    return bool(focus) and len(missing) <= _LOOSE * len(focus) and len(missing) < len(focus)


def _worded(question: str, topic: Topic, found: Sequence[Bearing]) -> list[Bearing]:
    """Passages of which one sentence says all that a question names, though nothing in them is about its topic.

    A notice of termination may stand under "Durée". The topic's own name in passing is no sign of anything: the
    question must name something beside it.
    """
    focus = focus_stems(question)
    if len(focus) < 2 or not focus - explained(focus, content_stems(f"{topic.label} {topic.about}")):
        return []
    worded = []
    for one in found:
        said = [without_near_misses(topic, sentence) for sentence in folded_sentences(one.passage.text)]
        if any(settles(each) and explained(focus, content_stems(without_pointers(each))) == focus for each in said):
            elements = elements_in(topic.elements, " ".join(said))
            worded.append(replace(one, spoken=1, elements=elements, unexplained=frozenset()))
    return worded
