"""A passage seen from a topic: whether it deals with it, by its heading, its words, or what it means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausier.answering.bearing import Treatment, folded_path, has_substance, is_evidence, names, treatment
from clausier.answering.meaning import UNKNOWN, Meaning
from clausier.answering.saying import says_something
from clausier.answering.topics import mentioned, speaks_of
from clausier.auditing.naming import Plain
from clausier.domain.documents import Passage, PassageId
from clausier.domain.questions import Element, Topic

ABOUT = 0.2  # less about a topic by meaning, a passage that names it in passing does not deal with it
WHOLLY = 0.6  # so much about it, it deals with the topic without naming it
MOSTLY = 0.5  # so much, it is a better witness than one that comes before it
RATHER = 0.25  # so much, and rather about it than about anything else, it deals with it if it shows several elements
NEAR = 0.15  # less, it is not worth a look
FAINT = 0.03  # less, it is about something quite different
"""Chosen where clauses that deal with a topic under other names part from those on something else: in four contracts
audited by hand, and in seven longer ones."""

_HARDLY = 0.1  # so much, and not much less than about anything else: its meaning tells little, and its words count
_HALF = 0.5  # of how likely the likeliest topic is: no less is not much less
_NEARLY = 0.75  # of that: as good as foremost

SEVERAL, MANY, MOST = 2, 3, 4
"""Elements whose signs a passage shows: more than a coincidence; enough where it is partly about the topic; enough
wherever it stands, unless it is about something quite different."""

_BESIDE = {
    "assurances": {"responsabilite"},
    "facturation_paiement": {"prix_revision"},
    "localisation_offshore": {"donnees_personnelles"},
    "niveaux_service": {"support_maintenance"},
    "penalites": {"facturation_paiement", "niveaux_service"},
    "prix_revision": {"facturation_paiement"},
    "resiliation": {"sortie_anticipee"},
    "responsabilite": {"assurances"},
    "reversibilite": {"resiliation"},
    "securite_si": {"donnees_personnelles"},
    "support_maintenance": {"niveaux_service"},
}
"""Topics that contracts settle under a heading on another: what a clause means as a whole is then the other, and hides
them. Left out are those whose elements the other shows in a sense of its own, as return of data in an exit clause."""
_WEIGHTIEST = 2  # elements, the first in the topic's file: one of them at least is shown where a topic hides in another

_OPENS = "objet_perimetre"
"""What the first clause of a contract is about, whatever its heading."""

_DEFINITION = "definition"
"""The element that a definition settles by itself."""
_DEFINES = re.compile(
    r"^\W{0,3}[«\"“][^»\"”]{2,60}[»\"”]\W{0,3}(?:\w+\W+){0,6}?(?::|designe|s'entend|signifie|means?|refer)"
)
_DEFINITIONS = re.compile(r"\b(?:definitions?|glossaire|lexique|terminologie|glossary)\b")
_FIGURE = re.compile(r"\d")

Meant = Mapping[PassageId, Meaning]
"""What passages are about by meaning; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage, seen from a topic."""

    plain: Plain
    treatment: Treatment  # by its words
    topic: str
    weightiest: frozenset[str]  # elements of the topic
    meaning: Meaning
    shown: tuple[frozenset[str], ...]  # of each of its sentences, the elements of the topic whose signs it shows
    first: bool  # it opens the contract
    known: bool  # its meaning is known

    @property
    def passage(self) -> Passage:
        return self.plain.passage

    @property
    def share(self) -> float:
        """How likely it is about the topic by meaning."""
        return self.meaning.topics.get(self.topic, 0.0)

    @property
    def foremost(self) -> bool:
        """Whether it is likelier about this topic than about any other."""
        return self.share >= self._highest

    @property
    def told(self) -> frozenset[str]:
        """Elements that it likely deals with by meaning, "topic/element"."""
        return self.meaning.told

    @property
    def deals(self) -> bool:
        """Under a heading that names the topic; or naming it, and about it as far as can be told."""
        return self.treatment.headed or (self.treatment.spoken > 0 and (not self.known or self.share >= ABOUT))

    @property
    def only_names(self) -> bool:
        """Whether it settles something on the topic in passing, under a clause on something else."""
        return self.treatment.spoken > 0 and not self.deals

    @property
    def deals_unnamed(self) -> bool:
        """Whether it is about the topic by what it means, and shows what it says of it."""
        if not (is_evidence(self.passage) and has_substance(self.passage)):
            return False
        if self._is_rather_about_it and self._signs >= SEVERAL and self._shows_throughout:
            return True
        return self.share >= WHOLLY or (self.share >= FAINT and self._signs >= (MANY if self.share >= NEAR else MOST))

    @property
    def deals_beside_another(self) -> bool:
        """Whether a clause likelier about something else settles the topic as well; for want of a clause of its own."""
        if not (is_evidence(self.passage) and has_substance(self.passage)):
            return False
        if self._signs >= MANY and (self._is_kindred or self._is_as_likely):
            return True
        if self.treatment.spoken and self._is_as_likely:
            return self._signs > 0
        if self.first and self.topic == _OPENS:
            return self._signs >= SEVERAL
        only = all(self.shown) and self._highest < MOSTLY
        return self.treatment.spoken > 0 and self._signs >= SEVERAL and (self._is_kindred or only)

    @property
    def deals_at_large(self) -> bool:
        """Whether it deals with the topic though it shows no element."""
        if self.treatment.headed:
            return not self.known or self.share >= ABOUT
        return self.deals and self.share >= WHOLLY

    @property
    def _highest(self) -> float:
        return max(self.meaning.topics.values(), default=0.0)

    @property
    def _signs(self) -> int:
        """Elements of the topic whose signs it shows."""
        return 0 if self.treatment.headed else len(self._shown_at_all)

    @property
    def _shown_at_all(self) -> frozenset[str]:
        return frozenset[str]().union(*self.shown)

    @property
    def _is_rather_about_it(self) -> bool:
        return (self.foremost and self.share >= RATHER) or (
            self.share >= ABOUT and self.share >= _NEARLY * self._highest
        )

    @property
    def _is_as_likely(self) -> bool:
        """Whether its meaning tells little, and does not tell against the topic."""
        return self.share >= _HARDLY and self.share >= _HALF * self._highest

    @property
    def _is_kindred(self) -> bool:
        """Whether it is likeliest about a topic beside which this one is settled, and shows what weighs most of it."""
        beside = self.meaning.likeliest in _BESIDE.get(self.topic, ())
        return beside and bool(self.weightiest & self._shown_at_all)

    @property
    def _shows_throughout(self) -> bool:
        """Whether what it shows is more than one sentence in the midst of others."""
        showing = sum(map(bool, self.shown))
        return self.share >= MOSTLY or showing >= SEVERAL or showing == len(self.shown)


def seen(topic: Topic, plain: Plain, meant: Meant, first: bool) -> Seen:
    """A passage of a contract. `first`: it opens the contract."""
    meaning = meant.get(plain.passage.id, UNKNOWN)
    found = treatment(plain.named, topic, topic.label)
    showing = tuple(shown_in(plain, sentence, topic, topic.elements) for sentence in _saying(plain))
    weightiest = frozenset(element.id for element in topic.elements[:_WEIGHTIEST])
    return Seen(plain, found, topic.id, weightiest, meaning, showing, first, plain.passage.id in meant)


def shown_in(plain: Plain, sentence: str, topic: Topic, elements: Sequence[Element]) -> frozenset[str]:
    """The elements that a folded sentence of a passage shows. A definition without a figure settles no more."""
    here = frozenset(element.id for element in elements if mentioned(element.signs, sentence))
    if not here or topic.id == "documents_definitions" or _FIGURE.search(sentence):
        return here
    defines = _DEFINES.search(sentence) or _DEFINITIONS.search(folded_path(plain.passage.path))
    return here & {_DEFINITION} if defines else here


def shown(topic: Topic, elements: Sequence[Element], plain: Plain) -> frozenset[str]:
    """The elements whose signs a passage shows, whatever it is about."""
    return frozenset[str]().union(*(shown_in(plain, sentence, topic, elements) for sentence in _saying(plain)))


def _saying(plain: Plain) -> Iterator[str]:
    return (sentence for _, sentence in plain.said if says_something(sentence))


def is_worth_reading(topic: Topic, plain: Plain, meant: Meant, first: bool) -> bool:
    """Whether it names the topic, in its heading or its words, may be about it by meaning, or shows much of it."""
    meaning = meant.get(plain.passage.id, UNKNOWN)
    if meaning.topics.get(topic.id, 0.0) >= _HARDLY or names(topic, plain.named.path):
        return True
    if speaks_of(topic, " ".join(said for _, said in plain.said)):
        return True
    if first and topic.id == _OPENS:
        return True
    hidden = meaning.topics.get(topic.id, 0.0) >= FAINT or meaning.likeliest in _BESIDE.get(topic.id, ())
    return hidden and len(shown(topic, topic.elements, plain)) >= MANY
