"""Where a document shows the elements of a topic: sentence by sentence, in the clauses that deal with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausier.answering.bearing import Bearing, bearing, folded_sentences, has_substance, is_evidence, names
from clausier.answering.meaning import UNKNOWN, Meaning
from clausier.answering.quoting import sentences
from clausier.answering.saying import says_something
from clausier.answering.topics import mentions, without_near_misses
from clausier.answering.words import tokens
from clausier.domain.documents import Passage, PassageId
from clausier.domain.questions import Element, Hit, Topic
from clausier.domain.text import Span

_ABOUT = 0.2  # less about a topic by meaning, a passage that names it in passing does not deal with it
_WHOLLY = 0.6  # so much about it, it deals with the topic without naming it
_MOSTLY = 0.5  # so much, it is a better witness than one that comes before it
_RATHER = 0.25  # so much, and rather about it than about anything else, it deals with it if it shows several elements
_NEAR = 0.15  # less, it is not worth a look
_FAINT = 0.03  # less, it is about something quite different
"""Chosen where clauses that deal with a topic under other names part from those on something else: in four contracts
audited by hand, and in seven longer ones."""

_SEVERAL, _MANY, _MOST = 2, 3, 4
"""Elements whose signs a passage shows: more than a coincidence; enough where it is partly about the topic; enough
wherever it stands, unless it is about something quite different."""
_NOTHING = frozenset[str]()

Meant = Mapping[PassageId, Meaning]
"""What passages are about by meaning; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence that deals with an element."""

    passage: Passage
    element: Element
    span: Span  # of the document's text
    rank: tuple[bool, bool, bool, bool, int]  # the greatest of an element's is its best witness


@dataclass(frozen=True, slots=True)
class Sighted:
    """What a document shows of a topic."""

    dealing: tuple[Passage, ...]  # the clauses that deal with it, the surest first
    elements: Mapping[str, Sighting]  # by the element's identifier: the best witness of each
    near: tuple[tuple[Passage, frozenset[str]], ...]  # what may deal with it, the likeliest first, and with what of it
    denied: bool = False  # the surest clause denies or restricts
    likely: tuple[Passage, ...] = ()  # where nothing deals with it: the clauses that are about it by meaning alone


@dataclass(frozen=True, slots=True)
class _Seen:
    """A passage, seen from a topic."""

    bearing: Bearing
    share: float  # how likely it is about the topic by meaning
    foremost: bool  # it is likelier about this topic than about any other
    signs: int  # elements of the topic whose signs it shows
    told: frozenset[str]  # elements that it likely deals with by meaning
    known: bool  # its meaning is known

    @property
    def passage(self) -> Passage:
        return self.bearing.passage

    @property
    def deals(self) -> bool:
        """Under a heading that names the topic; or naming it, and about it as far as can be told."""
        return self.bearing.headed or (self.bearing.spoken > 0 and (not self.known or self.share >= _ABOUT))

    @property
    def only_names(self) -> bool:
        """Whether it settles something on the topic in passing, under a clause on something else."""
        return self.bearing.spoken > 0 and not self.deals

    @property
    def deals_unnamed(self) -> bool:
        """Whether it is about the topic by what it means, and shows what it says of it."""
        if not (is_evidence(self.passage) and has_substance(self.passage)):
            return False
        rather = self.foremost and self.share >= _RATHER and self.signs >= _SEVERAL
        return self.share >= _WHOLLY or rather or self.signs >= (_MANY if self.share >= _NEAR else _MOST)

    @property
    def deals_at_large(self) -> bool:
        """Whether it deals with the topic though it shows no element."""
        if self.bearing.headed:
            return not self.known or self.share >= _ABOUT
        return self.deals and self.share >= _WHOLLY


def sighted(topic: Topic, elements: Sequence[Element], passages: Sequence[Passage], meant: Meant) -> Sighted:
    """What the passages of a document show of a topic, and of these elements of it.

    An element is there when a sentence shows one of its signs, in a clause that deals with the topic: by its heading,
    by its words, or by meaning; the less it means the topic, the more of its elements it must show. What falls short
    of this is near, and no more.
    """
    seen = [_seen(topic, passage, meant) for passage in passages if _is_worth_reading(topic, passage, meant)]
    found = [sighting for one in seen for sighting in _sightings(one, topic, elements)]
    witnesses = {sighting.element.id: sighting for sighting in sorted(found, key=lambda sighting: sighting.rank)}
    telling = {sighting.passage.id for sighting in found}
    dealing = [one for one in seen if one.passage.id in telling or one.deals_at_large]
    dealing.sort(key=lambda one: (not one.bearing.headed, -one.share, one.passage.span))
    near = [*_likely(topic, elements, passages, meant), *((one.passage, _NOTHING) for one in seen if one.only_names)]
    return Sighted(
        dealing=tuple(one.passage for one in dealing),
        elements=witnesses,
        near=tuple(near if near or dealing else _telling(elements, passages)),
        denied=bool(dealing) and dealing[0].bearing.denied,
        likely=() if dealing else tuple(p for p, _ in near if _is_likely(topic, p, meant)),
    )


def _share(passage: Passage, topic: Topic, meant: Meant) -> float:
    return meant.get(passage.id, UNKNOWN).topics.get(topic.id, 0.0)


def _is_likely(topic: Topic, passage: Passage, meant: Meant) -> bool:
    """Whether it is about the topic by meaning alone: mostly, or rather than about anything else and with one sign."""
    share = _share(passage, topic, meant)
    if share >= _MOSTLY:
        return True
    foremost = share >= max(meant.get(passage.id, UNKNOWN).topics.values(), default=0.0)
    return foremost and share >= _RATHER and bool(_shown(topic.elements, passage))


def _is_worth_reading(topic: Topic, passage: Passage, meant: Meant) -> bool:
    """Whether it names the topic, in its heading or its words, may be about it by meaning, or shows most of it."""
    share = _share(passage, topic, meant)
    if share >= _NEAR or names(topic, passage.path):
        return True
    if mentions(topic.words, without_near_misses(topic, " ".join(folded_sentences(passage.text)))) > 0:
        return True
    return share >= _FAINT and len(_shown(topic.elements, passage)) >= _MOST


def _seen(topic: Topic, passage: Passage, meant: Meant) -> _Seen:
    meaning, share = meant.get(passage.id, UNKNOWN), _share(passage, topic, meant)
    told = frozenset(name for name in meaning.told if name.startswith(f"{topic.id}/"))
    foremost = share >= max(meaning.topics.values(), default=0.0)
    found = bearing(Hit(passage, 0.0), 1, topic, topic.label)
    signs = len(_shown(topic.elements, passage)) if share >= _FAINT and not found.headed else 0
    return _Seen(found, share, foremost, signs, told, passage.id in meant)


def _sightings(one: _Seen, topic: Topic, elements: Sequence[Element]) -> Iterator[Sighting]:
    """The sentences of a passage that deal with elements. Of witnesses alike, the first of the document is the best."""
    if not (one.deals or one.deals_unnamed):
        return
    passage = one.passage
    title = frozenset(tokens(passage.path[-1])) if passage.path else frozenset[str]()
    for span, sentence in zip(sentences(passage.text), folded_sentences(passage.text), strict=True):
        if not says_something(sentence) or title.issuperset(tokens(sentence)):
            continue
        for element in elements:
            told = f"{topic.id}/{element.id}" in one.told
            if mentions(element.signs, sentence):
                at = Span(passage.span.start + span.start, passage.span.start + span.end)
                rank = (one.bearing.headed, one.foremost, told, one.share >= _MOSTLY, -at.start)
                yield Sighting(passage, element, at, rank)


def _likely(
    topic: Topic, elements: Sequence[Element], passages: Sequence[Passage], meant: Meant
) -> list[tuple[Passage, frozenset[str]]]:
    """The passages that may deal with the topic by meaning, each with the elements that it may tell."""
    found = []
    for passage in passages:
        meaning = meant.get(passage.id, UNKNOWN)
        share = meaning.topics.get(topic.id, 0.0)
        if share >= _NEAR and is_evidence(passage) and has_substance(passage):
            told = frozenset(element.id for element in elements if f"{topic.id}/{element.id}" in meaning.told)
            found.append((share, passage, told))
    found.sort(key=lambda one: (not one[1].article, -one[0], one[1].span))  # who the parties are settles nothing
    return [(passage, told) for _, passage, told in found]


def _telling(elements: Sequence[Element], passages: Sequence[Passage]) -> list[tuple[Passage, frozenset[str]]]:
    """The passages that show the signs of several elements, though nothing says that they are about the topic."""
    found = []
    for passage in passages:
        shown = _shown(elements, passage)
        if len(shown) >= _SEVERAL and is_evidence(passage) and has_substance(passage):
            found.append((passage, shown))
    return sorted(found, key=lambda one: (-len(one[1]), one[0].span))


def _shown(elements: Sequence[Element], passage: Passage) -> frozenset[str]:
    """The elements whose signs a passage shows, whatever it is about."""
    said = [sentence for sentence in folded_sentences(passage.text) if says_something(sentence)]
    return frozenset(element.id for element in elements if any(mentions(element.signs, one) for one in said))
