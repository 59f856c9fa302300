"""Where a document shows the elements of a topic: sentence by sentence, in the clauses that deal with it."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType

from clausier.answering.bearing import has_substance, is_evidence
from clausier.answering.meaning import UNKNOWN
from clausier.answering.saying import says_something
from clausier.answering.words import tokens
from clausier.auditing.hearing import SILENT, Heard
from clausier.auditing.naming import Plain, introduces, plainly
from clausier.auditing.seeing import MOSTLY, NEAR, RATHER, SEVERAL, Meant, Seen, is_worth_reading, shown, shown_in
from clausier.auditing.seeing import seen as see
from clausier.auditing.settling import Settled
from clausier.domain.documents import Passage, PassageId
from clausier.domain.questions import Element, Topic
from clausier.domain.text import Span

__all__ = ["Meant", "Sighted", "Sighting", "sighted"]

_NOTHING = frozenset[str]()

_LIKELY = 0.65  # so likely, a sentence settles an element
_COMPANION = 0.75  # so likely, where it shows the sign of another one
_ANY = 0.5  # the likelihoods of a topic's elements together: a sentence settles something of it
"""Of contracts left out of what is learnt, 98 in a hundred elements found so are there; of real documents, whose
sentences are longer and say less, far fewer (docs/decisions/0030)."""

_BEGUN = re.compile(r"\s*(?:(?:[Aa]rticle\b[^–—]{0,80}[–—]|[\da-zIVX]{1,4}[.)°])\s*){0,3}[«“\"(]?\s?[A-ZÀ-Ý]")
"""How a sentence begins, after its number and perhaps its title."""
_ENDS = (".", ";")
_CLOSED = ' \n\u00a0\u202f»”")'  # what may come after
_WORDS = 6
"""What a sentence is that may be a witness without a sign: it begins and ends as one, and has so many words at least.
Pieces of lists and tables resemble everything."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence that deals with an element."""

    passage: Passage
    element: Element
    span: Span  # of the document's text
    rank: tuple[float, ...]  # the greatest of an element's is its best witness
    learnt: float = 0.0  # how likely it does, as far as was learnt; 0 where a sign says so


@dataclass(frozen=True, slots=True)
class Sighted:
    """What a document shows of a topic."""

    dealing: tuple[Passage, ...]  # the clauses that deal with it, the surest first
    elements: Mapping[str, Sighting]  # by the element's identifier: the best witness of each
    near: tuple[tuple[Passage, frozenset[str]], ...]  # what may deal with it, the likeliest first, and with what of it
    denied: bool = False  # the surest clause denies or restricts
    likely: tuple[Passage, ...] = ()  # where nothing deals with it: the clauses that do as far as was learnt, or that
    # are about it by meaning alone
    telling: Mapping[PassageId, Span] = field(default_factory=dict)  # of those learnt, the sentence


def sighted(
    topic: Topic,
    elements: Sequence[Element],
    passages: Sequence[Passage],
    meant: Meant,
    heard: Heard = SILENT,
    settled: Settled = MappingProxyType({}),
) -> Sighted:
    """What the passages of a document show of a topic, and of these elements of it.

    An element is there when a sentence shows one of its signs, in a clause that deals with the topic: by its heading,
    by its words, or by meaning; the less it means the topic, the more of its elements it must show. What falls short of
    this is near, and no more. `heard`: what the words of the same passages tell. `settled`: what their sentences settle
    as far as was learnt, whatever their words; a sign is the better witness.
    """
    read = plainly(tuple(passages))
    first = next(filter(_binds, read), None)
    learnt = {plain.passage.id: found for plain in read if (found := list(_learnt(topic, elements, plain, settled)))}
    seen = [
        see(topic, plain, meant, plain is first)
        for plain in read
        if plain.passage.id in learnt
        or is_worth_reading(topic, plain, meant, plain is first)
        or heard.is_about(topic, plain, meant)
    ]
    worded = {one.passage.id for one in seen if _binding(one.passage) and heard.is_about(topic, one.plain, meant)}
    found = _shown(topic, elements, seen, worded)
    found += [sighting for some in learnt.values() for sighting in some]
    near = [*_likely(topic, elements, read, meant), *((one.plain, _NOTHING) for one in seen if one.only_names)]
    about = tuple(plain.passage for plain, _ in near if _is_likely(topic, plain, meant))
    deals = worded | {sighting.passage.id for sighting in found}
    dealing = [one for one in seen if one.passage.id in deals or one.deals_at_large]
    dealing.sort(key=lambda one: (not one.treatment.headed, -one.share, one.passage.span))
    telling = {} if dealing else _telling(topic, read, settled)
    some = tuple(plain.passage for plain in read if plain.passage.id in telling)
    return Sighted(
        dealing=tuple(one.passage for one in dealing),
        elements={one.element.id: one for one in sorted(found, key=lambda sighting: sighting.rank)},
        near=tuple(
            (plain.passage, told) for plain, told in near or ([] if dealing else _signing(topic, elements, read))
        ),
        denied=bool(dealing) and dealing[0].treatment.denied,
        likely=() if dealing else tuple(dict.fromkeys((*some, *about))),
        telling=telling,
    )


def _shown(topic: Topic, elements: Sequence[Element], seen: Sequence[Seen], worded: Set[PassageId]) -> list[Sighting]:
    """What is shown by signs, in the clauses that deal with the topic; for want of them, beside another topic."""
    surely = [one for one in seen if one.deals or one.deals_unnamed or one.passage.id in worded]
    besides = (one for one in seen if one.deals_beside_another)
    found = [sighting for one in surely for sighting in _sightings(one, topic, elements)]
    return found or [sighting for one in besides for sighting in _sightings(one, topic, elements)]


