"""A clause made plain: what each of its sentences does, what it leans on, and the words of the field that it uses."""

from dataclasses import dataclass
from enum import StrEnum

from clausier.domain.answers import Citation, Evidence, Explanation
from clausier.domain.documents import Document


@dataclass(frozen=True, slots=True)
class GlossEntry:
    """A term of the field for those who meet it for the first time: corpus/glossary/<field>.toml."""

    term: str
    names: tuple[str, ...]  # abbreviations and synonyms, French and English
    definition: str
    topic: str  # of corpus/topics
    caution: str = ""  # where the term has two meanings
    exact: tuple[str, ...] = ()  # names that are words of the language too: "PAS", only with these capitals


class Force(StrEnum):
    """What a sentence does to the one whom it names."""

    DUTY = "duty"
    LIMIT = "limit"  # forbids, excludes, or allows on terms only: "ne peut", "n'est tenu que", "s'interdit"
    FACULTY = "faculty"
    WARRANTY = "warranty"
    SAID = "said"  # it says what the party does, without any word of duty: "le Prestataire remet"


@dataclass(frozen=True, slots=True)
class Party:
    """A side of the contract, by the name that the contract gives it."""

    alias: str  # "le Prestataire"
    name: str = ""  # "Ostrevane Services Numériques"; "" where the text does not tell
    citation: Citation | None = None  # where the name is given; None for "chaque Partie"


@dataclass(frozen=True, slots=True)
class Stance:
    """Who is under which force. `party` is None where a sentence does not tell it beyond doubt."""

    force: Force
    party: Party | None
    towards: tuple[Party, ...] = ()


class Hinge(StrEnum):
    """What a sentence hangs on."""

    CASE = "case"  # "en cas de", "lorsque", "si"
    CONDITION = "condition"  # "sous réserve de", "à condition que"
    EXCEPTION = "exception"  # "sauf", "hormis", "à moins que"
    DEFAULT = "default"  # "à défaut", "passé ce délai"
    CEILING = "ceiling"  # "dans la limite de", "au plus"


@dataclass(frozen=True, slots=True)
class Cue:
    hinge: Hinge
    words: str  # from the sentence, letter for letter but for its line breaks


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the clause, whole, and what can be told of it without rewording it."""

    citations: tuple[Citation, ...]  # its words; several where it goes over a page
    stances: tuple[Stance, ...] = ()
    figures: tuple[str, ...] = ()  # in French: "30 jours ouvrés"
    cues: tuple[Cue, ...] = ()
    lead: tuple[Citation, ...] = ()  # of an item of a list: the words that open the list


@dataclass(frozen=True, slots=True)
class Term:
    """A term that the document defines and the clause uses."""

    term: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place that the clause refers to: its words, and what stands there."""

    words: str  # "9.2", as the clause has it
    label: str  # "Article 9.2 Plafond"
    citation: Citation


@dataclass(frozen=True, slots=True)
class Law:
    """A text outside the contract that the clause names: a reference, nothing more."""

    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something that clauses on this topic often say and this one does not; `elsewhere`: where the document does."""

    label: str
    elsewhere: Citation | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """What a reader should look at, in one French sentence, with the words that it comes from."""

    sentence: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Clarification:
    """A clause, made plain without a model; `explanation` is what a model worded of it, once checked."""

    document: Document
    number: str
    label: str  # "Article 12 Résiliation"
    path: tuple[str, ...]  # the headings above it, its own left out
    text: tuple[Citation, ...]  # all of it, in order
    english: bool
    topics: tuple[str, ...]  # ids, the surest first
    about: tuple[str, ...]  # their labels
    phrases: tuple[Phrase, ...] = ()
    terms: tuple[Term, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    laws: tuple[Law, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()
    alerts: tuple[Alert, ...] = ()
    glosses: tuple[GlossEntry, ...] = ()
    guidance: tuple[Evidence, ...] = ()  # of the reference notes, under keys of their own: "R1"
    evidence: tuple[Evidence, ...] = ()  # the clause as a model is given it: "E1"
    explanation: Explanation | None = None
