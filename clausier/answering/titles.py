"""Which of the contracts a question names by its title: "dans le contrat de maintenance" asks no other contract."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausier.answering.abbreviations import stands_for
from clausier.answering.parties import known_by
from clausier.answering.words import content_stems, stem
from clausier.domain.documents import Document, DocumentId, Kind
from clausier.domain.folding import fold
from clausier.domain.french import listed
from clausier.domain.text import Span
from clausier.domain.versions import roots

_HEADS = frozenset(
    {"contrat", "contrats", "convention", "conventions", "accord", "accords", "marche", "marches"}
    | {"contract", "agreement"}
)
_ITSELF = frozenset(["contrat", "contract", "agreement"])  # alone, the contract that everything is about
_LIKE_IT = frozenset(["celui", "celle", "ceux", "celles"])
_ENGLISH = frozenset(["contract", "agreement"])  # the words that tell which one come before it
_LINKS = frozenset(["d", "de", "du", "des", "of", "for"])
_MORE = _LINKS | frozenset(["l", "la", "le", "les", "et", "the", "and"])
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[^\s'’«»“”\"°-]")  # between two words: they belong to two phrases
_GOES_WITH_ONE = re.compile(
    r"\b(?:conditions|terms|annexes?|appendi\w+|schedule|politique|policy|charte|plan|cg[a-z]{1,3}|dpa|"
    r"niveaux de service|service levels?|sla)\b"
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question. `parted`: something stands between it and the word before."""

    text: str
    folded: str
    span: Span
    parted: bool


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a question speaks of a contract; `words`: those beside it that some title has."""

    head: _Word
    words: tuple[_Word, ...]

    @property
    def naming(self) -> Span:
        """From its first word to its last, with what links them, less the word "contract" itself."""
        spans = [word.span for word in self.words]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        return Span(start, self.head.span.start) if end <= self.head.span.start else Span(self.head.span.end, end)


def of_titles(question: str, documents: Mapping[DocumentId, Document]) -> dict[DocumentId, Document]:
    """The documents less the contracts that a question leaves aside, when it names another by words of its title or of
    its file's name. Their amendments go with them; annexes and general conditions, which may be of any, stay.

    All the documents where it names none, or all of them, or speaks of "the contract" before.
    """
    root = roots(documents.values())
    contracts = {one: document for one in root.values() if _is_contract(document := documents[one])}
    named: set[DocumentId] = set()
    for mention in _mentions(question, tuple(contracts.values())) if len(contracts) > 1 else ():
        found = {
            one for one, document in contracts.items() if all(_bears(document, word.text) for word in mention.words)
        }
        if not mention.words or not found:
            break
        named |= found
    aside = set(contracts) - named if named else set[DocumentId]()
    return {one: document for one, document in documents.items() if root[one] not in aside}


def without_titles(question: str, documents: Iterable[Document]) -> str:
    """The question less the words that name contracts: in "le préavis du contrat de maintenance" they are not what is
    looked for there."""
    contracts = tuple(filter(_is_contract, documents))
    for mention in reversed([one for one in _mentions(question, contracts) if one.words]):
        question = f"{question[: mention.naming.start]} {question[mention.naming.end :]}"
    return " ".join(question.split())


def told(documents: Mapping[DocumentId, Document]) -> str:
    """That contracts were left aside, for whoever reads the answer."""
    root = roots(documents.values())
    titles = {documents[one].title for one in root.values() if _is_contract(documents[one])}
    said = listed([f"« {title} »" for title in sorted(titles)])
    return f"Question posée sur {said}, que la question nomme ; les autres contrats n’ont pas été lus."


def _is_contract(document: Document) -> bool:
    return document.kind is Kind.CONTRACT and not _GOES_WITH_ONE.search(fold(document.title))


def _bears(document: Document, word: str) -> bool:
    known = " ".join(known_by(document))
    return stem(fold(word)) in content_stems(known) or stands_for(word, document.title)


def _mentions(question: str, contracts: Sequence[Document]) -> Iterator[_Mention]:
    """Of each contract that is named, and of "the contract" alone."""
    words = list(_words(question))
    for at, word in enumerate(words):
        if word.folded not in _HEADS | _LIKE_IT:
            continue
        beside = tuple(_after(words[at + 1 :], contracts))
        if not beside and word.folded in _ENGLISH:
            beside = tuple(_before(words[: at + 1], contracts))
        if beside or word.folded in _ITSELF:
            yield _Mention(word, beside)


def _after(words: Sequence[_Word], contracts: Sequence[Document]) -> Iterator[_Word]:
    """The words of titles at the beginning of some words, over what links them."""
    links = _LINKS
    for word in words:
        if word.parted:
            return
        if word.folded not in links:
            if not _in_titles(word, contracts):
                return
            yield word
        links = _MORE


def _before(words: Sequence[_Word], contracts: Sequence[Document]) -> Iterator[_Word]:
    """The words of titles right before the last of some words."""
    for word, following in zip(reversed(words[:-1]), reversed(words), strict=False):
        if following.parted or not _in_titles(word, contracts):
            return
        yield word


def _in_titles(word: _Word, contracts: Sequence[Document]) -> bool:
    return bool(content_stems(word.folded)) and any(_bears(document, word.text) for document in contracts)


def _words(question: str) -> Iterator[_Word]:
    end = 0
    for found in _WORD.finditer(question):
        parted = _APART.search(question, end, found.start()) is not None
        yield _Word(found.group(), fold(found.group()), Span(*found.span()), parted)
        end = found.end()
