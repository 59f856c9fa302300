"""Which of the documents a question names by its title: "dans le contrat de maintenance" asks no other."""

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
_ANNEXES = frozenset(["annexe", "annexes", "schedule", "schedules", "appendix"])
_LEADING = re.compile(
    r"\W*\b(?:(?:entre|between|dans|in|de|of) )?(?:du|de la|des|le|la|les|the|de|of|entre|between)\W*$", re.I
)
_GOES_WITH_ONE = re.compile(
    r"\b(?:conditions|terms|annexes?|appendi\w+|schedule|politique|policy|charte|plan|cg[a-z]{1,3}|dpa|"
    r"niveaux de service|service levels?|sla)\b"
)
"""In the title of what is read as a contract and goes with one: beside a single contract, it leaves nothing to name."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question. `parted`: something stands between it and the word before."""

    text: str
    folded: str
    span: Span
    parted: bool


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a question speaks of a contract or of an annex; `words`: those beside it that some title of such has."""

    kind: Kind
    head: _Word
    words: tuple[_Word, ...]

    @property
    def naming(self) -> Span:
        """From its first word to its last, with what links them, less the word "contract" itself."""
        spans = [word.span for word in self.words]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        return Span(start, self.head.span.start) if end <= self.head.span.start else Span(self.head.span.end, end)


def of_titles(question: str, documents: Mapping[DocumentId, Document]) -> dict[DocumentId, Document]:
    """The contracts, or the annexes, that a question names by words of their titles or of their files' names that no
    other of their kind has; with the amendments of these.

    All the documents where it names none, or all of a kind, or speaks of "the contract" before.
    """
    root = roots(documents.values())
    known = _nameable(documents[one] for one in dict.fromkeys(root.values()))
    named: set[DocumentId] = set()
    for mention in _mentions(question, known):
        found = {one.id for one in known[mention.kind] if all(_bears(one, word.text) for word in mention.words)}
        if not mention.words or not found:
            break
        named |= found
    every = {one.id for one in known[Kind.CONTRACT]}
    return {one: documents[one] for one in documents if root[one] in named and named != every} or dict(documents)


def _nameable(documents: Iterable[Document]) -> Mapping[Kind, Sequence[Document]]:
    """Contracts, where there are several, and annexes."""
    known = tuple(documents)
    contracts = [one for one in known if one.kind is Kind.CONTRACT and not _GOES_WITH_ONE.search(fold(one.title))]
    annexes = [one for one in known if one.kind is Kind.ANNEX]
    return {Kind.CONTRACT: contracts if len(contracts) > 1 else [], Kind.ANNEX: annexes}


def without_titles(question: str, documents: Iterable[Document]) -> str:
    """The question less the words that name documents: in "le préavis du contrat de maintenance" they are not what is
    looked for there."""
    for mention in reversed([one for one in _mentions(question, _nameable(documents)) if one.words]):
        question = f"{question[: mention.naming.start]} {question[mention.naming.end :]}"
    return " ".join(question.split())


def without_both(question: str, documents: Iterable[Document]) -> str:
    """The question less the documents that it sets side by side, from the first to the last: of "lequel du contrat de
    maintenance ou de celui du parc est le plus long ?" remains "lequel est le plus long ?"."""
    found = [one for one in _mentions(question, _nameable(documents)) if one.words]
    if len(found) < 2:
        return question
    ends = [end for one in found for end in (one.head.span.end, one.naming.end)]
    before = _LEADING.sub("", question[: min(min(one.head.span.start, one.naming.start) for one in found)])
    return " ".join(f"{before} {question[max(ends) :]}".split())


def told(documents: Mapping[DocumentId, Document]) -> str:
    """That documents were left aside, for whoever reads the answer."""
    root = roots(documents.values())
    titles = dict.fromkeys(documents[one].title for one in root.values())
    said = listed([f"« {title} »" for title in titles])
    with_them = ", avec les avenants" if len(documents) > len(set(root.values())) else ""
    return f"Question posée sur {said}{with_them} : la question nomme ce document, les autres n’ont pas été lus."


def _bears(document: Document, word: str) -> bool:
    known = " ".join(known_by(document))
    return stem(fold(word)) in content_stems(known) or stands_for(word, document.title)


def _mentions(question: str, known: Mapping[Kind, Sequence[Document]]) -> Iterator[_Mention]:
    """Of each document that is named, and of "the contract" alone."""
    words = list(_words(question))
    for at, word in enumerate(words):
        if word.folded not in _HEADS | _LIKE_IT | _ANNEXES:
            continue
        kind = Kind.ANNEX if word.folded in _ANNEXES else Kind.CONTRACT
        beside = tuple(_after(words[at + 1 :], known[kind]))
        if not beside and word.folded in _ENGLISH:
            beside = tuple(_before(words[: at + 1], known[kind]))
        if beside or word.folded in _ITSELF:
            yield _Mention(kind, word, beside)


def _after(words: Sequence[_Word], known: Sequence[Document]) -> Iterator[_Word]:
    """The words of titles at the beginning of some words, over what links them."""
    links = _LINKS
    for word in words:
        if word.parted or word.folded in _HEADS | _LIKE_IT | _ANNEXES:
            return
        if word.folded not in links:
            if not _in_titles(word, known):
                return
            yield word
        links = _MORE


def _before(words: Sequence[_Word], known: Sequence[Document]) -> Iterator[_Word]:
    """The words of titles right before the last of some words."""
    for word, following in zip(reversed(words[:-1]), reversed(words), strict=False):
        if following.parted or not _in_titles(word, known):
            return
        yield word


def _in_titles(word: _Word, known: Sequence[Document]) -> bool:
    return bool(content_stems(word.folded)) and any(_bears(document, word.text) for document in known)


def _words(question: str) -> Iterator[_Word]:
    end = 0
    for found in _WORD.finditer(question):
        parted = _APART.search(question, end, found.start()) is not None
        yield _Word(found.group(), fold(found.group()), Span(*found.span()), parted)
        end = found.end()
