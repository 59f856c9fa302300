"""Parties by their usual names, whatever a contract calls them: signs know « le Client » and « le Prestataire »."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from clausier.answering.quoting import sentences
from clausier.domain.documents import Passage
from clausier.domain.folding import fold
from clausier.domain.sides import USUAL_CUSTOMERS, USUAL_PROVIDERS
from clausier.domain.text import Span, mend

# Some are names of third parties as well: they are a party's where the contract introduces it so.
_PROVIDERS = (
    *USUAL_PROVIDERS,
    *("hebergeur", "operateur", "editeur", "integrateur", "sous-traitant", "delegataire", "mandataire"),
    *("entrepreneur", "vendor", "processor", "operator", "host"),
)
_CUSTOMERS = (
    *USUAL_CUSTOMERS,
    *("cliente", "adherent", "adherente", "etablissement", "commanditaire", "abonnee", "preneur", "commune"),
    *("collectivite", "mandant", "donneur d'ordre", "donneuse d'ordre", "maitre d'ouvrage"),
    *("responsable du traitement", "responsable de traitement", "controller", "authority"),
)
_NO_PARTIES = frozenset(
    [
        "partie",
        "parties",
        "party",
        "contrat",
        "convention",
        "accord",
        "marche",
        "avenant",
        "agreement",
        "contract",
        "services",
        "prestations",
    ]
)
_ARTICLE = r"(?:l[ea]\s+|l['’]\s*|the\s+)"
_CALLED = re.compile(
    r"(?:\b(?:ci-\s?après|hereinafter|hereafter|dénommée?s?|désignée?s?|referred to as)\b[^«“\"\n]{0,50}|"
    rf"\(\s*{_ARTICLE}?|,\s*)[«“\"]\s*{_ARTICLE}?(?P<name>[^\W\d_][^«»“”\"\n(),;:]{{1,40}}?)\s*[»”\"]",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:^|[\n—–])\W*(?P<name>[A-ZÀ-Ý][\w'’ -]{2,30}?)\W{0,3}:\W{0,4}(?=[A-ZÀ-Ý])")
_OPENING = 3  # passages in which a contract introduces its parties
_OFTEN = 3  # so many times with a capital, a usual name is a party's though nothing introduces it

Renaming = Callable[[str], str]
"""A stretch of a contract, its parties by their usual names. Its length may change."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A passage as it stands, and as it reads with the usual names of the parties."""

    passage: Passage
    named: Passage  # its text is the document's no more: it serves to judge, and never to quote
    said: tuple[tuple[Span, str], ...]  # its sentences: where they stand in its text, and what they say, folded


@dataclass(frozen=True, slots=True)
class _Usual:
    french: str
    english: str


_PROVIDER, _CUSTOMER = _Usual("Prestataire", "Supplier"), _Usual("Client", "Customer")


@lru_cache(maxsize=4)
def plainly(passages: tuple[Passage, ...]) -> tuple[Plain, ...]:
    """The passages of a contract with the usual names of its parties; as they stand where nothing tells who is who."""
    called = renaming([passage.text for passage in passages])
    return tuple(_plain(passage, called) for passage in passages)


def _plain(passage: Passage, called: Renaming) -> Plain:
    return Plain(
        passage,
        replace(passage, text=called(passage.text), path=tuple(map(called, passage.path))),
        tuple((span, fold(called(mend(span.of(passage.text)).text))) for span in sentences(passage.text)),
    )


def renaming(texts: Sequence[str]) -> Renaming:
    """What gives the parties of a contract their usual names. `texts`: its passages, in order."""
    text = "\n".join(texts)
    provider, customer = _parties(text, list(_introduced("\n".join(texts[:_OPENING]))))
    sides = ((provider, _PROVIDER), (customer, _CUSTOMER))
    called = [(_pattern(name), usual) for name, usual in sides if name not in ("", usual.french, usual.english)]
    return lambda stretch: _renamed(stretch, called)


def introduces(text: str) -> bool:
    """Whether a stretch of a contract says what its parties are called."""
    return any(_introduced(text))


def _introduced(opening: str) -> Iterator[str]:
    """The names that a contract gives its parties, as it writes them."""
    for pattern in (_CALLED, _LABELLED):
        for found in pattern.finditer(opening):
            name = found["name"].strip()
            if fold(name) not in _NO_PARTIES:
                yield name


def _parties(text: str, introduced: Sequence[str]) -> tuple[str, str]:
    """How a contract calls its provider and its customer; "" for one who has the usual name, or is not known."""
    provider = next((name for name in introduced if fold(name) in _PROVIDERS), "") or _frequent(text, USUAL_PROVIDERS)
    customer = next((name for name in introduced if fold(name) in _CUSTOMERS), "") or _frequent(text, USUAL_CUSTOMERS)
    others = [name for name in dict.fromkeys(introduced) if fold(name) not in (*_PROVIDERS, *_CUSTOMERS)]
    if len(others) == 1 and bool(provider) != bool(customer):  # of two sides one is known: the other is the other
        provider, customer = provider or others[0], customer or others[0]
    return provider, customer


def _frequent(text: str, names: Sequence[str]) -> str:
    """The one of several usual names that a text writes most often with a capital."""
    counted = [(len(found), found[0]) for name in names if (found := _capitalised(name, text))]
    most, name = max(counted, default=(0, ""), key=lambda one: one[0])
    return name if most >= _OFTEN else ""


def _capitalised(name: str, text: str) -> list[str]:
    first, rest = name[0], name[1:]
    loose = re.sub("e", "[eéè]", re.escape(rest)).replace("'", "['’]")
    return re.findall(rf"\b[{first.upper()}{'É' if first == 'e' else ''}]{loose}\b", text)


def _pattern(name: str) -> re.Pattern[str]:
    article = r"\b(?:[lL][ea]|[dD]u|[aA]u|[tT]he)\s+|\b[lLdD]['’]\s?"
    written = re.sub("['’]", "['’]", re.escape(name))
    return re.compile(rf"(?:\b(?P<before>[dD]e|[àÀ])\s+)?(?P<article>{article})?\b{written}\b(?!\s+ultérieur)")


def _renamed(stretch: str, called: Sequence[tuple[re.Pattern[str], _Usual]]) -> str:
    for pattern, usual in called:
        stretch = pattern.sub(partial(_usually, usual), stretch)
    return stretch


def _usually(usual: _Usual, found: re.Match[str]) -> str:
    """The usual name with the article that goes with it: "de l’Exploitant" becomes "du Prestataire"."""
    before, article = (found["before"] or "").lower(), (found["article"] or "").strip().lower()
    lead = f"{found['before']} " if before else ""
    if article == "the":
        return f"{lead}the {usual.english}"
    if before and article:
        return f"{'du' if before == 'de' else 'au'} {usual.french}"
    if article in ("du", "au"):
        return f"{lead}{article} {usual.french}"
    if article.startswith("d"):
        return f"{lead}de {usual.french}"
    return f"{lead}{'le ' if article else ''}{usual.french}"
