"""The golden set as its files hold it: contracts, questions, and the passages that answer them."""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from clausier.bundle import CORPUS

HERE = Path(__file__).parent
CONTRACTS, QUESTIONS = HERE / "contracts", HERE / "questions"
BUILT = "corpus:"  # a layout that names a file of the corpus, already built

Half = Literal["development", "test", "short-development", "short-test"]
Verdict = Literal["oui", "partiel", "non_trouve", ""]
Kind = Literal[
    "coverage",
    "value",
    "explanation",
    "follow-up",
    "cross-lingual",
    "scan",
    "amendment",
    "injection",
    "comparison",
]

_STRICT = ConfigDict(extra="forbid")
_WITHIN = re.compile(r"\{--.*?--\}|\{\+\+|\+\+\}|\[\^\d+\]:?")  # tracked changes, and the calls of notes
_BETWEEN = re.compile(r"<<|\^\^|^\s*(?:[-#>§]+|\d+\\?\.)\s|[*|\\]", re.MULTILINE)  # of lists, titles and tables


def said(source: str) -> str:
    """What a source says: without the marks of its Markdown, its tracked changes accepted, its white space folded."""
    return " ".join(_BETWEEN.sub(" ", _WITHIN.sub("", source)).split())


@dataclass(frozen=True, slots=True, config=_STRICT)
class Contract:
    """A document of the set: where its source is, how it is built, and its half."""

    source: str
    half: Half
    layout: str
    kind: Literal["contract", "amendment"]
    language: Literal["fr", "en"]
    sector: str
    amends: str = ""

    @property
    def stem(self) -> str:
        """The name that questions know it by."""
        return Path(self.source).stem

    @property
    def path(self) -> Path:
        """Its source: of the golden set itself, or of the corpus where it is built from there."""
        folder = CORPUS / "contracts" / "sources" if self.layout.startswith(BUILT) else CONTRACTS
        return folder / self.source

    @property
    def built(self) -> Path | None:
        """Its file in the corpus; None where it is yet to be built in its layout."""
        name = self.layout.removeprefix(BUILT)
        return CORPUS / "contracts" / name if name != self.layout else None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Exchange:
    """A turn before a follow-up question."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, config=_STRICT)
class GoldPassage:
    """Words that answer, letter for letter, and the finest article that they are in."""

    document: str
    article: str
    quote: str


@dataclass(frozen=True, slots=True, config=_STRICT)
class Question:
    """A question as people type it, and what a careful lawyer answers.

    `verdict` is "" where the answer is a value, an explanation or a choice between contracts. The first passage is
    the best; there is none where the contract is silent, and `near_miss` then says what tempts.
    """

    id: str
    question: str
    kind: Kind
    documents: tuple[str, ...]
    why: str = ""
    verdict: Verdict = ""
    near_miss: str = ""
    value: str = ""
    also: tuple[str, ...] = ()
    history: tuple[Exchange, ...] = ()
    passages: tuple[GoldPassage, ...] = ()


@dataclass(frozen=True, config=_STRICT)
class Golden:
    """The whole set."""

    contracts: tuple[Contract, ...]
    questions: tuple[Question, ...]

    @cached_property
    def by_stem(self) -> dict[str, Contract]:
        """The contracts by the name that questions know them by."""
        return {contract.stem: contract for contract in self.contracts}

    def halves(self, question: Question) -> frozenset[Half]:
        """The halves of the documents that it is asked of: one, or the set is at fault."""
        return frozenset(self.by_stem[document].half for document in question.documents)

    def of(self, half: Half) -> tuple[Question, ...]:
        """The questions of that half, in the order of the files."""
        return tuple(question for question in self.questions if self.halves(question) == {half})


def load() -> Golden:
    """Read every contract and question; what the files do not spell as the types say is refused."""
    contracts = TypeAdapter(tuple[Contract, ...]).validate_python(_entries(HERE / "contracts.toml", "contracts"))
    asked = [entry for file in sorted(QUESTIONS.glob("*.toml")) for entry in _entries(file, "questions")]
    return Golden(contracts, TypeAdapter(tuple[Question, ...]).validate_python(asked))


def _entries(file: Path, name: str) -> list[object]:
    """The entries of that name in a file."""
    found = tomllib.loads(file.read_text("utf-8"))[name]
    return list(found)
