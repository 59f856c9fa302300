"""What an amendment does to a contract, and the text that is in force after it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clausier.domain.documents import DocumentId
from clausier.domain.text import Span


class Action(StrEnum):
    """What a sentence of an amendment orders."""

    REPLACE = "replace"  # an article or an annex, by another text
    COMPLETE = "complete"  # an article, by a text added at its end
    DELETE = "delete"
    INSERT = "insert"  # an article that was not there: "18 bis"
    WORDS = "words"  # some words of an article, by others
    RESTATE = "restate"  # the whole contract
    RENEW = "renew"  # the contract's term


@dataclass(frozen=True, slots=True)
class Operation:
    """One change, as the amendment's own sentence orders it. Spans are of the amendment's text."""

    action: Action
    target: str  # as clauses are numbered: "12.3", "18 bis", "Annexe 2"; "" for the whole contract
    sentence: Span  # the words that order it
    article: str  # of the amendment, where they stand
    text: Span | None = None  # what is put in, without its quotation marks; None for what only takes out
    old: Span | None = None  # of WORDS: the words that go, as the amendment quotes them
    after: str = ""  # of INSERT: the article that it comes after
    effective: date | None = None  # its own date, where it has one; else the amendment's
    paragraph: int = 0  # of an article: the one that is meant, from 1; -1 its last; 0 the whole article
    keeps: bool = False  # of WORDS: the old words stay, and the new ones come after them


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment, understood."""

    document: DocumentId
    number: str  # "2"; "" where it has none
    operations: tuple[Operation, ...]
    not_understood: tuple[Span, ...] = ()  # sentences that order a change, we cannot say which
    signed: date | None = None
    effective: date | None = None  # None: not said, and then its date of signature holds
    unsigned: bool = False  # no place for a signature, or one side's alone
    conditions: tuple[Span, ...] = ()  # its effect hangs on something that happens
    prevails: Span | None = None  # it says that it wins over what contradicts it
    named: tuple[str, ...] = ()  # how it calls what it amends: title, number, date, as written
    draft: bool = False  # it calls itself a draft: it changes nothing yet

    @property
    def name(self) -> str:
        return f"avenant n° {self.number}" if self.number else "avenant"

    def since(self, operation: Operation) -> date | None:
        """From when an operation holds."""
        return operation.effective or self.effective or self.signed


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one document, letter for letter."""

    document: DocumentId
    span: Span


@dataclass(frozen=True, slots=True)
class Change:
    """An operation of an amendment, dated."""

    amendment: DocumentId
    name: str  # "avenant n° 2"
    operation: Operation
    since: date | None


@dataclass(frozen=True, slots=True)
class Superseded:
    """Words that no longer hold, and what took their place."""

    piece: Piece
    by: Change
    replacement: Piece | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """An article as it stands at a date: its pieces in order, what made it so, and what it no longer says."""

    number: str
    heading: str
    pieces: tuple[Piece, ...]  # empty where it was deleted
    changes: tuple[Change, ...] = ()  # the latest last
    superseded: tuple[Superseded, ...] = ()

    @property
    def deleted(self) -> bool:
        return not self.pieces


class Doubt(StrEnum):
    """Why a reader should look: what consolidation cannot settle by itself."""

    NOT_UNDERSTOOD = "not_understood"  # a sentence orders a change, we cannot say which
    NO_TARGET = "no_target"  # the article that it changes is not there
    WORDS_NOT_FOUND = "words_not_found"  # the words that it replaces are not in the article
    ORPHAN = "orphan"  # a reference to an article that was deleted, or renumbered
    CONFLICT = "conflict"  # two texts in force say different things
    UNSIGNED = "unsigned"
    UNDATED = "undated"
    CONDITIONAL = "conditional"
    ABSENT = "absent"  # it amends a document that is not in the dossier


@dataclass(frozen=True, slots=True)
class Caveat:
    """A doubt in one French sentence, with the words that it comes from."""

    doubt: Doubt
    sentence: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Consolidated:
    """A contract as its amendments have made it, at a date."""

    contract: DocumentId
    at: date
    provisions: tuple[Provision, ...]
    pending: tuple[Change, ...] = ()  # known, and not yet in force at that date
    caveats: tuple[Caveat, ...] = ()

    @property
    def superseded(self) -> tuple[Superseded, ...]:
        return tuple(one for provision in self.provisions for one in provision.superseded)


class Moment(StrEnum):
    """What happens on a day of a contract's life."""

    SIGNATURE = "signature"
    EFFECT = "effect"
    TERM = "term"
    NOTICE = "notice"  # the latest day to say that it will not be renewed


@dataclass(frozen=True, slots=True)
class Event:
    """A day of a contract's life: "Signature de l’avenant n° 2", and the words that say it.

    `assumption` is a French sentence where the day is computed and not written.
    """

    day: date
    label: str
    kind: Moment
    quotation: Piece | None = None
    assumption: str = ""
