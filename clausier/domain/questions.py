"""What is asked, where it is looked for, and what was found."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clausier.domain.documents import DocumentId, DossierId, Passage


@dataclass(frozen=True, slots=True)
class Turn:
    """A question already answered in this conversation, and its answer in words."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: one dossier, and in it these documents; none named means all of them."""

    dossier: DossierId
    documents: frozenset[DocumentId] = frozenset()
    at: date | None = None  # the day whose text in force answers; None: today


@dataclass(frozen=True, slots=True)
class Query:
    """What a retriever is given: the words asked, and words of the field that mean the same."""

    text: str
    expansions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    passage: Passage
    score: float  # comparable within one list only
    places: tuple[int, ...] = ()  # its ranks in the rankings that were merged, from 1; 0 where one does not have it


class Asks(StrEnum):
    """What kind of answer a question wants."""

    COVERAGE = "coverage"  # is it dealt with? -> a verdict
    VALUE = "value"  # how much, when, where, who? -> the passages that say
    MEANING = "meaning"  # what does it mean? -> an explanation


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a good clause on a topic says."""

    id: str
    label: str  # "durée de l'assistance"
    signs: tuple[str, ...]  # regular expressions over folded text (no accents, small letters)
    questions: tuple[str, ...] = ()  # ways of asking for this one thing


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of infogérance contracts, as data: corpus/topics/<id>.toml."""

    id: str
    label: str  # "Réversibilité"
    about: str  # with its article, for sentences: "la réversibilité"
    questions: tuple[str, ...]  # ways of asking, colloquial ones too
    headings: tuple[str, ...]  # titles such clauses carry
    words: tuple[str, ...]  # the field's terms, French and English; regular expressions over folded text
    near_misses: tuple[str, ...]  # regular expressions over folded text that look alike and are not
    elements: tuple[Element, ...]
    legal: tuple[str, ...] = ()  # references, shown as such
    risk: str = ""
    everyday: tuple[str, ...] = ()  # how people ask, as patterns too: they tell a question's topic, never a clause's