def _learnt(topic: Topic, elements: Sequence[Element], plain: Plain, settled: Settled) -> Iterator[Sighting]:
    """The sentences of a passage that settle elements as far as was learnt.

    A sentence that shows the sign of one element is like those that settle its companions as well: that alone makes it
    no witness of them.
    """
    passage = plain.passage
    for at, sentence, told in _weighed(plain, settled):
        likely = {one: told.get(f"{topic.id}/{one.id}", 0.0) for one in elements}
        if max(likely.values(), default=0.0) >= _LIKELY:
            bar = _COMPANION if shown_in(plain, sentence, topic, topic.elements) else _LIKELY
            for element, learnt in likely.items():
                if learnt >= bar:
                    yield Sighting(passage, element, at, (0.0, learnt, -at.start), learnt)


def _telling(topic: Topic, read: Sequence[Plain], settled: Settled) -> dict[PassageId, Span]:
    """The clauses with a sentence that settles something of the topic, whichever element; of each its likeliest."""
    found = {}
    for plain in read:
        of_topic = [
            (sum(likely for name, likely in told.items() if name.startswith(f"{topic.id}/")), at)
            for at, _, told in _weighed(plain, settled)
        ]
        some, at = max(of_topic, default=(0.0, plain.passage.span))
        if some >= _ANY:
            found[plain.passage.id] = at
    return found


def _weighed(plain: Plain, settled: Settled) -> Iterator[tuple[Span, str, Mapping[str, float]]]:
    """The whole sentences of a clause: where in the document each stands, what it says, and what it likely settles."""
    passage = plain.passage
    if passage.id not in settled or not _binding(passage) or _is_title(plain):
        return
    title = _title(plain)
    for (span, sentence), told in zip(plain.said, settled[passage.id], strict=True):
        if told and _is_whole(span.of(passage.text), title):
            yield Span(passage.span.start + span.start, passage.span.start + span.end), sentence, told


def _binds(plain: Plain) -> bool:
    """Whether a passage is a clause: neither a title nor who the parties are, nor what they had in mind."""
    passage = plain.passage
    return bool(passage.path) and is_evidence(passage) and has_substance(passage) and not introduces(passage.text)


def _binding(passage: Passage) -> bool:
    return is_evidence(passage) and has_substance(passage)


def _share(passage: Passage, topic: Topic, meant: Meant) -> float:
    return meant.get(passage.id, UNKNOWN).topics.get(topic.id, 0.0)


def _is_likely(topic: Topic, plain: Plain, meant: Meant) -> bool:
    """Whether it is about the topic by meaning alone: mostly, or rather than about anything else and with one sign."""
    share = _share(plain.passage, topic, meant)
    if share >= MOSTLY:
        return True
    foremost = share >= max(meant.get(plain.passage.id, UNKNOWN).topics.values(), default=0.0)
    return foremost and share >= RATHER and bool(shown(topic, topic.elements, plain))


def _sightings(one: Seen, topic: Topic, elements: Sequence[Element]) -> Iterator[Sighting]:
    """The sentences of a passage that deal with elements. Of witnesses alike, the first of the document is the best."""
    passage = one.passage
    title = _title(one.plain)
    for span, sentence in one.plain.said:
        if not says_something(sentence) or title.issuperset(tokens(sentence)):
            continue
        here = shown_in(one.plain, sentence, topic, elements)
        for element in elements:
            told = f"{topic.id}/{element.id}" in one.told
            if element.id in here:
                at = Span(passage.span.start + span.start, passage.span.start + span.end)
                rank = (1.0, one.treatment.headed, one.foremost, told, one.share >= MOSTLY, -at.start)
                yield Sighting(passage, element, at, rank)


def _is_whole(said: str, title: frozenset[str]) -> bool:
    """Whether a stretch of a passage is a sentence of some length that says more than its heading."""
    whole = _BEGUN.match(said) is not None and said.rstrip(_CLOSED).endswith(_ENDS) and "\t" not in said
    return whole and len(said.split()) >= _WORDS and not title.issuperset(tokens(said))


def _is_title(plain: Plain) -> bool:
    """Whether it is all that stands above the first heading: what the document is called."""
    return not plain.passage.path and len(plain.said) == 1


def _title(plain: Plain) -> frozenset[str]:
    """The words of the heading above a passage, which says nothing by itself."""
    return frozenset(tokens(plain.named.path[-1])) if plain.passage.path else frozenset()


def _likely(
    topic: Topic, elements: Sequence[Element], read: Sequence[Plain], meant: Meant
) -> list[tuple[Plain, frozenset[str]]]:
    """The passages that may deal with the topic by meaning, each with the elements that it may tell."""
    found = []
    for plain in read:
        meaning = meant.get(plain.passage.id, UNKNOWN)
        share = meaning.topics.get(topic.id, 0.0)
        if share >= NEAR and is_evidence(plain.passage) and has_substance(plain.passage):
            told = frozenset(element.id for element in elements if f"{topic.id}/{element.id}" in meaning.told)
            found.append((share, plain, told))
    # who the parties are settles nothing
    found.sort(key=lambda one: (not one[1].passage.article, -one[0], one[1].passage.span))
    return [(plain, told) for _, plain, told in found]


def _signing(topic: Topic, elements: Sequence[Element], read: Sequence[Plain]) -> list[tuple[Plain, frozenset[str]]]:
    """The passages that show the signs of several elements, though nothing says that they are about the topic."""
    found = []
    for plain in read:
        told = shown(topic, elements, plain)
        if len(told) >= SEVERAL and is_evidence(plain.passage) and has_substance(plain.passage):
            found.append((plain, told))
    return sorted(found, key=lambda one: (-len(one[1]), one[0].passage.span))
